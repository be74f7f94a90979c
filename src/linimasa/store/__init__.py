"""The record: every report, claim and voice, kept in one SQLite file."""

from linimasa.store.changes import Change
from linimasa.store.record import Added, Record
from linimasa.store.review import Review, Verdict

__all__ = ["Added", "Change", "Record", "Review", "Verdict"]
