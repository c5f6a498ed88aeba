"""Figures and dates of a paragraph, and the mask in which a clause shows them as single signs."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from report_etl.extract.statements.sentences.noted_units import noted
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.language.date_grammar import DASHES
from report_etl.language.quantity_context import is_rank
from report_etl.language.segments import segment
from report_etl.models import DateMention, Qualifier, QuantityKind, QuantityMention

FIGURE: Final = "\ue001"
DATE: Final = "\ue002"
NESTED: Final = "\ue003"
TITLE: Final = "\ue004"
VAGUE: Final = "\ue005"

_SMALL_WORD: Final = re.compile(r"[一二两三四五六七八九十]{1,3}[\u4e00-\u9fff]{1,3}")
_TITLES: Final = re.compile(r"《[^《》]{1,80}》")
_code = pattern(r"{codes}[为是：:\s]{0,2}$")
_PLACES: Final = frozenset({"国", "省", "省市", "省区", "省份"})
_IN_NAME: Final = re.compile(
    r"及?以[上下内](?=[\u4e00-\u9fff]{2})(?!的|者|占|为|则|均|仅|约|达|人[群员数]|[受用患]|老人|消费者|居民|群体)"
)
_OF_SOME: Final = re.compile("某[0-9.A-Za-z万亿千瓦时吨/]*$")
_BOUND: Final = re.compile("及?以[上下内]")
_EACH_OF: Final = re.compile("[^，。；、0-9]{0,16}(?:分别|依次)")
_AGE_UNITS: Final = frozenset({"岁", "周岁"})
# 五万元以上不满二十万元的: between two limits
_NOT_UP_TO: Final = "(?:不[满足到]|未满)"
_BETWEEN: Final = re.compile(
    rf"以上(?:{_NOT_UP_TO}[0-9一二两三四五六七八九十百千]|[、至到]?[0-9一二两三四五六七八九十百千万亿.]{{1,10}}[^，。；0-9]{{0,4}}以[下内])"
)
_BETWEEN_BEFORE: Final = re.compile(rf"以上(?:{_NOT_UP_TO}|(?P<up_to>[、至到]?))$")
# Periods without a year, and spans of years: they are neither names nor figures.
_CN: Final = "一二两三四五六七八九十"
_MONTHS: Final = "[0-9]{1,2} ?(?:(?:月份?)? ?[-至到] ?[0-9]{1,2} ?)?月"
_PART: Final = (
    r"(?:全年|[上下]半年|[第前头首]?[一二三四1-4]个?季度|"
    rf"[前头首] ?[0-9{_CN}]{{1,3}} ?个月|{_MONTHS}份?[末底]?)"
)
_VAGUE: Final = re.compile(
    r"(?:单)?(?:第?[一二三四1-4前]{1,3}季度?+(?![早中晚]?稻|[晚早]|作物|蔬|菜)|[1-4]Q|Q[1-4](?:[-至]Q?[1-4])?|上半年|下半年|H[12]|(?<!上年)全年(?!目标|任务|计划|指标)"
    rf"|[前头首][0-9{_CN}]{{1,3}}个?月"
    r"|(?<![较比年])(?:去年|前年)(?![同末底]|全(?!年)|[0-9]{0,2}月?同期)"
    rf"{_PART}?"
    r"|(?<=[至到止，])(?:去年|前年)年?[末底](?![的、])"
    rf"|{_MONTHS} ?(?:份|末|底|[0-9]{{1,2}} ?日)?"
    rf"|(?:[0-9]{{1,2}}|[{_CN}]{{1,3}}|数十?)年前(?!后)"
    rf"|(?:未来|过去|近|最近|此后|今后) ?[0-9{_CN}几数]+(?:[-至到][0-9{_CN}]+)?"
    r" ?(?:个)?(?:年|季度|月|周)(?:内|间|来)?"
    rf"|[{_CN}]{{1,3}}年(?:间|内)|明年(?:初|[末底]|[上下]半年|全年)?"
    rf"|(?<=[在是，])[0-9{_CN}]{{1,3}}(?:[-至到][0-9{_CN}]{{1,3}})?(?:个月|年)(?:之?内)"
    r"|(?<![回成资样])[本上]周(?!期|转|边)|本月|当月|单月|(?:[本该]季度|[单当]季度?+)(?![水新蔬时鲜])"
    # but a level 较上季度的38%, 上月为38%
    r"|(?<![较比于同与的])上(?:一?季度?+|一?个?月)[末底份]?+(?!同期|[的为是达约仅]{0,2}[0-9])"
    rf"|(?:本?报告期)(?:各期|内)?末?|各报告期末?|(?<![\u4e00-\u9fff])期内|(?<![0-9{_CN}百半数几今当本去明每同隔])年内"
    rf"|(?<![较比])今年(?:以来|{_PART})?"
    r"|(?<![上本去今前每逐当次历])年[末底](?![的、]))"
)
# 本报甲市6月5日电（记者王某）
_DATELINE: Final = re.compile(
    r"[^，。；：（(]{0,24}?(?:[0-9]{4} ?年 ?)?[0-9]{1,2} ?月 ?[0-9]{1,2} ?日(?:电|讯|消息)"
    r"(?:\s*[（(][^（）()]{0,40}[）)]|(?=[ \u3000：，]))"
)
_JOINT: Final = re.compile(r"\s*(?:[、/]|和|及|与|或|以及|，和|、和)\s*")

_REACHED: Final = re.compile(r"(?:大关|关口)?，?(?:达|达到|增至|升至|增长至|上升至|增加至|提升至)了?[约为]?")
_SCALES: Final = "万亿萬億"
_AMOUNTS: Final = frozenset({QuantityKind.MONEY, QuantityKind.COUNT})

_turn = pattern(r"\s*[、/和及与]\s*{moves|trends}了?\s*")  # 分别增长5.6%和下降2.3%


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity in the paragraph; `aside` names the rule that set it aside, None when it may be a fact."""

    start: int
    end: int
    quantity: QuantityMention
    aside: str | None = None

    @property
    def in_per_cent(self) -> bool:
        """Whether its record is one of `percentages`, and not of `quantities`."""
        return self.quantity.kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS)


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph with its figures and dates; `mask` has its length, with one sign per masked character."""

    text: str
    mask: str
    figures: tuple[Figure, ...]
    dates: tuple[DateMention, ...]
    vague: tuple[tuple[int, int], ...] = ()  # periods without a year: 上半年, 未来五年
    script: tuple[tuple[str, str], ...] = ()  # simplified characters and how the paragraph writes them


def mark(text: str, plain: str, quantities: list[QuantityMention], dates: list[DateMention]) -> Marked:
    """Set apart what is no figure of a statement and mask what is.

    `plain` is the simplified text: same length, same offsets.
    """
    signs = list(plain)
    quantities = [_with_unit(q, after, plain) for q, after in zip_longest(quantities, quantities[1:])]
    quantities = noted(quantities, plain)
    numbers = {(q.start, q.end) for q in quantities}
    titles = [match.span() for match in _TITLES.finditer(plain)]
    line = _DATELINE.match(plain)
    begin = line.end() if line else 0
    kept_dates = [
        date
        for date in dates
        if date.start >= begin
        and not _inside(date.start, titles)
        and (date.start, date.end) not in numbers  # 分别为4200、2500、2000: no year
    ]
    taken = [(date.start, date.end) for date in kept_dates]
    vague = [
        match.span()
        for match in _VAGUE.finditer(plain.translate(DASHES), begin)
        if _alone(plain, *match.span())
    ]
    names = _classes(quantities, plain)
    figures = [
        Figure(q.start, q.end, q, "name" if q.start in names else _set_aside(plain, q, titles, taken, vague))
        for q in quantities
    ]
    signs[:begin] = " " * begin
    for start, end in titles:
        signs[start:end] = TITLE * (end - start)
    for start, end in vague:
        signs[start:end] = VAGUE * (end - start)
    for date in kept_dates:
        signs[date.start : date.end] = DATE * (date.end - date.start)
    for figure in figures:
        if figure.aside is None:
            signs[figure.start : figure.end] = FIGURE * (figure.end - figure.start)
    return Marked(text, "".join(signs), tuple(figures), tuple(kept_dates), tuple(vague), _script(text, plain))


def _classes(quantities: list[QuantityMention], plain: str) -> set[int]:
    """Where sizes begin that name the classes of a list: 10元以下、10-20元、20元以上产品占比|分别为."""
    found: set[int] = set()
    run: list[int] = []
    for quantity in quantities:
        bound = _BOUND.match(plain, quantity.end)
        edge = bound.end() if bound else quantity.end
        ranged = bound or quantity.low is not None or quantity.qualifier is not Qualifier.EXACT
        run = [*run, quantity.start] if quantity.kind in _AMOUNTS and ranged else []
        if len(run) > 1 and _EACH_OF.match(plain, edge):
            found.update(run)
        if plain[edge : edge + 1] not in ("、", "和", "与", "及"):
            run = []
    return found


def _with_unit(quantity: QuantityMention, after: QuantityMention | None, plain: str) -> QuantityMention:
    """A round number in the unit of the exact one after it: 用电量突破万亿，达到1.03万亿千瓦时."""
    if quantity.kind is not QuantityKind.NUMBER or after is None or after.kind not in _AMOUNTS:
        return quantity
    reached = _REACHED.fullmatch(plain, quantity.end, after.start)
    if reached is None or quantity.text[-1] not in _SCALES:
        return quantity
    return replace(quantity, unit=after.unit, kind=after.kind)


def _script(text: str, plain: str) -> tuple[tuple[str, str], ...]:
    pairs = {b: a for a, b in zip(text, plain, strict=True) if a != b and "\u4e00" <= a <= "\u9fff"}
    return tuple(sorted(pairs.items()))


def _alone(plain: str, start: int, end: int) -> bool:
    """Whether the period is no part of a longer word or number (H1 of H100, 月 of 月均)."""
    before, after = plain[start - 1 : start], plain[end : end + 1]
    if plain[start].isascii() and before.isascii() and before.isalnum():
        return False
    return not (plain[end - 1].isascii() and after.isascii() and after.isalnum())


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (position, 1 << 60)) - 1
    return index >= 0 and position < spans[index][1]


def _stands_in_name(plain: str, q: QuantityMention) -> bool:
    """Whether a count of places joins two nouns: 西部12省市|外贸, 中东欧16国|进出口."""
    before, after = plain[max(0, q.start - 6) : q.start], plain[q.end : q.end + 6]
    if not ("\u4e00" <= before[-1:] <= "\u9fff" and "\u4e00" <= after[:1] <= "\u9fff"):
        return False
    return (
        segment(before)[-1].tag[0] in "nfs" and segment(after)[0].tag[0] in "nv" and after[0] not in "的为是"
    )


def _set_aside(
    plain: str,
    q: QuantityMention,
    titles: list[tuple[int, int]],
    dates: list[tuple[int, int]],
    vague: list[tuple[int, int]],
) -> str | None:
    """Why the quantity is no figure of a statement, judged by what stands directly around it."""
    if _inside(q.start, titles):
        return "title"
    if _inside(q.start, dates) or _inside(q.start, vague):
        return "date"
    if _code().search(plain, max(0, q.start - 8), q.start):
        return "code"
    if q.kind is QuantityKind.ORDINAL:
        return "ordinal"
    if (
        q.kind is QuantityKind.MONEY
        and "兑" in plain[max(0, q.start - 2) : q.start] + plain[q.end : q.end + 2]
    ):
        return "exchange_rate"
    if q.kind is QuantityKind.NUMBER and plain[q.end : q.end + 1] == "级":
        return "vague"  # 万亿级, 千万级城市
    if q.text[0] in "数几" or q.text.startswith("若干"):
        return "vague"
    return _no_amount(plain, q)


def _no_amount(plain: str, q: QuantityMention) -> str | None:
    """Why the quantity is part of a name, an age or a time of day, or a number that stands for a word."""
    if q.unit in _PLACES and _stands_in_name(plain, q):
        return "name"
    if q.unit in words("durations") and _IN_NAME.match(plain, q.end):
        return "name"  # 逾期60天以上|贷款
    if _OF_SOME.search(plain, max(0, q.start - 16), q.start):
        return "name"  # 某|100MW/|200MWh电站
    if q.unit in _AGE_UNITS and "年龄" not in plain[max(0, q.start - 8) : q.start]:
        return "age"
    if _BETWEEN.match(plain, q.end) or _closes_limits(plain, q):
        return "limit"
    before = plain[max(0, q.start - 1) : q.start]
    if q.unit == "分" and before in ("时", "点"):
        return "time"
    exact = q.qualifier is Qualifier.EXACT  # 超三十台 is an amount
    small = exact and not _is_large(q) and _SMALL_WORD.fullmatch(q.text)
    if q.kind is QuantityKind.COUNT and (
        small or before in ("等", "第", "这", "该") or is_rank(plain, q.start)
    ):
        return "number_word"
    return None


def _closes_limits(plain: str, q: QuantityMention) -> bool:
    """Whether the quantity is the upper of two limits: 五万元以上|五十万元|以下的罚款."""
    before = _BETWEEN_BEFORE.search(plain, max(0, q.start - 5), q.start)
    return before is not None and (before["up_to"] is None or plain.startswith(("以下", "以内"), q.end))


def _is_large(quantity: QuantityMention) -> bool:
    """三百家 is an amount, 十家 may be a word."""
    return (quantity.low or quantity.value or 0) >= 100


def is_scaled(quantity: QuantityMention) -> bool:
    """37.94亿, and 217.41 before it in a list: more places than are printed."""
    if quantity.text.rstrip()[-1:] in tuple(_SCALES):
        return True
    digits = sum(character.isdecimal() for character in quantity.text)
    return digits > 0 and quantity.value is not None and quantity.value.adjusted() >= digits


def sign_of(quantity: QuantityMention) -> str | None:
    """The direction that a printed sign gives: -2.5%, 负2.5%, +2.5%; None without a sign."""
    least = quantity.low if quantity.value is None else quantity.value
    if least is not None and least < 0:
        return "down"
    return "up" if quantity.text[0] in "+＋" else None


def group(figures: list[Figure], mask: str, offset: int = 0, each: bool = False) -> list[tuple[Figure, ...]]:
    """Figures that only a comma of enumeration, a slash or 和 separates, together.

    `mask` begins at `offset` of the paragraph and shows brackets as one sign a character; with `each`
    (分别) the figures need not have the same unit.
    """
    groups: list[list[Figure]] = []
    for figure in figures:
        if groups:
            last = groups[-1][-1]
            between = mask[last.end - offset : figure.start - offset].replace(NESTED, "")
            if len(between) > 5:
                groups.append([figure])
                continue
            turned = each and (_turn().fullmatch(between) or between in ("，", ","))
            if turned or (_JOINT.fullmatch(between) and (each or _alike(last, figure))):
                groups[-1].append(figure)
                continue
        groups.append([figure])
    return [tuple(members) for members in groups]


def _alike(one: Figure, other: Figure) -> bool:
    return one.quantity.unit == other.quantity.unit and one.quantity.kind is other.quantity.kind


def unmask(phrase: str) -> str:
    """The phrase without the signs of masked dates and brackets."""
    return whole_name(phrase).replace(VAGUE, "")


def whole_name(phrase: str) -> str:
    """The name of a whole, with the part of a year that it is of: 占全年目标的."""
    name = phrase.replace(DATE, "").replace(NESTED, "")
    return name if "”" in name else name.lstrip("“")
