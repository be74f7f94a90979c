"""Under which names and roles reports speak of a person."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from stand_ins import KIM, LAVROV, claim, coded, report

from linimasa.ask import persons
from linimasa.model import Actor
from linimasa.store import Record


def _record(tmp_path: Path, *lavrovs: tuple[Actor, str]) -> Record:
    record = Record.open(tmp_path / "persons.db")
    for number, (lavrov, published) in enumerate(lavrovs):
        told = report(
            id=f"r{number}", url=f"https://contoh.example/{number}", title=f"Judul {number}", published=published
        )
        record.add(
            coded(claim(id=f"c{number}", source=(KIM,), target=(lavrov,)), of=told, voices=()), coder_version="v"
        )
    return record


def test_roles_come_with_the_days_on_which_they_were_published(tmp_path: Path) -> None:
    later = msgspec.structs.replace(LAVROV, role="mantan Menlu Rusia")
    record = _record(tmp_path, (LAVROV, "2025-07-13"), (later, "2031-01-01"), (LAVROV, "2025-07-20"))
    (person,) = persons(record, "Lavrov")
    assert [(told.role, told.first, told.last) for told in person.roles] == [
        ("Menlu Rusia", "2025-07-13", "2025-07-20"),
        ("mantan Menlu Rusia", "2031-01-01", "2031-01-01"),
    ]


def test_two_spellings_are_one_person(tmp_path: Path) -> None:
    other = msgspec.structs.replace(LAVROV, id="person:sergei-lavrov", name="Sergei Lavrov")
    (person,) = persons(_record(tmp_path, (LAVROV, "2025-07-13"), (other, "2025-07-14")), "Sergey Lavrov")
    assert person.ids == ("person:sergey-lavrov", "person:sergei-lavrov")
    assert person.names == ("Sergey Lavrov", "Sergei Lavrov")


@pytest.mark.parametrize("change", [{"id": "person:sergey-shoigu"}, {"id": "person:sergei-lavrov", "country": "USA"}])
def test_others_are_other_people(tmp_path: Path, change: dict[str, str]) -> None:
    other = msgspec.structs.replace(LAVROV, **change)
    found = persons(_record(tmp_path, (LAVROV, "2025-07-13"), (other, "2025-07-14")), "person:sergey-lavrov")
    assert [person.ids for person in found] == [("person:sergey-lavrov",)]


def test_nobody_is_found_for_an_unknown_name(tmp_path: Path) -> None:
    assert persons(_record(tmp_path, (LAVROV, "2025-07-13")), "Merkel") == []
