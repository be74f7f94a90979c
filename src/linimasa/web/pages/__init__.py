"""The pages, one module a view."""

from linimasa.web.pages import overview, preferences, reports

HANDLERS = (*overview.HANDLERS, *reports.HANDLERS, *preferences.HANDLERS)
"""The handlers of all pages."""
