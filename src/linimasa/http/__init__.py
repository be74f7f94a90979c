"""The workbench's server, on loopback only: answers of ``linimasa.ask`` as JSON, and the pages of ``linimasa.web``."""
