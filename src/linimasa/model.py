"""The types that flow through linimasa, one a stage.

Every span is ``(start, end)``, half open, in Unicode code points of ``Report.text``;
``text[start:end]`` is the quoted words. A value that nothing in the text supports is ``None``.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

Span = tuple[int, int]

Status = Literal["actual", "planned", "conditional", "denied"]
Certainty = Literal["stated", "alleged"]
QuoteKind = Literal["direct", "indirect", "mixed"]
DatePrecision = Literal["day", "week", "month", "quarter", "year", "range"]
DateBasis = Literal["explicit", "relative", "context"]
PlacePrecision = Literal["site", "city", "district", "admin2", "admin1", "country"]
PlaceBasis = Literal["stated", "context", "dateline"]
QuantityKind = Literal[
    "killed",
    "injured",
    "detained",
    "displaced",
    "people",
    "troops",
    "weapons",
    "money",
    "percent",
    "times",
    "other",
]


class Dropped(msgspec.Struct, frozen=True):
    """A line left out of a report's text, and why."""

    text: str
    why: str


class Credit(msgspec.Struct, frozen=True):
    """An agency or outlet that the report itself credits; ``span`` is None where the line was dropped."""

    name: str
    span: Span | None = None


class Report(msgspec.Struct, frozen=True):
    """A published text: the headline, a newline, then the body, paragraphs parted by newlines.

    ``published`` is ISO 8601, with offset where known. ``dateline`` is the place named before the
    first sentence; ``dateline_span`` covers all that stands there (outlet, place, dash), which
    belongs to no sentence.
    """

    id: str
    text: str
    title: str | None = None
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    dateline: str | None = None
    dateline_span: Span | None = None
    dropped: tuple[Dropped, ...] = ()
    credits: tuple[Credit, ...] = ()


class Word(msgspec.Struct, frozen=True):
    """A syntactic word; ``head`` is the index of its head in the sentence, -1 for the root.

    ``form`` is what the text has there, clitics split off (``negara`` ``nya``).
    """

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str


class Name(msgspec.Struct, frozen=True):
    """A proper name: words ``[start, end)`` of the sentence; label PER, ORG or LOC."""

    start: int
    end: int
    label: str


class Sentence(msgspec.Struct, frozen=True):
    """A parsed sentence: its span in the text, its place in the report, its words and names."""

    index: int
    paragraph: int
    headline: bool
    start: int
    end: int
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()


class Actor(msgspec.Struct, frozen=True, omit_defaults=False):
    """Who acts or is acted upon; ``name`` and ``role`` in the text's own words."""

    name: str
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    span: Span | None = None


class Attribution(msgspec.Struct, frozen=True):
    """One link of the chain of who says so; ``cue`` is the span of the word that says it."""

    name: str
    id: str | None = None
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    affiliation: str | None = None
    span: Span | None = None
    cue: Span | None = None


class Voice(msgspec.Struct, frozen=True):
    """An attribution of the report: who says what, in which words, through whom (outermost first)."""

    speaker: Actor
    cue: Span | None
    content: tuple[Span, ...]
    quote: QuoteKind
    through: tuple[Attribution, ...] = ()
    affiliation: str | None = None


class Mention(msgspec.Struct, frozen=True):
    """Where a sentence names an actor: words ``[start, end)``, head word, the actor meant.

    ``kind``: ``country`` ``demonym`` ``organisation`` ``group`` (armed group, party, people)
    ``person`` ``role`` (a role word that stands alone) ``pronoun``.
    """

    sentence: int
    start: int
    end: int
    head: int
    kind: str
    actors: tuple[Actor, ...]


class When(msgspec.Struct, frozen=True):
    """A date as a range of ISO days, both inclusive."""

    start: str
    end: str
    precision: DatePrecision
    basis: DateBasis
    span: Span | None = None
    corrected: bool = False


class Place(msgspec.Struct, frozen=True):
    """A place by its own name in the text; coordinates in degrees (WGS 84)."""

    name: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "city"
    basis: PlaceBasis = "stated"
    span: Span | None = None


class Quantity(msgspec.Struct, frozen=True):
    """A number of something; ``what`` in the text's own words."""

    what: str
    kind: QuantityKind
    value: float | None = None
    low: float | None = None
    high: float | None = None
    approximate: bool = False
    span: Span | None = None


class Marks(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words that decide a claim's status and certainty."""

    status: Span | None = None
    certainty: Span | None = None


class Evidence(msgspec.Struct, frozen=True):
    """One sentence, and the trigger inside it."""

    sentence: Span
    trigger: Span


class Claim(msgspec.Struct, frozen=True):
    """One thing that one report says happened, will happen or did not, and who says so."""

    id: str
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    quad: int
    score: float
    goldstein: float | None
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    status: Status
    certainty: Certainty
    marks: Marks
    according_to: tuple[Attribution, ...]
    quote: QuoteKind | None
    when: When | None
    where: Place | None
    quantities: tuple[Quantity, ...]
    headline: bool
    evidence: Evidence
    rule: str
    confidence: float


class CodedReport(msgspec.Struct, frozen=True):
    """What the program says of one report: a line of ``linimasa code --json``."""

    report: Report
    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]


OriginKind = Literal["agency", "outlet", "primary", "unknown"]
Relation = Literal["same", "within", "update", "dispute"]
Headline = Literal["origins", "precise", "latest", "conservative"]


class Taken(msgspec.Struct, frozen=True, rename={"taker": "from"}):
    """One step from a report towards an origin: what ``taker`` (a report's id) took from ``to``, and why we think so.

    ``span`` has the words in the taker's text that say so, where there are any.
    """

    taker: str
    to: str
    reason: str
    span: Span | None = None


class Origin(msgspec.Struct, frozen=True):
    """Where what reports say of an event comes from: an agency, an outlet's own reporting, a named source."""

    origin: str
    kind: OriginKind
    reports: tuple[str, ...]
    links: tuple[Taken, ...] = ()


class FieldValue(msgspec.Struct, frozen=True):
    """One value of an event's field: which claims say so, through which origins, said by whom.

    ``relation`` is that to the value shown: ``same``; ``within`` (one contains the other: no dispute);
    ``update`` (a toll that rose with time); ``dispute``.
    """

    value: Any
    claims: tuple[str, ...]
    origins: tuple[str, ...]
    said_by: tuple[str, ...]
    relation: Relation


class Event(msgspec.Struct, frozen=True):
    """A happening that claims of one or more reports tell; it never replaces them.

    ``first_published`` is the earliest publication (ISO 8601); ``reports``, ``publishers`` count them.
    ``fields`` has, for every field that its claims fill differently, each value.
    """

    id: str
    type: str
    modes: tuple[str, ...]
    status: Status
    source: tuple[Actor, ...]
    target: tuple[Actor, ...]
    when: When | None
    where: Place | None
    quantities: tuple[Quantity, ...]
    first_published: str | None
    claims: tuple[str, ...]
    reports: int
    publishers: int
    origins: tuple[Origin, ...]
    fields: dict[str, tuple[FieldValue, ...]]

    @property
    def disputed(self) -> tuple[str, ...]:
        """The fields on which its claims contradict each other."""
        return tuple(
            name for name, values in self.fields.items() if any(value.relation == "dispute" for value in values)
        )
