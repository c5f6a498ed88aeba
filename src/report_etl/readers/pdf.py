"""PDF files → `Document`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pdfplumber.page import Page as PdfPage
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from report_etl.errors import DocumentError, NoTextLayer
from report_etl.models import ILLEGIBLE, Box, Document, Grid, GridCell, Line, Page, Span
from report_etl.readers.compose import ComposedGrid, ComposedPage, compose_page
from report_etl.readers.damage import broken_structure, library_messages, mended, open_pdf
from report_etl.readers.glyphs import Rectangle
from report_etl.readers.lines import Printed

_SCANNED = 30  # a picture of a page with fewer characters than this has no text layer
_UNREADABLE = 0.3  # share of characters without a meaning from which the text is none
_MAX_MESSAGES = 10


def read_pdf(data: bytes, file_name: str, sha256: str) -> Document:
    """Read a PDF, page by page.

    Raises:
        NoTextLayer, PasswordNeeded, DocumentError: it cannot be read.
    """
    messages: Counter[str] = Counter()
    with library_messages(messages):
        try:
            pages = _composed(open_pdf(data, file_name))
        except PdfminerException as error:
            pages = _composed_again(mended(data, file_name, error), file_name)
            messages["the file was damaged and has been mended"] += 1
    _check_text(pages, file_name)
    writer = _Writer()
    built = tuple(writer.page(number, page) for number, page in enumerate(pages, 1))
    return Document(file_name, sha256, "application/pdf", writer.text(), built, _warnings(pages, messages))


def _composed_again(repaired: bytes, file_name: str) -> list[ComposedPage]:
    try:
        return _composed(open_pdf(repaired, file_name))
    except PdfminerException as error:
        raise DocumentError(f"{file_name} is damaged: copy or download it again") from error


def _composed(pdf: PDF) -> list[ComposedPage]:
    """Every page; each is closed at once, so that memory does not grow with the number of pages."""
    pages: list[ComposedPage] = []
    with pdf, broken_structure():
        for page in pdf.pages:
            pages.append(compose_page(page.layout, _visible(page), page.height))
            page.close()
    return pages


def _visible(page: PdfPage) -> Rectangle:
    """The crop box inside the media box, from its top left corner."""
    left, top = page.mediabox[0], page.mediabox[1]
    x0, y0, x1, y1 = page.cropbox
    visible = (
        max(0.0, x0 - left),
        max(0.0, y0 - top),
        min(page.width, x1 - left),
        min(page.height, y1 - top),
    )
    if visible[2] - visible[0] < 1 or visible[3] - visible[1] < 1:
        return 0.0, 0.0, float(page.width), float(page.height)
    return visible


def _check_text(pages: list[ComposedPage], file_name: str) -> None:
    characters = sum(page.characters for page in pages)
    if all(page.characters == 0 or (page.is_picture and page.characters < _SCANNED) for page in pages):
        if any(page.is_picture for page in pages):
            raise NoTextLayer(f"{file_name} has pictures of pages, no text: run OCR on it first")
        raise NoTextLayer(f"{file_name} has no text that can be read: if its pages show some, run OCR first")
    if sum(page.unreadable for page in pages) > _UNREADABLE * characters:
        raise NoTextLayer(
            f"{file_name} does not say which characters its glyphs stand for: run OCR on it first"
        )


def _warnings(pages: list[ComposedPage], messages: Counter[str]) -> tuple[str, ...]:
    found: list[str] = []
    pictures = [n for n, page in enumerate(pages, 1) if page.is_picture and page.characters < _SCANNED]
    if pictures:
        found.append(f"no text on page {_listed(pictures)}: a picture")
    unreadable = sum(page.unreadable for page in pages)
    if unreadable:
        found.append(f"{unreadable} characters are unreadable (U+FFFD)")
    covered = [n for n, page in enumerate(pages, 1) if page.is_overprinted]
    if covered:
        found.append(
            f"text is printed over other text on page {_listed(covered)}: it is not read ({ILLEGIBLE})"
        )
    crowded = [n for n, page in enumerate(pages, 1) if page.crowded]
    if crowded:
        found.append(f"too many ruling lines on page {_listed(crowded)}: no ruled table is read there")
    turned = [n for n, page in enumerate(pages, 1) if page.turns]
    if turned:
        found.append(f"page {_listed(turned)} is set sideways: its boxes are those of the turned page")
    found.extend(f"{message} ({count}×)" for message, count in sorted(messages.items())[:_MAX_MESSAGES])
    return tuple(found)


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return f"{shown} and {len(numbers) - 10} more" if len(numbers) > 10 else shown


class _Writer:
    """Writes the pages into the raw text and gives every line its place in it."""

    def __init__(self) -> None:
        self._pages: list[str] = []
        self._offset = 0

    def text(self) -> str:
        """The raw text of the pages written so far."""
        return "\f".join(self._pages)

    def page(self, number: int, composed: ComposedPage) -> Page:
        """The page, placed after those before it."""
        start = self._offset
        lines: list[Line] = []
        grids: list[Grid] = []
        for part in composed.content:
            if isinstance(part, Printed):
                lines.append(self._line(number, part, None))
            else:
                cells = tuple(self._cells(number, part, len(grids), lines))
                grids.append(_grid(number, part, cells))
        text = "\n".join(line.text for line in lines)
        self._pages.append(text)
        self._offset = start + len(text) + 1
        return Page(
            number,
            start,
            start + len(text),
            tuple(lines),
            composed.width,
            composed.height,
            tuple(grids),
            tuple(Box(number, *rule) for rule in composed.rules),
            90 * composed.turns,
        )

    def _line(self, number: int, printed: Printed, grid: int | None) -> Line:
        start = self._offset
        self._offset += len(printed.text) + 1
        box = Box(number, *printed.box)
        return Line(
            number, start, start + len(printed.text), printed.text, box, printed.edges, printed.size, grid
        )

    def _cells(self, number: int, part: ComposedGrid, grid: int, lines: list[Line]) -> Iterator[GridCell]:
        for cell, printed in zip(part.grid.cells, part.lines, strict=True):
            start = end = self._offset
            for line in printed:
                lines.append(self._line(number, line, grid))
                end = self._offset - 1
            yield GridCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.column_span,
                Box(number, *cell.box),
                Span(start, end),
            )


def _grid(number: int, part: ComposedGrid, cells: tuple[GridCell, ...]) -> Grid:
    grid = part.grid
    return Grid(
        number, Box(number, *grid.box), grid.rows, grid.columns, cells, grid.open_top, grid.open_bottom
    )
