"""What the rules make of the learned reading of events, and what that reading says of sentences of its own."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from linimasa.coding.suggester import Peak, Scores, default_suggester
from linimasa.language.parse import default_parser
from linimasa.model import Claim, Report
from linimasa.pipeline import code_report

LABELS = default_suggester().labels


def _scores(words: int, told: dict[int, tuple[str, float]], sides: Sequence[tuple[int, int]] = ()) -> Scores:
    """Scores of a sentence: the events told at words, and (word, column) of those that are surely sides."""
    types = np.zeros((words, len(LABELS)), dtype=np.float32)
    for word, (kind, probability) in ((word, event) for word, event in told.items() if word < words):
        types[word, LABELS.index(kind)] = probability
    asks = np.tile(np.eye(2, dtype=np.float32) * 20, (words, 1, 1))
    answers = np.full((words, 2), -1.0, dtype=np.float32)
    for word, column in (side for side in sides if side[0] < words):
        answers[word, column] = 1.0
    return Scores(LABELS, types, asks, answers)


class _Suggests:
    """Says the same of every sentence."""

    def __init__(self, told: dict[int, tuple[str, float]], sides: Sequence[tuple[int, int]] = ()) -> None:
        self._told, self._sides = told, sides

    def scores(self, sentences: Sequence[Sequence[str]]) -> list[Scores]:
        return [_scores(len(words), self._told, self._sides) for words in sentences]


def _code(text: str, suggester: _Suggests | None) -> list[Claim]:
    report = Report(id="contoh", text=text, language="id", published="2025-07-13")
    return list(code_report(report, parser=default_parser(), suggester=suggester).claims)


NEW = "Rusia memorakporandai Ukraina kemarin."
"""Its verb is in no lexicon."""


def test_a_word_that_no_lexicon_holds_tells_an_event_where_it_was_learned() -> None:
    assert _code(NEW, None) == []
    (claim,) = _code(NEW, _Suggests({1: ("ASSAULT", 0.99)}))
    assert (claim.type, claim.rule) == ("ASSAULT", "id/learned-assault.plain")
    assert [actor.id for actor in (*claim.source, *claim.target)] == ["RUS", "UKR"]
    assert NEW[slice(*claim.evidence.trigger)] == "memorakporandai"


def test_what_is_hardly_probable_is_not_told() -> None:
    assert _code(NEW, _Suggests({1: ("ASSAULT", 0.3)})) == []


def test_what_the_lexicon_finds_is_dropped_where_the_learned_reading_gives_it_nothing() -> None:
    text = "Rusia menyerang Ukraina kemarin."
    assert [claim.type for claim in _code(text, _Suggests({1: ("ASSAULT", 0.9)}))] == ["ASSAULT"]
    assert _code(text, _Suggests({})) == []


def test_an_event_of_the_lexicon_is_told_once() -> None:
    text = "Rusia menyerang Ukraina kemarin."
    (claim,) = _code(text, _Suggests({0: ("ASSAULT", 0.99), 1: ("ASSAULT", 0.99)}))
    assert text[slice(*claim.evidence.trigger)] == "menyerang"


def test_a_side_that_the_grammar_leaves_open_is_filled_with_whom_was_learned() -> None:
    text = "Serangan terjadi di Kyiv, kota Ukraina, setelah ancaman Rusia."
    words = ["Serangan", "terjadi", "di", "Kyiv", ",", "kota", "Ukraina", ",", "setelah", "ancaman", "Rusia", "."]
    learned = _Suggests({0: ("ASSAULT", 0.99)}, [(words.index("Rusia"), 0)])
    attack = next(claim for claim in _code(text, learned) if claim.type == "ASSAULT")
    assert [actor.id for actor in attack.source] == ["RUS"]


def test_of_neighbouring_words_the_most_probable_tells_the_event() -> None:
    scores = _scores(8, {1: ("ASSAULT", 0.7), 2: ("ASSAULT", 0.9), 4: ("ASSAULT", 0.8), 7: ("ASSAULT", 0.95)})
    found = [(peak.type, peak.word) for peak in scores.peaks(0.6)]
    assert found == [("ASSAULT", 2), ("ASSAULT", 7)]
    assert scores.peaks(0.96) == []
    assert isinstance(scores.peaks(0.9)[0], Peak)


HOMS = "Tentara Suriah menembaki warga sipil di Homs ."


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (HOMS, "ASSAULT"),
        ("Menteri Luar Negeri Jepang bertemu Menteri Luar Negeri Vietnam di Hanoi .", "CONSULT"),
        ("The prime minister condemned the attack on the embassy .", "ACCUSE"),
        ("Police arrested three protesters in Nairobi .", "COERCE"),
    ],
)
def test_the_model_knows_plain_events_of_both_languages(sentence: str, kind: str) -> None:
    (scores,) = default_suggester().scores([sentence.split()])
    assert kind in {peak.type for peak in scores.peaks(0.5)}


def test_a_sentence_reads_the_same_alone_and_in_company() -> None:
    one, *others = (
        text.split() for text in (HOMS, "Hujan .", "Police arrested three protesters after a day of rain .")
    )
    (alone,) = default_suggester().scores([one])
    together = default_suggester().scores([*others, one])[2]
    assert np.array_equal(alone.sides(2), together.sides(2))
    assert alone.probability("ASSAULT", 2, 3) == together.probability("ASSAULT", 2, 3)


def test_a_sentence_of_any_length_gets_a_score_a_word() -> None:
    words = ["serangan"] * 1000
    (scores,) = default_suggester().scores([words])
    assert scores.sides(999).shape == (1000, 2)
    assert default_suggester().scores([]) == []


def test_that_attack_is_not_given_whoever_stands_nearby() -> None:
    text = "Pasukan Suriah menyerang Homs kemarin. Serangan itu terjadi menjelang pertemuan Menteri Luar Negeri Rusia."
    learned = _Suggests({0: ("ASSAULT", 0.99), 2: ("ASSAULT", 0.99)}, [(8, 0)])
    assert all("Rusia" not in actor.name for claim in _code(text, learned) for actor in claim.source)


def test_a_part_of_the_name_of_a_place_is_no_side() -> None:
    text = "Police arrested three protesters at Manila airport ."
    learned = _Suggests({1: ("COERCE", 0.99)}, [(5, 0), (5, 1)])
    report = Report(id="contoh", text=text, language="en", published="2025-07-13")
    (claim,) = code_report(report, parser=default_parser(), suggester=learned).claims
    assert all("Manila" not in actor.name for actor in (*claim.source, *claim.target))


def test_a_side_that_was_learned_is_told_by_the_rule() -> None:
    text = "Serangan terjadi di Kyiv, kota Ukraina, setelah ancaman Rusia."
    attack = next(claim for claim in _code(text, _Suggests({0: ("ASSAULT", 0.99)}, [(10, 0)])) if claim.source)
    assert attack.rule.endswith("+learned-source")


def test_the_lexicon_knows_the_type_of_its_own_triggers() -> None:
    text = "Rusia menyerang Ukraina kemarin."
    assert _code(text, _Suggests({1: ("COERCE", 0.99)})) == []


def test_who_tells_of_a_deed_is_no_side_of_it() -> None:
    text = "Zelensky mengatakan sekitar 4.000 tentara Rusia tewas atau terluka di Kursk."
    learned = _Suggests({7: ("ASSAULT", 0.99)}, [(0, 0)])
    claims = _code(text, learned)
    assert [claim.type for claim in claims] == ["ASSAULT"]
    assert all("Zelensky" not in actor.name for claim in claims for actor in claim.source)


def test_a_side_that_the_grammar_gives_gives_way_where_another_is_surely_learned() -> None:
    text = "Rusia menyerang Ukraina dekat Belarus kemarin."
    told = {1: ("ASSAULT", 0.99)}
    (claim,) = _code(text, _Suggests(told, [(0, 0), (2, 1)]))
    assert [actor.id for actor in (*claim.source, *claim.target)] == ["RUS", "UKR"]
    (claim,) = _code("Rusia menyerang Ukraina bersama Belarus kemarin.", _Suggests(told, [(4, 0), (2, 1)]))
    assert [actor.id for actor in (*claim.source, *claim.target)] == ["BLR", "UKR"]
    assert claim.rule.endswith("+learned-source")
