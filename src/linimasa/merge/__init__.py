"""Many reports, one event: which claims tell the same happening, and where they differ."""
