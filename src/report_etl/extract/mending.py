"""Flow → flow with its repairs: the certain ones about numerals applied, all of them listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.provenance import Locator
from report_etl.extract.repair import APPLIED, Mend, find_mends, words_apart
from report_etl.models import Break, MappedText, Span
from report_etl.records import Repair

_WORD = 40  # characters on either side of a break that a word can have
_TAIL = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,+\-]*[ \u3000]?$")
_HEAD = re.compile(r"[ \u3000]?(?:[0-9A-Za-z.+\-][0-9A-Za-z.,+\-]*%?|[%％‰])")


def mend_flow(flow: Flow, catalog: Catalog | None) -> Flow:
    """The flow with `repaired` and `repairs` filled in; see `repair` for what is applied and why."""
    locator = Locator(flow.document, catalog.digest if catalog else "0")
    lexicon = catalog.lexicon if catalog else ()
    apart = words_apart(flow.document.text)
    characters: dict[int, str] = {}
    repairs: list[Repair] = list(_joined_words(flow, locator))
    for text in _stretches(flow):
        for mend in find_mends(text.text, lexicon, apart):
            repairs.append(_record(text, mend, locator))
            if mend.rule in APPLIED:
                origin = text.origin[mend.start : mend.end]
                alike = len(mend.after) == len(origin)
                after = mend.after if alike else [mend.after, *[""] * (len(origin) - 1)]
                characters.update(zip(origin, after, strict=True))
    repairs.sort(key=lambda repair: (repair.provenance.start, repair.provenance.end))
    if not characters:
        return replace(flow, repairs=tuple(repairs))
    repaired = tuple(_with_characters(text, characters) for text in flow.repaired)
    return replace(flow, repaired=repaired, repairs=tuple(repairs))


def _stretches(flow: Flow) -> Iterator[MappedText]:
    """The text from one paragraph end to the next; page furniture on its own."""
    start = 0
    for index, line in enumerate(flow.lines):
        if index in flow.furniture:
            yield MappedText.of(line.text, line.start)
        if flow.breaks[index] is Break.PARAGRAPH or index == len(flow.lines) - 1:
            yield flow.join(start, index)
            start = index + 1


def _joined_words(flow: Flow, locator: Locator) -> Iterator[Repair]:
    """Numbers and Latin words that the end of a line or of a page had cut."""
    living = (i for i, line in enumerate(flow.lines) if line.text.strip() and i not in flow.furniture)
    for before, after in pairwise(living):
        if flow.breaks[before] is not Break.CUT:
            continue
        line, following = flow.lines[before], flow.lines[after]
        tail = _TAIL.search(line.text[-_WORD:])
        head = _HEAD.match(following.text[:_WORD])
        if tail is None or head is None:
            continue
        rule = "line_wrap" if line.page == following.page else "page_break"
        span = Span(line.end - len(tail[0]), following.start + head.end())
        yield Repair(
            rule=rule,
            before=f"{tail[0].rstrip()}\n{head[0].lstrip()}",
            after=tail[0].rstrip() + head[0].lstrip(),
            certain=True,
            provenance=locator.provenance(span, f"repair/{rule}"),
        )


def _record(text: MappedText, mend: Mend, locator: Locator) -> Repair:
    return Repair(
        rule=mend.rule,
        before=text.text[mend.start : mend.end],
        after=mend.after,
        certain=mend.certain,
        provenance=locator.provenance(text.span(mend.start, mend.end), f"repair/{mend.rule}"),
    )


def _with_characters(text: MappedText, characters: Mapping[int, str]) -> MappedText:
    """The text with some characters replaced, each by none, one or several."""
    if not any(origin in characters for origin in text.origin):
        return text
    shown = [characters.get(origin, c) for c, origin in zip(text.text, text.origin, strict=True)]
    origins = (origin for c, origin in zip(shown, text.origin, strict=True) for _ in c)
    return MappedText("".join(shown), tuple(origins))
