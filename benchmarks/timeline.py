"""How smooth the timeline is in a real browser, on a record that benchmarks/workbench.py makes.

    python benchmarks/workbench.py --claims 24000 --record made.db
    python benchmarks/timeline.py made.db [--of events] [--query type=ASSAULT] [--chromium /usr/bin/chromium]

Opens the timeline in Chromium, zooms with the wheel and drags, and prints the time between one frame and the next
(requestAnimationFrame), in milliseconds, while the picture moves, and how often it was drawn in that time.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import uvicorn
from playwright.sync_api import Page, sync_playwright

from linimasa.http.app import create_app

STEPS = 60
"""Wheel turns, and moves of the pointer while it drags."""
FIELD = 0.6
"""Where the pointer is, as a share of the drawing's width."""

WATCH = """() => {
  window.frames_ = [];
  window.draws_ = 0;
  window.plain_ ??= draw;
  draw = () => { window.draws_ += 1; window.plain_(); };
  const step = (moment) => { window.frames_.push(moment); window.watch_ = requestAnimationFrame(step); };
  window.watch_ = requestAnimationFrame(step);
}"""
STOP = "() => { cancelAnimationFrame(window.watch_); return [window.frames_, window.draws_]; }"


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the workbench of a record while it is served on a free port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(path), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


def zooming(page: Page, turn: int) -> None:
    """Turns the wheel ``STEPS`` times, about sixty times a second; ``turn`` < 0 zooms in."""
    for _ in range(STEPS):
        page.mouse.wheel(0, turn)
        time.sleep(1 / 60)


def panning(page: Page) -> None:
    """Drags the picture to the left, then back."""
    box = page.locator("#timeline svg").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] * FIELD, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(STEPS):
        page.mouse.move(x - 4 * (step if step < STEPS / 2 else STEPS - step), y)
        time.sleep(1 / 60)
    page.mouse.up()


def watched(page: Page, act: Callable[[], None]) -> tuple[list[float], int]:
    """The milliseconds between frames while ``act`` goes on, and how often the picture was drawn."""
    page.evaluate(WATCH)
    act()
    moments, draws = page.evaluate(STOP)
    return [after - before for before, after in pairwise(moments)], draws


def measure(page: Page, address: str) -> None:
    """Zooms in, pans, zooms out, and prints each one's frames."""
    page.goto(address, wait_until="load")
    page.wait_for_selector("#timeline[data-ready]")
    box = page.locator("#timeline svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * FIELD, box["y"] + 60)
    acts = {
        "pan, whole": lambda: panning(page),
        "zoom in": lambda: zooming(page, -40),
        "pan, near": lambda: panning(page),
        "zoom out": lambda: zooming(page, 40),
    }
    print(f"{'':14}{'median':>8}{'95 %':>8}{'slowest':>9}  ms a frame{'draws':>8}{'shapes':>8}")
    for name, act in acts.items():
        times, draws = watched(page, act)
        gaps, shapes = sorted(times), page.locator("#timeline rect").count()
        late, slowest = gaps[int(len(gaps) * 0.95)], gaps[-1]
        print(f"{name:14}{statistics.median(gaps):8.0f}{late:8.0f}{slowest:9.0f}{draws:20}{shapes:8}")
        page.wait_for_timeout(1500)


def main() -> None:
    """Serves the record and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("record", type=Path)
    parser.add_argument("--of", choices=("events", "claims"), default="events")
    parser.add_argument("--query", default="")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    chosen = parser.parse_args()
    with served(chosen.record) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chosen.chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        measure(page, f"{address}/timeline?of={chosen.of}&{chosen.query}")
        browser.close()


if __name__ == "__main__":
    main()
