"""The workbench's pages: templates, words of the interface in both languages, and a few static files."""
