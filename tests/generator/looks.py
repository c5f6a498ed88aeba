"""How publishers print tables: which lines and colours, how cells are set, what else is on the page."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from reportlab.lib.colors import Color, HexColor, black, grey, white
from reportlab.lib.styles import ParagraphStyle

FONT = "STSong-Light"
_HEADS = ("#1f4e79", "#d9e2f3", "#f2f2f2", "#c00000", "#fbe4d5", "#2e75b6", "#e2efd9", "#44546a")
_STRIPES = ("#f2f2f2", "#eaf1fb", "#fdf3ea", "#eef6ea")
Command = tuple[Any, ...]


@dataclass(frozen=True)
class Look:
    """The look of one document; sizes in points."""

    rules: str  # all, horizontal, box, three, none, filled
    head_colour: Color | None
    stripes: Color | None
    head: ParagraphStyle
    cell: ParagraphStyle
    figure: ParagraphStyle  # cells of figures and short words
    text: ParagraphStyle
    heading: ParagraphStyle
    caption: ParagraphStyle
    upright: str  # VALIGN
    edge: float  # above and below the text of a cell
    side: float
    narrow: bool  # columns that wrap labels inside a word
    merged: bool  # equal neighbours of the first column are one cell
    divided: bool  # rows from side to side part a list of policies
    repeated: bool  # the header again on each page
    cut_rows: bool  # rows may break across the page
    caption_below: bool
    unit_line: bool
    numbered: bool  # 序号
    marked: bool  # a footnote mark
    beside: int  # tables of provinces in so many parts side by side
    neighbours: int  # tables of other kinds around
    running: str  # lines at the top and bottom of each page
    watermark: bool


def draw_look(random: Random) -> Look:
    """One of the looks of real reports, drawn at random."""
    rules = random.choice(("all", "all", "horizontal", "box", "three", "three", "none", "filled"))
    size = random.choice((7.5, 8, 9, 9, 10, 10.5))
    centred, head_centred = random.random() < 0.3, random.random() < 0.7
    head_colour = HexColor(random.choice(_HEADS)) if random.random() < 0.5 or rules == "filled" else None
    dark = head_colour is not None and sum(head_colour.rgb()) < 1.5
    stripes = HexColor(random.choice(_STRIPES)) if random.random() < 0.25 or rules == "filled" else None
    # without lines between rows, white tells them apart
    parted = rules in ("all", "horizontal", "filled") or stripes is not None
    leading = random.uniform(1.15, 1.4)

    def style(size: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(
            "", fontName=FONT, fontSize=size, **{"leading": size * leading, "wordWrap": "CJK"} | more
        )

    body = random.choice((10.5, 11, 12))
    merged = random.random() < 0.5
    return Look(
        rules=rules,
        head_colour=head_colour,
        stripes=stripes,
        head=style(size, alignment=1 if head_centred or centred else 0, textColor=white if dark else black),
        cell=style(size, alignment=1 if centred else 0),
        figure=style(size, alignment=1 if centred else random.choice((0, 1, 1, 2))),
        text=style(body, leading=body * random.uniform(1.3, 1.7), firstLineIndent=2 * body, spaceAfter=4),
        heading=style(body * 1.3, leading=body * 1.9, spaceBefore=6, spaceAfter=3),
        caption=style(random.choice((size, size + 1)), alignment=random.choice((0, 1, 1, 1)), spaceAfter=3),
        upright=random.choice(("MIDDLE", "MIDDLE", "TOP")),
        edge=random.uniform(1, 6) if parted else random.uniform(3, 7),
        side=random.uniform(2, 6),
        narrow=random.random() < 0.25,
        merged=merged,
        divided=random.random() < 0.1,
        repeated=random.random() < 0.6,
        cut_rows=random.random() < 0.4,
        caption_below=random.random() < 0.12,
        unit_line=random.random() < 0.4,
        numbered=random.random() < 0.15,
        marked=random.random() < 0.15,
        beside=random.choice((1, 1, 1, 2, 3)),
        neighbours=random.choice((0, 0, 0, 1, 2)),
        running=random.choice(("", "plain", "rules", "of")),
        watermark=random.random() < 0.2,
    )  # fmt: skip


def commands(look: Look, heads: int, rows: int) -> list[Command]:
    """The table style of a look: lines, colours and padding of a table of `rows`, `heads` of them header."""
    every, head, last = ((0, 0), (-1, -1)), ((0, 0), (-1, heads - 1)), ((0, -1), (-1, -1))
    found: list[Command] = [
        ("VALIGN", *every, look.upright),
        ("TOPPADDING", *every, look.edge),
        ("BOTTOMPADDING", *every, look.edge),
        ("LEFTPADDING", *every, look.side),
        ("RIGHTPADDING", *every, look.side),
    ]
    if look.head_colour is not None:
        found.append(("BACKGROUND", *head, look.head_colour))
    if look.stripes is not None:
        found += [("BACKGROUND", (0, n), (-1, n), look.stripes) for n in range(heads + 1, rows, 2)]
    return found + _lines(look.rules, every, head, last)


def _lines(rules: str, every: Any, head: Any, last: Any) -> list[Command]:
    if rules == "all":
        return [("GRID", *every, 0.5, black)]
    if rules == "horizontal":
        return [("LINEABOVE", *every, 0.5, grey), ("LINEBELOW", *every, 0.5, grey)]
    if rules == "box":
        return [("BOX", *every, 0.8, black), ("LINEBELOW", (0, head[1][1]), head[1], 0.5, black)]
    if rules == "three":
        return [
            ("LINEABOVE", (0, 0), (-1, 0), 1, black),
            ("LINEBELOW", (0, head[1][1]), head[1], 0.5, black),
            ("LINEBELOW", *last, 1, black),
        ]
    if rules == "filled":
        return [("GRID", *every, 1.5, white)]
    return []
