"""The values of the way in: what a reader gives and what the steps of `extract` hand each other.

Everything here is frozen and knows nothing but itself. Offsets always index `Document.text`
(the *raw text*); pages are counted from 1; boxes are in PDF points from the top left corner.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

ILLEGIBLE = "〓"  # as printers mark a character that cannot be set: what readers write where nobody can read


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points, `top` < `bottom` counted from the top edge."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def middle_x(self) -> float:
        """Half-way between left and right."""
        return (self.x0 + self.x1) / 2

    @property
    def middle_y(self) -> float:
        """Half-way between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range `start`..`end` of the raw text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class MappedText:
    """Text that remembers where each of its characters stood in the raw text.

    `origin[i]` is the raw offset of `text[i]`; characters put in by a repair carry the offset of
    the character they replace. The values of a record are read from `text`, their provenance is
    `span()`.
    """

    text: str
    origin: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origin):
            raise ValueError("a mapped text needs one offset for each character")

    @classmethod
    def of(cls, text: str, start: int) -> MappedText:
        """Text that stands unchanged at `start` of the raw text."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def join(cls, parts: Iterable[MappedText], separator: str = "") -> MappedText:
        """The parts one after the other; a separator carries the offset of the character before it."""
        pieces: list[str] = []
        origin: list[int] = []
        for part in parts:
            if pieces and separator:
                pieces.append(separator)
                origin.extend([origin[-1] if origin else 0] * len(separator))
            pieces.append(part.text)
            origin.extend(part.origin)
        return cls("".join(pieces), tuple(origin))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def slice(self, start: int, end: int | None = None) -> MappedText:
        """The characters `start`..`end`, with their origins."""
        return MappedText(self.text[start:end], self.origin[start:end])

    def strip(self, characters: str | None = None) -> MappedText:
        """Without white space (or `characters`) at both ends."""
        left = len(self.text) - len(self.text.lstrip(characters))
        right = len(self.text.rstrip(characters))
        return self.slice(left, max(left, right))

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The range of the raw text that covers the characters `start`..`end` (all by default)."""
        origin = self.origin[start:end]
        if not origin:
            here = self.origin[start - 1] + 1 if start and self.origin else 0
            return Span(here, here)
        return Span(min(origin), max(origin) + 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one line of one cell inside a ruled grid.

    `edges` holds (x0, x1) in points for each character of `text`; empty for text input.
    `size` is the median font size in points, None for text input.
    """

    page: int
    start: int
    end: int
    text: str
    box: Box | None = None
    edges: tuple[tuple[float, float], ...] = ()
    size: float | None = None
    grid: int | None = None  # index into `Page.grids` of the grid this line stands in

    @property
    def em(self) -> float:
        """The unit of distances around the line."""
        return self.size or 10.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell closed by ruling lines; `span` covers its lines in the raw text (empty cell: empty span)."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table as drawn: its cells in reading order.

    The reader writes the text of a grid cell after cell, so that every cell is one contiguous
    range of the raw text. `open_top` and `open_bottom` tell that a page break cut the grid there.
    """

    page: int
    box: Box
    rows: int
    columns: int
    cells: tuple[GridCell, ...]
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its range of the raw text, its lines in reading order, its ruled grids."""

    number: int
    start: int
    end: int
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    grids: tuple[Grid, ...] = ()
    rules: tuple[Box, ...] = ()  # outside the grids, from top to bottom: lines, ends of coloured headers
    rotation: int = 0  # degrees clockwise by which the page is printed sideways; its boxes are upright


def shown_name(name: str) -> str:
    """A file name (or a sentence with one) as valid text: bytes that are no UTF-8 become \\x escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@dataclass(frozen=True)
class Document:
    """A report as read: the same shape for text and PDF.

    `text` is the raw text: lines joined by a newline, pages by a form feed, nothing added to what
    the file holds but those.
    """

    file_name: str
    sha256: str
    media_type: str
    text: str
    pages: tuple[Page, ...]
    warnings: tuple[str, ...] = ()

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all pages, in reading order."""
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def is_text(self) -> bool:
        """Whether its lines are no more than characters."""
        return self.media_type == "text/plain"

    @property
    def is_laid_out(self) -> bool:
        """Whether its pages have a size and its lines a place on them: a PDF, no text."""
        return any(page.width is not None for page in self.pages)


# --- what `language` finds in a string ------------------------------------------------------


class QuantityKind(StrEnum):
    NUMBER = "number"
    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    MONEY = "money"
    COUNT = "count"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"


class Qualifier(StrEnum):
    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity in a string; `start`/`end` are offsets in that string.

    `value` is expanded (2.3亿 → 230000000) and keeps the sign as printed; percent values are per
    cent (31.1 for 31.1%). A range has `low` and `high`, and then `value` is None. `unit` is an ISO 4217
    code for money, the measure word or physical unit for counts, "%" or "‰" for percentages, else None.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    unit: str | None
    kind: QuantityKind
    qualifier: Qualifier = Qualifier.EXACT
    low: Decimal | None = None
    high: Decimal | None = None


class DatePrecision(StrEnum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or period in a string; both days are inclusive, None where the end is open.

    `iso` is the partial ISO 8601 form of the contract ("2024-11", "2024-H1", "2025/2032").
    `inferred` tells that the year came from the context, not from the words.
    """

    start: int
    end: int
    text: str
    first_day: datetime.date | None
    last_day: datetime.date | None
    precision: DatePrecision
    iso: str | None = None
    inferred: bool = False
    forecast: bool = False  # 2024E, 2025年（预计）


# --- what the steps of `extract` hand each other ---------------------------------------------


class Break(StrEnum):
    """What a line break was before the text was wrapped."""

    SPACE = "space"  # the line still had room: a space, often a cell boundary
    CUT = "cut"  # the line was full: the break cut a word, a number or a sentence
    PARAGRAPH = "paragraph"  # the next line starts a new paragraph
    UNKNOWN = "unknown"


class BlockKind(StrEnum):
    HEADING = "heading"
    CAPTION = "caption"
    SOURCE = "source"
    PARAGRAPH = "paragraph"
    METADATA = "metadata"  # price, telephone, address of the report itself
    TABLE = "table"
    NOISE = "noise"  # page furniture, placeholders, contents lists, advertising


@dataclass(frozen=True, slots=True)
class Block:
    """A run of lines with one role; `first`..`last` (inclusive) index `Document.lines`."""

    kind: BlockKind
    first: int
    last: int
    text: MappedText
    rule: str
    level: int | None = None  # headings
    number: str | None = None  # headings: 一, (二), 3.1
    title: str | None = None  # headings


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as found: its text with origins, and its boxes on the page."""

    text: MappedText
    boxes: tuple[Box, ...] = ()
    merged: bool = False  # filled down or right from a merged cell
    unsure: bool = False  # left empty: which merged cell holds here is not known


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as found. `confidence` is the gap to the next best reading, 1.0 where there is none.

    `readings` holds the competing readings when two score alike: then the row is refused.
    """

    cells: tuple[Cell, ...]
    page: int
    confidence: float = 1.0
    readings: tuple[tuple[str, ...], ...] = ()


class Layout(StrEnum):
    RULED = "ruled"
    ALIGNED = "aligned"  # columns by position, or by | in text
    FLATTENED = "flattened"
    ONE_CELL_PER_LINE = "one_cell_per_line"


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table before anybody knows what it means.

    `lines` are indexes into `Document.lines` that the table covers, caption and header included.
    """

    layout: Layout
    header: tuple[Cell, ...]
    rows: tuple[RawRow, ...]
    lines: tuple[int, ...]
    caption: MappedText | None = None
    source: MappedText | None = None
    unit_note: str | None = None  # 万元, of 单位：万元 above the table
    kind: str | None = None  # set by finders that needed the spec to cut the rows
    as_of: str | None = None  # 2031-04, of 数据截至2031年4月 around a table whose caption names no time
    headless: bool = False  # it stands below or beside another part, which may have its caption and unit


@dataclass(frozen=True, slots=True)
class Claim:
    """A range of the raw text that a rule has used (or, with `noise`, set aside on purpose)."""

    span: Span
    rule: str
    noise: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text with what surrounds it: the input of `find_statements`."""

    text: MappedText
    heading: str | None = None
    caption: str | None = None  # of the table directly after it, else directly before
    breaks_off: bool = False  # in a full line, in mid-sentence: what follows was not found
