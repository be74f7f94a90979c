"""Opens the SQLite file behind a record, brings it up to date, and says clearly what is wrong with it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from linimasa.errors import ReadOnlyError, RecordError, RecordInUseError

APPLICATION_ID = 0x4C4E4D53  # "LNMS" in the file's header: this database is a linimasa record
BUSY_SECONDS = 30.0


def connect(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """A connection to the record at ``path``, at the newest schema; made where absent and ``create``.

    A file that may not be written is opened for reading. Raises RecordError.
    """
    if not path.exists():
        if not create:
            raise RecordError(f"{path}: no record there yet; make one with: linimasa add FILE…")
        _make_folder(path)
    elif path.is_dir():
        raise RecordError(f"{path}: is a folder; name the record's file, such as {path / 'record.db'}")
    with explained(path):
        connection = _open(path)
        try:
            _check_header(connection, path)
            _migrate(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns SQLite's errors about ``path`` into a RecordError that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _kind(_primary(error))(f"{path}: {_explanation(error)}") from error
    except UnicodeEncodeError as error:
        raise RecordError(f"{path}: neither keeps nor finds what is not Unicode text: {error.object!r:.60}") from error


def _kind(primary: int | None) -> type[RecordError]:
    if primary == sqlite3.SQLITE_READONLY:
        return ReadOnlyError
    return RecordInUseError if primary in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} else RecordError


def _explanation(error: sqlite3.Error) -> str:
    primary = _primary(error)
    said = {
        sqlite3.SQLITE_NOTADB: "is not a linimasa record (not an SQLite database)",
        sqlite3.SQLITE_CORRUPT: "is damaged; restore it from a backup or add the reports to a new record",
        sqlite3.SQLITE_BUSY: f"is in use by another program for more than {BUSY_SECONDS:.0f} s; try again later",
        sqlite3.SQLITE_LOCKED: "is in use by another program; try again later",
        sqlite3.SQLITE_READONLY: "may only be read; choose another with --record FILE",
        sqlite3.SQLITE_PERM: "may not be opened; check its permissions",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its folder and permissions",
        sqlite3.SQLITE_FULL: "cannot grow: the disk is full",
        sqlite3.SQLITE_IOERR: "cannot be read or written: the disk reports an error",
    }
    return said.get(primary, f"cannot be used: {error}") if primary is not None else f"cannot be used: {error}"


def _primary(error: sqlite3.Error) -> int | None:
    """SQLite's code of the error, without what it says in detail."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if code is not None else None


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(f"{path}: its folder cannot be made: {error.strerror}") from error


def _open(path: Path) -> sqlite3.Connection:
    writable = os.access(path if path.exists() else path.parent, os.W_OK) and os.access(path.parent, os.W_OK)
    # Where the folder may not be written either, WAL cannot make its side files: nobody else writes there.
    mode = "rwc" if writable else "ro&immutable=1"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None
    )
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _check_header(connection: sqlite3.Connection, path: Path) -> None:
    """Refuses a database that another program made, or a newer linimasa."""
    application, version = _pragma(connection, "application_id"), _pragma(connection, "user_version")
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application != APPLICATION_ID and (tables or application):
        raise RecordError(f"{path}: is not a linimasa record (an SQLite database of another program)")
    if version > len(_migrations()):
        raise RecordError(f"{path}: was written by a newer linimasa (schema {version}); install the newer version")


def _migrations() -> list[str]:
    folder = resources.files("linimasa.store").joinpath("migrations")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name)
    return [file.read_text(encoding="utf-8") for file in files]


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    migrations = _migrations()
    if _pragma(connection, "user_version") < len(migrations):
        if _is_readonly(connection):
            raise RecordError(f"{path}: has an older form and may only be read; copy it to where it may be written")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have been quicker: look again, now that nobody else can write.
            for version in range(_pragma(connection, "user_version"), len(migrations)):
                for statement in _statements(migrations[version]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    connection.execute("PRAGMA synchronous = NORMAL")


def _is_readonly(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
            return True
        raise
    connection.execute("ROLLBACK")
    return False


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
