"""Claims as merging compares them, of every shape: what hypothesis draws from."""

from __future__ import annotations

import msgspec
from hypothesis import strategies as st

from linimasa.merge.telling import Amount, Days, Party, Spot, Telling
from linimasa.merge.words import Bag

WORDS = st.frozensets(
    st.sampled_from(["kyiv", "rudal", "drone", "wonsan", "kursk", "lavrov", "19", "tujuh"]), max_size=5
)
_DAY = 738_000  # an ordinal of July 2021

parties = st.builds(
    Party,
    id=st.sampled_from([None, "RUS", "UKR", "RUS-MIL", "person:sergey-lavrov", "person:kim-jong-un", "NATO"]),
    country=st.sampled_from([None, "RUS", "UKR", "PRK"]),
    sector=st.sampled_from([None, "GOV", "MIL"]),
    words=WORDS,
)


@st.composite
def _days(draw: st.DrawFn) -> Days:
    first = _DAY + draw(st.integers(0, 70))
    last = first + draw(st.sampled_from([0, 0, 0, 1, 6, 7, 8, 30, 400, 800]))
    return Days(first, last, "day" if first == last else "range", draw(st.sampled_from(["explicit", "context"])))


places = st.builds(
    Spot,
    name=st.sampled_from(["kyiv", "jakarta", "wonsan"]),
    country=st.sampled_from([None, "UKR", "IDN"]),
    admin1=st.sampled_from([None, "a"]),
    admin2=st.sampled_from([None, "b"]),
    lat=st.sampled_from([None, 50.4, 50.5, -6.2]),
    lon=st.sampled_from([None, 30.5, 106.8]),
    precision=st.sampled_from(["site", "city", "admin2", "admin1", "country"]),
)
amounts = st.builds(
    Amount,
    kind=st.sampled_from(["killed", "troops"]),
    value=st.sampled_from([None, 3.0, 4.0]),
    low=st.sampled_from([None, 3.0]),
    high=st.none(),
)


def _bags(language: str | None) -> st.SearchStrategy[Bag]:
    return WORDS.map(lambda words: Bag.of(words, language))


@st.composite
def tellings(draw: st.DrawFn) -> Telling:
    """Any claim; few types, parties, words and days, so that two of them often have something in common."""
    language = draw(st.sampled_from(["id", "en"]))
    return Telling(
        claim=draw(st.sampled_from([f"c{number}" for number in range(9)])),
        report=draw(st.sampled_from(["r1", "r2", "r3"])),
        type=draw(st.sampled_from(["CONSULT", "ASSAULT", "ACCUSE"])),
        modes=draw(st.sampled_from([(), ("visit",), ("drone", "missile")])),
        status=draw(st.sampled_from(["actual", "denied", "planned", "conditional"])),
        source=tuple(draw(st.lists(parties, max_size=2))),
        target=tuple(draw(st.lists(parties, max_size=2))),
        days=draw(st.none() | _days()),
        published=draw(st.none() | st.integers(_DAY, _DAY + 90)),
        place=draw(st.none() | places),
        amounts=tuple(draw(st.lists(amounts, max_size=2))),
        language=language,
        act=draw(st.sampled_from(["serang", "temu"])),
        words=draw(_bags(language)),
        near=draw(_bags(language)),
        names=draw(_bags(None)),
        story=draw(_bags(language)),
        sentence=draw(st.integers(1, 3)),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Telling, Telling]:
    """Two claims that have much in common: the second differs from the first in some fields only."""
    one, other = draw(tellings()), draw(tellings())
    fields = draw(st.sets(st.sampled_from(Telling.__struct_fields__), max_size=8))
    return one, msgspec.structs.replace(one, **{field: getattr(other, field) for field in fields})
