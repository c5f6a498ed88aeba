"""Paragraph → sentences → clauses: where a statement ends, with brackets kept inside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from report_etl.extract.statements.sentences.vocabulary import pattern
from report_etl.language.normalize import normalize_text
from report_etl.language.script import simplified

_OPEN: Final = "（(［[【"
_BULLETS: Final = "❖■◼●◆➢➤▶✓•\uf06e\uf0d8\uf0a1\uf0be\uf0b7\uf075"
_ends = pattern(rf"[。！？!?\n][”’」』）)]{{0,3}}| {{4,}}|(?=[{_BULLETS}])")


def simplify(text: str) -> str:
    """Half-width digits and simplified function words; same length, same offsets."""
    return simplified(normalize_text(text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start`..`end` of a sentence in its paragraph, its final mark included."""

    start: int
    end: int


def split_sentences(text: str) -> Iterator[Sentence]:
    """Sentences in order; a full stop inside brackets does not end one, a gap between columns does."""
    depth_at = _closed_brackets(text)
    start = 0
    for match in _ends().finditer(text):
        if any(first < match.start() < last for first, last in depth_at.get(match.start() >> 8, ())):
            continue
        if match.end() > start and text[start : match.end()].strip():
            yield Sentence(start, match.end())
            start = match.end()
    if text[start:].strip():
        yield Sentence(start, len(text))


def _closed_brackets(text: str) -> dict[int, list[tuple[int, int]]]:
    """Short outermost bracket pairs, filed under each block of 256 characters they touch."""
    filed: dict[int, list[tuple[int, int]]] = {}
    for first, last in bracket_pairs(text):
        for block in range(first >> 8, (last >> 8) + 1):
            filed.setdefault(block, []).append((first, last))
    return filed


def bracket_pairs(text: str, longest: int = 200) -> list[tuple[int, int]]:
    """(open, close) of the outermost bracket pairs no longer than `longest`, in order."""
    pairs: list[tuple[int, int]] = []
    stack: list[int] = []
    for match in re.finditer(r"[（(［\[【）)］\]】]", text):
        position = match.start()
        if match[0] in _OPEN:
            if stack and position - stack[0] > longest:
                stack.clear()
            stack.append(position)
        elif stack:
            opened = stack.pop()
            if position - opened <= longest:
                while pairs and pairs[-1][0] > opened:
                    pairs.pop()
                pairs.append((opened, position))
    return pairs
