"""The evaluation gate: silent where there is no gold, loud where a figure falls."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _evaluate(shared: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "evaluate.py"), "--shared", str(shared)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_without_gold_it_says_so_and_ends_well(tmp_path: Path) -> None:
    done = _evaluate(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "skipped, no gold" in done.stdout


def test_every_gold_set_is_pinned_and_has_floors() -> None:
    gold = tomllib.loads((ROOT / "tools" / "floors.toml").read_text(encoding="utf-8"))
    merging = gold.pop("merging")
    assert set(merging) == {"pair", "b_cubed"}
    assert all(0 < floor < 1 for floor in merging.values())
    assert set(gold) == {"seed", "dev"}
    for pinned in gold.values():
        assert set(pinned["sha256"]) == {pinned["gold"], *pinned["reports"]}
        assert all(len(digest) == len(hashlib.sha256().hexdigest()) for digest in pinned["sha256"].values())
        assert {"claim.f1", "type.f1"} <= set(pinned["floors"])


def test_other_gold_than_the_pinned_one_fails(tmp_path: Path) -> None:
    """A stand-in scorer on stand-in gold: the digests differ, and so the gate is shut."""
    figures = {
        "gold": 1,
        "coded": 1,
        "type": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        "claim": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        **{
            field: {"right": 1, "asked": 1, "filled": 1, "share": 1.0}
            for field in ("when", "status", "by", "where", "quantity")
        },
        "by []": {"asked": 0, "given away": 0},
    }
    for folder in ("score", "gold", "seed"):
        (tmp_path / folder).mkdir()
    (tmp_path / "score" / "score.py").write_text(f"print({json.dumps(json.dumps(figures))})")
    sets = tomllib.loads((ROOT / "tools" / "floors.toml").read_text(encoding="utf-8"))
    for pinned in (sets["seed"], sets["dev"]):
        for file in (pinned["gold"], *pinned["reports"]):
            (tmp_path / file).write_text('{"id": "x", "language": "ms", "title": "Tajuk", "text": "Berita contoh."}\n')
    done = _evaluate(tmp_path)
    assert done.returncode == 1, done.stderr
    assert "gold/dev.jsonl is not the gold that the floors were set on" in done.stderr
    assert "dev: 1 gold claims, 1 coded" in done.stdout
    assert "merging: skipped, no reports" in done.stdout
