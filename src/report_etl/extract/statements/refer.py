"""Words that only refer back (公司, 全省, 全行业) → what they stand for, if the text tells it.

A row is read without its sentence. With two candidates, or none, the printed word stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final

from report_etl.extract.statements.firms import (
    alike,
    distinct,
    find_definitions,
    find_firms,
    headed_firms,
    mentioned,
    speaks_of_firm,
    titled_firm,
)
from report_etl.extract.statements.nouns import is_guesser, is_sold_to, refers_back
from report_etl.extract.statements.readings import Outcome, Reading
from report_etl.extract.statements.sentences import simplify
from report_etl.extract.statements.vocabulary import words
from report_etl.language.regions import RegionKind, match_region, parse_region
from report_etl.language.segments import Segment, segment
from report_etl.models import Paragraph

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
    def _known(self) -> list[str]:
        return distinct(name for text in (*self._titles, *self._texts) for name in find_firms(text))

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
        headed = headed_firms(set(self._headings))
        return firm if firm and all(alike(name, firm) for name in headed) else None

    @cached_property
    def _is_of_broker(self) -> bool:
        """Whether somebody else wrote the report on the firm: 本公司 in it is who deals in shares."""
        return any(map(_BROKERAGE.search, self._texts))

    def _about(self, place: int) -> str | None:
        """The firm that a section is about: the one its heading begins with, else that of the report."""
        headed = headed_firms([self._headings[place]])
        return headed[0] if headed else self.firm

    def firm_of(self, place: int) -> str | None:
        """The firm that a paragraph is about when it names no other one."""
        firm = self._about(place)
        if firm is None:
            return None
        others = [name for name in mentioned(self._texts[place], self._known) if not alike(name, firm)]
        return None if others else firm

    def refer(self, outcomes: Iterable[Outcome], place: int) -> list[Outcome]:
        """The outcomes of a paragraph; subjects and bases say what their referring words mean."""
        said: list[Outcome] = []
        for outcome in outcomes:
            said.append(self._referred(outcome, place, said) if isinstance(outcome, Reading) else outcome)
        return said

    def _referred(self, reading: Reading, place: int, said: Sequence[Outcome]) -> Reading:
        if is_guesser(reading.subject or ""):
            return _without_guesser(reading, said)
        before = self._texts[place][: reading.figure.start]
        told = [r.subject or "" for r in said if isinstance(r, Reading) and _names(r)]
        fields = {"subject": reading.subject, "base": reading.base}
        meant = {field: self._meant(text or "", place, before, told) for field, text in fields.items()}
        replaced = {field for field, (_, known) in meant.items() if known}
        return replace(
            reading,
            subject=meant["subject"][0] or reading.subject,
            base=meant["base"][0] or reading.base,
            inherited=tuple(field for field in _FIELDS if field in {*replaced, *reading.inherited}),
        )

    def _meant(self, text: str, place: int, before: str, told: Sequence[str]) -> tuple[str, bool]:
        """The text with what its referring word stands for, and whether that is known."""
        word = refers_back(text)
        if word is None:
            return text, False
        at = before.rfind(word)
        if is_sold_to(word, before, at + len(word)):
            return text, False
        of_firm = word in words("refers_to_firm", "refers_to_self")
        earlier = before[: max(at, 0)]
        name = self._firm(word, place, earlier, told) if of_firm else self._other(word, place, earlier)
        if name is None:
            return (text.removeprefix("该") if len(word) > _SHORT else text), False
        return name + text.removeprefix(word), True

    def _firm(self, word: str, place: int, before: str, told: Sequence[str]) -> str | None:
        """The firm whose report it is, or the only one that the paragraph has named before the word."""
        if word in self._defined:
            return self._defined[word] or None
        if word in _OF_WRITER and self._is_of_broker:
            return None
        firm = self._about(place)
        if (kind := next((end for end in _KINDS if word.endswith(end)), "")) not in (firm or kind):
            return None  # 集团 is not the firm of the group whose report it is
        if word in words("refers_to_self"):
            return firm
        if word == _TARGET or _AFFILIATE.search(before, before.rfind("。") + 1):
            return None
        named = mentioned(before, self._known)
        if firm is not None:
            return firm if all(alike(name, firm) for name in named) else None
        if len(named) != 1 or named[0] not in self._known:
            return None
        return named[0] if all(alike(name, named[0]) for name in told) else None

    def _other(self, word: str, place: int, before: str) -> str | None:
        """The only place or trade that the title and the paragraph so far name, else those before."""
        find = find_trades if word in words("refers_to_industry") else places_at(word[-1])
        own = _only(find("\n".join([*self._titles, self._headings[place]])))
        here = list(dict.fromkeys(find(before)))
        if own is None and not here:
            here = next(
                (found for text in self._earlier(place) if (found := list(dict.fromkeys(find(text))))), []
            )
        name = _only([*here, own] if own else here)
        return name + _TRADE_WORD if name and find is find_trades else name

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


def _names(reading: Reading) -> bool:
    """Whether the clause of a reading names its subject itself, with a name."""
    own = reading.subject is not None and "subject" not in reading.inherited
    return own and refers_back(reading.subject or "") is None


def _only(found: Iterable[str]) -> str | None:
    names = list(dict.fromkeys(found))
    return names[0] if len(names) == 1 else None


def places_at(level: str) -> Callable[[str], Iterator[str]]:
    """A function that finds the places of a level in a text: 省, 市, 区, 县, 州, 旗, or 地 for any."""

    def find(text: str) -> Iterator[str]:
        at = 0
        for word, tag in segment(text):
            if tag[:2] in ("ns", "nt", "nr") and (found := _place(text, at, word, tag)):
                name, kind = found
                if level in ("地", kind):
                    yield name
            at += len(word)

    return find


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


def find_trades(text: str) -> Iterator[str]:
    """The trades that a text names as such: 我国轮胎行业增速加快 → 轮胎."""
    for match in _TRADE.finditer(text):
        run = _RUN.search(text, max(0, match.start() - 17), match.start())
        pieces = segment(run[2]) if run else ()
        outside = (at for at in range(len(pieces) - 1, -1, -1) if not _is_of_trade(pieces[at]))
        last = next(outside, -1)
        name = "".join(word for word, _ in pieces[last + 1 :]).lstrip("和与及")
        listed = run is not None and run[1] and last < 0  # 鞋服、|纺织行业
        if len(name) > 1 and name not in words("kinds") and not listed:
            yield name


def _is_of_trade(piece: Segment) -> bool:
    word, tag = piece
    named = tag[0] in "njbl" or tag == "vn" or word in ("和", "与", "及", *words("trades"))
    return named and tag != "ns" and word not in words("kinds", "refers_to_industry")
