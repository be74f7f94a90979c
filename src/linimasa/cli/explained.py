"""A claim's words, each span in the colour of the field that it fills."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from linimasa.ask import Explanation, Marked, Row
from linimasa.cli.ledger import printable
from linimasa.model import Span

_STYLES = {
    "trigger": "bold white on dark_red",
    "source": "bold black on bright_green",
    "target": "bold black on bright_cyan",
    "according to": "bold black on bright_yellow",
    "cue": "black on khaki3",
    "when": "bold white on blue",
    "where": "bold white on purple",
    "quantity": "bold black on orange1",
    "status": "underline2 bold",
    "certainty": "underline bold",
}


def explained(explanation: Explanation) -> Group:
    """The claim's sentence and every other line that fills a field, the legend, and what made the claim."""
    row, report = explanation.row, explanation.report
    claim = row.claim
    made_by = Text.assemble(("rule ", "dim"), claim.rule, ("  confidence ", "dim"), f"{claim.confidence:.2f}")
    made_by.append_text(Text.assemble(("  coder ", "dim"), explanation.coder))
    return Group(
        heading(row),
        Text(),
        *_passages(report.text, claim.evidence.sentence, explanation.marked),
        Text(),
        _legend(explanation.marked),
        *(
            Text.assemble((f"{field} ", "dim"), printable(value), (" inferred", "dim"))
            for field, value in explanation.inferred
        ),
        Text(),
        made_by,
    )


def heading(row: Row) -> Text:
    """Which claim, of which report."""
    report = row.report
    about = [report.outlet, (report.published or "")[:10], report.title]
    text = Text.assemble((row.claim.id, "bold cyan"), "  ", " · ".join(printable(part) for part in about if part))
    if report.url or report.path:
        text.append(f"\n{printable(report.url or report.path or '')}", "dim")
    return text


def _passages(text: str, sentence: Span, marked: Sequence[Marked]) -> Iterator[Text]:
    """The sentence, and the rest of its line and the other lines only where they fill a field."""
    spans = {sentence}
    for mark in marked:
        if not (sentence[0] <= mark.span[0] and mark.span[1] <= sentence[1]):
            spans.add(_line_around(text, mark.span))
    for start, end in sorted(spans):
        passage = Text(printable(text[start:end]))
        if (start, end) != sentence:
            passage.stylize("dim")
        for mark in marked:
            if start <= mark.span[0] and mark.span[1] <= end:
                passage.stylize(_STYLES[mark.field], mark.span[0] - start, mark.span[1] - start)
        yield passage


def _line_around(text: str, span: Span) -> Span:
    start = text.rfind("\n", 0, span[0]) + 1
    end = text.find("\n", span[1])
    return start, len(text) if end < 0 else end


def _legend(marked: Sequence[Marked]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in ("field", "value", "words", "span"):
        table.add_column(name, overflow="fold")
    for mark in marked:
        table.add_row(
            Text(mark.field, _STYLES[mark.field]),
            printable(mark.value),
            Text(f"“{printable(mark.words)}”"),
            Text(f"{mark.span[0]}:{mark.span[1]}", "dim"),
        )
    return table
