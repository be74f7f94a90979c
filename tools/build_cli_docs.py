"""Writes docs/cli.md from the commands' own help.

    python tools/build_cli_docs.py

Built from the names, help and examples of commands and options, not from a printed page, so that it does
not change with the width of a terminal or the version of typer. A test says when it is out of date.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from linimasa.cli.main import app

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cli.md"
HEAD = """# The command line

Made by `tools/build_cli_docs.py` from the commands' own help: change it there.

Answers go to standard output, messages and progress to standard error; with `--json`, standard output holds
one JSON object a line and nothing else ([record.md](record.md)).

| exit code | when |
| --- | --- |
| 0 | all was done (also where a report's language is not coded, or nothing was found: both are said) |
| 1 | some inputs failed, each named on standard error, the rest was done; or the record, claim or event is not there |
| 2 | the command was typed wrong: an unknown option, type, status or date |
| 130 | stopped by Ctrl-C; what was done so far stands |
| 141 | the reader of the output went away (`| head`) |

What a flag says wins over the environment, that over the settings file. `LINIMASA_RECORD` names the record's
file. The settings file is `settings.toml` in the folder `linimasa` of your configuration folder
(`~/.config/linimasa/settings.toml` on Linux) and may set `record`, `min_confidence`, `jobs` and `reader`.
"""


def page() -> str:
    """The whole page, in Markdown."""
    group: Any = typer.main.get_command(app)
    return "\n".join((HEAD, *(line for name, command in group.commands.items() for line in _command(name, command))))


def _command(name: str, command: Any) -> Iterator[str]:
    if hasattr(command, "commands"):
        yield from (f"## {name}", "", inspect.cleandoc(command.help), "")
        yield from _examples(command)
        for own, part in command.commands.items():
            yield from _command(f"{name} {own}", part)
        return
    options = [param for param in command.params if param.param_type_name == "option"]
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    yield f"## {name}"
    yield ""
    usage = ["linimasa", name, *(["[OPTIONS]"] if options else []), *(_metavar(param) for param in arguments)]
    yield f"`{' '.join(usage)}`"
    yield ""
    yield inspect.cleandoc(command.help)
    yield ""
    if arguments or options:
        yield "| | |"
        yield "| --- | --- |"
        for param in (*arguments, *options):
            yield f"| `{_names(param)}` | {param.help} |"
        yield ""
    yield from _examples(command)


def _examples(command: Any) -> Iterator[str]:
    if command.epilog:
        examples = command.epilog.split("Examples:")[1].strip("\n").splitlines()
        yield "```sh"
        yield from (line.strip() for line in examples)
        yield "```"
        yield ""


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name.upper()) + ("…" if param.nargs == -1 else "")


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return _metavar(param)
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {_metavar(param)}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
