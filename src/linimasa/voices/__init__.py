"""Who says what in a report: quotations, speakers, and the chains by which a statement came."""

from linimasa.voices.attribution import attribution_at
from linimasa.voices.find import find_voices

__all__ = ["attribution_at", "find_voices"]
