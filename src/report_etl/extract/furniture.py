"""Lines that belong to the page, not to the text: page numbers, running headers and footers, tool marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from report_etl.models import Document, Line

_TOOL = re.compile(
    r"Powered by TCPDF.*|(?:https?://)?(?:www\.)?tcpdf\.org/?|\{\$[A-Za-z_]{1,20}\}", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"[-–—~·.\s]{0,4}(?:第\s?[0-9]{1,4}\s?页(?:[\s/,，]{0,3}共\s?[0-9]{1,4}\s?页)?|(?:Page|P\.?)\s?[0-9]{1,4}(?:\s?(?:of|/)\s?[0-9]{1,4})?"
    r"|[0-9]{1,4}\s?/\s?[0-9]{1,4}|[-–—·]\s?[0-9]{1,4}\s?[-–—·])[-–—~·.\s]{0,4}",
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"[0-9]{1,4}")
_NUMBER = re.compile(r"[0-9]+")
_EDGE_LINES = 3  # how many lines at the top and bottom of a page can be furniture
_APART = 12  # lines between two page numbers of a text without page marks


def find_furniture(document: Document) -> dict[int, str]:
    """Index of each line that is page furniture → the rule that says so. Blank lines are not listed."""
    lines = document.lines
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        text = line.text.strip()
        if not text or len(text) > 60:
            continue
        if _TOOL.fullmatch(text):
            found[index] = "noise/tool_mark"
        elif _PAGE_NUMBER.fullmatch(text):
            found[index] = "noise/page_number"
    found.update(_bare_page_numbers(document, found))
    found.update(_running_lines(document, found))
    return found


def _edges(document: Document, known: dict[int, str]) -> list[tuple[list[int], list[int]]]:
    """For each page the indexes of its first and of its last lines that are not blank."""
    edges: list[tuple[list[int], list[int]]] = []
    first = 0
    for page in document.pages:
        last = first + len(page.lines)
        filled = [index for index in range(first, last) if document.lines[index].text.strip()]
        free = [index for index in filled if index not in known or known[index] != "noise/tool_mark"]
        edges.append((free[:_EDGE_LINES], free[-_EDGE_LINES:]))
        first = last
    return edges


def _bare_page_numbers(document: Document, known: dict[int, str]) -> dict[int, str]:
    """A number alone on its line: at the edge of its page, or (no page marks) counting up far apart."""
    if len(document.pages) > 1:
        found: dict[int, str] = {}
        offsets: Counter[int] = Counter()
        candidates: list[tuple[int, int]] = []
        for number, (top, bottom) in enumerate(_edges(document, known), 1):
            for index in {*top[:1], *bottom[-1:]}:
                text = document.lines[index].text.strip()
                if _BARE_NUMBER.fullmatch(text) and document.lines[index].grid is None:
                    offsets[int(text) - number] += 1
                    candidates.append((index, int(text) - number))
        for index, offset in candidates:
            if offsets[offset] >= max(2, len(document.pages) // 4):
                found[index] = "noise/page_number"
        return found
    return _counting_numbers(document.lines)


def _counting_numbers(lines: tuple[Line, ...]) -> dict[int, str]:
    numbered = [
        (index, int(line.text.strip()))
        for index, line in enumerate(lines)
        if _BARE_NUMBER.fullmatch(line.text.strip())
    ]
    run: list[int] = []
    expected, last = 1, -_APART
    for index, value in numbered:
        if value == expected and index - last >= _APART:
            run.append(index)
            expected, last = value + 1, index
    if len(run) < 3 or len(numbered) > 2 * len(run):
        return {}
    return dict.fromkeys(run, "noise/page_number")


def _running_lines(document: Document, known: dict[int, str]) -> dict[int, str]:
    """Lines that stand alike (numbers aside) at the edge of most pages."""
    pages = len(document.pages)
    if pages < 2:
        return {}
    places: dict[str, list[int]] = defaultdict(list)
    for top, bottom in _edges(document, known):
        seen: set[str] = set()
        for index in dict.fromkeys((*top, *bottom)):
            line = document.lines[index]
            key = _NUMBER.sub("#", "".join(line.text.split()))
            if key in seen or index in known or line.grid is not None or not key.strip("#"):
                continue
            seen.add(key)
            places[key].append(index)
    needed = 2 if pages <= 3 else max(3, pages // 3)
    return {
        index: "noise/running_line"
        for key, indexes in places.items()
        if len(indexes) >= needed and not _looks_like_content(document, indexes)
        for index in indexes
    }


def _looks_like_content(document: Document, indexes: list[int]) -> bool:
    """A repeated table header, or a source line, is no furniture."""
    text = document.lines[indexes[0]].text.strip()
    return re.match(r"(?:资料|数据)?来源[：:]", text) is not None
