"""Ways to wrap a text, as PDF libraries, terminals and browsers do; and documents made by them."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.flow import Flow
from report_etl.extract.reflow import reflow
from report_etl.extract.widths import EM, MODELS, WidthModel
from report_etl.models import Block, BlockKind, Box, Document, Line, Page
from report_etl.readers.plain_text import read_text

GB1, _, ARIAL, DISPLAY, _, CHARACTERS = MODELS
_NO_START = re.escape("，。、；：？！）》”’%,.;:?!)")
_WORDS = re.compile(rf"[（《“‘]*(?:[A-Za-z0-9+\-./%_]+|[^ ]| )[{_NO_START}]*")


def by_words(text: str, width: int, model: WidthModel = GB1) -> list[str]:
    """As TCPDF: what stands between two spaces moves to the next line if it fits there, else it is cut."""
    lines: list[str] = []
    line = ""
    for token in re.findall(r" ?[^ ]+", text):
        piece = token if line else token.lstrip()
        if model.of(line + piece) <= width * EM:
            line += piece
        elif line and model.of(token.strip()) <= width * EM:
            lines.append(line)
            line = token.strip()
        else:
            for character in piece:
                if model.of(line + character) > width * EM:
                    lines.append(line)
                    line = ""
                line += character if line or character != " " else ""
    return [*lines, line]


def hard(text: str, width: int, model: WidthModel = CHARACTERS) -> list[str]:
    """Cut wherever the line is full, spaces kept."""
    lines = [""]
    for character in text:
        if model.of(lines[-1] + character) > width * EM:
            lines.append("")
        lines[-1] += character
    return lines


def like_a_browser(text: str, width: int, model: WidthModel = GB1) -> list[str]:
    """Latin words stay whole, punctuation does not begin a line."""
    lines: list[str] = []
    line = ""
    for unit in _WORDS.findall(text):
        if line and model.of((line + unit).rstrip()) > width * EM:
            lines.append(line.rstrip())
            line, unit = "", unit.lstrip()
        line += unit
    return [*lines, line.rstrip()]


WRAPPERS: dict[str, Callable[[str, int], list[str]]] = {
    "by words, Adobe-GB1": by_words,
    "by words, Arial": lambda text, width: by_words(text, width, ARIAL),
    "by words, display": lambda text, width: by_words(text, width, DISPLAY),
    "hard, characters": hard,
    "hard, display": lambda text, width: hard(text, width, DISPLAY),
    "textwrap": lambda text, width: textwrap.wrap(text, width) or [""],
    "browser": like_a_browser,
}


def document(text: str) -> Document:
    """A text document."""
    return read_text(text, "t.txt", "0" * 64)


def flow_of(text: str, catalog: Catalog | None = None) -> Flow:
    """The flow of a text document."""
    return reflow(document(text), catalog)


def blocks_of(text: str, catalog: Catalog | None = None) -> tuple[Block, ...]:
    """The blocks of a text document."""
    return find_blocks(flow_of(text, catalog), catalog or Catalog())


def texts(blocks: Sequence[Block], kind: BlockKind) -> list[str]:
    """The texts of the blocks of one kind."""
    return [block.text.text for block in blocks if block.kind is kind]


def printed(*pages: Sequence[tuple[str, float, float] | tuple[str, float, float, float]]) -> Document:
    """A document of printed lines: text, left edge, top edge and size (10 points if not given).

    Ideographs are an em wide, other characters half an em.
    """
    whole: list[str] = []
    found: list[Page] = []
    offset = 0
    for number, specs in enumerate(pages, 1):
        lines: list[Line] = []
        start = offset
        for spec in specs:
            text, x0, top = spec[:3]
            size = spec[3] if len(spec) == 4 else 10.0
            edges = _edges(text, x0, size)
            box = Box(number, x0, top, edges[-1][1], top + size)
            lines.append(Line(number, offset, offset + len(text), text, box, edges, size))
            offset += len(text) + 1
        body = "\n".join(line.text for line in lines)
        found.append(Page(number, start, start + len(body), tuple(lines), 600.0, 800.0))
        whole.append(body)
    return Document("t.pdf", "0" * 64, "application/pdf", "\f".join(whole), tuple(found))


def _edges(text: str, x0: float, size: float) -> tuple[tuple[float, float], ...]:
    edges: list[tuple[float, float]] = []
    for character in text:
        x1 = x0 + DISPLAY.of(character) / EM * size
        edges.append((x0, x1))
        x0 = x1
    return tuple(edges)
