"""Where claims of one event come from, as they name their voices."""

from __future__ import annotations

import pytest
from stand_ins import claim

from linimasa.merge.roots import Made, Root, roots
from linimasa.model import Attribution

OWN = {name: Root(name, name, "outlet") for name in ("satu", "dua", "tiga")}


def _made(report: str, *voices: Attribution) -> Made:
    return Made(claim(id=f"c-{report}", according_to=voices), report, f"Media {report}", "2025-03-03")


def test_one_person_under_a_full_and_a_short_name_is_one_origin() -> None:
    full = Attribution("Oleh Syniehubov", "person:oleh-syniehubov", "UKR", "GOV")
    found = roots([_made("satu", full), _made("dua", Attribution("Syniehubov"))], OWN)
    assert found[0].key == found[1].key
    assert {root.kind for root in found} == {"primary"}


@pytest.mark.parametrize("other", ["Ihor Terekhov", "Menteri Luar Negeri"])
def test_others_are_other_origins(other: str) -> None:
    full = Attribution("Oleh Syniehubov", "person:oleh-syniehubov", "UKR", "GOV")
    found = roots([_made("satu", full), _made("dua", Attribution(other))], OWN)
    assert found[0].key != found[1].key


def test_states_and_organs_keep_their_ids() -> None:
    found = roots([_made("satu", Attribution("Ukraina", "UKR", "UKR"))], OWN)
    assert found[0].key == "UKR"


@pytest.mark.parametrize(
    ("organ", "sector", "same"), [("MIL", "MIL", True), ("GOV", "GOV", True), ("JUD", "JUD", False)]
)
def test_a_government_and_its_ministries_and_forces_are_one_origin_its_courts_another(
    organ: str, sector: str, same: bool
) -> None:
    arm = Attribution("Kementerian Pertahanan Rusia", f"RUS-{organ}", "RUS", sector)
    found = roots([_made("satu", Attribution("Rusia", "RUS", "RUS")), _made("dua", arm)], OWN)
    assert (found[0].key == found[1].key) is same


def test_an_agency_is_followed_to_whom_it_quotes() -> None:
    agency, source = Attribution("AFP"), Attribution("KCNA")
    found = roots([_made("satu", agency, source), _made("dua", agency)], OWN)
    assert {root.name for root in found} == {"KCNA"}
