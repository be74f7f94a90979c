"""How sure a claim is."""

from hypothesis import given
from hypothesis import strategies as st

from linimasa.coding.confidence import confidence
from linimasa.coding.plover import event_types
from linimasa.language.files import table
from linimasa.model import Actor, Claim, Evidence, Marks

STATE = Actor("Chad", id="TCD", country="TCD")
SOMEBODY = Actor("orang")


def claim(kind: str = "ASSAULT", source: tuple[Actor, ...] = (), target: tuple[Actor, ...] = ()) -> Claim:
    return Claim(
        id="example",
        type=kind,
        modes=(),
        contexts=(),
        cameo="180",
        quad=4,
        score=-9.0,
        goldstein=None,
        source=source,
        target=target,
        status="actual",
        certainty="stated",
        marks=Marks(),
        according_to=(),
        quote=None,
        when=None,
        where=None,
        quantities=(),
        headline=False,
        evidence=Evidence(sentence=(0, 90), trigger=(5, 14)),
        rule="id/serang.active",
        confidence=0.0,
    )


def test_a_claim_between_states_is_surer_than_one_without_sides() -> None:
    assert confidence(claim(source=(STATE,), target=(STATE,))) > confidence(claim())


@given(
    st.sampled_from(sorted({kind for kind, _ in event_types()})),
    st.lists(st.sampled_from([STATE, SOMEBODY]), max_size=2),
)
def test_confidence_is_a_probability(kind: str, actors: list[Actor]) -> None:
    assert 0 <= confidence(claim(kind, tuple(actors))) <= 1


def test_every_feature_has_one_weight() -> None:
    names = [row["feature"] for row in table("data", "confidence.tsv")]
    assert len(names) == len(set(names))
    assert "*" in names
