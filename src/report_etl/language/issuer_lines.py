"""The lines of a cell of issuers: each line a name, or names cut by the end of a line.

The layout alone cannot tell: 国家发展改革委 above 中央网信办 fills a narrow cell as a cut word does, and
工业和信息 above 化部 stands in a wide one. What is read must be names, so these decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import inf

from report_etl.language.organisations import are_run_together, name_score, parse_issuers

_AGAINST_LAYOUT = 0.05  # what it costs to read a line end otherwise than the layout suggests
_NO_NAME = 0.5
_RUN_TOGETHER = 0.1  # names without anything between them
_TWO_IN_ONE = 2.0  # two names read as one
_MOST_LINES = 24


def join_issuer_lines(lines: Sequence[str], ends: Sequence[bool]) -> str:
    """The lines as one text, a newline where a name ends with its line.

    `ends[i]`: the layout suggests that line i ends a name.
    """
    if len(lines) > _MOST_LINES:
        return "".join(line + ("\n" if end else "") for line, end in zip(lines, [*ends, False], strict=True))

    @cache
    def best(first: int) -> tuple[float, int]:
        if first == len(lines):
            return 0.0, first
        found = (inf, first)
        for last in range(first, len(lines)):
            inner = sum(ends[first:last])
            outer = last + 1 < len(lines) and not ends[last]
            cost = _cost("".join(lines[first : last + 1])) + _AGAINST_LAYOUT * (inner + outer)
            found = min(found, (cost + best(last + 1)[0], last + 1))
        return found

    parts: list[str] = []
    first = 0
    while first < len(lines):
        after = best(first)[1]
        parts.append("".join(lines[first:after]))
        first = after
    return "\n".join(parts)


def _cost(text: str) -> float:
    """How little a text looks like names of bodies."""
    try:
        names = parse_issuers(text).names
    except ValueError:
        return 2.0
    if not names:
        return _NO_NAME
    if any(map(are_run_together, names)):
        return _TWO_IN_ONE
    marks = sum(text.count(mark) for mark in "、，,；; ")
    return sum(1.0 - name_score(name) for name in names) + _RUN_TOGETHER * (len(names) > marks + 1)
