"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes is the machine's affair; what is timed stands in benchmarks/.
settings.register_profile("linimasa", deadline=None)
settings.load_profile("linimasa")
