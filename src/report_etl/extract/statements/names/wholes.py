"""The whole that a share is said to lie in: 在公用桩中的比重."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.names.measures import is_share, measure_start

_IN: Final = "在(?![线册编岗职校读建产营研售途库手])"  # 在线培训: no 在 of a place
_INSIDE: Final = re.compile(rf"{_IN}([^在，的]{{1,16}})[中内里]的?$")
_AT: Final = re.compile(rf"(?<![存现正所内潜旨实排列]){_IN}([^在，的]{{2,16}})的?$")


def inside(phrase: str) -> str | None:
    """The whole that a share is said to lie in: 在公用桩中的比重, 在公用桩市场占比 → 公用桩, 公用桩市场."""
    start = measure_start(phrase)
    match = whole_in(phrase[:start], phrase[start:]) if start else None
    return match[1] if match else None


def part_and_whole(phrase: str) -> tuple[str, str]:
    """The part of a share and its whole: 甲收入在总收入中|占 → 甲收入, 总收入; an empty whole without one."""
    match = _INSIDE.search(phrase)
    return (phrase[: match.start()], match[1]) if match else (phrase, "")


def whole_in(before: str, measure: str) -> re.Match[str] | None:
    return _INSIDE.search(before) or (_AT.search(before) if is_share(measure) else None)
