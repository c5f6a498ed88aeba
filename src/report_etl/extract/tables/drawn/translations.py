"""Headers in two languages: each Chinese label has its English below, which says nothing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_etl.extract.marks import is_cjk
from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.strips import Strip

_DEEPEST = 9  # lines of a header in two languages
_ENGLISH = re.compile(r"(?=.*[a-z]{2}|[(（][0-9 ]+|[0-9 ]+[)）]$)[!-~ ‘’–]+")  # or a part of (10 000 t)
_SCALE = re.compile("[0-9]|thousand|million|billion|%")
_OPENED = re.compile("[（(].*[\u4e00-\u9fff]")  # a unit in Chinese
_UNIT = re.compile("[（(][^（()）]*[）)]")


def without_translations(run: Sequence[Strip]) -> list[Strip]:
    """The lines of a table without the English of its header, if all its Chinese labels have some below."""
    end = next((n for n, strip in enumerate(run[:_DEEPEST]) if _is_row(strip)), 0)
    start = next((n for n, strip in enumerate(run) if len(strip.segments) > 1), end)  # below a caption
    header = [piece for strip in run[start:end] for piece in strip.segments]
    english = [piece for piece in header if _ENGLISH.fullmatch(piece.text.text)]
    labels = [p for p in header if is_cjk(p.text.text[0]) and not _UNIT.fullmatch(p.text.text)]
    if len(labels) < 2 or not all(any(_is_below(e, label) for e in english) for label in labels):
        return list(run)
    units = [piece for piece in header if _OPENED.search(piece.text.text)]
    scales = [piece for piece in english if _SCALE.search(piece.text.text)]
    if not all(any(_is_over(scale, unit) for unit in units) for scale in scales):
        return list(run)  # nothing else gives the unit of the column
    dropped = {id(piece) for piece in english}
    kept = [
        replace(strip, segments=own)
        for strip in run[:end]
        if (own := tuple(piece for piece in strip.segments if id(piece) not in dropped))
    ]
    return [*kept, *run[end:]]


def _is_row(strip: Strip) -> bool:
    """Whether most cells of a line are figures."""
    figures = sum(is_entry(piece.text.text) for piece in strip.segments)
    return len(strip.segments) > 1 and 2 * figures >= len(strip.segments)


def _is_below(english: Piece, label: Piece) -> bool:
    return _is_over(english, label) and english.box.middle_y > label.box.middle_y


def _is_over(english: Piece, label: Piece) -> bool:
    return english.box.x0 < label.box.x1 and label.box.x0 < english.box.x1
