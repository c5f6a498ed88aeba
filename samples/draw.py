"""Draw the sample reports: each `<publisher>/<name>.yaml` becomes a `.pdf` or `.txt` beside it.

    python samples/draw.py            draw all
    python samples/draw.py --check    fail when a drawn file differs from what would be drawn

The YAML holds the content (`body`, in order) and the way it is drawn (`draw`):

    flattened_pdf    tables as running text, non-embedded CID font, wrapped by words like TCPDF does
    flattened_text   the same as a text file
    ruled_pdf        bordered tables, merged cells
    aligned_pdf      columns by position under three rules
    text             plain text; tables with `style: piped` or `style: one_cell_per_line`

The same bytes are drawn every time.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

SAMPLES = Path(__file__).resolve().parent
FONT = "STSong-Light"  # a CID font every viewer knows; it is not embedded
SIZE = 12.0
MARGIN = 57.0
FULL_WIDTH = 40 * SIZE  # text width of the flattened layout: 40 em

Report = dict[str, Any]
Table = dict[str, Any]
Measure = Callable[[str], float]


# --- running text -----------------------------------------------------------------------------


def wrap(text: str, width: float, measure: Measure) -> list[str]:
    """Break `text` as TCPDF does: a run without spaces moves to the next line when it would fit
    there whole; a run longer than a line is cut wherever the line is full."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if measure(joined) <= width:
            line = joined
            continue
        if line and measure(word) <= width:
            lines.append(line)
            line = word
            continue
        line = joined
        while measure(line) > width:
            cut = _fitting(line, width, measure)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line] if line else lines


def _fitting(text: str, width: float, measure: Measure) -> int:
    used = 0.0
    for index, character in enumerate(text):
        used += measure(character)
        if used > width:
            return max(1, index)
    return len(text)


def display_width(text: str) -> float:
    """Columns of a text terminal: 2 for wide characters, 1 for others."""
    return float(sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text))


def running_lines(report: Report, width: float, measure: Measure) -> Iterator[str]:
    """The whole report as lines of running text."""
    for item in report["body"]:
        if "table" in item:
            yield from _table_lines(item["table"], width, measure)
        elif "blank" in item:
            yield ""
        elif "line" in item:
            yield item["line"]
        else:
            yield from wrap(item.get("text") or item.get("heading") or item["title"], width, measure)


def _table_lines(table: Table, width: float, measure: Measure) -> Iterator[str]:
    style = table.get("style", "flattened")
    rows = [[str(cell) for cell in row] for row in table["rows"]]
    if style == "flattened":
        cells = [table["caption"], *table["header"], *(cell for row in rows for cell in row)]
        yield from wrap(" ".join(cells), width, measure)
    elif style == "piped":
        yield table["caption"]
        yield "|".join(table["header"])
        yield "|".join("--" for _ in table["header"])
        for row in rows:
            yield from wrap("|".join(row), width, measure)
    else:
        yield table["caption"]
        yield from table["header"]
        for index, row in enumerate(rows):
            same = table.get("merged") is not None and index and rows[index - 1][0] == row[0]
            for cell in row[1:] if same else row:
                yield from wrap(cell, width, measure)
    yield f"资料来源：{table['source']}"


def draw_text(report: Report) -> bytes:
    width = float(report["width"])
    return ("\n".join(running_lines(report, width, display_width)) + "\n").encode()


def draw_flattened_pdf(report: Report) -> bytes:
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    _register_font()
    output = io.BytesIO()
    canvas = Canvas(output, pagesize=(595.3, 841.9), invariant=1, initialFontName=FONT)
    canvas.setTitle(report["title"])
    top = 841.9 - MARGIN
    y = top
    canvas.setFont(FONT, SIZE)
    for line in running_lines(report, FULL_WIDTH, lambda text: stringWidth(text, FONT, SIZE)):
        if y < MARGIN:
            canvas.showPage()
            canvas.setFont(FONT, SIZE)
            y = top
        canvas.drawString(MARGIN, y, line)
        y -= 1.25 * SIZE
    canvas.save()
    return output.getvalue()


# --- real tables ------------------------------------------------------------------------------


def draw_pdf(report: Report, *, ruled: bool) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import Flowable, SimpleDocTemplate

    _register_font()
    output = io.BytesIO()
    story: list[Flowable] = []
    for item in report["body"]:
        story.extend(_flowables(item, ruled))
    template = SimpleDocTemplate(
        output, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, title=report["title"], invariant=1
    )
    template.build(story)
    return output.getvalue()


def _flowables(item: dict[str, Any], ruled: bool) -> list[Any]:
    from reportlab.platypus import Paragraph, Spacer

    if "table" in item:
        table = item["table"]
        return [
            Paragraph(table["caption"], _style(10, centred=True)),
            Spacer(1, 4),
            _platypus_table(table, ruled),
            Paragraph(f"资料来源：{table['source']}", _style(9)),
            Spacer(1, 8),
        ]
    if "title" in item:
        return [Paragraph(item["title"], _style(18, centred=True)), Spacer(1, 14)]
    if "heading" in item:
        return [Spacer(1, 6), Paragraph(item["heading"], _style(14)), Spacer(1, 4)]
    indent = 22 if "text" in item else 0
    return [Paragraph(item.get("text") or item["line"], _style(11, indent=indent)), Spacer(1, 3)]


def _platypus_table(table: Table, ruled: bool) -> Any:
    from reportlab.lib import colors
    from reportlab.platypus import Paragraph
    from reportlab.platypus import Table as PlatypusTable

    body = [[str(cell) for cell in row] for row in table["rows"]]
    merged = table.get("merged")
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if ruled else "TOP")]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    else:
        style += [
            ("LINEABOVE", (0, 0), (-1, 0), 1, colors.black),
            ("LINEBELOW", (0, 0), (-1, 0), 0.5, colors.black),
            ("LINEBELOW", (0, -1), (-1, -1), 1, colors.black),
        ]
    if merged is not None:
        for first, last in _runs([row[merged] for row in body]):
            style.append(("SPAN", (merged, first + 1), (merged, last + 1)))
    cells = [[Paragraph(cell, _style(9)) for cell in row] for row in [table["header"], *body]]
    return PlatypusTable(cells, colWidths=table.get("widths"), style=style, repeatRows=1)


def _runs(values: list[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[first]:
            yield first, index - 1
            first = index


def _style(size: float, *, centred: bool = False, indent: float = 0) -> Any:
    from reportlab.lib.enums import TA_CENTER, TA_LEFT
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(
        f"s{size}{centred}{indent}",
        fontName=FONT,
        fontSize=size,
        leading=size * 1.4,
        alignment=TA_CENTER if centred else TA_LEFT,
        firstLineIndent=indent,
        wordWrap="CJK",
    )


def _register_font() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


# --- all of them ------------------------------------------------------------------------------

DRAW: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "flattened_pdf": (".pdf", draw_flattened_pdf),
    "flattened_text": (".txt", draw_text),
    "ruled_pdf": (".pdf", lambda report: draw_pdf(report, ruled=True)),
    "aligned_pdf": (".pdf", lambda report: draw_pdf(report, ruled=False)),
    "text": (".txt", draw_text),
}


def drawn_files() -> Iterator[tuple[Path, bytes]]:
    """Every sample with the bytes it should hold."""
    for source in sorted(SAMPLES.glob("*/*.yaml")):
        report = yaml.safe_load(source.read_text(encoding="utf-8"))
        suffix, draw = DRAW[report["draw"]]
        yield source.with_suffix(suffix), draw(report)


def main(arguments: list[str]) -> int:
    stale = 0
    for path, content in drawn_files():
        if "--check" not in arguments:
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            print(f"{path.relative_to(SAMPLES)} is not what draw.py draws; run `make golden`")
            stale += 1
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
