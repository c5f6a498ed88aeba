"""What was claimed: every line and every numeral is claimed, noise, or listed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from report_etl.extract.flow import Flow
from report_etl.extract.provenance import Locator
from report_etl.models import ILLEGIBLE, Claim, Span
from report_etl.records import Coverage, Unclaimed

# A run of digits with what belongs to it: 1,200.5 · 31.1% · ２０２０
NUMERAL = re.compile(r"[0-9０-９](?:[0-9０-９]|[.,．，:](?=[0-9０-９]))*[%％‰]?")
_JOINED = 24  # unclaimed ranges nearer than this are listed as one
_LISTED = 200  # characters shown of an unclaimed range


def measure_coverage(
    flow: Flow, claims: Iterable[Claim], locator: Locator, unread: Iterable[Span] = ()
) -> Coverage:
    """Count claimed lines and numerals, and list those that no rule has used.

    A line counts as claimed when a claim touches it, as noise when only noise claims do or when it holds
    neither letter nor digit (--|--) and nothing illegible (〓); blank lines are not counted. A numeral
    counts as claimed when a claim touches its digits, noise included; `unread` ones in words (千亿) do not.
    """
    length = len(flow.document.text)
    used, noise = bytearray(length), bytearray(length)
    for claim in claims:
        marks = noise if claim.noise else used
        marks[claim.span.start : claim.span.end] = b"\1" * (claim.span.end - claim.span.start)
    for index in flow.furniture:
        line = flow.lines[index]
        noise[line.start : line.end] = b"\1" * (line.end - line.start)
    lines = claimed = noisy = 0
    open_spans: list[Span] = []
    for line in flow.lines:
        if not line.text.strip():
            continue
        lines += 1
        if any(used[line.start : line.end]):
            claimed += 1
        elif any(noise[line.start : line.end]) or not any(c.isalnum() or c == ILLEGIBLE for c in line.text):
            noisy += 1
        else:
            open_spans.append(line.span)
    numerals, left = _numerals(flow.document.text, used, noise)
    words = [span for span in unread if not NUMERAL.search(flow.document.text, span.start, span.end)]
    numerals, left = numerals + len(words), left + words
    open_spans.extend(left)
    return Coverage(
        lines=lines,
        lines_claimed=claimed,
        lines_noise=noisy,
        numerals=numerals,
        numerals_claimed=numerals - len(left),
        unclaimed=[_unclaimed(flow, span, locator) for span in _merged(open_spans)],
    )


def _numerals(text: str, used: bytearray, noise: bytearray) -> tuple[int, list[Span]]:
    count = 0
    left: list[Span] = []
    for match in NUMERAL.finditer(text):
        count += 1
        if not any(used[match.start() : match.end()]) and not any(noise[match.start() : match.end()]):
            left.append(Span(*match.span()))
    return count, left


def _merged(spans: list[Span]) -> Iterator[Span]:
    """Ranges that overlap or stand close together, as one."""
    current: Span | None = None
    for span in sorted(spans):
        if current is not None and span.start <= current.end + _JOINED:
            current = Span(current.start, max(current.end, span.end))
            continue
        if current is not None:
            yield current
        current = span
    if current is not None:
        yield current


def _unclaimed(flow: Flow, span: Span, locator: Locator) -> Unclaimed:
    text = flow.document.text[span.start : span.end]
    return Unclaimed(
        text=text if len(text) <= _LISTED else text[:_LISTED] + "…",
        provenance=locator.provenance(span, "unclaimed"),
    )
