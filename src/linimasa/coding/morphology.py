"""Forms of Indonesian verbs from their root: active meN-, passive di-, bare as headlines write it."""

from __future__ import annotations

_VOWELS = frozenset("aeiou")
_NASAL = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
_FULL = {
    **dict.fromkeys("bfvp", "mem"),
    **dict.fromkeys("cdjzts", "men"),
    **dict.fromkeys("aeioughk", "meng"),
    **dict.fromkeys("lmnrwy", "me"),
}


def active_forms(root: str) -> tuple[str, ...]:
    """The meN- forms of a root, with and without the initial consonant dropped (``menangkap``).

    Initial p, t, k and s drop in native words and stay in many loans; both are given, as the
    wrong one is no word. Sneddon et al., Indonesian: A Comprehensive Grammar (2010), 1.3.
    """
    first = root[0]
    forms = []
    if first in _NASAL and root[1] in _VOWELS:
        forms.append("me" + _NASAL[first] + root[1:])
    if first in _FULL:
        forms.append(_FULL[first] + root)
    if sum(letter in _VOWELS for letter in root) == 1:
        forms.append("menge" + root)
    return tuple(dict.fromkeys(forms))


def passive_forms(root: str) -> tuple[str, ...]:
    """The di- form of a root."""
    return ("di" + root,)
