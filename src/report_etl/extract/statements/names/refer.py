"""Words that only refer back (公司, 全省, 全行业) → what they stand for, if the text tells it.

A row is read without its sentence. With two candidates, or none, the printed word stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Final

from report_etl.extract.statements.names.firms import (
    Found,
    alike,
    distinct,
    find_definitions,
    find_firms,
    has_firm_ending,
    headed_firm,
    mentions,
    speaks_of_firm,
    titled_firm,
)
from report_etl.extract.statements.names.nouns import is_guesser, is_sold_to, refers_back
from report_etl.extract.statements.readings import Outcome, Reading
from report_etl.extract.statements.sentences.sentences import simplify
from report_etl.extract.statements.sentences.vocabulary import words
from report_etl.language.regions import RegionKind, match_region, parse_region
from report_etl.language.segments import Segment, segment
from report_etl.models import Paragraph

_END: Final = 1 << 60  # behind everything
_LEVELS: Final = frozenset("省市区州")
_OF_PROVINCES: Final = {  # 全市 may be 上海, 全区 广西
    **dict.fromkeys(("11", "12", "31", "50"), "市"),
    **dict.fromkeys(("15", "45", "54", "64", "65"), "区"),
}
_COUNTY: Final = re.compile(r"[\u4e00-\u9fff]{2,5}[市县区旗]")
_TRADE: Final = re.compile(r"(?:行业|产业)(?![链园化政基集人用研协联学网信咨])")
_RUN: Final = re.compile(r"(、?)([\u4e00-\u9fff]{2,16})$")
_FAR: Final = 3  # paragraphs back under one heading
_FIELDS: Final = ("subject", "measure", "base", "period")
_TRADE_WORD: Final = "行业"
_SHORT: Final = 2  # characters: 该公司 is a firm, but what 该行 is nobody knows
_TARGET: Final = "标的公司"
_AFFILIATE: Final = re.compile("子公司|旗下|参股|联营|合营")  # 公司控股子公司…，公司: the one or the other
_OF_WRITER: Final = ("本公司", "我司")
_KINDS: Final = ("集团", "行")
_BROKERAGE: Final = re.compile("证券(?:股份)?有限|投资咨询业务|免责声明|本报告")
_FIRM_SPOKEN_OF: Final = re.compile("(?:^|[，。；：])(?:公司|集团|本公司|我司|该公司)")
_BROKER: Final = re.compile("证券|期货")


class Referents:
    """What the referring words of one report may stand for.

    `titles` are the lines that name the report; `paragraphs` all of its running text, in order.
    """

    def __init__(self, titles: Iterable[str], paragraphs: Sequence[Paragraph]) -> None:
        self._titles = [simplify(title) for title in titles]
        self._texts = [simplify(paragraph.text.text) for paragraph in paragraphs]
        self._headings = [simplify(paragraph.heading or "") for paragraph in paragraphs]

    @cached_property
    def _known(self) -> tuple[str, ...]:
        return tuple(distinct(name for text in (*self._titles, *self._texts) for name in find_firms(text)))

    @cached_property
    def _defined(self) -> dict[str, str]:
        """The firm that each word is defined as; "" where it is defined twice, or as nobody knows whom."""
        found: dict[str, list[str]] = {}
        for text in self._texts:
            for word, name in find_definitions(text):
                found.setdefault(word, []).append(name)
        return {word: _only(distinct(names)) or "" for word, names in found.items()}

    @cached_property
    def firm(self) -> str | None:
        """The firm whose report it is."""
        first = next((at for at, text in enumerate(self._texts) if "。" in text), -1)
        assumed = any(speaks_of_firm(text, at == first) for at, text in enumerate(self._texts))
        defined = distinct(name for name in self._defined.values() if name and not _BROKER.search(name))
        titled = titled_firm(self._titles, [*self._known, *defined], assumed)
        firm = titled or (defined[0] if len(defined) == 1 else None)
        headed = filter(None, map(headed_firm, set(self._headings)))
        return firm if firm and all(alike(name, firm) for name in headed) else None

    @cached_property
    def _is_of_broker(self) -> bool:
        """Whether somebody else wrote the report on the firm: 本公司 in it is who deals in shares."""
        return any(map(_BROKERAGE.search, self._texts))

    def _about(self, place: int) -> str | None:
        """The firm that a section is about: the one its heading begins with, else that of the report."""
        return headed_firm(self._headings[place]) or self.firm

    def firm_of(self, place: int) -> str | None:
        """The firm that a paragraph is about when it names no other one."""
        firm = self._about(place)
        if firm is None:
            return None
        named = {name for _, name in mentions(self._texts[place], self._known)}
        return firm if all(alike(name, firm) for name in named) else None

    def refer(self, outcomes: Iterable[Outcome], place: int) -> list[Outcome]:
        """The outcomes of a paragraph; subjects and bases say what their referring words mean."""
        said: list[Outcome] = []
        named: dict[str, None] = {}
        for outcome in outcomes:
            if not isinstance(outcome, Reading):
                said.append(outcome)
            elif is_guesser(outcome.subject or ""):
                said.append(_without_guesser(outcome, said))
            else:
                said.append(self._referred(outcome, place, list(named)))
                if (
                    outcome.subject
                    and "subject" not in outcome.inherited
                    and not refers_back(outcome.subject)
                ):
                    named[outcome.subject] = None
        return said

    def _referred(self, reading: Reading, place: int, named: Sequence[str]) -> Reading:
        end = reading.figure.start
        subject, of_subject = self._meant(reading.subject, place, end, named)
        base, of_base = self._meant(reading.base, place, end, named)
        replaced = {*["subject"] * of_subject, *["base"] * of_base, *reading.inherited}
        inherited = tuple(field for field in _FIELDS if field in replaced)
        return replace(reading, subject=subject, base=base, inherited=inherited)

    def _meant(self, text: str | None, place: int, end: int, named: Sequence[str]) -> tuple[str | None, bool]:
        """The text with what its referring word stands for, and whether that is known.

        `end` is where the figure of the text begins, `named` are the subjects before it.
        """
        word = refers_back(text) if text else None
        if text is None or word is None:
            return text, False
        at = self._texts[place].rfind(word, 0, end)
        if is_sold_to(word, self._texts[place], at + len(word)):
            return text, False
        if word in words("refers_to_firm", "refers_to_self"):
            name = self._firm(word, place, max(at, 0), named)
        else:
            name = self._other(word, place, max(at, 0))
        if name is None:
            return (text.removeprefix("该") if len(word) > _SHORT else text), False
        return name + text.removeprefix(word), True

    def _firm(self, word: str, place: int, at: int, named: Sequence[str]) -> str | None:
        """The firm whose report it is, or the only one that the paragraph has named before the word."""
        if word in self._defined:
            return self._defined[word] or None
        if word in _OF_WRITER and self._is_of_broker:
            return None
        firm, text = self._about(place), self._texts[place]
        if (kind := next((end for end in _KINDS if word.endswith(end)), "")) not in (firm or kind):
            return None  # 集团 is not the firm of the group whose report it is
        if word in words("refers_to_self"):
            return firm
        if word == _TARGET or _AFFILIATE.search(text, text.rfind("。", 0, at) + 1, at):
            return None
        before = distinct(_up_to(at, mentions(text, self._known)))
        if firm is not None:
            return firm if all(alike(name, firm) for name in before) else None
        if not before and not self._spoke_of_firm(place):
            return _only(name for name in named if has_firm_ending(name))
        if len(before) != 1 or before[0] not in self._known:
            return None
        return before[0] if all(alike(name, before[0]) for name in named) else None

    def _spoke_of_firm(self, place: int) -> bool:
        """Whether the paragraphs before one speak of a firm as known, which then is the one meant."""
        return any(map(_FIRM_SPOKEN_OF.search, self._texts[:place]))

    def _other(self, word: str, place: int, at: int) -> str | None:
        """The only place or trade that the title and the paragraph so far name, else those before."""
        trade = word in words("refers_to_industry")
        find = find_trades if trade else partial(find_places, level=word[-1])
        own = _only(_up_to(_END, find("\n".join([*self._titles, self._headings[place]]))))
        here = _up_to(at, find(self._texts[place]))
        if own is None and not here:
            here = next(filter(None, (_up_to(_END, find(text)) for text in self._earlier(place))), [])
        name = _only([*here, own] if own else here)
        return name + _TRADE_WORD if name and trade else name

    def _earlier(self, place: int) -> Iterator[str]:
        """The paragraphs before one under its heading, the nearest first."""
        for earlier in range(place - 1, max(-1, place - 1 - _FAR), -1):
            if self._headings[earlier] != self._headings[place]:
                return
            yield self._texts[earlier]


def _without_guesser(reading: Reading, said: Sequence[Outcome]) -> Reading:
    """低于分析师此前预计的9亿元: whose guess it is belongs to the measure; whom it is about was told."""
    before = [r for r in said if isinstance(r, Reading) and r.sentence == reading.sentence]
    told = next((r.subject for r in reversed(before) if r.measure == reading.measure), None)
    inherited = tuple(
        f for f in _FIELDS if (f == "subject" and told) or (f in reading.inherited and f != "subject")
    )
    own = "subject" not in reading.inherited
    measure = (reading.subject or "") + (reading.measure or "") if own else reading.measure
    return replace(reading, subject=told, measure=measure, inherited=inherited)


def _up_to(at: int, found: Found) -> list[str]:
    """The different names that end before a place."""
    return list(dict.fromkeys(name for end, name in found if end <= at))


def _only(names: Iterable[str]) -> str | None:
    different = list(dict.fromkeys(names))
    return different[0] if len(different) == 1 else None


@lru_cache(maxsize=64)
def find_places(text: str, level: str) -> Found:
    """Where places of a level end in a text, and their names: 省, 市, 区, 县, 州, 旗, or 地 for any."""
    found: list[tuple[int, str]] = []
    at = 0
    for word, tag in segment(text):
        if tag[:2] in ("ns", "nt", "nr") and (named := _place(text, at, word, tag)):
            name, kind = named
            if level in ("地", kind):
                found.append((at + len(word), name))
        at += len(word)
    return tuple(found)


def _place(text: str, at: int, word: str, tag: str) -> tuple[str, str] | None:
    """The place that a word names, and its level: 浙江省委 names 浙江; 上海证券交易所 no place."""
    end = match_region(text, at)
    region = parse_region(text[at:end]) if end else None
    if end and region and region.code:
        if tag == "nt" and not _LEVELS & {text[end - 1], text[end : end + 1]}:
            return None
        if region.kind is RegionKind.PROVINCE:
            return region.name, _OF_PROVINCES.get(region.code[:2], "省")
        return region.name.removesuffix("市"), "州" if region.name.endswith("自治州") else "市"
    county = _COUNTY.fullmatch(word) or _COUNTY.match(text, at, at + len(word) + 1)
    if tag == "ns" and county and len(county[0]) >= len(word):
        return county[0].removesuffix("市"), county[0][-1]
    return None


@lru_cache(maxsize=64)
def find_trades(text: str) -> Found:
    """Where trades that a text names as such end, and their names: 我国轮胎行业增速加快 → 轮胎."""
    found: list[tuple[int, str]] = []
    for match in _TRADE.finditer(text):
        run = _RUN.search(text, max(0, match.start() - 17), match.start())
        pieces = segment(run[2]) if run else ()
        outside = (at for at in range(len(pieces) - 1, -1, -1) if not _is_of_trade(pieces[at]))
        last = next(outside, -1)
        name = "".join(word for word, _ in pieces[last + 1 :]).lstrip("和与及")
        listed = run is not None and run[1] and last < 0  # 鞋服、|纺织行业
        if len(name) > 1 and name not in words("kinds") and not listed:
            found.append((match.end(), name))
    return tuple(found)


def _is_of_trade(piece: Segment) -> bool:
    word, tag = piece
    named = tag[0] in "njbl" or tag == "vn" or word in ("和", "与", "及", *words("trades"))
    return named and tag != "ns" and word not in words("kinds", "refers_to_industry")
