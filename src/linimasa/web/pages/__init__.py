"""The pages, one module a view."""

from linimasa.web.pages import add, events, overview, preferences, reports, review, search, space, timeline

HANDLERS = (
    *overview.HANDLERS,
    *timeline.HANDLERS,
    *space.HANDLERS,
    *events.HANDLERS,
    *reports.HANDLERS,
    *search.HANDLERS,
    *add.HANDLERS,
    *review.HANDLERS,
    *preferences.HANDLERS,
)
"""The handlers of all pages."""
