"""Facts → a report as text or PDF, with what printing and scanning do to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest
from random import Random
from typing import Any

from samples.draw import display_width, draw_pdf
from tests.generator import words
from tests.generator.fact import Fact
from tests.generator.facts import KINDS
from tests.generator.newspaper import two_columns
from tests.generator.styled import styled
from tests.wrapping import WRAPPERS


@dataclass(frozen=True)
class Damage:
    """How badly a text report is treated."""

    lost_separators: float = 0.0  # share of cell boundaries without a space
    blank_lines: float = 0.0  # share of lines followed by a stray blank line
    full_width_digits: float = 0.0  # share of numeric cells in full-width digits
    inner_spaces: float = 0.0  # share of characters of words followed by a stray space
    page_breaks: bool = False  # page numbers and a running title between lines
    neighbours: bool = False  # a table of another kind right above, with nothing but a caption between


Body = tuple[Callable[[str], list[str]], list[str]]  # how a program wraps text, and the lines of a table


def flattened(fact: Fact, random: Random, damage: Damage) -> Body:
    """Running text, wrapped by some program at some width."""
    wrap = random.choice(list(WRAPPERS.values()))
    width = random.randint(18, 60)
    running = " ".join([fact.caption, *fact.header]) if fact.header else ""
    for cell in _cells(fact):
        kept = random.random() >= damage.lost_separators or would_merge(running, cell)
        running += (" " if kept else "") + _treated(cell, random, damage)
    return lambda text: wrap(text, width), wrap(running.strip(), width) if running else []


def one_cell_per_line(fact: Fact, random: Random, damage: Damage) -> Body:
    """Every cell on a line of its own, long ones on several."""
    width = random.randint(18, 60)
    wrap = WRAPPERS["hard, display"]
    cells = [fact.caption, *fact.header, *(_treated(cell, random, damage) for cell in _cells(fact))]
    body = [line for cell in cells for line in wrap(cell, width)] if fact.header else []
    return lambda text: wrap(text, width), body


def piped(fact: Fact, random: Random, _: Damage) -> Body:
    """Rows of cells between bars, with or without a rule below the header."""
    edge, rule = random.choice((("| ", " |"), ("", ""))), random.random() < 0.5
    lines = [f"{edge[0]}{' | '.join(row)}{edge[1]}" for row in [fact.header, *fact.rows] if row]
    if rule and lines:
        lines.insert(1, "|".join(["---"] * len(fact.header)))
    return lambda text: [text], [fact.caption, *lines] if lines else []


def side_by_side(fact: Fact, random: Random, damage: Damage) -> Body:
    """Flattened, with two or three rows beside each other: 省份 数量 省份 数量 省份 数量."""
    parts = random.choice((2, 3))
    height = -(-len(fact.rows) // parts)
    by_row = random.random() < 0.5
    empty = ("",) * len(fact.header)
    rows = []
    for index in range(height):
        numbers = [index * parts + part if by_row else part * height + index for part in range(parts)]
        rows.append(sum((fact.rows[n] if n < len(fact.rows) else empty for n in numbers), ()))
    return flattened(replace(fact, header=fact.header * parts, rows=tuple(rows)), random, damage)


def in_columns(fact: Fact, random: Random, _: Damage) -> Body:
    """Columns set apart by white space, as `pdftotext -layout` prints them: cells wrapped at their widths."""
    room, between = random.randint(56, 110), random.randint(2, 4)
    longest = [max(map(display_width, column)) for column in zip(fact.header, *fact.rows, strict=True)]
    share = room / sum(length**0.5 for length in longest) if longest else 0.0
    widths = [max(8, int(min(length + 1, share * length**0.5))) for length in longest]
    wrap = WRAPPERS["hard, display"]
    body = [fact.caption, ""] if fact.header else []
    for row in [fact.header, *fact.rows] if fact.header else []:
        cells = [wrap(cell, width // 2) if cell else [] for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            padded = [
                text + " " * int(width + between - display_width(text))
                for text, width in zip(line, widths, strict=True)
            ]
            body.append("".join(padded).rstrip())
    return lambda text: wrap(text, room // 2), body


TEXTS: dict[str, Callable[[Fact, Random, Damage], Body]] = {
    "flattened": flattened,
    "one cell per line": one_cell_per_line,
    "piped": piped,
    "columns of white space": in_columns,
    "side by side": side_by_side,
}


def _cells(fact: Fact) -> list[str]:
    """The printed cells; a stage of a chain stands once."""
    cells: list[str] = []
    stage = ""
    for row in fact.rows:
        repeated = fact.kind == "value_chain" and row[0] == stage
        stage = row[0]
        cells.extend(cell for cell in (row[1:] if repeated else row) if cell)
    return cells


def would_merge(left: str, right: str) -> bool:
    """Two numbers without anything between them cannot be told apart by anybody."""
    return left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()


def _treated(cell: str, random: Random, damage: Damage) -> str:
    if cell.isascii() and cell.isdigit() and random.random() < damage.full_width_digits:
        return cell.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    if damage.inner_spaces:
        letters = [c + " " if random.random() < damage.inner_spaces and c > "\u4e00" else c for c in cell]
        return "".join(letters).strip()
    return cell


def report(layout: str, fact: Fact, random: Random, damage: Damage = Damage()) -> str:
    """A text report: heading, prose, the table in a layout and its source, prose."""
    wrap, body = TEXTS[layout](fact, random, damage)
    if damage.neighbours:
        body = [*_neighbour(layout, fact, random, damage), *body]

    def prose() -> list[str]:
        text = random.choice(words.PROSE).format(
            fact.industry, random.randint(2019, 2024), random.randint(2, 6)
        )
        return wrap(text)

    lines = ["二、行业环境分析", *prose(), *prose()]
    for paragraph in fact.prose.split("\n") if fact.prose else []:
        lines += wrap(paragraph)
    lines += body
    if body and random.random() < 0.9:
        lines += wrap(f"{random.choice(('资料来源', '数据来源'))}：{fact.source}")
    lines += [*prose(), "三、结论与建议", *prose()]
    if damage.blank_lines:
        lines = [
            part
            for line in lines
            for part in ((line, "") if random.random() < damage.blank_lines else (line,))
        ]
    return _paged(lines, fact, random) if damage.page_breaks else "\n".join(lines) + "\n"


def _neighbour(layout: str, fact: Fact, random: Random, damage: Damage) -> list[str]:
    """The lines of a table of another kind."""
    kind = random.choice([kind for kind in KINDS if kind not in (fact.kind, "nothing")])
    if layout == "side by side" and kind != "region_counts":
        layout = "flattened"
    return TEXTS[layout](KINDS[kind](random), random, damage)[1]


def _paged(lines: list[str], fact: Fact, random: Random) -> str:
    """Pages of some lines with a running title and a page number, parted by form feeds."""
    height = random.randint(14, 30)
    pages = [lines[first : first + height] for first in range(0, len(lines), height)]
    title = f"{fact.industry}行业研究报告"
    return "\f".join(
        "\n".join([title, *page, f"— {number} —"]) + "\n" for number, page in enumerate(pages, 1)
    )


def drawn(fact: Fact, *, ruled: bool) -> bytes:
    """A PDF report with a real table, bordered or under three rules."""
    prose = [{"text": text.format(fact.industry, 2023, 4)} for text in words.PROSE[:2]]
    body: list[dict[str, Any]] = [{"heading": "二、行业环境分析"}, *prose]
    body += [{"text": text} for text in fact.prose.split("\n") if text]
    if fact.rows:
        table = {
            "caption": fact.caption,
            "header": list(fact.header),
            "rows": fact.rows,
            "source": fact.source,
        }
        body.append({"table": table | {"widths": _column_widths(fact)}})
    return draw_pdf({"title": f"{fact.industry}行业研究报告", "body": [*body, *prose[:1]]}, ruled=ruled)


def _column_widths(fact: Fact) -> list[float]:
    """Columns share 480 points by the square root of their longest cell, as word processors about do."""
    longest = [max(map(display_width, column)) for column in zip(fact.header, *fact.rows, strict=True)]
    roots = [max(4.0, length) ** 0.5 for length in longest]
    return [480 * root / sum(roots) for root in roots]


PDFS: dict[str, Callable[[Fact, Random], bytes]] = {
    "ruled PDF": lambda fact, random: drawn(fact, ruled=True),
    "aligned PDF": lambda fact, random: drawn(fact, ruled=False),
    "two-column PDF": two_columns,
    "styled PDF": styled,
}
