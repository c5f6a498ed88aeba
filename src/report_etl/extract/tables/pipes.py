"""Tables of text written with `|` between their cells → `RawTable`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.marks import ends_sentence
from report_etl.extract.tables.matching.labels import names_columns
from report_etl.extract.tables.surroundings import block_of_lines, look_above, mark_table, source_after
from report_etl.extract.widths import DISPLAY
from report_etl.models import Block, Break, Cell, Layout, MappedText, RawRow, RawTable

_RULE = re.compile(r"[\s|｜:+=—-]*-{2,}[\s|｜:+=—-]*")
_BAR = re.compile("[|｜]")
_REACH = 40  # lines below a header that show how wide rows are
_FEW = 3  # rows, their header among them, that may all be cut at a short word
_NAME = re.compile(r"[\u4e00-\u9fff]{2,6}")
_FULL = 1000  # thousandths of an em by which lines that are wrapped at one width differ
_CLOSED = re.compile(r"[|｜]\s{0,4}[-—0-9.,%％]{0,24}$")  # by a bar, or by a figure in the last cell


def find_pipes(
    flow: Flow, blocks: tuple[Block, ...], taken: frozenset[int], catalog: Catalog
) -> list[RawTable]:
    """Every run of lines that begins with a header of two cells or more and goes on with such rows.

    A row may be wrapped: lines are joined until all its bars are there; a line without a bar goes on
    with the last cell.
    """
    owners = block_of_lines(blocks, len(flow.lines))
    tables: list[RawTable] = []
    for run in _runs(flow, taken, catalog):
        table = _table(flow, owners, run)
        if table is not None:
            tables.append(table)
            mark_table(owners, run)
    return tables


def _runs(flow: Flow, taken: frozenset[int], catalog: Catalog) -> Iterator[list[int]]:
    """Lines from the first with a bar to the last; a line without one goes on with the last cell.

    It belongs to the run only where the line before it was cut inside a sentence. The line above a
    rule (`--|--`) is a header, so it begins a run of its own; so do the labels of a known kind, and a line
    behind an empty one that has another number of bars than the header, with the line after it.
    """
    run: list[int] = []
    parted = False
    width = cache(lambda index: DISPLAY.of(flow.lines[index].text))
    for index, line in enumerate(flow.lines):
        text = line.text.strip()
        if index in flow.furniture or (not text and index not in taken):
            parted = parted or not text
            continue
        if index not in taken and _BAR.search(text):
            if _RULE.fullmatch(text) and len(run) > 1:
                yield run[:-1]
                run = run[-1:]
            elif run and (
                (parted and _begins(flow, run[0], index)) or _is_header(flow, run[0], index, catalog)
            ):
                yield run
                run = []
            run.append(index)
        elif run and index not in taken and _goes_on(flow, run, width) and not _heads(flow, index, catalog):
            run.append(index)
        elif run:
            yield run
            run = []
        parted = False
    if run:
        yield run


def _begins(flow: Flow, header: int, index: int) -> bool:
    """Whether a line and the next have as many bars as one another, and others than the header."""
    counts = [len(_BAR.findall(line.text.strip())) for line in flow.lines[index : index + 2]]
    return len(set(counts)) == 1 < len(counts) and counts[0] != len(
        _BAR.findall(flow.lines[header].text.strip())
    )


def _heads(flow: Flow, index: int, catalog: Catalog) -> bool:
    """Whether the header of a known kind stands below a line, which is its caption then."""
    below = flow.lines[index + 1].text if index + 1 < len(flow.lines) else ""
    return names_columns(_texts(below), catalog)


def _texts(line: str) -> list[str]:
    return [text.strip() for text in _BAR.split(line.strip().strip("|｜"))]


def _is_header(flow: Flow, header: int, index: int, catalog: Catalog) -> bool:
    """Whether a line is the header of a known kind, not the one printed again."""
    own, before = _texts(flow.lines[index].text), _texts(flow.lines[header].text)
    return own != before and names_columns(own, catalog)


def _goes_on(flow: Flow, run: list[int], width: Callable[[int], int]) -> bool:
    """Whether the last line was cut in the middle of a cell."""
    text, header = flow.lines[run[-1]].text.strip(), flow.lines[run[0]].text
    # No margin cuts a line where others go further.
    ended = _CLOSED.search(text) or max(map(width, run)) > DISPLAY.of(text) + _FULL
    whole = len(_BAR.findall(text)) >= len(_BAR.findall(header)) and ended
    if whole or ends_sentence(text) or _ends_in_names(flow, run) or source_after(flow, run[-1]) is not None:
        return False
    return flow.breaks[run[-1]] in (Break.CUT, Break.UNKNOWN) or _is_full(flow, run)


def _ends_in_names(flow: Flow, run: list[int]) -> bool:
    """Whether all rows of a run are whole lines that end in a short word: a category, no text."""
    texts = [text for n in run if not _RULE.fullmatch(text := flow.lines[n].text.strip())]
    columns = len(_texts(texts[0])) if len(texts) > _FEW else 0
    return columns > 0 and all(
        len(cells) == columns and _NAME.fullmatch(cells[-1]) for cells in map(_texts, texts)
    )


def _is_full(flow: Flow, run: list[int]) -> bool:
    """Whether the last line is as wide as rows are, of which others reach as far: they are wrapped there."""
    bars = len(_BAR.findall(flow.lines[run[0]].text.strip()))
    lines = [line.text.strip() for line in flow.lines[run[0] : run[0] + _REACH]]
    widths = [DISPLAY.of(text) for text in lines if len(_BAR.findall(text)) == bars]
    last = DISPLAY.of(flow.lines[run[-1]].text.strip())
    return last >= max(widths) - _FULL and sum(width >= max(widths) - _FULL for width in widths) > 2


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
