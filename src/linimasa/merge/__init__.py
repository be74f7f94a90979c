"""Many reports, one event: who copied whom, which claims tell the same happening, and where they differ."""
