"""Merging: which reports copy or credit whom, and the origins that are left."""
