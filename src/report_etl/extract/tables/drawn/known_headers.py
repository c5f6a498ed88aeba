"""Lines that begin the header of a known kind of table: where one stands, the table above it has ended."""

from __future__ import annotations

from collections.abc import Iterator

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.tables.drawn.cells import Piece, is_over, line_segments, printed
from report_etl.extract.tables.matching.labels import names_columns

_DEPTH = 3  # lines of a header whose labels are wrapped
_PITCH = 1.8  # em from line to line inside a header


def find_known_headers(flow: Flow, catalog: Catalog) -> dict[int, tuple[str, ...]]:
    """The labels of each header by its first line."""
    found: dict[int, tuple[str, ...]] = {}
    for index, line in enumerate(flow.lines):
        if line.grid is None and line.edges:
            labels = next((each for each in _labels(flow, index) if names_columns(each, catalog)), None)
            if labels is not None:
                found[index] = labels
    return found


def _labels(flow: Flow, first: int) -> Iterator[tuple[str, ...]]:
    """What stands below one another on a line, on it and the next one, and so on."""
    columns: list[list[Piece]] = []
    for index in range(first, min(first + _DEPTH, len(flow.lines))):
        pieces = line_segments(flow, index) if flow.lines[index].edges else []
        if not pieces or (not columns and len(pieces) < 2) or (columns and not _follows(columns, pieces[0])):
            return
        for piece in pieces:
            over = [column for column in columns if any(is_over(p, piece) for p in column)]
            if len(over) > 1:
                return
            if over:
                over[0].append(piece)
            else:
                columns.append([piece])
        columns.sort(key=lambda column: column[0].box.x0)
        yield tuple(printed(column) for column in columns)


def _follows(columns: list[list[Piece]], piece: Piece) -> bool:
    """Whether a piece stands on the line below."""
    above = max((column[-1] for column in columns), key=lambda last: last.line)
    return above.box.page == piece.box.page and 0 < piece.box.top - above.box.top <= _PITCH * piece.size
