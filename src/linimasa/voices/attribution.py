"""Who says so at one place of a report."""

from __future__ import annotations

from collections.abc import Sequence

from linimasa.model import Actor, Attribution, QuoteKind, Span, Voice


def attribution_at(
    voices: Sequence[Voice], offset: int
) -> tuple[tuple[Attribution, ...], QuoteKind | None, Span | None]:
    """Who tells what stands at `offset`, outermost first, with the kind of the innermost quote and its span.

    Empty, None, None where the outlet says it in its own voice; the words of a cue and of a
    speaker are the outlet's (or the outer speaker's).
    """
    around = [(span, voice) for voice in voices for span in voice.content if span[0] <= offset < span[1]]
    if not around:
        return (), None, None
    around.sort(key=lambda pair: (-(pair[0][1] - pair[0][0]), pair[1].cue or pair[0]))
    chain: list[Attribution] = []
    for _, voice in around:
        for link in (*voice.through, as_attribution(voice.speaker, voice.cue, voice.affiliation)):
            if not any(_same(link, known) for known in chain):
                chain.append(link)
    span, innermost = around[-1]
    return tuple(chain), innermost.quote, span


def as_attribution(actor: Actor, cue: Span | None, affiliation: str | None = None) -> Attribution:
    """An actor as a link of the chain of who says so."""
    return Attribution(
        name=actor.name,
        id=actor.id,
        country=actor.country,
        sector=actor.sector,
        role=actor.role,
        affiliation=affiliation,
        span=actor.span,
        cue=cue,
    )


def _same(one: Attribution, other: Attribution) -> bool:
    return one.name == other.name and (one.id is None or other.id is None or one.id == other.id)
