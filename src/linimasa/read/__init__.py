"""Reading: files of every kind become reports."""

from linimasa.read.draft import ReadOptions
from linimasa.read.reader import read, read_text

__all__ = ["ReadOptions", "read", "read_text"]
