"""What is made once is made once, whoever asks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from linimasa.language.once import once


def test_all_threads_get_the_one_that_was_made() -> None:
    made: list[object] = []

    @once
    def thing() -> object:
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: thing(), range(50)))
    assert len(made) == 1
    assert all(one is made[0] for one in found)


def test_what_could_not_be_made_is_tried_again() -> None:
    tries: list[int] = []

    @once
    def thing() -> int:
        tries.append(1)
        if len(tries) == 1:
            raise OSError("not yet")
        return 7

    with pytest.raises(OSError, match="not yet"):
        thing()
    assert thing() == 7
