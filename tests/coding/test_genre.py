"""Sport, stars and prices are told from public affairs."""

import pytest

from linimasa.coding.genre import public_affairs
from linimasa.language.files import table
from linimasa.model import Report
from linimasa.pipeline import code_report

PUBLIC = [
    "Menteri Luar Negeri mengecam serangan militer itu dan meminta pemerintah Israel menghentikan perang di Gaza.",
    "Penyidik KPK memeriksa anggota DPR sebagai saksi dalam kasus korupsi di kementerian, kata juru bicara, Selasa.",
    "Presiden menyatakan negara akan melindungi warga, sedangkan partai oposisi menuntut komisi dibentuk.",
]
PRIVATE = [
    "Pelatih menurunkan pemain baru pada laga pembuka liga, dan timnya menang lewat gol di babak kedua pertandingan.",
    "Mobil listrik ini menawarkan fitur baru dengan harga mulai ratusan juta rupiah dan baterai yang tahan lama.",
    "Penyanyi itu mengunggah foto liburan bersama pacarnya di Instagram dan membuat penggemar penasaran.",
]


def share(text: str, language: str = "id") -> float | None:
    return public_affairs(Report(id="example", text=text), language)


def test_a_report_on_public_affairs_is_known_as_one() -> None:
    found = share("\n".join(PUBLIC))
    assert found is not None
    assert found > 0.35


def test_sport_stars_and_products_are_not_public_affairs() -> None:
    found = share("\n".join(PRIVATE))
    assert found is not None
    assert found < 0.35


@pytest.mark.parametrize("text", [PUBLIC[0], PRIVATE[0]])
def test_a_sentence_is_too_short_to_tell(text: str) -> None:
    assert share(text) is None


def test_a_language_that_was_not_learned_gives_no_answer() -> None:
    assert share("\n".join(PUBLIC + PRIVATE), "en") is None


def test_what_teams_named_as_states_do_in_a_match_is_no_event() -> None:
    def told(sentence: str) -> list[str]:
        report = Report(id="example", text="\n".join([*PRIVATE, sentence]), language="id", published="2025-06-05")
        return [claim.type for claim in code_report(report).claims]

    assert told("Indonesia bertemu Jepang pada laga terakhir di Osaka.") == []
    assert told("Presiden Indonesia bertemu Presiden Jepang di Osaka.") == ["CONSULT"]


def test_every_word_has_one_weight() -> None:
    words = [row["word"] for row in table("data", "genre.id.tsv")]
    assert len(words) == len(set(words))
    assert "*" in words
