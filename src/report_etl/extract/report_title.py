"""The title of the report, as it stands in its own text."""

from __future__ import annotations

import re
from functools import cache

from report_etl.extract.flow import Flow

_QUOTED = re.compile(r"《([^《》]{6,100}?(?:报告|白皮书|蓝皮书|皮书)[^《》]{0,24})》")
_PLAIN = re.compile(r".{4,90}(?:报告|白皮书|蓝皮书)(?:[（(][0-9０-９年\-—–~至]{4,14}[）)])?")
_FORECAST = re.compile(r"[（(]?(?:19|20)[0-9]{2}年?[-—–~至](?:19|20)[0-9]{2}年?[）)]?")
_FRONT = 40  # lines of text in which a report names itself


@cache
def _compact(text: str) -> str:
    return "".join(text.split())


def find_title(flow: Flow) -> str | None:
    """The title, without 《》 and white space; None where the document does not name itself.

    A line of its own at the front (the largest, where sizes are known) comes first, then the first
    title of a report in 《》 near the front that carries a forecast period or is named twice.
    """
    return _own_line(flow) or _quoted(flow)


def _front(flow: Flow) -> list[int]:
    living = [i for i, line in enumerate(flow.lines) if line.text.strip() and i not in flow.furniture]
    return living[:_FRONT]


def _own_line(flow: Flow) -> str | None:
    front = _front(flow)
    candidates: list[tuple[float, int, str]] = []
    for position, index in enumerate(front[:12]):
        text = ""
        for follower in front[position : position + 3]:
            if flow.lines[follower].size != flow.lines[index].size:
                break
            text += _compact(flow.lines[follower].text)
            if _PLAIN.fullmatch(text) and "《" not in text:
                candidates.append((flow.lines[index].size or 0.0, -position, text))
                break
    return max(candidates)[2] if candidates else None


def _quoted(flow: Flow) -> str | None:
    front = _front(flow)
    if not front:
        return None
    head = _compact(flow.join(front[0], front[-1]).text)
    whole = _compact(flow.document.text)
    for match in _QUOTED.finditer(head):
        title = match[1]
        if _FORECAST.search(title) or whole.count(f"《{title}》") > 1:
            return str(title)
    return None


def speaks_of_report(text: str, title: str) -> bool:
    """Whether a paragraph introduces the report itself: its title in 《》 at the beginning."""
    return f"《{title}》" in _compact(text[:200])


def is_title(text: str, title: str) -> bool:
    """Whether a line is nothing but the title of the report."""
    return len(text) < 200 and _compact(text).strip("《》") == title
