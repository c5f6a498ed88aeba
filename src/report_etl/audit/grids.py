"""A table as lines of numbers: what relations between rows and columns are tested on.

A *line* is a column of a table (or a row, when the periods run across). Cells are numbers with their
printed precision; a cell that is none is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from report_etl.audit.intervals import Interval
from report_etl.columns import parse_period
from report_etl.records import Table

_MOST_CELLS = 4000
_LONGEST_NUMBER = 40
_NUMBER = re.compile(r"\(?([-−－+]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\)?[*]?(%|％)?")
_WIDTHS = str.maketrans("０１２３４５６７８９．，（）％－", "0123456789.,()%-")
_TOTAL = re.compile(
    "(?:全国|全省|全市|总)?(?:合计|总计|总和|共计|总数|总额|合计数)(?:（.*）|\\(.*\\))?|全国|小计"
)
_YEAR_FIRST = re.compile("[0-9]|“?十[二三四五]五")
_RANK = re.compile("序号|编号|排名|排序|名次|位次|年份|No\\.?")
_CHANGE = re.compile("增减|变动|变化|同比|环比|增速|增长率|增幅")
_PERCENT_HEADER = re.compile("%|％|占比|比重|比例|份额|同比|环比|增速|增长率|增幅|降幅|涨幅|变动率|百分比")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table: exact value, decimals printed, the row it stands in; `rough` to sort out fast."""

    value: Fraction
    decimals: int
    text: str
    row: int
    rough: float

    @property
    def tight(self) -> Interval:
        half = Fraction(1, 2 * 10**self.decimals)
        return Interval(self.value - half, self.value + half)

    @property
    def wide(self) -> Interval:
        return self.tight


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of a table over its rows; `place` is its position among the lines."""

    name: str
    place: int
    is_percent: bool
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose lines can be compared.

    `labels` name the entries along the lines; `periods` are the labels as ISO periods where they are such.
    `total` is the entry that holds totals.
    """

    index: int
    caption: str | None
    kind: str
    labels: tuple[str, ...]
    periods: tuple[str | None, ...]
    lines: tuple[Line, ...]
    total: int | None

    @property
    def name(self) -> str:
        return f"table {self.caption}" if self.caption else "a table"

    @property
    def items(self) -> list[int]:
        """Entries that are no total."""
        return [i for i in range(len(self.labels)) if i != self.total]


def to_grid(index: int, table: Table) -> Grid | None:
    """The numbers of a table; None when it holds too few to compare (or far too many to be sure)."""
    header, rows = _unfold([" ".join(cell.split()) for cell in table.header], table.rows)
    width = len(header)
    body = [(number, row) for number, row in rows if len(row) == width]
    if width < 2 or len(body) < 2 or width * len(body) > _MOST_CELLS:
        return None
    label = _label_column(body, width)
    columns = [
        tuple(_cell(row[place], number) for number, row in body) for place in range(width) if place != label
    ]
    names = [header[place] for place in range(width) if place != label]
    labels = tuple("".join(row[label].split()) for _, row in body)
    if _runs_across(names) and not any(period_of(text) for text in labels):
        columns = [tuple(cells[i] for cells in columns) for i in range(len(labels))]
        labels, names = tuple(names), list(labels)
    lines = [
        Line(name, place, _is_percent(name, cells), cells)
        for place, (name, cells) in enumerate(zip(names, columns, strict=True))
        if sum(cell is not None for cell in cells) >= 2 and not _RANK.fullmatch(name)
    ]
    if not lines:
        return None
    totals = [i for i, text in enumerate(labels) if _TOTAL.fullmatch(text)]
    total = totals[0] if len(totals) == 1 else None
    periods = tuple(period_of(text) for text in labels)
    return Grid(index, table.caption, table.kind, labels, periods, tuple(lines), total)


def _runs_across(names: list[str]) -> bool:
    """Whether the columns are periods (and at most one average over them), none a change between two."""
    others = [name for name in names if period_of(name) is None]
    return len(names) >= 2 and len(others) <= (len(names) >= 4) and not any(map(_CHANGE.search, others))


def _unfold(header: list[str], rows: list[list[str]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """A table printed in several blocks side by side as one below the other."""
    numbered = list(enumerate(rows))
    for blocks in range(len(header) // 2, 1, -1):
        size, rest = divmod(len(header), blocks)
        if rest == 0 and header == header[:size] * blocks:
            parts = [slice(i * size, (i + 1) * size) for i in range(blocks)]
            usual = [(n, row) for n, row in numbered if len(row) == len(header) and len(set(row)) > 2]
            return header[:size], [(n, row[part]) for part in parts for n, row in usual if any(row[part])]
    return header, numbered


def _label_column(body: list[tuple[int, list[str]]], width: int) -> int:
    """The last of the leading columns that hold words (or periods): groups stand before items."""
    label = 0
    for place in range(width):
        words = sum(_is_words(row[place]) for _, row in body)
        if place and words < 0.7 * len(body):
            break
        if words >= 0.7 * len(body):
            label = place
    return label


def _is_words(text: str) -> bool:
    if len(text) > _LONGEST_NUMBER:
        return True
    return bool(text) and (_NUMBER.fullmatch(_plain(text)) is None or period_of(text) is not None)


def _plain(text: str) -> str:
    return "".join(text.split()).translate(_WIDTHS)


def _cell(text: str, row: int) -> Cell | None:
    if len(text) > _LONGEST_NUMBER:
        return None
    found = _NUMBER.fullmatch(_plain(text))
    if found is None:
        return None
    value = Fraction(Decimal(found[2].replace(",", "") + (found[3] or "")))
    negative = found[1] in ("-", "−", "－") or (text.strip()[:1] in "（(" and text.strip()[-1:] in "）)")
    value = -value if negative else value
    return Cell(value, len(found[3] or ".") - 1, text, row, float(value))


def _is_percent(name: str, cells: tuple[Cell | None, ...]) -> bool:
    filled = [cell for cell in cells if cell is not None]
    signs = sum(cell.text.strip()[-1:] in "%％" for cell in filled)
    if signs:
        return 2 * signs > len(filled)
    return _PERCENT_HEADER.search(name) is not None and all(abs(cell.value) < 1000 for cell in filled)


def period_of(text: str) -> str | None:
    """The ISO period that a label names, if it is one."""
    plain = text.strip()
    if not _YEAR_FIRST.match(plain) or len(plain) > 16:
        return None
    try:
        found = parse_period(plain)
    except ValueError:
        return None
    return found.iso if found else None
