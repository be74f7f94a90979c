"""The record: every report, claim and voice, kept in one SQLite file."""

from linimasa.store.changes import Change
from linimasa.store.judgements import Judgement
from linimasa.store.merging import Merged
from linimasa.store.record import Added, Record
from linimasa.store.review import Review, Verdict

__all__ = ["Added", "Change", "Judgement", "Merged", "Record", "Review", "Verdict"]
