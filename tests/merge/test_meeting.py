"""Which claims meet: all of which one stands where the other looks, each pair once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from merged_claims import tellings

from linimasa.merge.keys import Keys, keys
from linimasa.merge.meeting import Meeting
from linimasa.merge.telling import Telling


def meeting(found: list[Keys]) -> Meeting:
    meeting = Meeting()
    for number, own in enumerate(found):
        meeting.add(number * 3 + 1, own)
    return meeting


@given(told=st.lists(tellings(), max_size=12), width=st.integers(1, 5))
def test_each_pair_that_meets_is_found_once(told: list[Telling], width: int) -> None:
    found = [keys(telling) for telling in told]
    expected = {
        (3 * later + 1, 3 * earlier + 1)
        for later in range(len(found))
        for earlier in range(later)
        if found[later].looks & found[earlier].stands
    }
    pairs = [
        pair for one, other in meeting(found).pairs(width) for pair in zip(one.tolist(), other.tolist(), strict=True)
    ]
    assert len(pairs) == len(set(pairs))
    assert set(pairs) == expected


@given(told=st.lists(tellings(), max_size=6))
def test_keys_are_told_with_their_claims(told: list[Telling]) -> None:
    found = [keys(telling) for telling in told]
    stands = [(place, 3 * number + 1) for number, own in enumerate(found) for place in own.stands]
    looks = [(place, 3 * number + 1) for number, own in enumerate(found) for place in own.looks]
    assert list(meeting(found).stands()) == sorted(stands)
    assert sorted(meeting(found).looks(0, len(found))) == sorted(looks)
    assert sorted(meeting(found).looks(1, 2)) == sorted(look for look in looks if look[1] == 4)
