"""The workbench in a real Chromium: each view's main path, the keyboard, both languages, and what must never happen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from real_browser import CHROMIUM, FLAGS, Visit, served
from stand_ins import TEXT, claim, coded, report, span, stand_in_coder, undated

from linimasa.http.app import create_app
from linimasa.model import Actor, CodedReport, Evidence, Place, Report, When
from linimasa.store import Record

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is absent")

HOSTILE = '<script>document.title="taken"</script><img src=x onerror=alert(2)>"\'><svg onload=alert(3)>{{7*7}}'
VIEWS = (
    "/",
    "/timeline",
    "/timeline?view=list",
    "/timeline?view=table",
    "/timeline?view=table&of=claims",
    "EVENT",
    "EVENT/compare",
    "/claims/aa11bb22cc/parallel",
    "/map",
    "/network?level=actor",
    "/pair?actor=PRK&other=RUS",
    "/reports",
    "/report?id=contoh-1",
    "/review",
    "/review/log",
    "/review/joins",
    "/add",
    "/search?q=Rusia",
    "/nothing-here",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


def _filled(path: Path) -> Path:
    """A record with a story, a year-wide date, an Indonesian province, and a report that means harm."""
    year, day = (
        When("2024-01-01", "2024-12-31", "year", "relative"),
        When("2025-07-12", "2025-07-12", "day", "explicit"),
    )
    papua = Place("Papua", "IDN", "Papua", None, -2.5, 140.7, "admin1", "stated")
    attack = claim(id="dd44", type="ASSAULT", quad=4, when=year, where=papua, status="denied")
    other = report(id="contoh-2", url=None, outlet="Contoh Pos", published="2025-07-14")
    harm = f"{HOSTILE}\nKim bertemu Lavrov {HOSTILE}."
    first = len(HOSTILE) + 1
    named = report(id=HOSTILE, text=harm, title=HOSTILE, outlet=HOSTILE, url="javascript:alert(4)")
    hostile = claim(
        id="ee55",
        source=(Actor(HOSTILE, None, "RUS", None, None, (first, first + 3)),),
        target=(),
        according_to=(),
        when=day,
        where=Place(HOSTILE, "RUS", lat=55.0, lon=37.0),
        evidence=Evidence((first, len(harm)), (first + 4, first + 11)),
    )
    differs = claim(id="ff66", where=Place("Pyongyang", "PRK", lat=39.0, lon=125.8, span=span(TEXT, "Pyongyang")))
    contrary = report(id="contoh-3", url=None, outlet="Contoh Warta", published="2025-07-15")
    with Record.open(path) as record:
        record.add(coded(claim(), undated()), coder_version="v")
        record.add(coded(differs, of=contrary), coder_version="v")
        record.add(coded(attack, of=other), coder_version="v")
        record.add(coded(hostile, of=named, voices=()), coder_version="v")
    return path


def _coder(read: Report) -> CodedReport:
    return stand_in_coder(msgspec.structs.replace(read, language="id"))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = create_app(_filled(tmp_path_factory.mktemp("browser") / "record.db"), coder=_coder, reviewer="ani")
    with served(app) as found:
        yield found


@pytest.fixture
def visit(chromium: Any, address: str) -> Iterator[Callable[..., Visit]]:
    contexts = []

    def begin(language: str = "id", theme: str = "light", width: int = 1280, at: str = address) -> Visit:
        context = chromium.new_context(
            locale=language, color_scheme=theme, viewport={"width": width, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        return Visit(context.new_page(), at)

    yield begin
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("language", "theme", "width"), [("id", "light", 1280), ("en", "dark", 390)])
def test_every_view_is_accessible_and_keeps_to_this_machine(
    visit: Callable[..., Visit], language: str, theme: str, width: int
) -> None:
    reader = visit(language, theme, width)
    event = _event(reader)
    for view in VIEWS:
        path = view.replace("EVENT", event)
        page = reader.go(path)
        if path == "/nothing-here":
            reader.complaints.clear()  # the browser says of every 404 that it is one
        assert page.evaluate("document.documentElement.lang") == language, path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert reader.faults() == [], path
        reader.check()


def test_words_and_fields_light_each_other(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/claims/aa11bb22cc")
    page.hover('.claim.chosen tr[data-field="where"]')
    assert "".join(page.locator(".piece.lit").all_text_contents()) == "di Wonsan pada"
    page.hover(".piece.m-source")
    assert page.get_attribute(".claim.chosen tr.lit", "data-field") == "source"
    page.click('.claim[data-claim="aa11dd33ee"] [data-choose]')
    assert "m-trigger" in (page.get_attribute('.piece:text-is("mengirim")', "class") or "")
    assert "claim=aa11dd33ee" in page.url
    reader.check()


def test_a_claim_is_copied_as_a_citation(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/claims/aa11bb22cc")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.keyboard.press("c")
    page.wait_for_selector("#notice.shown")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Kim Jong-un menerima Menlu Rusia" in copied
    assert "Kabar Contoh, 13 Jul 2025" in copied
    assert copied.endswith("/claims/aa11bb22cc")
    reader.check()


def test_the_timeline_draws_dates_as_wide_as_they_are_uncertain(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.go("/timeline")
    widths = page.eval_on_selector_all("#timeline .mark.broad", "bars => bars.map(bar => bar.getBBox().width)")
    assert min(widths) > 300
    sharp = page.eval_on_selector_all("#timeline .mark.sharp", "bars => bars.map(bar => bar.getBBox().width)")
    assert max(sharp) < 12
    for _ in range(6):
        page.click('[data-zoom="in"]')
    page.wait_for_timeout(500)
    assert page.locator(".tray").text_content().strip().startswith("1 peristiwa tanpa tanggal")
    page.select_option("[data-lanes]", "pair")
    page.wait_for_selector('.lane-name:has-text("Korea Utara – Rusia")')
    reader.check()


def test_filters_narrow_every_view_and_are_suggested(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/timeline?view=list")
    page.fill("#filter-speaker", "kcn")
    page.wait_for_selector("#suggestions-filter-speaker li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**speaker=KCNA**")
    assert "view=list" in page.url
    shown = page.locator(".ledger li").count()
    page.click('.tabs a:has-text("Table")')
    page.wait_for_url("**view=table**", wait_until="load")
    assert page.locator("tbody tr").count() == shown
    reader.check()


@pytest.mark.parametrize(("path", "kind"), [("/timeline", "svg"), ("/map", "svg"), ("/network", "png")])
def test_a_drawing_is_saved_as_a_picture(visit: Callable[..., Visit], path: str, kind: str) -> None:
    reader = visit()
    page = reader.go(path)
    with page.expect_download() as saving:
        page.click(f'[data-save="{kind}"]')
    content = Path(saving.value.path()).read_bytes()
    assert content.startswith(b"<svg" if kind == "svg" else b"\x89PNG")
    assert len(content) > 2000
    reader.check()


def test_the_map_and_the_network_lead_to_claims(visit: Callable[..., Visit]) -> None:
    reader = visit()
    page = reader.go("/map")
    assert page.locator("#map .area").count() >= 2
    page.locator("#map .dots a", has_text="Pyongyang").locator("circle").click()
    assert "place=Pyongyang" in page.url
    page = reader.go("/network?level=country")
    page.click("table a >> nth=0")
    assert "/pair?" in page.url
    reader.check()


def test_views_are_reached_by_keyboard(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/")
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("r")
    page.wait_for_url("**/reports")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator("tr.is-current").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_url("**/report?**")
    page.keyboard.press("/")
    page.keyboard.type("Wonsan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=Wonsan")
    assert page.locator("mark").first.text_content() == "Wonsan"
    reader.check()


def test_language_and_theme_are_chosen_and_kept(visit: Callable[..., Visit]) -> None:
    reader = visit("id")
    page = reader.go("/reports")
    page.click('.preferences [value="en"]')
    page.wait_for_selector('html[lang="en"]')
    assert page.url.endswith("/reports")
    page.click('.preferences [value="dark"]')
    page.wait_for_selector('html[data-theme="dark"]')
    assert reader.go("/add").evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("document.documentElement.lang") == "en"
    reader.check()


def test_a_report_that_means_harm_does_none(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    for path in (
        "/",
        "/reports",
        "/timeline",
        "/timeline?view=list",
        "/map",
        "/network",
        "/claims/ee55",
        "/review?claim=ee55",
    ):
        page = reader.go(path)
        for target in ("#timeline .mark", "#map .dot", "#network circle"):
            if page.locator(target).count():
                page.locator(target).last.hover(force=True)
        assert page.title() != "taken"
        assert page.locator("img, main script:not([type]), svg[onload]").count() == 0
        assert page.locator('a[href^="javascript"]').count() == 0
    page.fill("#find", "<")
    page.fill("#find", "script")
    page.wait_for_timeout(300)
    reader.check()


def test_a_report_is_added_and_its_reading_is_shown(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/add")
    page.fill("#text", f"Kim bertemu Lavrov\n\n{HOSTILE} bertemu di Wonsan.\n\nBaca juga: Rusia\n")
    page.fill("#outlet", "Contoh Tempel")
    page.click(".paste button")
    page.wait_for_selector(".made-claims li")
    assert page.locator(".outcome").text_content().count("read also") == 1
    page.click(".outcome h2 a")
    assert page.locator("article .outlet").text_content() == "Contoh Tempel"
    page = reader.go("/add")
    files = [{"name": "a.txt", "mimeType": "text/plain", "buffer": b"Putin tiba\n\nPutin tiba di Wonsan."}]
    page.set_input_files("#files", files)
    page.click(".drop button")
    page.wait_for_selector(".made-claims li")
    reader.check()


def test_claims_are_reviewed_by_keyboard_and_undone(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with served(create_app(_filled(tmp_path / "review.db"), reviewer="ani")) as address:
        reader = visit("en", at=address)
        page = reader.go("/review")
        assert page.get_attribute(".verdict .claim", "data-claim") == "aa11dd33ee"
        page.keyboard.press("6")
        assert page.evaluate("getSelection().toString()") == "11.000 tentara"
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Escape")
        _press(page, "8", "")
        page.keyboard.press("1")
        start = page.evaluate("words.findIndex(word => word.node.data.slice(word.from, word.to) === 'KCNA')")
        page.evaluate(f"chosen = [{start}, {start}]; select()")
        _press(page, "Enter", "**claim=aa11dd33ee")
        assert "KCNA" in page.text_content('tr[data-field="source"]')
        _press(page, "u", "**claim=aa11dd33ee")
        assert "Pyongyang" in page.text_content('tr[data-field="source"]')
        _press(page, "a", "**/review?")
        assert "1 reviewed" in page.text_content(".view .number")
        _press(page, "x", "**/review?")
        assert "2 reviewed" in page.text_content(".view .number")
        page = reader.go("/review/log")
        assert page.locator("tbody tr").count() == 3
        assert page.locator("tr.undone").count() == 1
        reader.check()


def _event(reader: Visit) -> str:
    """The address of the event that two reports tell differently."""
    page = reader.go("/timeline?view=list&disputed=yes")
    return str(page.get_attribute(".event-link", "href"))


def test_an_event_shows_its_disagreement_with_its_words(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go("/")
    page.click(".event-link")
    assert page.locator("tbody.disputed").first.get_attribute("id") == "where"
    values = page.locator("#where td.value bdi").all_text_contents()
    assert values == ["Pyongyang", "Wonsan"]
    assert "disputed" in page.locator("#where tr.dispute .relation").text_content()
    assert page.locator(".tellers").text_content().strip() == "2 reports, 2 publishers, 1 independent origin"
    with page.expect_navigation():
        page.click("#where tr.dispute .said-words")
    assert "".join(page.locator(".piece.m-where").all_text_contents()) == "di Wonsan pada"
    page.keyboard.press("p")
    page.wait_for_selector(".parallels li")
    assert "Contoh Warta" in page.locator(".parallels li").first.text_content()
    reader.check()


def test_reports_of_one_event_stand_side_by_side(visit: Callable[..., Visit]) -> None:
    reader = visit("en")
    page = reader.go(_event(reader))
    page.click('a:has-text("Compare its reports")')
    assert page.locator(".beside-table thead a").count() == 2
    assert page.locator("td.only").count() == 2
    assert page.locator("td.only").first.locator("bdi").text_content() in ("Wonsan", "Pyongyang")
    assert "menerima Menlu Rusia" in "".join(page.locator(".copied").all_text_contents())
    reader.check()


def test_what_is_decided_about_an_event_can_be_undone(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with served(create_app(_filled(tmp_path / "judged.db"))) as address:
        reader = visit("en", at=address)
        page = reader.go(_event(reader))
        page.locator(".tellings input").last.check()
        with page.expect_navigation():
            page.click('[name="action"][value="split"]')
        assert page.locator(".tellings li").count() == 1
        assert "1 report" in page.locator(".tellers").text_content()
        with page.expect_navigation():
            page.click(".judgements button")
        assert page.locator(".tellings li").count() == 2
        assert page.locator(".judgements .undone").count() == 1
        reader.check()


def test_joins_are_reviewed_by_keyboard_and_undone(visit: Callable[..., Visit], tmp_path: Path) -> None:
    with served(create_app(_filled(tmp_path / "joins.db"))) as address:
        reader = visit("en", at=address)
        page = reader.go("/review/joins")
        waiting = page.locator(".doubts > li").count()
        assert waiting >= 1
        page.keyboard.press("j")
        _press(page, "x", "**/review/joins")
        assert page.locator(".doubts > li").count() == waiting - 1
        assert page.locator(".judgements li").count() == 1
        _press(page, "u", "**/review/joins")
        assert page.locator(".doubts > li").count() == waiting
        _press(page, "a", "**/review/joins")
        assert page.locator(".judgements .undone").count() == 1
        assert page.locator(".judgements li").count() == 2
        reader.check()


def _press(page: Any, key: str, leads_to: str) -> None:
    """Presses a key, and waits for the page that it leads to, if any."""
    if not leads_to:
        page.keyboard.press(key)
        return
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_url(leads_to)


def test_text_is_selected_by_code_points(visit: Callable[..., Visit]) -> None:
    assert TEXT.isascii()
    reader = visit()
    page = reader.go("/review?claim=aa11bb22cc")
    page.keyboard.press("5")
    start, end = map(int, page.evaluate("span()").split(":"))
    assert TEXT[start:end] == page.evaluate("getSelection().toString()")
    reader.check()
