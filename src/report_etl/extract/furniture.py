"""Lines that belong to the page, not to the text: page numbers, running headers and footers, tool marks."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby, pairwise, takewhile
from operator import itemgetter

from report_etl.extract.characters import plain_characters
from report_etl.extract.marks import source_prefix
from report_etl.models import Document

_TOOL = re.compile(
    r"Powered by TCPDF.*|(?:https?://)?(?:www\.)?tcpdf\.org/?|\{\$[A-Za-z_]{1,20}\}", re.IGNORECASE
)
_PAGE_NUMBER = re.compile(
    r"[-–—~·.\s]{0,4}(?:"
    r"第\s?[0-9]{1,4}\s?页(?:[\s/,，]{0,3}共\s?[0-9]{1,4}\s?页)?"
    r"|(?:Page|P\.?)\s?[0-9]{1,4}(?:\s?(?:of|/)\s?[0-9]{1,4})?"
    r"|(?!(?:19|20)[0-9]{2}/)[0-9]{1,4}\s?/\s?[0-9]{1,4}"  # 2018/6 is a date
    r"|[-–—·]\s?[0-9]{1,4}\s?[-–—·]"
    r")[-–—~·.\s]{0,4}",
    re.IGNORECASE,
)
_OF_PAGES = re.compile(r"[0-9]{1,4}\s?/\s?[0-9]{1,4}")
_UPRIGHT = "noise/watermark"
_OUTSIDE = ("noise/tool_mark", _UPRIGHT)  # what is no line of a page
_BARE_NUMBER = re.compile(r"((?:[0-9A-Z]{1,2}[-–]){0,2})([0-9]{1,4})")  # 1-1-24 of a prospectus
_ROMAN = re.compile(r"[ivx]{1,6}|[IVX]{1,6}")
_ROMAN_STYLE = "Roman"
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_NUMBER = re.compile(r"[0-9]{1,9}")
_FIGURE = re.compile(r"[-—–+]?[0-9][0-9,]{0,12}(?:\.[0-9]{1,4}%?|%)")  # no number of a page
_EDGE_LINES = 3  # how many lines at the top and bottom of a page can be furniture
_APART = 12  # lines that a page of running text has at least
_UNEVEN = 3  # the longest page has at most so many times the lines of the shortest
_REPEATED = 3
_SAME_HEIGHT = 6.0  # points; a running line stands at one height on every page
_STARTS = 20  # beginnings tried, among
_MEMBERS = 20_000  # lines alike: bounds the work on hostile input
_LONGEST = 60  # characters of a line of page furniture
_SHORTEST_TITLE = 8  # characters
_FRONT = 12  # lines at the beginning that name title and publisher

_Run = tuple[int, ...]  # indexes of the lines that stand at one height


def find_furniture(document: Document) -> dict[int, str]:
    """Index of each line that is page furniture → the rule that says so. Blank lines are not listed."""
    texts = [plain_characters(line.text).strip() for line in document.lines]
    found: dict[int, str] = {}
    for index, text in enumerate(texts):
        if not text or len(text) > _LONGEST:
            continue
        if _TOOL.fullmatch(text):
            found[index] = "noise/tool_mark"
        elif _PAGE_NUMBER.fullmatch(text):
            found[index] = "noise/page_number"
    drawn = any(line.box for line in document.lines)
    if not drawn:
        found.update(_upright(document, texts))
    edges = _edges(document, texts, found)
    if drawn:  # inside a page it is the end of a date: 2021/ above 03/15
        outer = {index for page in edges for side in page for index in side}
        for index in [i for i in found if _OF_PAGES.fullmatch(texts[i])]:
            if index not in outer or document.lines[index].grid is not None:
                del found[index]
    found.update(_numbers_at_edges(document, texts, edges))
    found.update(_running_lines(document, texts, edges, found))
    if drawn:
        found.update(_closing_lines(document, texts, found))
    if not drawn:
        found.update(_running_titles(texts, edges))
        found.update(_counting_lines(texts, found))
        found.update(_beside_numbers(texts, found))
        found.update(_titles_beside_numbers(texts, found))
    return found


# --- pages known --------------------------------------------------------------------------------


def _upright(document: Document, texts: Sequence[str]) -> dict[int, str]:
    """Lines of one character at the head or foot of pages that read alike on most: words across the page."""
    runs: dict[str, dict[int, Sequence[int]]] = defaultdict(dict)
    for page, lines in enumerate(_lines_by_page(document)):
        free = [i for i in lines if texts[i]]
        for order in (free, free[::-1]):
            run = list(takewhile(lambda i: len(texts[i]) == 1 and texts[i].isalpha(), order))
            if len(run) >= _REPEATED:
                runs["".join(texts[i] for i in sorted(run))][page] = run
    pages = len(document.pages)
    repeated = (alike for alike in runs.values() if len(alike) > 1 and 2 * len(alike) >= pages)
    return {index: _UPRIGHT for alike in repeated for run in alike.values() for index in run}


def _lines_by_page(document: Document) -> Iterator[range]:
    """The indexes of the lines of each page."""
    ends = list(accumulate((len(page.lines) for page in document.pages), initial=0))
    return (range(first, last) for first, last in pairwise(ends))


def _edges(
    document: Document, texts: Sequence[str], known: Mapping[int, str]
) -> list[tuple[list[int], list[int]]]:
    """For each page the indexes of its highest and first, and of its last and lowest lines with words.

    A page is not always written from the top down; what stands across it (a watermark) comes first or last.
    """
    edges: list[tuple[list[int], list[int]]] = []
    lines = document.lines
    for page in _lines_by_page(document):
        free = [i for i in page if texts[i] and known.get(i) not in _OUTSIDE]
        placed = sorted(free, key=lambda i: box.top if (box := lines[i].box) else 0.0)
        edges.append(
            (
                [*placed[:_EDGE_LINES], *free[:_EDGE_LINES]],
                [*free[-_EDGE_LINES:], *placed[-_EDGE_LINES:]],
            )
        )
    return edges


def _numbers_at_edges(
    document: Document, texts: Sequence[str], edges: list[tuple[list[int], list[int]]]
) -> dict[int, str]:
    """Bare numbers in the first or last line of their pages that count with the pages.

    Arabic ones on a quarter of the pages, Roman ones (those of the front matter) on two.
    """
    offsets: Counter[tuple[str, int]] = Counter()
    candidates: list[tuple[int, tuple[str, int]]] = []
    for page, (top, bottom) in enumerate(edges, 1):
        for index in dict.fromkeys((*top[:1], *bottom[-1:])):
            number = _page_number(texts[index])
            if number is not None and document.lines[index].grid is None:
                counted = number[0], number[1] - page
                offsets[counted] += 1
                candidates.append((index, counted))
    needed = max(2, len(edges) // 4)
    return {
        index: "noise/page_number"
        for index, counted in candidates
        if offsets[counted] >= (2 if counted[0] == _ROMAN_STYLE else needed)
    }


def _page_number(text: str) -> tuple[str, int] | None:
    """What a line that is nothing but a number has before it (or that it is Roman), and its value."""
    if found := _BARE_NUMBER.fullmatch(text):
        return found[1], int(found[2])
    if _ROMAN.fullmatch(text):
        values = [_ROMAN_VALUES[character] for character in text.upper()]
        return _ROMAN_STYLE, sum(-a if a < b else a for a, b in pairwise([*values, 0]))
    return None


def _running_titles(texts: Sequence[str], edges: list[tuple[list[int], list[int]]]) -> dict[int, str]:
    """The first or last line of a later page that holds the first line of the document: its title runs on."""
    words = ["".join(text.split()) for text in texts]
    title = next((text for text in words if text), "")
    if len(title) < _SHORTEST_TITLE:
        return {}
    outermost = (index for top, bottom in edges[1:] for index in (*top[:1], *bottom[-1:]))
    return {
        index: "noise/running_title"
        for index in outermost
        if len(words[index]) <= _LONGEST and title in words[index]
    }


def _running_lines(
    document: Document,
    texts: Sequence[str],
    edges: list[tuple[list[int], list[int]]],
    known: Mapping[int, str],
) -> dict[int, str]:
    """Lines of words that stand alike at the edge of many pages, any numbers in them counting the pages."""
    places: dict[tuple[str, int | None], list[_Run]] = defaultdict(list)
    for top, bottom in edges:
        seen: set[tuple[str, int | None]] = set()
        for run in _level_runs(document, [i for i in dict.fromkeys((*top, *bottom)) if i not in known]):
            box = document.lines[run[0]].box
            key = _key(_words(texts, run)), round(box.top / _SAME_HEIGHT) if box else None
            if key not in seen:
                seen.add(key)
                places[key].append(run)
    return {
        index: "noise/running_line"
        for runs in places.values()
        if _is_running(_words(texts, runs[0]), [document.lines[run[0]].page for run in runs], len(edges))
        and _counts_pages(document, texts, runs)
        for run in runs
        for index in run
    }


def _level_runs(document: Document, edge: Sequence[int]) -> Iterator[_Run]:
    """The lines at the edges of a page, each alone, and those at one height together: halves of a line."""
    free = [index for index in edge if document.lines[index].grid is None]
    yield from ((index,) for index in free)
    boxes = sorted(
        (round(box.top), box.x0, index) for index in free if (box := document.lines[index].box) is not None
    )
    for _, level in groupby(boxes, key=itemgetter(0)):
        run = tuple(index for *_, index in level)
        if len(run) > 1:
            yield run


def _words(texts: Sequence[str], run: _Run) -> str:
    return " ".join(texts[index] for index in run)


def _closing_lines(document: Document, texts: Sequence[str], known: Mapping[int, str]) -> dict[int, str]:
    """The lowest lines of many pages that read alike: browsers print a foot right below what a page holds."""
    alike: dict[str, list[int]] = defaultdict(list)
    for page in _lines_by_page(document):
        lines = [i for i in page if texts[i] and i not in known and document.lines[i].box]
        lowest = max(lines, key=lambda i: box.top if (box := document.lines[i].box) else 0.0, default=None)
        if lowest is not None and document.lines[lowest].grid is None:
            alike["".join(texts[lowest].split())].append(lowest)
    pages = len(document.pages)
    return {
        index: "noise/running_line"
        for text, indexes in alike.items()
        if _is_running(text, [document.lines[index].page for index in indexes], pages)
        and len(text) <= _LONGEST
        for index in indexes
    }


def _is_running(text: str, on: Sequence[int], pages: int) -> bool:
    """Whether words that stand on some of the pages run with them; what names a source may be on any."""
    return _runs(on, pages) and sum(map(str.isalpha, text)) > 1 and source_prefix(text) is None


def _runs(on: Sequence[int], pages: int) -> bool:
    """Whether a line on these pages is on many of them, or to the end on every second one."""
    alternate = len(on) > 1 and list(on) == list(range(on[0], pages + 1, 2))
    return alternate or len(on) >= (2 if pages <= 3 else max(3, pages // 3))


def _counts_pages(document: Document, texts: Sequence[str], runs: Sequence[_Run]) -> bool:
    """Whether each number of lines alike is the same on every page, or grows with the page number.

    The number of a page may stand apart: then it is missing here.
    """
    numbers = [[int(number) for number in _NUMBER.findall(_words(texts, run))] for run in runs]
    pages = [document.lines[run[0]].page for run in runs]
    return all(
        len(set(column)) == 1 or len({number - page for number, page in zip(column, pages, strict=True)}) == 1
        for column in zip(*numbers, strict=False)
    )


# --- text without page marks --------------------------------------------------------------------


def _counting_lines(texts: Sequence[str], known: Mapping[int, str]) -> dict[int, str]:
    """Lines alike but for one number that counts up, as far apart as pages are long."""
    alike: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, text in enumerate(texts):
        if not text or len(text) > _LONGEST or index in known or _FIGURE.fullmatch(text):
            continue
        if numbers := _NUMBER.findall(text):
            alike[_key(text)].append((index, int(numbers[-1])))
    return {index: "noise/page_number" for members in alike.values() for index in _longest_count(members)}


def _longest_count(members: list[tuple[int, int]]) -> list[int]:
    """The longest run of lines that count up by one at even distances; empty below three."""
    members = members[:_MEMBERS]
    starts = [position for position, (_, value) in enumerate(members) if value <= 3][:_STARTS]
    runs = [_count_from(members[start:]) for start in starts]
    best = max(runs, key=len, default=[])
    return best if len(best) >= _REPEATED else []


def _count_from(members: list[tuple[int, int]]) -> list[int]:
    """The lines that go on counting from the first one."""
    first, value = members[0]
    run, shortest, longest = [first], 0, 0
    for index, number in members[1:]:
        gap = index - run[-1]
        if number != value + len(run) or gap < _APART:
            continue
        if len(run) > 1 and max(longest, gap) > _UNEVEN * min(shortest, gap):
            continue
        shortest, longest = (min(shortest, gap), max(longest, gap)) if len(run) > 1 else (gap, gap)
        run.append(index)
    return run


def _beside_numbers(texts: Sequence[str], known: Mapping[int, str]) -> dict[int, str]:
    """Lines that repeat, each time directly before or after a page number."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, rule in known.items():
        if rule == "noise/page_number":
            for neighbour in _neighbours(texts, index):
                if neighbour not in known:
                    places[_key(texts[neighbour])].append(neighbour)
    totals = Counter(_key(text) for text in texts if text)
    return {
        index: "noise/running_line"
        for key, indexes in places.items()
        if len(indexes) >= _REPEATED and len(set(indexes)) == totals[key] and key.strip("#")
        for index in indexes
    }


def _titles_beside_numbers(texts: Sequence[str], known: Mapping[int, str]) -> dict[int, str]:
    """Lines between a page number and a blank line that hold words of the front only: title, publisher."""
    front = "".join([text for text in texts if text][:_FRONT])
    return {
        beside: "noise/running_title"
        for index, rule in known.items()
        if rule == "noise/page_number"
        for beside, beyond in ((index - 1, index - 2), (index + 1, index + 2))
        if 0 < beyond < len(texts) and texts[beside] and not texts[beyond] and beside not in known
        if beside > _FRONT
        and len(texts[beside]) <= _LONGEST
        and len("".join(texts[beside].split())) >= _SHORTEST_TITLE
        and all(word in front for word in re.split(r"[\s·|—_-]+", texts[beside]))
    }


def _neighbours(texts: Sequence[str], index: int) -> Iterator[int]:
    """The nearest lines before and after that are not blank."""
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(texts) and abs(position - index) <= 3:
            if texts[position]:
                yield position
                break
            position += step


def _key(text: str) -> str:
    return _NUMBER.sub("#", "".join(text.split()))
