"""Forms of Indonesian verbs."""

import pytest

from linimasa.coding.morphology import active_forms, passive_forms


@pytest.mark.parametrize(
    ("root", "active"),
    [
        ("serang", "menyerang"),
        ("tangkap", "menangkap"),
        ("kecam", "mengecam"),
        ("pukul", "memukul"),
        ("bantu", "membantu"),
        ("duduki", "menduduki"),
        ("akui", "mengakui"),
        ("hancurkan", "menghancurkan"),
        ("lukai", "melukai"),
        ("bom", "mengebom"),
        ("protes", "memprotes"),
        ("kritik", "mengkritik"),
        ("gempur", "menggempur"),
        ("culik", "menculik"),
    ],
)
def test_the_active_form_of_a_root_is_among_those_looked_for(root: str, active: str) -> None:
    assert active in active_forms(root)


def test_the_passive_form_is_the_root_with_di() -> None:
    assert passive_forms("tangkap") == ("ditangkap",)
