"""Values in words, as tables and cards show them."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.model import Actor, Place, Quantity, When


def days(when: When) -> str:
    """A day, month or year as such; other ranges by their ends."""
    if when.start == when.end:
        return when.start
    if when.precision in {"month", "year"}:
        return when.start[: {"month": 7, "year": 4}[when.precision]]
    return f"{when.start} to {when.end}"


def place(where: Place) -> str:
    """A place and the country it lies in."""
    return f"{where.name} ({where.country})" if where.country and where.precision != "country" else where.name


def actors(side: Sequence[Actor]) -> str:
    """The actors of a side, each with its country where it is not one."""
    return ", ".join(actor(one) for one in side) or "—"


def actor(one: Actor) -> str:
    """An actor and its country."""
    return f"{one.name} ({one.country})" if one.country and one.country != one.id else one.name


def number(quantity: Quantity) -> str:
    """A number with its bounds and what it counts."""
    low, high, value = quantity.low, quantity.high, quantity.value
    if low is not None and high is not None:
        figure = f"{low:,.12g} to {high:,.12g}"
    elif low is not None:
        figure = f"at least {low:,.12g}"
    elif high is not None:
        figure = f"at most {high:,.12g}"
    else:
        about = "about " if quantity.approximate else ""
        figure = f"{about}{value:,.12g}" if value is not None else "some"
    return f"{figure} {quantity.what}".strip()
