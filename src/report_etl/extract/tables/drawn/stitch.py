"""Tables that go on over a page break → one table.

A finder gives a table page by page, as parts. A part goes on when nothing but page furniture stands
before the next one, and both have the same columns. A header that is printed again is dropped; a row
that the break has cut is made whole; a merged cell that goes on is filled down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from report_etl.extract.flow import Flow
from report_etl.extract.marks import CONTINUED, ends_sentence, says_continued, source_prefix
from report_etl.extract.tables.drawn.cells import join_pieces, printed
from report_etl.extract.tables.drawn.continued_rows import continues, is_rest_of_header, whole_header
from report_etl.extract.tables.drawn.entries import digit_share
from report_etl.extract.tables.drawn.merged import fill_first_column
from report_etl.extract.tables.drawn.parts import Part, PartCell, PartRow
from report_etl.models import Box, Cell, Layout, MappedText, RawRow, RawTable

_SAME_PLACE = 5.0  # points by which the columns of two parts may differ
_MAX_BETWEEN = 4  # lines of furniture between two parts that are not known as such
_STEEP = 1.4  # how fast evidence becomes confidence


def stitch(tables: list[RawTable], flow: Flow) -> list[RawTable]:
    """Join parts of one table that carry the same header: repeated headers dropped.

    For tables whose finder has not joined them itself (as `stitch_parts` does).
    """
    joined: list[RawTable] = []
    for table in sorted(tables, key=lambda table: min(table.lines, default=0)):
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.layout is table.layout
            and _key(before.header) == _key(table.header)
            and is_continued(table.caption)
            and follows(flow, before.lines, table.lines)
        ):
            joined[-1] = replace(
                before,
                rows=before.rows + table.rows,
                lines=before.lines + table.lines,
                source=before.source or table.source,
            )
        else:
            joined.append(table)
    return joined


def stitch_parts(parts: Sequence[Part], flow: Flow) -> list[RawTable]:
    """The parts, in reading order, as whole tables."""
    whole: list[Part] = []
    for part in parts:
        # the rest of a part says whose header it has: others may stand beside that
        place = next((n for n, one in enumerate(whole) if part.weak and one.header is part.header), -1)
        joined = _joined(whole[place], part, flow) if whole else None
        if joined is None and len(whole) > 1 and _stand_beside(flow, *whole[-2:]):
            place = -2
            joined = _joined(whole[place], part, flow)
        if joined is not None:
            whole[place] = joined
        elif not part.weak:
            whole.append(part)
    return [_table(part) for part in whole]


def _breaks_off(rows: Sequence[PartRow], below: PartRow) -> bool:
    """Whether just the last row above a break ends no sentence in a column: its rest may begin the one below.

    In a text the lines of a row need not stand level.
    """
    return any(
        cells[-1].filled
        and not ends_sentence(printed(cells[-1].pieces))
        and len(cells) > 1
        and all(cell.filled and ends_sentence(printed(cell.pieces)) for cell in (*cells[:-1], after))
        for *cells, after in zip(*(row.cells for row in rows), below.cells, strict=True)
    )


def _joined(before: Part, after: Part, flow: Flow) -> Part | None:
    """Both parts as one, or None when the second is a table of its own."""
    if (
        len(before.header) != len(after.header)
        or before.source is not None
        or not is_continued(after.caption)
        or not follows(flow, before.lines, after.lines, before.edges)
    ):
        return None
    rows = list(after.rows)
    if _key(before.header) != _key(after.header):
        below = _below_header(before.header, after.first)
        if below is None and (not _same_columns(before, after) or _is_header(before, after)):
            return None
        rows.insert(0, below or after.first)
        if not before.rows and is_rest_of_header(rows):
            before = replace(before, header=whole_header(before.first, rows.pop(0)))
    if before.rows and rows:
        rows = _filled_down(before, rows)
    kept = list(before.rows)
    if kept and rows:
        evidence = continues(before, rows[0])
        if evidence < 0 and after.weak and len(rows) == 1 and sum(c.filled for c in rows[0].cells) == 1:
            return None  # a line below the table
        if evidence > 0:
            kept[-1] = _whole_row(kept[-1], rows.pop(0))
        sure = 1 - exp(-_STEEP * abs(evidence))
        kept[-1] = replace(kept[-1], confidence=min(kept[-1].confidence, round(sure, 2)))
        if evidence <= 0 and flow.document.is_text and _breaks_off(kept, rows[0]):
            kept[-1], rows[0] = replace(kept[-1], confidence=0.0), replace(rows[0], confidence=0.0)
    if before.layout is Layout.ALIGNED:
        rows = fill_first_column([*kept[-1:], *rows], even=flow.document.is_text)[len(kept[-1:]) :]
    return replace(
        before,
        rows=(*kept, *rows),
        lines=before.lines + after.lines,
        edges=after.edges,
        source=after.source,
        unit_note=before.unit_note or after.unit_note,
        cut=after.cut,
    )


def is_continued(caption: MappedText | None) -> bool:
    """Whether a caption (or none) is that of the rest of a table."""
    return caption is None or any(word in caption.text for word in CONTINUED)


def _key(header: Sequence[Cell]) -> tuple[str, ...]:
    return tuple("".join(cell.text.text.split()) for cell in header)


def _below_header(header: Sequence[Cell], row: PartRow) -> PartRow | None:
    """What stands in the cells of a row below the header, printed again without a line under it.

    None where the row does not begin with the header.
    """
    cells: list[PartCell] = []
    for label, cell in zip(_key(header), row.cells, strict=True):
        number = 0
        while number < len(cell.pieces) and label:
            piece = "".join(cell.pieces[number].text.text.split())
            if not label.startswith(piece):
                return None
            label = label[len(piece) :]
            number += 1
        if label:
            return None
        cells.append(replace(cell, pieces=cell.pieces[number:]))
    return replace(row, cells=tuple(cells)) if any(cell.filled for cell in cells) else None


def _stand_beside(flow: Flow, one: Part, other: Part) -> bool:
    """Whether the end of a part stands beside another part, on the same page."""
    a, b = (flow.lines[max(part.lines)] for part in (one, other) if part.lines)
    apart = one.edges[-1] <= other.edges[0] or other.edges[-1] <= one.edges[0]
    return apart and a.page == b.page


def follows(
    flow: Flow, before: Sequence[int], after: Sequence[int], sides: Sequence[float] | None = None
) -> bool:
    """Whether nothing but page furniture and 续表 stands between, and a break of page or column.

    What stands on the pages of both, but not between the `sides`, stands beside.
    """
    if not before or not after:
        return False
    last, first = max(before), min(after)
    a, b = flow.lines[last], flow.lines[first]
    beside = a.page == b.page and a.box is not None and b.box is not None and b.box.top < a.box.top
    between = [
        i
        for i in range(last + 1, first)
        if (text := flow.lines[i].text.strip())
        and i not in flow.furniture
        and not says_continued(text)
        and not (beside and source_prefix(text) is not None)  # below the first part of both
        and not (sides and b.page == a.page + 1 and _is_outside(flow.lines[i].box, sides))
    ]
    if first <= last or len(between) > _MAX_BETWEEN:
        return False
    if between:  # two pages on one sheet: the same furniture stands in the middle of a page
        known = {_wording(flow, index) for index in flow.furniture}
        if any(_wording(flow, index) not in known for index in between):
            return False
    return beside or b.page == a.page + 1


def _is_outside(box: Box | None, sides: Sequence[float]) -> bool:
    return box is not None and (box.x1 <= sides[0] or box.x0 >= sides[-1])


def _wording(flow: Flow, index: int) -> str:
    """The text of a line without white space and figures."""
    return "".join(c for c in flow.lines[index].text if not c.isspace() and not "0" <= c <= "9")


def _same_columns(before: Part, after: Part) -> bool:
    """Whether the columns stand at the same places (the whole table may be shifted)."""
    a, b = before.edges, after.edges
    if len(a) != len(b) or not a:
        return False
    shift = b[0] - a[0]
    near = _SAME_PLACE if before.layout is Layout.RULED else 4 * _SAME_PLACE
    return all(abs(y - x - shift) <= near for x, y in zip(a, b, strict=True))


def _is_header(before: Part, after: Part) -> bool:
    """Whether the first row of the second part names columns of figures: then a new table begins."""
    named = [column for column, cell in enumerate(before.header) if cell.text]
    if any(not after.first.cells[column].filled for column in named):
        return False
    figures = [
        column
        for column in range(len(before.header))
        if before.rows
        and all(_is_figure(row.cells[column]) for row in before.rows if row.cells[column].filled)
    ]
    return bool(figures) and not any(_is_figure(after.first.cells[column]) for column in figures)


def _is_figure(cell: PartCell) -> bool:
    return not cell.filled or digit_share(printed(cell.pieces)) >= 0.4


def _filled_down(before: Part, rows: list[PartRow]) -> list[PartRow]:
    """Cells merged over the page break: the part of them on the new page is empty.

    It may be that of one row: that is believed of the first column where it has merged cells.
    """
    last = before.rows[-1]
    grouped = any(row.cells[0].spans for row in (*before.rows, *rows))
    result = list(rows)
    for column, cell in enumerate(rows[0].cells):
        goes_on = cell.spans or (column == 0 and grouped and any(c.filled for c in rows[0].cells[1:2]))
        if cell.filled or cell.unsure or not goes_on or not last.cells[column].filled:
            continue
        for number, row in enumerate(result):
            here = row.cells[column]
            if here.filled or here.unsure or (number and not here.merged):
                break
            filled = replace(last.cells[column], merged=True)
            cells = (*row.cells[:column], filled, *row.cells[column + 1 :])
            result[number] = replace(row, cells=cells)
    return result


def _whole_row(upper: PartRow, lower: PartRow) -> PartRow:
    cells = [
        a
        if b.merged
        else PartCell(a.pieces + b.pieces, a.boxes + b.boxes, max(a.width, b.width), a.merged, a.spans)
        for a, b in zip(upper.cells, lower.cells, strict=True)
    ]
    return PartRow(upper.page, tuple(cells), min(upper.confidence, lower.confidence))


def _is_header_again(header: Sequence[Cell], row: PartRow) -> bool:
    """Whether a row prints all labels of the header again."""
    return tuple("".join(printed(cell.pieces).split()) for cell in row.cells) == _key(header)


def _table(part: Part) -> RawTable:
    rows = [
        RawRow(
            tuple(
                Cell(join_pieces(cell.pieces, cell.width), cell.boxes, cell.merged, cell.unsure)
                for cell in row.cells
            ),
            row.page,
            row.confidence,
        )
        for row in part.rows
        if any(cell.filled for cell in row.cells) and not _is_header_again(part.header, row)
    ]
    return RawTable(
        part.layout,
        part.header,
        tuple(rows),
        part.lines,
        part.caption,
        part.source,
        part.unit_note,
    )
