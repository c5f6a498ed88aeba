"""Headers in two languages: each Chinese label has its English below, which says nothing more."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from report_etl.extract.flow import Flow
from report_etl.extract.marks import is_cjk
from report_etl.extract.tables.drawn.cells import Piece, is_over, piece_of
from report_etl.extract.tables.drawn.entries import is_entry
from report_etl.extract.tables.drawn.strips import Strip

_MOST = 0.6  # share of the labels: 比重（%） needs no English
_DEEPEST = 9  # lines of a header in two languages
_ENGLISH = re.compile(r"(?=.*[a-z]{2}|[(（][0-9 ]+|[0-9 ]+[)）]$)[!-~ ‘’–]+")  # or a part of (10 000 t)
_WORD = re.compile("[A-Z][A-Za-z’' -]*[a-z]")
_SCALE = re.compile("[0-9]|thousand|million|billion|%")
_OPENED = re.compile("[（(].*[\u4e00-\u9fff]")  # a unit in Chinese
_UNIT = re.compile("[（(][^（()）]*[）)]")


def without_translations(flow: Flow, run: Sequence[Strip]) -> list[Strip]:
    """The lines of a table without the English of its caption and header, if most labels have some below.

    Then a name and the English words behind it are one cell.
    """
    first = next((n for n, strip in enumerate(run) if not _is_english(strip)), 0)
    run = run[first:] if first and any(len(strip.segments) > 1 for strip in run[:first]) else run
    end = next((n for n, strip in enumerate(run[:_DEEPEST]) if _is_row(strip)), 0)
    start = next((n for n, strip in enumerate(run) if len(strip.segments) > 1), end)  # below a caption
    header = [piece for strip in run[start:end] for piece in strip.segments]
    english = [piece for piece in header if _ENGLISH.fullmatch(piece.text.text)]
    labels = [p for p in header if is_cjk(p.text.text[0]) and not _UNIT.fullmatch(p.text.text)]
    translated = sum(any(_is_below(e, label) for e in english) for label in labels)
    if len(labels) < 2 or translated < _MOST * len(labels):
        return list(run)
    units = [piece for piece in header if _OPENED.search(piece.text.text)]
    scales = [piece for piece in english if _SCALE.search(piece.text.text)]
    if not all(any(is_over(scale, unit) for unit in units) for scale in scales):
        return list(run)  # nothing else gives the unit of the column
    dropped = {id(piece) for piece in english}
    kept = [
        replace(strip, segments=own)
        for strip in run[:end]
        if (own := tuple(piece for piece in strip.segments if id(piece) not in dropped))
    ]
    return [*kept, *(_with_whole_names(flow, strip) for strip in run[end:])]


def _with_whole_names(flow: Flow, strip: Strip) -> Strip:
    """The line with each name and its translation as one piece: 北京 | Inner | Mongolia."""
    pieces: list[Piece] = []
    for piece in strip.segments:
        before = pieces[-1] if pieces else None
        if before is not None and before.line == piece.line and _WORD.fullmatch(piece.text.text):
            end = piece.start + len(piece.raw)
            whole = piece_of(flow, piece.line, before.start, end) if is_cjk(before.text.text[0]) else None
            if whole is not None:
                pieces[-1] = whole
                continue
        pieces.append(piece)
    return replace(strip, segments=tuple(pieces))


def _is_english(strip: Strip) -> bool:
    return all(_ENGLISH.fullmatch(piece.text.text) for piece in strip.segments)


def _is_row(strip: Strip) -> bool:
    """Whether most cells of a line are figures."""
    figures = sum(is_entry(piece.text.text) for piece in strip.segments)
    return len(strip.segments) > 1 and 2 * figures >= len(strip.segments)


def _is_below(english: Piece, label: Piece) -> bool:
    return is_over(english, label) and english.box.middle_y > label.box.middle_y
