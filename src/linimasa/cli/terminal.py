"""What the command line says: answers to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import typer

from linimasa.errors import LinimasaError

SOME_FAILED, USAGE, INTERRUPTED, PIPE_CLOSED = 1, 2, 130, 141


def write_line(line: bytes) -> None:
    """One line to stdout, as UTF-8 whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()


def complain(message: object) -> None:
    """Says on stderr what went wrong."""
    typer.echo(f"linimasa: {message}", err=True)


def careful(command: Callable[..., None]) -> Callable[..., None]:
    """Ends a command that cannot go on with a message and an exit code, never with a traceback."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except LinimasaError as error:
            complain(error)
            raise typer.Exit(SOME_FAILED) from error
        except KeyboardInterrupt as stop:
            complain("stopped; what was done so far stands")
            raise typer.Exit(INTERRUPTED) from stop
        except BrokenPipeError as closed:
            # The reader of our output has gone (`| head`): nothing may be flushed to it at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from closed
        except OSError as error:
            complain(f"{error.filename or 'output'}: {error.strerror or error}")
            raise typer.Exit(SOME_FAILED) from error

    return run


class Talk:
    """Messages and progress of one command; ``quiet`` leaves only complaints."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet
        self._print: Callable[[str], None] = lambda message: typer.echo(message, err=True)

    def say(self, message: str) -> None:
        """A message to stderr, unless quiet."""
        if not self.quiet:
            self._print(message)

    def complain(self, message: object) -> None:
        """A complaint to stderr, also where quiet."""
        self._print(f"linimasa: {message}")

    @contextmanager
    def progress(self, what: str, *, shown: bool = True) -> Iterator[Callable[[], None]]:
        """Counts ``what`` on a terminal; gives the function to call after each one."""
        if self.quiet or not shown or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True, highlight=False)
        columns = (SpinnerColumn(), TextColumn("{task.completed} {task.description}"), TimeElapsedColumn())
        before = self._print
        with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
            task = bar.add_task(what)
            self._print = lambda message: console.print(message, markup=False, soft_wrap=True)
            try:
                yield lambda: bar.advance(task)
            finally:
                self._print = before
