"""Tiny PDFs drawn for tests: text at a place, ruled grids, in a Chinese font that every reader knows."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from report_etl.catalog import load_catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.reflow import Flow, reflow
from report_etl.models import Block, RawTable
from report_etl.readers import read_bytes

WIDTH, HEIGHT = 595.0, 842.0
FONT = "STSong-Light"


class Sheet:
    """A page on which places are counted from the top left corner."""

    def __init__(self, canvas: Canvas, height: float = HEIGHT) -> None:
        self.canvas = canvas
        self.height = height

    def text(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        """Text with its baseline at `y`."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawCentredString(x, self.height - y, text)

    def right(self, x: float, y: float, text: str, size: float = 10.0) -> None:
        """Text that ends at `x`."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawRightString(x, self.height - y, text)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(self, x0: float, y0: float, x1: float, y1: float, *, fill: bool = False) -> None:
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=not fill, fill=fill)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """All lines of a table."""
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        for y in ys:
            self.line(xs[0], y, xs[-1], y)

    def cell(self, x: float, y: float, lines: Sequence[str], size: float = 10.0, step: float = 14.0) -> None:
        """Lines of a cell, the first with its baseline at `y`."""
        for number, text in enumerate(lines):
            self.text(x, y + number * step, text, size)


def draw(*pages: Callable[[Sheet], None], size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A PDF with one page for each function."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True)
    for page in pages:
        page(Sheet(canvas, size[1]))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def flow_of(data: bytes) -> tuple[Flow, tuple[Block, ...]]:
    """The document as the table finders get it."""
    flow = reflow(read_bytes(data, "drawn.pdf"))
    return flow, find_blocks(flow, load_catalog())


def texts(table: RawTable) -> list[list[str]]:
    """Header and rows as text."""
    return [
        [cell.text.text for cell in table.header],
        *([cell.text.text for cell in row.cells] for row in table.rows),
    ]
