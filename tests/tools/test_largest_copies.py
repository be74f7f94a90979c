"""tools/largest_copies.py lists the groups of copies, the largest first."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

TOOL = Path(__file__).resolve().parents[2] / "tools" / "largest_copies.py"
FERRY = (
    "Feri Nusa Damai kandas di beting karang dekat Pulau Kembar pada Sabtu malam. Semua penumpang dipindahkan dengan "
    "selamat ke dua kapal nelayan sebelum tengah malam, kata kepala kantor pencarian dan pertolongan setempat."
)
STRIKE = (
    "Para guru honorer berhenti mengajar mulai Selasa pagi untuk menuntut upah yang belum dibayar selama tiga bulan. "
    "Akibatnya murid di puluhan sekolah dasar dipulangkan lebih awal, dan dewan setempat memanggil kedua belah pihak."
)


def run(folder: Path, *options: str) -> str:
    rows = [("a", "Kabar", FERRY), ("b", "Warta", FERRY), ("c", "Suara", FERRY), ("d", "Kabar", STRIKE),
            ("e", "Kabar", STRIKE), ("f", "Warta", "Harga kopi di tingkat petani turun lagi pekan ini.")]  # fmt: skip
    path = folder / "reports.jsonl"
    entries = (
        {"id": name, "outlet": outlet, "title": f"Judul {name}", "published": "2025-07-14", "text": text}
        for name, outlet, text in rows
    )
    path.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    command = [sys.executable, str(TOOL), *options, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_largest_group_comes_first_with_its_reports_and_root(tmp_path: Path) -> None:
    lines = run(tmp_path).splitlines()
    assert lines[0] == "6 reports, 4 pairs with shared text, 2 groups"
    assert [line for line in lines if "root:" in line] == [
        "1. 3 reports; root: ? (unknown, order unknown)",
        "2. 2 reports; root: Kabar (outlet, nobody credited)",
    ]
    assert [line.split()[0] for line in lines if "2025-07-14" in line] == ["a", "b", "c", "d", "e"]


def test_groups_of_one_outlet_can_be_left_out_and_the_passages_shown(tmp_path: Path) -> None:
    shown = run(tmp_path, "--between-outlets", "--text", "--exhaustive")
    assert "4 pairs share 12 words in a row; 0 copies were missed" in shown
    assert "2. " not in shown
    assert "> Feri Nusa Damai kandas" in shown
