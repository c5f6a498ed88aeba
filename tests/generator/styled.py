"""Facts → a PDF of one column with a table in any of the looks that real publishers print."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from reportlab.lib.colors import grey
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus.doctemplate import LayoutError

from samples.draw import display_width
from tests.generator import words
from tests.generator.fact import Fact
from tests.generator.looks import FONT, Command, Look, commands, draw_look
from tests.generator.printed import PRINTED

WIDTH, HEIGHT = 595.0, 842.0
_UNIT = re.compile(r"[（(/]([^（()）/]+)[）)]?$")
_FIGURE = re.compile(r"[0-9.,%—\-]+|[0-9]{4}年E?")
_MARKS = ("*", "①", "[1]", "1)", "注")


@dataclass(frozen=True)
class _Printing:
    """A fact with the cells that are printed of it: the rows of the header, and those below."""

    fact: Fact
    heads: list[list[str]]
    rows: list[list[str]]
    unit: str = ""
    note: str = ""


def styled(fact: Fact, random: Random) -> bytes:
    """A PDF with the table of a fact, perhaps among others, in a look drawn at random."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    look, seed = draw_look(random), random.random()
    try:
        return _document(fact, look, Random(seed))
    except LayoutError:  # merged cells higher than a page
        return _document(fact, replace(look, merged=False, divided=False, cut_rows=True), Random(seed))


def _document(fact: Fact, look: Look, random: Random) -> bytes:
    margin, top = random.uniform(50, 80), random.uniform(55, 80)
    output = io.BytesIO()
    document = BaseDocTemplate(output, pagesize=(WIDTH, HEIGHT), invariant=1)
    frame = Frame(margin, top, WIDTH - 2 * margin, HEIGHT - 2 * top, 0, 0, 0, 0)
    title = f"{fact.industry}行业研究报告"
    under = random.random() < 0.5

    def page(canvas: Any, _: object) -> None:
        _running(canvas, look, title, margin, top)
        if look.watermark and under:
            _watermark(canvas)

    def page_end(canvas: Any, _: object) -> None:
        if look.watermark and not under:
            _watermark(canvas)

    document.addPageTemplates(PageTemplate(frames=frame, onPage=page, onPageEnd=page_end))
    document.build(list(_story(fact, look, random, WIDTH - 2 * margin)))
    return output.getvalue()


def _running(canvas: Any, look: Look, title: str, margin: float, top: float) -> None:
    if not look.running:
        return
    canvas.setFont(FONT, 9)
    canvas.drawString(margin, HEIGHT - top + 14, title)
    number = canvas.getPageNumber()
    page = {"plain": f"{number}", "rules": f"— {number} —", "of": f"第{number}页"}[look.running]
    canvas.drawCentredString(WIDTH / 2, top - 24, page)
    if look.running == "rules":
        canvas.setLineWidth(0.5)
        canvas.line(margin, HEIGHT - top + 9, WIDTH - margin, HEIGHT - top + 9)
        canvas.line(margin, top - 12, WIDTH - margin, top - 12)


def _watermark(canvas: Any) -> None:
    canvas.saveState()
    canvas.setFillGray(0.86)
    canvas.setFont(FONT, 44)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(40)
    canvas.drawCentredString(0, 0, "内部资料 请勿外传")
    canvas.restoreState()


def _story(fact: Fact, look: Look, random: Random, width: float) -> Iterator[Flowable]:
    def prose(count: int) -> Iterator[Flowable]:
        for _ in range(count):
            text = random.choice(words.PROSE).format(fact.industry, random.randint(2019, 2024), 3)
            yield Paragraph(text, look.text)

    yield Paragraph("一、发展现状", look.heading)
    yield from prose(random.randint(1, 12))
    if fact.prose:
        yield from (Paragraph(text, look.text) for text in fact.prose.split("\n"))
    if fact.rows:
        kinds = random.sample([kind for kind in PRINTED if kind != fact.kind], look.neighbours)
        facts = [fact, *(PRINTED[kind](random) for kind in kinds)]
        random.shuffle(facts)
        for number, one in enumerate(facts, 1):
            yield from _table(one, look, random, width, f"表{number} " if len(facts) > 1 else "")
    yield from prose(random.randint(1, 3))
    yield Paragraph("二、前景", look.heading)
    yield from prose(random.randint(1, 4))


def _table(fact: Fact, look: Look, random: Random, width: float, number: str) -> Iterator[Flowable]:
    """A table with its caption, unit, note and source."""
    printing = _printing(fact, look, random)
    named = number and not re.match("图?表", fact.caption)
    caption = Paragraph((number if named else "") + fact.caption, look.caption)
    if not look.caption_below:
        yield caption
    small = ParagraphStyle("", parent=look.caption, fontSize=look.cell.fontSize, alignment=2, spaceBefore=0)
    if printing.unit:
        yield Paragraph(f"单位：{printing.unit}", small)
    yield from _drawn(printing, look, random, width)
    below = ParagraphStyle("", parent=small, alignment=0)
    if look.caption_below:
        yield caption
    if printing.note:
        yield Paragraph(printing.note, below)
    if random.random() < 0.85:
        yield Paragraph(f"资料来源：{fact.source}", below)
    yield Spacer(1, random.uniform(2, 10))


def _printing(fact: Fact, look: Look, random: Random) -> _Printing:
    """What is printed of a fact: a unit apart, marks, numbers, parts side by side."""
    over = [label for label, count in fact.over for _ in range(count)]
    printing = _Printing(
        fact, [over, list(fact.header)] if over else [list(fact.header)], [list(r) for r in fact.rows]
    )
    if look.unit_line:
        printing = _unit_apart(printing)
    if look.marked:
        printing = _marked(printing, random)
    if look.numbered and not {"序号", "编号", "排名"} & set(fact.header) and fact.kind != "time_series":
        heads = [[*(["序号"] if row is printing.heads[-1] else [""]), *row] for row in printing.heads]
        rows = [[str(number), *row] for number, row in enumerate(printing.rows, 1)]
        return replace(printing, heads=heads, rows=rows)
    grouped = fact.header[0] in ("大区", "区域") and len(fact.header) > 2 and not over
    if (
        fact.kind == "region_counts"
        and look.beside > 1
        and len(fact.header) * look.beside <= 9
        and not over
        and not grouped
    ):
        return _beside(printing, look.beside, by_row=random.random() < 0.3)
    return printing


def _unit_apart(printing: _Printing) -> _Printing:
    """The unit on a line of its own, if all labels have the same."""
    labels = [label for row in printing.heads for label in row]
    units = {found[1] for label in labels if (found := _UNIT.search(label)) and not label.startswith("省")}
    if len(units) != 1:
        return printing
    heads = [[l if l.startswith("省") else _UNIT.sub("", l) for l in row] for row in printing.heads]  # noqa: E741
    return replace(printing, heads=heads, unit=units.pop())


def _marked(printing: _Printing, random: Random) -> _Printing:
    """A footnote mark behind a label or a name of the first column."""
    mark = random.choice(_MARKS[:4])
    raised = f"<super>{mark}</super>" if mark != "①" else mark
    note = f"{mark if mark != '*' else '注：*'} 为初步统计数据。"
    heads, rows = [list(row) for row in printing.heads], [list(row) for row in printing.rows]
    if printing.fact.kind == "region_counts" and random.random() < 0.5:
        row = random.choice(rows)
        row[0] += raised
    else:
        heads[-1][-1] += raised
    return replace(printing, heads=heads, rows=rows, note=note)


def _beside(printing: _Printing, parts: int, *, by_row: bool) -> _Printing:
    height = -(-len(printing.rows) // parts)
    empty = [""] * len(printing.heads[0])
    rows = []
    for index in range(height):
        numbers = [index * parts + n if by_row else n * height + index for n in range(parts)]
        rows.append([c for n in numbers for c in (printing.rows[n] if n < len(printing.rows) else empty)])
    return replace(printing, heads=[head * parts for head in printing.heads], rows=rows)


def _drawn(printing: _Printing, look: Look, random: Random, width: float) -> Iterator[Flowable]:
    """The table, now and then cut by hand inside a merged cell where a page ends."""
    heads, rows = printing.heads, printing.rows
    widths = _widths([*heads, *rows], look, random, width)
    key = 1 if look.numbered and heads[-1][0] == "序号" else 0
    groups = list(_groups([row[key] for row in rows])) if look.merged else []
    if look.divided and printing.fact.kind == "policies":
        yield _flow(heads, *_with_dividers(rows, random), look, widths)
        return
    spans = [(key, first, last) for first, last in groups if first < last]
    whole = [(first, last) for _, first, last in spans if last - first > 1]
    if whole and len(rows) > 6 and random.random() < 0.3:
        first, last = random.choice(whole)
        cut = random.randint(first + 1, last)
        yield _flow(heads, rows[:cut], _spans(spans, 0, cut), look, widths)
        yield PageBreak()
        below = [list(row) for row in rows[cut:]]
        below[0][key] = rows[cut][key] if random.random() < 0.3 else ""
        yield _flow(heads if look.repeated else [], below, _spans(spans, cut, len(rows)), look, widths)
        return
    yield _flow(heads, rows, _spans(spans, 0, len(rows)), look, widths)


def _spans(spans: Sequence[tuple[int, int, int]], start: int, end: int) -> list[Command]:
    """SPAN commands of merged cells among some rows, counted from the first of them."""
    cut = ((key, max(first, start) - start, min(last, end - 1) - start) for key, first, last in spans)
    return [("SPAN", (key, first), (key, last)) for key, first, last in cut if first < last]


def _with_dividers(rows: Sequence[Sequence[str]], random: Random) -> tuple[list[list[str]], list[Command]]:
    """The rows below two dividers that fill a row from side to side; their spans."""
    names, half = random.choice(words.DIVIDERS), random.randint(1, len(rows) - 1)
    empty = [""] * (len(rows[0]) - 1)
    found = [[names[0], *empty], *rows[:half], [names[1], *empty], *rows[half:]]
    return [list(row) for row in found], [("SPAN", (0, n), (-1, n)) for n in (0, half + 1)]


def _groups(values: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(values) + 1):
        if index == len(values) or values[index] != values[first]:
            yield first, index - 1
            first = index


def _flow(
    heads: list[list[str]],
    rows: Sequence[Sequence[str]],
    spans: Sequence[Command],
    look: Look,
    widths: list[float],
) -> Table:
    """One table of some rows; `spans` count from the first row below the header."""
    style = commands(look, len(heads), len(heads) + len(rows)) if heads else commands(look, 1, len(rows))
    cells = [
        [Paragraph(_text(head, heads, n, c), look.head) for c, head in enumerate(row)]
        for n, row in enumerate(heads)
    ]
    short = [all(map(_is_short, column)) for column in zip(*rows, strict=True)]
    cells += [
        [Paragraph(c, look.figure if own else look.cell) for c, own in zip(row, short, strict=True)]
        for row in rows
    ]
    style += _head_spans(heads)
    style += [(name, (c0, r0 + len(heads)), (c1, r1 + len(heads))) for name, (c0, r0), (c1, r1) in spans]
    return Table(
        cells,
        colWidths=widths,
        style=style,
        repeatRows=len(heads) if look.repeated else 0,
        splitInRow=int(look.cut_rows),
        spaceBefore=2,
        spaceAfter=3,
    )


def _text(label: str, heads: list[list[str]], row: int, column: int) -> str:
    """A label; one without another above it stands at the top of both rows."""
    if len(heads) == 2 and not heads[0][column]:
        return heads[1][column] if row == 0 else ""
    return label


def _head_spans(heads: list[list[str]]) -> list[Command]:
    if len(heads) < 2:
        return []
    spans: list[Command] = []
    for first, last in _groups(heads[0]):
        if heads[0][first]:
            spans.append(("SPAN", (first, 0), (last, 0)))
        else:
            spans += [("SPAN", (column, 0), (column, 1)) for column in range(first, last + 1)]
    for first, last in _groups(heads[0]):
        if heads[0][first]:
            spans.append(("LINEBELOW", (first, 0), (last, 0), 0.5, grey))
    return spans


def _is_short(cell: str) -> bool:
    return len(cell) <= 8 or _FIGURE.fullmatch(cell) is not None


def _widths(rows: Sequence[Sequence[str]], look: Look, random: Random, width: float) -> list[float]:
    """Columns share the width by the root of their longest cell; figures are never cut."""
    size = look.cell.fontSize
    columns = [[re.sub("<[^>]*>", "", cell) for cell in column] for column in zip(*rows, strict=True)]
    longest = [max(map(display_width, column)) for column in columns]
    least = [
        max(len(run) for cell in column for run in re.findall("[0-9A-Za-z.,%+/-]+", cell) or [""])
        * size
        * 0.56
        + 2 * look.side
        + 2
        for column in columns
    ]
    if look.narrow:
        few = [2 * size * random.choice((1, 1.5, 2)) + 2 * look.side + 1 for _ in columns]
        own = [max(low, narrow) for low, narrow in zip(least, few, strict=True)]
        widest = max(range(len(longest)), key=lambda n: longest[n])
        if max(longest) > 30:
            own[widest] = max(own[widest], width - sum(own) + own[widest])
    else:
        roots = [max(4.0, length) ** 0.5 for length in longest]
        share = random.uniform(0.75, 1) * width / sum(roots) if max(longest) < 20 else width / sum(roots)
        own = [max(low, share * root) for low, root in zip(least, roots, strict=True)]
    scale = min(1.0, (width + 20) / sum(own))
    return [part * scale for part in own]
