"""A real browser at a real server, for tests: nothing may leave the machine, and no page may complain."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "web" / "vendor" / "axe.min.js"
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
GRAVE = frozenset({"serious", "critical"})


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The address of ``app`` while it is served on a free port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


class Visit:
    """One reader's page, and what the browser said of it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        self.address = address
        self.complaints: list[str] = []
        self.outside: list[str] = []
        page.on("console", lambda said: said.type in ("error", "warning") and self.complaints.append(said.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self._note(request.url))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, "blob:", "data:")):
            self.outside.append(url)

    def go(self, path: str) -> Any:
        """Opens a page of the workbench, and waits until it is drawn."""
        self.page.goto(self.address + path, wait_until="load")
        for drawing in self.page.query_selector_all(".drawing"):
            self.page.wait_for_selector(f"#{drawing.get_attribute('id')}[data-ready]")
        return self.page

    def faults(self) -> list[str]:
        """What axe finds serious or worse on the page as it stands, by rule and element."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
        )
        return [
            f"{fault['id']}: {node['html'][:120]} {node['failureSummary'][:160]}"
            for fault in found["violations"]
            if fault["impact"] in GRAVE
            for node in fault["nodes"]
        ]

    def check(self) -> None:
        """Nothing left the machine, nothing complained."""
        assert self.outside == []
        assert self.complaints == []
