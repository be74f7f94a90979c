"""The console that tables and cards are printed on; a module of its own, as only who prints pays for rich."""

from __future__ import annotations

from rich.console import Console


class AnswerConsole(Console):
    """Prints answers to stdout as they are, without colouring numbers and names."""

    def __init__(self) -> None:
        super().__init__(highlight=False)

    def on_broken_pipe(self) -> None:
        """Leaves a closed pipe to the command, as with lines of JSON; rich would end with exit code 1."""
        raise BrokenPipeError
