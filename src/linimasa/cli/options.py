"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Reports: plain text, saved HTML, JSON Lines; also .gz, folders, globs, and - for standard input.",
        show_default=False,
    ),
]
RecordFile = Annotated[
    Path | None,
    typer.Option(
        "--record",
        metavar="FILE",
        help="The record's file; else what LINIMASA_RECORD says, else the one in your data folder.",
        show_default=False,
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object a line to standard output, nothing else.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No messages and no progress, only complaints.")]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="NUMBER",
        min=0,
        max=1,
        help="Only claims at least so sure, 0 to 1.",
        show_default=False,
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="NUMBER",
        min=1,
        help="Processes that code at a time; one unless set.",
        show_default=False,
    ),
]


class ReaderName(StrEnum):
    """The readers that reports may be read by, as a user names them."""

    FULL = "full"
    FAST = "fast"
    FILTERED = "filtered"


Reader = Annotated[
    ReaderName | None,
    typer.Option(
        "--reader",
        help="Who reads: full unless set; fast is quicker and less sure; filtered is full only where an event may be.",
        show_default=False,
    ),
]
ClaimId = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, or the first characters of it.")]
EventId = Annotated[
    str, typer.Argument(metavar="EVENT", help="An event's id, one it had before, or the first characters of one.")
]
ByActor = Annotated[
    str | None,
    typer.Option(
        "--actor",
        metavar="NAME",
        help="Who takes part: a name in either language, an id, or a country code (RUS).",
        show_default=False,
    ),
]
OfTypes = Annotated[
    list[str] | None,
    typer.Option("--type", metavar="TYPE", help="PLOVER type; may be given several times.", show_default=False),
]
Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="On or after this day, month or year.", show_default=False),
]
Until = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="On or before this day, month or year.", show_default=False),
]
AtPlace = Annotated[
    str | None,
    typer.Option("--place", metavar="NAME", help="Where: a place, region or country.", show_default=False),
]
OfOutlet = Annotated[
    str | None,
    typer.Option(
        "--outlet", metavar="NAME", help="The outlet of reports that name none themselves.", show_default=False
    ),
]
PublishedOn = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="The day of publication (2025-07-13) of reports that name none themselves.",
        show_default=False,
    ),
]
