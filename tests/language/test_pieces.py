"""The vocabulary of word pieces."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.language.pieces import WORD_START, Pieces, unpack


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    path = Path(str(resources.files("linimasa"))) / "data" / "reader" / "pieces.npz"
    return Pieces.load(path, ["nya", "n't"])


def test_words_are_cut_without_loss(pieces: Pieces) -> None:
    for word in ("menyetujui", "Kemerdekaan", "Khamenei", "2025", "government"):
        assert "".join(pieces.texts[i] for i in pieces.cut(word)) == WORD_START + word


def test_clitics_and_punctuation_are_joined_to_the_word_before(pieces: Pieces) -> None:
    assert [pieces.texts[i] for i in pieces.cut("nya")] == ["nya"]
    assert [pieces.texts[i] for i in pieces.cut(",")] == [","]


@given(st.text(max_size=100))
def test_any_word_has_pieces(pieces: Pieces, word: str) -> None:
    found = pieces.cut(word)
    assert found
    assert found == pieces.cut(word)
    assert all(0 <= piece < len(pieces) for piece in found)


def test_vectors_follow_the_shape_that_is_asked_for(pieces: Pieces) -> None:
    ids = np.array([[5, 6, 5], [7, 7, 7]], dtype=np.int64)
    vectors = pieces.vectors(ids)
    assert vectors.shape == (2, 3, 384)
    assert np.array_equal(vectors[0, 0], vectors[0, 2])


def test_blocks_are_unpacked_as_low_halves_then_high_halves() -> None:
    nibbles = np.zeros((1, 16), dtype=np.uint8)
    nibbles[0, 0] = 0x9F
    spread = unpack(np.array([[0.5]], dtype=np.float16), nibbles)
    assert (spread[0, 0], spread[0, 16], spread[0, 1]) == (3.5, 0.5, -4.0)


def test_a_saved_vocabulary_is_the_same_when_loaded(pieces: Pieces, tmp_path: Path) -> None:
    few = Pieces(pieces.texts[:50], pieces.scores[:50], pieces.scales[:50], pieces.nibbles[:50])
    few.save(tmp_path / "few.npz")
    again = Pieces.load(tmp_path / "few.npz")
    assert again.texts == few.texts
    assert np.array_equal(again.nibbles, few.nibbles)
