"""What a reader of Indonesian reports would notice: words put into the wrong mouth, or into nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, list[str], str, list[str]]
Tell = Callable[..., list[Told]]


def test_a_statement_after_menurut_is_the_speakers(told: Tell) -> None:
    found = told("Menurut Kementerian Pertahanan Jepang, dua kapal melintas di Selat Tsugaru.")
    assert found == [
        ("Kementerian Pertahanan Jepang", ["dua kapal melintas di Selat Tsugaru"], "indirect", []),
    ]


def test_a_statement_before_menurut_is_the_speakers(told: Tell) -> None:
    found = told("Dua kapal melintas di Selat Tsugaru, menurut Kementerian Pertahanan Jepang.")
    assert [(name, content) for name, content, *_ in found] == [
        ("Kementerian Pertahanan Jepang", ["Dua kapal melintas di Selat Tsugaru"])
    ]


def test_a_plan_is_nobodys_statement(told: Tell) -> None:
    assert told("Menurut rencana, dua kapal itu akan berlabuh di Osaka.") == []


def test_a_bahwa_clause_is_told_and_its_hearer_is_not(told: Tell) -> None:
    found = told(
        "Menteri Luar Negeri Mesir Badr Abdelatty mengatakan kepada wartawan bahwa perundingan akan dilanjutkan."
    )
    assert found == [("Badr Abdelatty", ["perundingan akan dilanjutkan"], "indirect", [])]


@pytest.mark.parametrize("marks", ['""', "“”", "””", "«»", "''"])
def test_a_quotation_in_any_marks_is_the_speakers(told: Tell, marks: str) -> None:
    found = told(f"{marks[0]}Kami tidak akan mundur. Rakyat bersama kami,{marks[1]} kata Presiden Boric di Santiago.")
    assert found == [("Boric", ["Kami tidak akan mundur. Rakyat bersama kami"], "direct", [])]


def test_a_quotation_parted_by_its_speaker_is_one_voice(told: Tell) -> None:
    found = told('"Kami tidak akan mundur," kata Presiden Boric. "Rakyat bersama kami. Itu cukup."')
    assert found == [("Boric", ["Kami tidak akan mundur", "Rakyat bersama kami. Itu cukup."], "direct", [])]


def test_a_quotation_after_a_verb_and_comma_is_direct(told: Tell) -> None:
    found = told('Boric menegaskan, "Kami tidak akan mundur. Rakyat bersama kami."')
    assert found == [("Boric", ["Kami tidak akan mundur. Rakyat bersama kami."], "direct", [])]


def test_a_quotation_over_paragraphs_is_one_voice(told: Tell) -> None:
    text = 'Gubernur Ali Wardi membuka jembatan.\n"Jembatan ini dibangun setahun.\n"Warga senang," kata Ali.'
    assert [content for _, content, *_ in told(text)] == [["Jembatan ini dibangun setahun.", "Warga senang"]]


def test_a_paragraph_of_quotation_carries_the_last_speaker_on(told: Tell) -> None:
    text = '"Bantuan segera dikirim," ujar Boric.\n"Semua desa akan menerimanya."\nHujan turun di Temuco.'
    assert told(text) == [("Boric", ["Bantuan segera dikirim", "Semua desa akan menerimanya."], "direct", [])]


def test_a_quotation_far_from_any_speaker_is_nobodys(told: Tell) -> None:
    text = '"Bantuan segera dikirim," ujar Boric.\nHujan turun di Temuco.\n"Semua desa akan menerimanya."'
    assert [content for _, content, *_ in told(text)] == [["Bantuan segera dikirim"]]


def test_katanya_is_the_one_whom_the_sentence_before_is_about(told: Tell) -> None:
    found = told('Boric bertemu para petani di Temuco. "Kami tidak akan mundur," katanya.')
    assert [(name, content) for name, content, *_ in found] == [("Boric", ["Kami tidak akan mundur"])]


def test_ia_and_menurutnya_are_the_last_speaker(told: Tell) -> None:
    text = "Gabriel Boric bertemu petani.\nIa menambahkan bahwa bantuan dikirim.\nMenurutnya, itu cukup."
    assert [name for name, *_ in told(text)] == ["Gabriel Boric", "Gabriel Boric"]


def test_words_quoted_inside_a_statement_make_it_mixed(told: Tell) -> None:
    text = 'Kim menyatakan bahwa negaranya berdiri di belakang "semua langkah yang diambil Moskow" dan akan membantu.'
    ((name, content, quote, _),) = told(text)
    assert (name, quote) == ("Kim", "mixed")
    assert content == ['negaranya berdiri di belakang "semua langkah yang diambil Moskow" dan akan membantu']


@pytest.mark.parametrize(
    ("text", "speaker", "through"),
    [
        ("Rusia siap berunding, kata Lavrov seperti dikutip TASS.", "Lavrov", ["TASS"]),
        ("Dilansir dari Reuters, Senin (3/3/2025), pasukan itu menguasai dua desa.", "Reuters", []),
        ("Pasukan itu menguasai dua desa, sebagaimana dilaporkan Reuters.", "Reuters", []),
        ("Mengutip Kyodo, kapal itu tenggelam pada Selasa.", "Kyodo", []),
        ("Kapal itu tenggelam pada Selasa, dikutip Reuters dari Kyodo.", "Kyodo", ["Reuters"]),
        ("Menurut laporan KCNA, Kim mengunjungi pabrik senjata.", "KCNA", []),
        (
            "Juru bicara gubernur mengatakan kepada Kyodo News bahwa jalan itu ditutup.",
            "Juru bicara gubernur",
            ["Kyodo News"],
        ),
        ('"Rupiah akan melemah," ucap Lukman kepada Antara di Jakarta.', "Lukman", ["Antara"]),
        ("Reuters melaporkan bahwa pasukan itu mundur, mengutip dua pejabat Turki.", "dua pejabat Turki", ["Reuters"]),
        (
            "Sebagaimana disampaikan pejabat keamanan Moskow bulan lalu, pasukan itu akan ditarik.",
            "pejabat keamanan Moskow",
            [],
        ),
    ],
)
def test_a_chain_names_all_through_whom_it_came(told: Tell, text: str, speaker: str, through: list[str]) -> None:
    ((name, _, _, links),) = told(text)
    assert (name, links) == (speaker, through)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Menurut sumber yang enggan disebut namanya, pasukan itu sudah bergerak.", "sumber"),
        ("Menurut pejabat Barat, sekitar 300 tentara tewas.", "pejabat Barat"),
        ("Menteri Pertahanan Jepang, Gen Nakatani, mengatakan kapal itu tenggelam.", "Gen Nakatani"),
        ("Menurut Menteri Pertahanan Jepang, Gen Nakatani, kapal itu tenggelam.", "Gen Nakatani"),
        ("Dalam pernyataan di Telegram, Gubernur Slavin menyebut dua orang tewas.", "Slavin"),
        ("Rektor Universitas Kelud, Prof. Dr. Amad Sudiro, S.H., mengatakan kuliah itu penting.", "Amad Sudiro"),
        ("Elangpos.com - Kementerian Pertanian mengatakan pupuk langka.", "Kementerian Pertanian"),
        ("Iran mengecam serangan itu dengan mengatakan bahwa Israel melanggar hukum.", "Iran"),
    ],
)
def test_the_speaker_is_named_as_the_text_names_them(told: Tell, text: str, speaker: str) -> None:
    assert [name for name, *_ in told(text)] == [speaker]


def test_a_second_verb_of_the_same_speaker_ends_the_first_statement(told: Tell) -> None:
    found = told("Gubernur mengatakan jalan itu ditutup, dan menambahkan bahwa warga telah diungsikan.")
    assert [content for _, content, *_ in found] == [["jalan itu ditutup"], ["warga telah diungsikan"]]
    assert len({name for name, *_ in found}) == 1


def test_another_speaker_after_sementara_ends_the_first_statement(told: Tell) -> None:
    found = told("Gubernur mengatakan jalan itu ditutup, sementara polisi menyebut jalan itu masih terbuka.")
    assert [content for _, content, *_ in found] == [["jalan itu ditutup"], ["jalan itu masih terbuka"]]


def test_what_is_not_said_is_no_voice(told: Tell) -> None:
    assert told("Polisi tidak menyebutkan jumlah korban.") == []


def test_the_sentence_after_a_statement_is_the_outlets(told: Tell) -> None:
    ((_, content, *_),) = told("Polisi menyebutkan dua orang tewas dan tiga luka. Jalan itu kini ditutup.")
    assert content == ["dua orang tewas dan tiga luka"]


def test_a_condemnation_is_told_by_the_outlet(told: Tell) -> None:
    assert told("Iran mengecam serangan Israel ke Damaskus.") == []


@pytest.mark.parametrize(
    ("headline", "speaker", "content"),
    [
        ("Trump: Iran Akan Hancur", "Trump", "Iran Akan Hancur"),
        ("Polisi: Dua Orang Ditangkap", "Polisi", "Dua Orang Ditangkap"),
        ("Di Depan Macron, PM Singapura: Serangan Itu Keterlaluan", "PM Singapura", "Serangan Itu Keterlaluan"),
        ("Trump Sebut Iran Siap Berunding", "Trump", "Iran Siap Berunding"),
    ],
)
def test_a_headline_tells_who_says_it(told: Tell, headline: str, speaker: str, content: str) -> None:
    assert told(f"{headline}\nIsi laporan.", headline=True)[0][:2] == (speaker, [content])


def test_a_rubric_before_a_colon_is_no_speaker(told: Tell) -> None:
    assert told("Kronologi: Dua Orang Ditangkap\nIsi laporan.", headline=True) == []


def test_a_closing_line_credits_the_sentence_before(told: Tell) -> None:
    text = "Kapal itu tenggelam pada Selasa.\nDemikian dilaporkan Kyodo."
    assert [(name, content) for name, content, *_ in told(text)] == [("Kyodo", ["Kapal itu tenggelam pada Selasa."])]


def test_two_speakers_both_say_it(told: Tell) -> None:
    found = told("Iran dan Rusia mengatakan bahwa perundingan akan dilanjutkan.")
    assert [(name, content) for name, content, *_ in found] == [
        ("Iran", ["perundingan akan dilanjutkan"]),
        ("Rusia", ["perundingan akan dilanjutkan"]),
    ]
