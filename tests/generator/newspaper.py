"""Facts → a PDF of two columns of text, as journals print: tables stand among the prose of a column."""

from __future__ import annotations

import io
from dataclasses import dataclass
from random import Random
from typing import Any

from reportlab.lib.colors import black
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Table

from samples.draw import display_width
from tests.generator import words
from tests.generator.fact import Fact

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class _Print:
    """How one journal is set, in points."""

    column: float
    text: ParagraphStyle
    heading: ParagraphStyle
    cell: ParagraphStyle
    lines: list[tuple[Any, ...]]  # table style


def two_columns(fact: Fact, random: Random) -> bytes:
    """A PDF of two text columns; its table is as wide as a column and may be cut by its foot."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    gutter, margin = random.uniform(14, 30), random.uniform(40, 58)
    column = (WIDTH - 2 * margin - gutter) / 2
    printed = _print(column, random)
    top, height = random.uniform(40, 110), random.uniform(560, 680)
    frames = [
        Frame(left, HEIGHT - top - height, column, height, 0, 0, 0, 0)
        for left in (margin, margin + column + gutter)
    ]

    def head(canvas: Any, _: object) -> None:
        canvas.setFont(FONT, 16)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - top + 14, f"{fact.industry}行业研究")

    output = io.BytesIO()
    document = BaseDocTemplate(output, pagesize=(WIDTH, HEIGHT), invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=head))
    document.build(list(_story(fact, printed, random)))
    return output.getvalue()


def _print(column: float, random: Random) -> _Print:
    size = random.uniform(8.5, 10.5)
    small = size * random.uniform(0.75, 1.0)

    def style(size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            "", fontName=FONT, fontSize=size, leading=size * leading, wordWrap="CJK", **more
        )

    edge = random.uniform(0.5, 3.5)
    lines: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), random.choice(("TOP", "TOP", "MIDDLE"))),
        ("TOPPADDING", (0, 0), (-1, -1), edge),
        ("BOTTOMPADDING", (0, 0), (-1, -1), edge),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        *random.choice(
            (
                [],
                [("LINEABOVE", (0, 0), (-1, 0), 1, black), ("LINEBELOW", (0, 0), (-1, 0), 0.5, black)],
                [("GRID", (0, 0), (-1, -1), 0.5, black)],
            )
        ),
    ]
    return _Print(
        column,
        style(size, random.uniform(1.25, 1.6), firstLineIndent=2 * size, spaceAfter=random.uniform(0, 5)),
        style(size * 1.2, 1.5, spaceBefore=4, spaceAfter=2),
        style(small, random.uniform(1.15, 1.35)),
        lines,
    )


def _story(fact: Fact, printed: _Print, random: Random) -> list[Flowable]:
    def prose(count: int) -> list[Flowable]:
        texts = (
            random.choice(words.PROSE).format(fact.industry, random.randint(2019, 2024), 3)
            for _ in range(count)
        )
        return [Paragraph(text, printed.text) for text in texts]

    story = [Paragraph("一、发展现状", printed.heading), *prose(random.randint(1, 7))]
    if fact.rows:
        rows = [[Paragraph(cell, printed.cell) for cell in row] for row in (fact.header, *fact.rows)]
        caption = ParagraphStyle("", parent=printed.cell, alignment=1, spaceBefore=3, spaceAfter=2)
        story += [
            Paragraph("二、统计与政策", printed.heading),
            *prose(1),
            Paragraph(fact.caption, caption),
            Table(rows, colWidths=_widths(fact, printed), style=printed.lines),
            Paragraph(f"资料来源：{fact.source}", printed.cell),
        ]
    return [
        *story,
        *prose(random.randint(1, 3)),
        Paragraph("三、前景", printed.heading),
        *prose(random.randint(2, 8)),
    ]


def _widths(fact: Fact, printed: _Print) -> list[float]:
    """The columns of the table share the text column by the square root of their longest cell."""
    longest = [max(map(display_width, column)) for column in zip(fact.header, *fact.rows, strict=True)]
    roots = [max(4.0, length) ** 0.5 for length in longest]
    return [printed.column * root / sum(roots) for root in roots]
