"""Facts → a report as text or PDF, with what printing and scanning do to it."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from samples.draw import display_width, draw_pdf, wrap
from tests.generator.facts import Fact


@dataclass(frozen=True)
class Damage:
    """How badly a flattened report is treated."""

    lost_separators: float = 0.0  # share of cell boundaries without a space
    blank_lines: float = 0.0  # share of lines followed by a stray blank line
    full_width_digits: float = 0.0  # share of numeric cells in full-width digits


def flattened(fact: Fact, random: Random, damage: Damage = Damage()) -> str:
    """A text report whose table is running text, wrapped at a random width."""
    width = 2.0 * random.randint(24, 46)
    cells = [str(cell) for row in fact.table["rows"] for cell in row]
    running = fact.table["caption"] + " " + " ".join(fact.table["header"])
    for cell in cells:
        boundary = "" if random.random() < damage.lost_separators and not _would_merge(running, cell) else " "
        running += boundary + _widened(cell, random, damage)
    lines = wrap(running, width, display_width)
    body: list[str] = []
    for line in lines:
        body.append(line)
        if random.random() < damage.blank_lines:
            body.append("")
    return "\n".join([*_before(width), *body, f"资料来源：{fact.table['source']}", *_after(width)]) + "\n"


def _would_merge(left: str, right: str) -> bool:
    """Two numbers without anything between them cannot be told apart by anybody."""
    return left[-1].isascii() and right[0].isascii() and left[-1].isalnum() and right[0].isalnum()


def _widened(cell: str, random: Random, damage: Damage) -> str:
    if cell.isascii() and cell.isdigit() and random.random() < damage.full_width_digits:
        return cell.translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    return cell


def _before(width: float) -> list[str]:
    prose = "近年来，有关部门陆续出台支持文件，行业运行环境持续改善，企业投资意愿有所增强，下游需求保持平稳。"
    return ["二、行业环境分析", *wrap(prose, width, display_width)]


def _after(width: float) -> list[str]:
    prose = "总体来看，政策与市场两方面的力量正在形成合力，区域之间的差异仍将存在一段时间。"
    return [*wrap(prose, width, display_width), "三、结论与建议"]


def drawn(fact: Fact, *, ruled: bool) -> bytes:
    """A PDF report with a real table, bordered or under three rules."""
    table = fact.table | {"widths": _column_widths(fact.table)}
    body: list[dict[str, Any]] = [
        {"heading": "二、行业环境分析"},
        {"text": "近年来，有关部门陆续出台支持文件，行业运行环境持续改善，企业投资意愿有所增强。"},
        {"table": table},
        {"text": "总体来看，政策与市场两方面的力量正在形成合力，区域之间的差异仍将存在一段时间。"},
    ]
    return draw_pdf({"title": fact.table["caption"], "body": body}, ruled=ruled)


def _column_widths(table: dict[str, Any]) -> list[float]:
    """Columns share 480 points by the square root of their longest cell, as word processors about do."""
    longest = [
        max(display_width(str(row[column])) for row in [table["header"], *table["rows"]])
        for column in range(len(table["header"]))
    ]
    roots = [length**0.5 for length in longest]
    return [480 * root / sum(roots) for root in roots]
