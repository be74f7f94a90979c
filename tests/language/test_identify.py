"""Which language a report is said to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linimasa.language.identify import identify

TEXTS = {
    "id": "Polisi menangkap dua orang yang diduga mencuri uang dari kantor desa pada Rabu malam. Menurut warga, "
    "mereka sudah lama dicurigai karena sering terlihat di sekitar rumah kepala desa.",
    "en": "Police arrested two men who were said to have taken money from the village office on Wednesday night. "
    "Residents told reporters that they had been seen near the house for weeks.",
    "ms": "Polis menahan dua lelaki yang dipercayai mencuri wang dari pejabat kampung pada malam Rabu. Ketua polis "
    "daerah berkata, kedua-dua suspek ditahan selepas orang awam membuat laporan kerana bimbang akan keselamatan.",
    "jv": "Polisi wis nyekel wong loro sing nyolong dhuwit saka kantor desa ing dina Rebo bengi. Miturut warga, wong "
    "loro iku wis suwe dicurigani amarga kerep katon ing sacedhake omahe lurah lan ora tau gelem ngomong karo tangga.",
    "su": "Pulisi geus nangkep dua jalma anu maling duit ti kantor désa dina poé Rebo peuting. Ceuk warga, éta dua "
    "jalma téh geus lila dicurigaan sabab sering katempo di deukeut imah kuwu jeung teu daék ngomong ka tatangga.",
    "tl": "Inaresto ng mga pulis ang dalawang lalaki na nagnakaw umano ng pera sa opisina ng barangay noong Miyerkules "
    "ng gabi. Ayon sa mga residente, matagal na silang pinaghihinalaan dahil madalas silang makita sa tabi ng bahay.",
    "nl": "De politie heeft woensdagavond twee mannen aangehouden die geld uit het dorpskantoor zouden hebben "
    "gestolen. Volgens bewoners werden zij al langer verdacht, omdat "
    "ze vaak bij het huis van het dorpshoofd werden gezien.",
    "de": "Die Polizei hat am Mittwochabend zwei Männer festgenommen, die Geld aus dem Büro des Dorfes gestohlen haben "
    "sollen. Nach Angaben der Bewohner waren sie schon länger aufgefallen.",
    "fr": "La police a arrêté mercredi soir deux hommes qui auraient volé de l'argent dans le bureau du village. Selon "
    "les habitants, ils étaient soupçonnés depuis longtemps et on les voyait souvent près de la maison.",
    "ru": "Полиция задержала в среду вечером двух мужчин, которые украли деньги из конторы деревни.",
    "ar": "اعتقلت الشرطة مساء الأربعاء رجلين سرقا المال من مكتب القرية.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_report_is_told_by_its_language(language: str, text: str) -> None:
    assert identify(text) == language


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_only_indonesian_and_english_are_taken_for_coding(language: str, text: str) -> None:
    first_sentence = text.partition(".")[0]
    assert (identify(first_sentence) in ("id", "en")) == (language in ("id", "en"))


@pytest.mark.parametrize("text", ["", "   ", "12.345 — 67", "Qwrtz plmkn bvcxz"])
def test_what_cannot_be_told_is_undetermined(text: str) -> None:
    assert identify(text) == "und"


@given(st.text())
def test_any_text_gets_a_code(text: str) -> None:
    assert identify(text).isalpha()
