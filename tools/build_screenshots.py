"""Takes the pictures of docs/workbench.md, from the demo's record.

    python tools/build_screenshots.py [--to FOLDER]

Codes the demo's reports into a record of its own, serves it, and takes each view in Chromium (/usr/bin/chromium,
through playwright) at the widths of a laptop and of a phone, in both themes. Look at each before it is committed.
Pictures have few colours (imagemagick's `convert`, where it is there), so that they stay small.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from linimasa import CODER_VERSION, Record, code_report, events, read
from linimasa.ask import EventFilters
from linimasa.http.app import create_app

ROOT = Path(__file__).resolve().parents[1]
DEMO = ROOT / "src" / "linimasa" / "data" / "demo"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
LAPTOP, PHONE = (1280, 860), (390, 800)

# Name, address (EVENT: the event that most reports tell), language, theme, width, what is done first.
SHOTS: tuple[tuple[str, str, str, str, tuple[int, int], str], ...] = (
    ("overview", "/", "id", "light", LAPTOP, ""),
    ("event", "EVENT", "id", "light", LAPTOP, ""),
    ("event-dark", "EVENT", "en", "dark", LAPTOP, ""),
    ("event-phone", "EVENT", "id", "dark", PHONE, ""),
    ("compare", "EVENT/compare", "en", "light", LAPTOP, ""),
    ("report", "/claims/CLAIM", "id", "light", LAPTOP, 'tr[data-field="where"]'),
    ("report-phone", "/claims/CLAIM", "en", "light", PHONE, ""),
    ("timeline", "/timeline?from=2025-07-08&to=2025-07-17", "id", "light", LAPTOP, ""),
    ("timeline-dark", "/timeline?of=claims&lanes=pair", "en", "dark", LAPTOP, ""),
    ("timeline-phone", "/timeline", "id", "light", PHONE, ""),
    ("list", "/timeline?view=list", "en", "light", LAPTOP, ""),
    ("map", "/map", "id", "light", LAPTOP, ""),
    ("map-dark", "/map", "en", "dark", LAPTOP, ""),
    ("network", "/network?level=actor", "id", "light", LAPTOP, ""),
    ("pair", "/pair?actor=PRK&other=RUS", "en", "dark", LAPTOP, ""),
    ("review", "/review", "en", "light", LAPTOP, "KEY:5"),
    ("review-phone", "/review", "id", "light", PHONE, ""),
    ("joins", "/review/joins", "id", "light", LAPTOP, ""),
    ("add", "/add", "id", "light", LAPTOP, ""),
    ("search", "/search?q=Kursk", "id", "light", LAPTOP, ""),
)


def main() -> None:
    """Takes every picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "workbench")
    folder = parser.parse_args().to
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        path = Path(made) / "demo.db"
        event, claim = _filled(path)
        with _served(path) as address, sync_playwright() as driver:
            browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            for name, view, language, theme, size, first in SHOTS:
                view_address = address + view.replace("EVENT", f"/events/{event}").replace("CLAIM", claim)
                _take(browser, folder / f"{name}.png", view_address, language, theme, size, first)
            browser.close()


def _filled(path: Path) -> tuple[str, str]:
    """The demo's record; the event that most reports tell, and a claim of it."""
    with Record.open(path) as record:
        for report in read(DEMO):
            record.add(code_report(report), coder_version=CODER_VERSION)
        record.merge()
        told = max(events(record, EventFilters(disputed=True)), key=lambda event: event.reports)
    return told.id, told.claims[-1]


@contextmanager
def _served(path: Path) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(path, reviewer="ani"), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def _take(  # noqa: PLR0913, PLR0917 - what a picture shows
    browser: Any, path: Path, address: str, language: str, theme: str, size: tuple[int, int], first: str
) -> None:
    context = browser.new_context(locale=language, color_scheme=theme, viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(address)
    for drawing in page.query_selector_all(".drawing"):
        page.wait_for_selector(f"#{drawing.get_attribute('id')}[data-ready]")
    if first.startswith("KEY:"):
        page.keyboard.press(first.removeprefix("KEY:"))
    elif first:
        page.hover(first)
    page.wait_for_timeout(300)
    page.screenshot(path=path)
    context.close()
    _shrink(path)
    print(f"{path}: {path.stat().st_size // 1024} KB", file=sys.stderr)


def _shrink(path: Path) -> None:
    convert = shutil.which("convert", path="/usr/bin")
    if convert is not None:
        subprocess.run([convert, str(path), "-strip", "+dither", "-colors", "96", f"PNG8:{path}"], check=False)


if __name__ == "__main__":
    main()
