"""What a column of figures measures: its subject, measure and period, from header and caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from report_etl.extract.tables.matching.labels import POINTS, HeaderName, without_numbering
from report_etl.extract.tables.matching.units import SEVERAL
from report_etl.language.dates import find_dates
from report_etl.language.normalize import squeeze
from report_etl.language.script import simplified

# Words of a caption that come before what it is about, and after it.
_LEAD = re.compile(
    r"^(?:截至|截止到?|近年来?|近[一二两三四五六七八九十0-9]{1,2}年|历年|当前|目前|预计|[初末底]|[，、：:\s]|我国|中国|全国|全球"
    r"|各地区?|各省区?市?份?(?:[（(][自治直辖区市、/]+[）)])?|部分省市|期间|及未来)+"
)
_TAIL = re.compile(
    r"(?:情况|状况|一览|统计|汇总|变化|趋势|走势|预测|对比|分析|分布|排名|数据|概况|明细|结构|构成|主要指标|指标|图|表"
    r"|(?:分季度|分年度)?(?:主要)?(?:会计|财务|盈利|业绩|(?<!特许|连锁|规模)经营)|[与及和]?估值"
    r"|（[^（）]{1,10}）|\([^()]{1,10}\))+$"
)
_PLACES = re.compile(
    r"(?:(?:部分|主要|重点|[各分按]|不同)(?:省区?市?份?|地区?|城市)|地区|省份|省市|区域|属地)(?:[（(][自治直辖区市、/]+[）)])?|全国"
)
_MEASURE_WORDS = (
    "市场规模 用户规模 产业规模 营业收入 营业总收入 营业利润 利润总额 净利润 "
    "销售收入 销售额 进出口额 出口额 进口额 出货量 销售量 产量 销量 "
    "产能 产值 收入 人次 数量 总量 规模 保有量 库容 装机容量 装机量 装机 价格 均价 单价 人数 面积 金额 "
    "总额 利润 投资额 投资 里程 需求量 消费量 使用量 人口 床位 用户 进口量 出口量 进出口 出口 进口"
).split()
_BETWEEN_DATES = frozenset("与和及至")
_JOINS = "及和与、"
_UNTIL = re.compile("(?:截[至止]到?|截止至)?")
_UNTIL_END = re.compile("[，、；及和与（(]*(?:截[至止]到?|截止至)?$")
_FLOWS = re.compile("新增|新设|净增|注销")  # what came or went in a period, not what there is at its end
_BARE_MEASURES = frozenset("数量 总数 数目 个数 数值 总量".split())
_TOTALS = frozenset("合计 总计 总额 总量 总规模".split())
_ADJECTIVES = frozenset(
    "新增 累计 总 平均 年 年度 本年 当年 全年 当期 期末 人均 年均 净 毛 合计 国内 海外 "
    "归母 扣非 扣非归母 归属母公司 主营 主营业务 规模以上 规上".split()
)
_GROWTH = re.compile(
    r"同比|环比|增速|增长|成长[率幅]|年[增减]|增幅|降幅|涨幅|涨跌|增减|变动|变化|CAGR|复合|(?i:[YQ]o[YQ]|MoM)|\+/[-−–]"
)
_GROWTH_WORDS = re.compile(
    r"(?:年均|年)?(?:复合)?(?:同比|环比)?(?:增长率|成长率|增速|增长|增幅|降幅|涨幅|变化率|变化|变动)?$|同比$|环比$|(?i:[YQ]o[YQ]|MoM)$"
    r"|[（(]?\+/[-−–]%?[）)]?$"
)


_PART_OF_YEAR = re.compile(
    "(?:1[0-2]|[1-9])(?:[-—–~～至](?:1[0-2]|[1-9]))?月|[上下]半年|前?[一二三四1-4]季度|第[一二三四1-4]季度"
)


@lru_cache(maxsize=64)
def caption_period(caption: str | None) -> str | None:
    """The one period a caption names; None when it names none or several."""
    if not caption:
        return None
    periods = {mention.iso for mention in find_dates(without_numbering(caption)) if mention.iso}
    return periods.pop() if len(periods) == 1 else None


def column_period(header: str, caption: str | None) -> str | None:
    """The period of a column: that of the caption, or the part of its year that the header begins with.

    1-8月累计产量 under 2025年8月各省产量 → 2025-01/2025-08. Of several the one whose words name the column:
    产能 under 截至2025年3月各省产能及占比、2024年新增情况 → 2025-03.
    """
    period = caption_period(caption)
    if period is None:
        return _named_period(header, caption or "")
    if _PART_OF_YEAR.match(header) is None:
        return period
    dates = find_dates(f"{period[:4]}年{header}")
    return dates[0].iso if dates and dates[0].start == 0 else period


def _named_period(header: str, caption: str) -> str | None:
    """The period before the only part of a caption that names a column, where each part begins with one."""
    text = without_numbering(caption)
    mentions = [mention for mention in find_dates(text) if mention.iso]
    if not mentions or _UNTIL.fullmatch(text[: mentions[0].start]) is None:
        return None
    ends = [*(mention.start for mention in mentions[1:]), len(text)]
    parts = [_UNTIL_END.sub("", text[m.end : end]) for m, end in zip(mentions, ends, strict=True)]
    if any(len(part.strip("底末初止" + _JOINS)) < 2 for part in parts):  # 2023年与2024年…: both hold for it
        return None
    named = [
        mention.iso
        for mention, part in zip(mentions, parts, strict=True)
        if header in part and bool(_FLOWS.search(header)) == bool(_FLOWS.search(part))
    ]
    return named[0] if len(named) == 1 and named[0] and "/" not in named[0] else None


def with_year(text: str, caption: str | None) -> str:
    """A part of a year with the year that the caption names: 第一季度 under 2024年… → 2024年第一季度."""
    plain = squeeze(text)
    if _PART_OF_YEAR.fullmatch(plain) is None:
        return text
    year = caption_period(caption)
    return f"{year}年{plain}" if year is not None and len(year) == 4 else text


_BARS = "|｜ "  # they part the sections of a journal, and no words of a caption
# 3.1 or 2、 before the words of a caption
_SECTION = re.compile(r"^(?:[0-9]{1,2}(?:[.．][0-9]{1,2})+[.．、]?\s*|[0-9]{1,2}[.．、]\s*(?![0-9]))")


@lru_cache(maxsize=64)
def caption_core(caption: str | None) -> str:
    """What a caption is about: no number, no periods, no 我国, no 情况; "" for the head of a page (a | b)."""
    if not caption:
        return ""
    text = _SECTION.sub("", without_numbering(caption)).strip(_BARS)
    if any(bar in text for bar in _BARS.strip()):
        return ""
    bounds = [
        0,
        *(place for mention in find_dates(text) for place in (mention.start, mention.end)),
        len(text),
    ]
    parts = [text[start:end] for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    text = "".join(part for part in parts if part not in _BETWEEN_DATES)
    text = re.sub(r"[（(][^（）()]{1,12}[）)]$", "", text.strip())
    text = _LEAD.sub("", text.strip())
    return _TAIL.sub("", text)


def region_measure(header: HeaderName, caption: str | None) -> str:
    """The measure of a region table: the header, made complete by the caption that says it with other words.

    库容 under 2024年各省冷库库容分布 → 冷库库容; 入园企业 under 各地软件入园企业数量 → 软件入园企业数量;
    新增数量 under 部分地区新增泵站数量 → 新增泵站数量.
    """
    core = _PLACES.sub("", caption_core(caption))
    place = core.find(header.name)
    if len(header.name) <= 4 and place > 0:
        before = core[:place]
        if SEVERAL.search(before):  # 企业数 under …产能及企业数
            before = before[: _first_measure(before, place)]
        before = "" if before.endswith(tuple(_JOINS)) else before  # 企业、|产量 of whatever it is
        after = next((w for w in _BARE_MEASURES if core.startswith(w, place + len(header.name))), "")
        return (before + header.name + after).lstrip("的")
    if header.name in _BARE_MEASURES and core:
        return core + header.name
    around = range(2, len(header.name) - 1)  # 新增数量 under 新增泵站数量
    halves = any(
        core.startswith(header.name[:n]) and core.endswith(header.name[n:])
        for n in around
        if header.name[n:] in _BARE_MEASURES
    )
    whole = halves and len(core) - len(header.name) > 1 and not SEVERAL.search(core)
    return core if whole else header.name


@dataclass(frozen=True, slots=True)
class Figure:
    """Subject and measure of a column of figures."""

    subject: str | None
    measure: str


def level_figure(header: HeaderName, caption: str | None, others: Sequence[str] = ()) -> Figure:
    """Subject and measure of amounts: 产量 under 我国茶叶产量及销售额 → 茶叶, 产量.

    `others` are the names of the other columns.
    """
    core = caption_core(caption)
    place = core.find(header.name)
    if place > 1:
        first = min((at for at in map(core.find, others) if at > 1), default=place)  # 茶叶|种植面积与产量
        limit = _first_measure(core, min(first, place))
        return Figure(_subject(core[:limit], header.name, others), header.name)
    name = core if core and header.name in _TOTALS else header.name  # 合计 is of what the caption is about
    word = next((w for w in _MEASURE_WORDS if name.endswith(w)), name)
    named = name.removesuffix(word)
    if named and named not in _ADJECTIVES and not named.endswith("的"):  # 归属于股东的净利润 is one measure
        return Figure(named, word)
    return Figure(_subject(core[: _first_measure(core, len(core))], name, others), name)


def _subject(words: str, measure: str, others: Sequence[str]) -> str | None:
    """The words before a measure, without the beginning of the measure itself (手机出货 before 出货量).

    None where another one stands before it that no column begins with: 水泵订货与|返修.
    """
    if words.startswith(measure):  # 产值 under 产值及其增速
        return None
    before = _without_measure(words, measure)
    if before != words and before.endswith(tuple(_JOINS)):
        joined = before.rstrip(_JOINS)
        before = min((_without_measure(joined, other) for other in others), key=len, default=joined)
        if before == joined:
            return None
    before = before.rstrip("的" + _JOINS)
    return before if before and before not in _MEASURE_WORDS else None  # 收入预测 says of no 销量 whose it is


def _without_measure(words: str, measure: str) -> str:
    """The words without the longest beginning of a measure, of two characters or more, at their end."""
    length = next((n for n in range(len(measure), 1, -1) if words.endswith(measure[:n])), 0)
    return words[: len(words) - length]


def _first_measure(core: str, limit: int) -> int:
    """Where the first measure word of a caption begins."""
    places = [core.find(word) for word in _MEASURE_WORDS]
    return min([place for place in places if 0 < place <= limit], default=limit)


def is_growth(name: str) -> bool:
    """Whether a header names a growth rate."""
    return _GROWTH.search(simplified(name)) is not None


_SHARE = re.compile("占|比重|份额|市占率|比例$")
_SHARE_AT_END = re.compile("(?:占比|比重|份额|市占率)$")


def percent_kind(header: HeaderName) -> str:
    """share, rate, growth or change_points, by the header."""
    if header.unit in POINTS:
        return "change_points"
    if is_growth(header.name):
        return "growth"
    return "share" if _SHARE.search(header.name) else "rate"


def part_of_share(header: HeaderName, caption: str | None) -> Figure | None:
    """A header that only names a part, where the caption says of what all are shares.

    10元以下 under 茶饮各价格带销售占比 → 10元以下, 茶饮各价格带销售占比.
    """
    core = caption_core(caption)
    if percent_kind(header) != "rate" or header.name.endswith("率") or not _SHARE_AT_END.search(core):
        return None
    return Figure(header.name, core)


def related_level(name: str, levels: list[tuple[int, HeaderName]], index: int) -> HeaderName | None:
    """The column of amounts that a percentage belongs to: one that shares its words, else the one before."""
    stem = _GROWTH_WORDS.sub("", name)
    if stem:
        shared = [level for _, level in levels if stem in level.name]
        if shared:  # 出口 belongs to 出口, not to 进出口
            return min(shared, key=lambda level: (not level.name.startswith(stem), len(level.name)))
        if is_growth(name):
            if stem in _TOTALS and (whole := [level for _, level in levels if level.name.startswith("总")]):
                return whole[0]  # 总量增速 belongs to 总保有量
            partly = [
                level
                for _, level in levels
                if any(stem[i : i + 2] in level.name for i in range(len(stem) - 1))
            ]
            if len(partly) == 1:
                return partly[0]
    before = [level for place, level in levels if place < index]
    return before[-1] if before else None
