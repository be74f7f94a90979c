"""The pages, one module a view."""

from linimasa.web.pages import overview, preferences, reports, search, space, timeline

HANDLERS = (
    *overview.HANDLERS,
    *timeline.HANDLERS,
    *space.HANDLERS,
    *reports.HANDLERS,
    *search.HANDLERS,
    *preferences.HANDLERS,
)
"""The handlers of all pages."""
