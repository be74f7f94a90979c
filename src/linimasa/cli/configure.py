"""Fills the settings: what a flag says wins over the environment, that over the settings file."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import platformdirs

from linimasa.errors import InputError
from linimasa.settings import Settings

RECORD_VARIABLE = "LINIMASA_RECORD"


def data_folder() -> Path:
    """Where records lie by default."""
    return platformdirs.user_data_path("linimasa", appauthor=False)


def settings_file() -> Path:
    """The TOML file in which a user may set ``record``, ``min_confidence``, ``jobs`` and ``reader``."""
    return platformdirs.user_config_path("linimasa", appauthor=False) / "settings.toml"


def settings(environment: Mapping[str, str] = os.environ, **flags: Any) -> Settings:
    """The settings; a flag that is None was not given. Raises InputError for a settings file that is wrong."""
    chosen: dict[str, Any] = {"record": data_folder() / "record.db"}
    chosen |= _from_file(settings_file())
    if environment.get(RECORD_VARIABLE):
        chosen["record"] = environment[RECORD_VARIABLE]
    chosen |= {name: value for name, value in flags.items() if value is not None}
    chosen["record"] = Path(chosen["record"]).expanduser()
    return Settings(**chosen)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        chosen = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read as TOML: {error}") from error
    try:
        msgspec.convert({"record": "", **chosen}, Settings, dec_hook=_as_path)
    except msgspec.ValidationError as error:
        raise InputError(f"{path}: {error}; it may set record, min_confidence, jobs and reader") from error
    return chosen


def _as_path(kind: type, value: object) -> object:
    return Path(str(value)) if kind is Path else value
