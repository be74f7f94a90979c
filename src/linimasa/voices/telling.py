"""What a pattern finds: a cue, the phrase of who tells, and the words told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from linimasa.voices.line import Line, Phrase

Kind = Literal["say", "relay"]
Range = tuple[int, int]


@dataclass(slots=True)
class Telling:
    """One cue of a line with its speaker (`None`: a clitic or what context gives) and words `[start, end)` told.

    `quotation` is the number of a quotation block that is told; `extent` all words that the cue and
    its speaker take up; `shared` that the subject is the one of the telling before it.
    """

    line: Line
    kind: Kind
    cue: Range
    speaker: Phrase | None
    ranges: list[Range] = field(default_factory=list)
    quotation: int | None = None
    extent: Range = (0, 0)
    shared: bool = False
    through: list[Phrase] = field(default_factory=list)
    previous: bool = False  # tells what the sentence before says
