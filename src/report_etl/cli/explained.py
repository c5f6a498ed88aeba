"""The stages of an extraction as text; of the whole document, of one page, or around one caption."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from report_etl.cli.text import cut_line, record_as_line
from report_etl.records import Provenance, Record

if TYPE_CHECKING:
    from report_etl.extract.explain import Candidate, Explanation
    from report_etl.extract.flow import Flow

_AROUND = 3  # lines around a table asked for by its caption


def explanation_as_text(
    explained: Explanation, *, page: int | None = None, caption: str | None = None
) -> str:
    """Every stage, in order; only what stands on `page`, or belongs to a table called `caption`.

    Raises:
        LookupError: there is no such page, and no such caption or line.
    """
    flow = explained.stages.flow
    wanted = _wanted(explained, page, caption)
    if not wanted and (page, caption) != (None, None):
        where = "" if page is None else f" on page {page} of {len(flow.document.pages)}"
        raise LookupError(f"no line{where}" if caption is None else f"no line with {caption!r}{where}")
    parts: list[tuple[str, Iterable[str]]] = [
        (_lines_title(flow), _lines(explained, wanted)),
        ("BLOCKS: first..last line, kind, rule", _blocks(explained, wanted)),
        (
            "TABLES: layout, kind chosen, next best; columns with the share of cells that fit",
            _tables(explained, wanted),
        ),
        ("NO RECORD: what looks like a table, the nearest rule, where it failed", _misses(explained, wanted)),
    ]
    if flow.document.warnings:
        parts.insert(0, ("WARNINGS: what the file does not give", flow.document.warnings))
    parts += [
        (kind.upper(), _records(explained, kind, wanted)) for kind in ("rejects", "repairs", "findings")
    ]
    parts.append(("UNCLAIMED: what no rule has used", _unclaimed(explained, wanted)))
    return "\n".join("\n".join([title, *lines, ""]) for title, lines in parts)


def _wanted(explained: Explanation, page: int | None, caption: str | None) -> Sequence[int]:
    """The indexes of the lines asked for, in order."""
    lines = explained.stages.flow.lines
    chosen = {i for i, line in enumerate(lines) if page in (None, line.page)}
    if caption is None:
        return sorted(chosen)
    found = [
        [*c.table.lines] for c in explained.candidates if c.table.caption and caption in c.table.caption.text
    ]
    found += [[i, i + _AROUND] for i in chosen if caption in lines[i].text]
    near = {
        i
        for area in found
        if area
        for i in range(min(area) - _AROUND, max(area) + _AROUND + 1)
        if i in chosen
    }
    return sorted(near)


def _lines_title(flow: Flow) -> str:
    width = f"{flow.text_width:.1f} em" if flow.text_width else "not known"
    return (
        f"LINES: page, line, its width in em (a full line: {width}), what its end was taken for, the rules "
        "that claim it"
    )


def _lines(explained: Explanation, wanted: Sequence[int]) -> Iterator[str]:
    flow = explained.stages.flow
    rules = _rules(explained)
    for i in wanted:
        ending = str(flow.breaks[i]) if i < len(flow.breaks) else ""
        said = "full" if i in flow.full else ""
        page, text = flow.lines[i].page, flow.lines[i].text
        claimed = f"  [{', '.join(rules.get(i, ())) or 'unclaimed'}]" if text.strip() else ""
        yield f"  p{page} {i:>4} {flow.widths[i]:5.1f} {ending:<9} {said:<5} {text}{claimed}"


def _rules(explained: Explanation) -> dict[int, dict[str, None]]:
    """For each line the rules that claim it, or part of it, each once."""
    flow = explained.stages.flow
    starts = [line.start for line in flow.lines]
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for index, rule in flow.furniture.items():
        found[index][rule] = None
    for claim in explained.stages.claims:
        first = max(0, bisect_right(starts, claim.span.start) - 1)
        for index in range(first, bisect_left(starts, claim.span.end)):
            if flow.lines[index].span.overlaps(claim.span):
                found[index][claim.rule] = None
    return found


def _blocks(explained: Explanation, wanted: Sequence[int]) -> Iterator[str]:
    shown = set(wanted)
    for block in explained.stages.blocks:
        if not shown.isdisjoint(range(block.first, block.last + 1)):
            place = f"{block.first}..{block.last}"
            yield cut_line(f"  {place:>10} {block.kind:<9} {block.rule}: {block.text.text}")


def _tables(explained: Explanation, wanted: Sequence[int]) -> Iterator[str]:
    shown = set(wanted)
    for candidate in explained.candidates:
        if not shown.isdisjoint(candidate.table.lines):
            yield from _table(candidate)


def _table(candidate: Candidate) -> Iterator[str]:
    table = candidate.table
    name = table.caption.text if table.caption else "no caption"
    yield cut_line(f"  line {min(table.lines)}: {table.layout}, {candidate.kind or 'of no kind'}, {name}")
    for column in candidate.columns:
        yield cut_line(f"      {column.label}: {column.field or '-'} as {column.type}, {column.score:.2f}")
    for reading in candidate.readings:
        kind = reading.match.spec.kind if reading.match.spec else "?"
        if kind != candidate.kind:
            yield f"    next best: {kind} {reading.score:+.1f}, {reading.lacks or 'fits as well'}"
            break
    yield cut_line("    " + " | ".join(cell.text.text for cell in table.header))
    for row in table.rows:
        yield cut_line(f"    {row.confidence:.2f} " + " | ".join(cell.text.text for cell in row.cells))
        for reading_again in row.readings:
            yield cut_line("         or " + " | ".join(reading_again))


def _misses(explained: Explanation, wanted: Sequence[int]) -> Iterator[str]:
    for miss in explained.misses:
        if miss.line in set(wanted):
            yield cut_line(f"  line {miss.line}: {miss.words}")
            yield f"      nearest: {miss.rule}; {miss.failed}"


def _records(explained: Explanation, kind: str, wanted: Sequence[int]) -> Iterator[str]:
    records: list[Record] = getattr(explained.stages.extraction, kind)
    for record in records:
        if _stands_in(explained, record, wanted):
            yield f"  {record_as_line(kind, record)}"
            yield from (f"      reading: {reading}" for reading in getattr(record, "readings", []))


def _unclaimed(explained: Explanation, wanted: Sequence[int]) -> Iterator[str]:
    for rest in explained.stages.extraction.coverage.unclaimed:
        if _stands_in(explained, rest, wanted):
            yield cut_line(f"  unclaimed p{rest.provenance.page} {rest.text}")


def _stands_in(explained: Explanation, record: Record, wanted: Sequence[int]) -> bool:
    lines = explained.stages.flow.lines
    if len(wanted) == len(lines):
        return True
    where: Provenance | list[Provenance] = record.provenance  # type: ignore[attr-defined]
    places = where if isinstance(where, list) else [where]
    return any(lines[i].start < place.end and lines[i].end > place.start for place in places for i in wanted)
