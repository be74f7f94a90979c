"""Questions to the record: the only reader of the store, for the command line and Python alike."""

from linimasa.ask.filters import Filters
from linimasa.ask.lookup import Explanation, Marked, Shown, explain, show
from linimasa.ask.rows import Published, Row
from linimasa.ask.search import Hit, search
from linimasa.ask.timeline import timeline
from linimasa.ask.voices import Statement, VoiceFilters, voices

__all__ = [
    "Explanation",
    "Filters",
    "Hit",
    "Marked",
    "Published",
    "Row",
    "Shown",
    "Statement",
    "VoiceFilters",
    "explain",
    "search",
    "show",
    "timeline",
    "voices",
]
