"""The words of the interface: all there in both languages, and none anywhere else."""

from __future__ import annotations

import hashlib
import re
import string
import tomllib
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path

import pytest

from linimasa.errors import DataError
from linimasa.language.files import LANGUAGES
from linimasa.web.words import Words

WEB = Path(str(resources.files("linimasa.web")))
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SCRIPTS = sorted((WEB / "static" / "js").glob("*.js"))
SHOWN_ATTRIBUTES = frozenset({"title", "placeholder", "aria-label", "alt", "label"})
WRITES_HTML = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\.html\(|\beval\b|new Function")
NO_WORDS = re.compile(r"linimasa [a-z-]+( --?[a-z]+)*|\b(?:SVG|PNG|CSV|JSON|UTC)\b")  # commands, names of formats


def test_both_languages_have_the_same_messages_with_the_same_values_to_fill() -> None:
    messages = {language: Words.of(language).messages for language in LANGUAGES}
    assert messages["id"].keys() == messages["en"].keys()
    for key, message in messages["id"].items():
        names = [
            {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for text in (message, messages["en"][key])
        ]
        assert names[0] == names[1], key
        assert message.strip(), key


def _without_jinja(template: str) -> str:
    return re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", "", template, flags=re.DOTALL)


class _Bare(HTMLParser):
    """The words that a template would show without asking the messages."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in SHOWN_ATTRIBUTES]

    def handle_data(self, data: str) -> None:
        self.found.append(data)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_words_of_its_own(template: Path) -> None:
    bare = _Bare()
    bare.feed(re.sub(r"<kbd>.*?</kbd>", "", _without_jinja(template.read_text(encoding="utf-8"))))
    for text in bare.found:
        assert not re.search(r"[^\W\d_]", NO_WORDS.sub("", text)), text.strip()


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_message_that_a_template_names_is_there(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    messages = Words.of("id").messages
    for key in re.findall(r"""(?:say|words)\("([a-z0-9_.]+)"\s*[,)]""", source):
        assert key in messages, key
    for key in re.findall(r"""\.count\("([a-z0-9_.]+)",""", source):
        assert f"{key}.one" in messages, key
        assert f"{key}.other" in messages, key
    for prefix in re.findall(r"""(?:say|words)\("([a-z0-9_.]+)" ~""", source):
        assert any(key.startswith(prefix) for key in messages), prefix


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_message_that_a_script_names_is_there(script: Path) -> None:
    messages = Words.of("id").messages
    for key in re.findall(r"""\bsay\(["']([a-z0-9_.]+)["']""", script.read_text(encoding="utf-8")):
        assert key in messages, key


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_template_has_no_style_and_no_script_of_its_own(template: Path) -> None:
    source = template.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=|\son[a-z]+\s*=", _without_jinja(source))
    assert "|safe" not in source.replace(" ", "")
    for tag in re.findall(r"<script[^>]*>", source):
        assert 'src="/static/' in tag or 'type="application/json"' in tag, tag
    assert "<style" not in source


def test_no_script_writes_html() -> None:
    for script in SCRIPTS:
        source = script.read_text(encoding="utf-8")
        assert not WRITES_HTML.search(source), script


def test_every_reason_for_a_line_left_out_has_a_name() -> None:
    messages = Words.of("id").messages
    reasons = set()
    for language in LANGUAGES:
        rules = resources.files("linimasa").joinpath("language", language, "furniture.toml").read_text("utf-8")
        reasons |= {rule["why"] for rule in tomllib.loads(rules)["rule"]}
    assert reasons
    for reason in reasons:
        assert f"dropped.{reason.replace(' ', '_')}" in messages, reason


def test_numbers_and_days_are_written_as_the_language_writes_them() -> None:
    indonesian, english = Words.of("id"), Words.of("en")
    assert (indonesian.number(11000), english.number(11000)) == ("11.000", "11,000")
    assert (indonesian.number(2.5), english.number(2.5)) == ("2,5", "2.5")
    assert (indonesian.day("2025-08-12"), english.day("2025-08-12T01:00:00+07:00")) == ("12 Agu 2025", "12 Aug 2025")
    assert english.period("2025-07-01", "2025-07-05", "range") == "1–5 Jul 2025"
    assert english.period("2025-06-30", "2025-07-05", "range") == "30 Jun–5 Jul 2025"
    assert english.period("2024-06-30", "2025-07-05", "range") == "30 Jun 2024–5 Jul 2025"
    assert english.period("2025-07-01", "2025-07-31", "month") == "Jul 2025"


def test_a_message_that_is_not_there_is_an_error() -> None:
    with pytest.raises(DataError, match="no message"):
        Words.of("en")("nothing.here")


def test_what_is_vendored_is_what_was_written_down() -> None:
    listed = tomllib.loads((WEB / "vendored.toml").read_text(encoding="utf-8"))["file"]
    shipped = {WEB.parents[2] / entry["file"]: entry for entry in listed if entry["file"].startswith("src/")}
    assert set((WEB / "static" / "vendor").iterdir()) == set(shipped)
    sources = (ROOT / "SOURCES.md").read_text(encoding="utf-8")
    for entry in listed:
        assert entry["package"] in sources, entry["package"]
        path = ROOT / entry["file"]
        if path.is_file():
            assert hashlib.sha256(path.read_bytes()).hexdigest() == entry["sha256"], path
