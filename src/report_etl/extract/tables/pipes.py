"""Tables of text written with `|` between their cells → `RawTable`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.extract.tables.surroundings import block_of_lines, look_above, source_after
from report_etl.models import Block, Break, Cell, Layout, MappedText, RawRow, RawTable

_RULE = re.compile(r"[\s|｜:+=—-]*-{2,}[\s|｜:+=—-]*")
_BAR = re.compile("[|｜]")
_CLOSED = re.compile(r"[|｜]\s{0,4}[-—0-9.,%％]{0,24}$")  # by a bar, or by a figure in the last cell


def find_pipes(flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int]) -> list[RawTable]:
    """Every run of lines that begins with a header of two cells or more and goes on with such rows.

    A row may be wrapped: lines are joined until all its bars are there; a line without a bar goes on
    with the last cell.
    """
    owners = block_of_lines(blocks, len(flow.lines))
    tables: list[RawTable] = []
    for run in _runs(flow, taken):
        table = _table(flow, owners, run)
        if table is not None:
            tables.append(table)
    return tables


def _runs(flow: Flow, taken: frozenset[int]) -> Iterator[list[int]]:
    """Lines from the first with a bar to the last; a line without one goes on with the last cell.

    It belongs to the run only where the line before it was cut inside a sentence. The line above a
    rule (`--|--`) is a header, so it begins a run of its own.
    """
    run: list[int] = []
    for index, line in enumerate(flow.lines):
        text = line.text.strip()
        if index in flow.furniture or (not text and index not in taken):
            continue
        if index not in taken and _BAR.search(text):
            if _RULE.fullmatch(text) and len(run) > 1:
                yield run[:-1]
                run = run[-1:]
            run.append(index)
        elif run and index not in taken and _goes_on(flow, run):
            run.append(index)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _goes_on(flow: Flow, run: list[int]) -> bool:
    """Whether the last line was cut in the middle of a cell."""
    text, header = flow.lines[run[-1]].text.strip(), flow.lines[run[0]].text
    whole = len(_BAR.findall(text)) >= len(_BAR.findall(header)) and _CLOSED.search(text) is not None
    return not (whole or ends_sentence(text)) and flow.breaks[run[-1]] in (Break.CUT, Break.UNKNOWN)


def _table(flow: Flow, owners: Sequence[Block | None], run: list[int]) -> RawTable | None:
    rows = list(_rows(flow, run))
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    header, *body = rows
    if not any(len(row) == len(header) for row in body):
        return None
    if len(body) == 1 and any(cell.text.count("。") > 1 for cell in body[0]):
        return None  # a headline with a bar above its paragraph
    above = look_above(flow, owners, run[0])
    return RawTable(
        layout=Layout.ALIGNED,
        header=tuple(Cell(text) for text in header),
        rows=tuple(_row(row, len(header), flow.lines[run[0]].page) for row in body),
        lines=(*sorted(above.lines), *run),
        caption=above.caption,
        source=source_after(flow, run[-1]),
        unit_note=above.unit_note,
    )


def _row(cells: list[MappedText], wanted: int, page: int) -> RawRow:
    """A row; one with more or fewer cells than the header is kept to be refused."""
    if len(cells) == wanted:
        return RawRow(tuple(Cell(text) for text in cells), page)
    padded = [*cells[:wanted], *([MappedText("", ())] * (wanted - len(cells)))]
    printed = " | ".join(text.text for text in cells)
    return RawRow(tuple(Cell(text) for text in padded), page, confidence=0.0, readings=((printed,),))


def _rows(flow: Flow, run: list[int]) -> Iterator[list[MappedText]]:
    """Rows of cells; the header tells how many bars a row has, and whether one stands at its end."""
    header = flow.lines[run[0]].text.strip()
    wanted = len(_BAR.findall(header.strip("|｜")))
    closed = header[-1:] in ("|", "｜")
    open_row: MappedText | None = None
    for index in run:
        text = flow.repaired[index]
        if _RULE.fullmatch(text.text):
            continue
        if open_row is None:
            open_row = text
        elif _BAR.search(text.text) and _is_whole(open_row.text.strip(), wanted, closed):
            yield _cells(open_row)
            open_row = text
        else:
            open_row = MappedText.join([open_row, text])
    if open_row is not None:
        yield _cells(open_row)


def _is_whole(row: str, wanted: int, closed: bool) -> bool:
    """Whether a row has all its bars, the closing one included where rows have one."""
    return len(_BAR.findall(row.strip("|｜"))) >= wanted and (not closed or row[-1:] in ("|", "｜"))


def _cells(row: MappedText) -> list[MappedText]:
    row = row.strip()
    start, end = 0, len(row)
    if row.text[:1] in ("|", "｜"):
        start = 1
    if end > start and row.text[-1:] in ("|", "｜"):
        end -= 1
    cells: list[MappedText] = []
    for match in _BAR.finditer(row.text, start, end):
        cells.append(row.slice(start, match.start()).strip())
        start = match.end()
    cells.append(row.slice(start, end).strip())
    return cells
