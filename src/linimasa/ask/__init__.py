"""Questions to the record: the only reader of the store, for the command line and Python alike."""

from linimasa.ask.compare import Compared, ComparedField, ComparedValue, Saying, compare
from linimasa.ask.events import EventFilters, EventShown, event, events
from linimasa.ask.filters import Filters
from linimasa.ask.joins import Join, joins
from linimasa.ask.lookup import Explanation, Marked, Shown, explain, show
from linimasa.ask.persons import Person, RoleTold, persons
from linimasa.ask.rows import Published, Row
from linimasa.ask.search import Hit, search
from linimasa.ask.story import Story, Thread, story
from linimasa.ask.timeline import timeline
from linimasa.ask.voices import Statement, VoiceFilters, voices

__all__ = [
    "Compared",
    "ComparedField",
    "ComparedValue",
    "EventFilters",
    "EventShown",
    "Explanation",
    "Filters",
    "Hit",
    "Join",
    "Marked",
    "Person",
    "Published",
    "RoleTold",
    "Row",
    "Saying",
    "Shown",
    "Statement",
    "Story",
    "Thread",
    "VoiceFilters",
    "compare",
    "event",
    "events",
    "explain",
    "joins",
    "persons",
    "search",
    "show",
    "story",
    "timeline",
    "voices",
]
