"""Whether the words around let a numeral be a quantity: 千亿元 alone is a unit, 未来三年 a period."""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.numerals import CHINESE_NUMERALS, LARGE_SCALES, SCALES, ZEROS
from report_etl.language.quantity_draft import Draft
from report_etl.language.quantity_senses import has_other_sense
from report_etl.language.units import find_unit
from report_etl.models import Qualifier, QuantityKind

_SPACES: Final = frozenset(" \u3000\xa0")
_NOTE: Final = frozenset("每/：:（(")  # before a scale alone: 每百万人, 单位：亿元, （十亿美元）
_LONE_CUES: Final = ("级", "以上", "以下", "左右", "大关", "规模", "量级", "门槛", "关口", "之巨")

_CALENDAR: Final = frozenset("年 月 个月 天 周 日 季度 个季度 星期".split())
_PERIOD_BEFORE: Final = re.compile(
    r"(?:近|最近|过去|未来|今后|此后|往后|随后|之后的?|连续|连|前|后|首|头)[ 的]?$"
)
_PERIOD_AFTER: Final = re.compile(
    r"CAGR|复合|年?均|平均|累计|来(?!自)|以来|[期之]?间|内(?![部容涵存在外地需销])|滚动|行动|计划|规划"
)
# Counted in whole units only: 2.3人免疫球蛋白 at the head of a sentence is heading 2.3
_WHOLE: Final = frozenset("人 家 个 台 辆 部 张 只 款 项 名 位 座 栋 艘 枚 件 户 批 届 村 县 省".split())
# Sizes and ages that name a class of things where a noun follows: 8英寸晶圆, 7nm工艺, 60岁以上人口
_CLASS_UNITS: Final = frozenset(
    "岁 周岁 英寸 寸 英尺 mm nm μm cm 纳米 微米 毫米 厘米 V kV 伏 千伏 W kW kg g mg ml mL 毫升 Gbps".split()
)
_CLASS_AFTER: Final = re.compile(
    r"及?以[上下](?![的为占左右])[\u4e00-\u9fffA-Z0-9]|(?![左右以上下的为和与及至到之内不多余等时])[\u4e00-\u9fffA-Z]"
)
_SIZES: Final = frozenset({"平方米", "平米", "㎡", "MW", "兆瓦"})
_SIZED: Final = re.compile(
    r"(?:及?以[上下])?的?[一-鿿]{0,4}(?:户型|住宅|住房|商品房|套型|套房|房源|风机|风电塔|机组|级)"
    r"|级|及?以[上下](?![的为占左右])[一-鿿]"
)
_MEASURED_BEFORE: Final = frozenset("为达至到约近超逾过于是在重长宽高厚深径有含用需加降升减")

_RANK: Final = re.compile(r"(?<![此以之目当先])前[ \u3000\xa0]?$")  # 前 10 of a ranking, but 目前10家
_OUT_OF: Final = re.compile(r"每[0-9一二三四五六七八九十百千万]{1,6}[一-鿿]{1,10}(?:[就便]有|中)[约近]?$")
# around a bare Chinese number, which is otherwise part of a word (统一, 四川, 十字)
_NUMBER_BEFORE: Final = frozenset("是为有到达至于约近超逾过和与及或共计得从由比仅负在降增余")
_NUMBER_AFTER: Final = frozenset("是那这却不等和与至到以余多千百及、")
_DIGIT_BEFORE: Final = frozenset("是为于有")
_DIGIT_AFTER: Final = frozenset("那这不却而但分")


def is_quantity(text: str, draft: Draft) -> bool:
    """Whether the draft, read as far as it goes, is a quantity; bare Arabic figures are judged later."""
    before = text[draft.start - 1 : draft.start]
    if draft.kind is not QuantityKind.NUMBER and (
        _is_no_figure(text, draft, before) or has_other_sense(text, draft)
    ):
        return False
    if draft.lone:
        return _lone_is_quantity(text, draft, before)
    if (
        before in _NOTE
        and draft.numeral
        and len(draft.numeral) > 1
        and all(c in SCALES for c in draft.numeral)
    ):
        return draft.value is None
    if draft.kind is QuantityKind.COUNT:
        return not _is_no_fact(text, draft, before)
    if draft.kind is QuantityKind.NUMBER and draft.numeral:
        return _chinese_number_stands(text, draft, before)
    return True


def _lone_is_quantity(text: str, draft: Draft, before: str) -> bool:
    """千亿元以上, 近百家, 上亿, 百亿元级: a scale alone needs a word that makes it a number."""
    if before in _NOTE or before in ("、", "个"):
        return False
    if draft.qualifier is not Qualifier.EXACT:
        return True
    if any(text.startswith(cue, draft.end) for cue in _LONE_CUES):
        return len(draft.numeral) > 1
    return draft.kind is QuantityKind.NUMBER and _chinese_number_stands(text, draft, before)


def _is_no_figure(text: str, draft: Draft, before: str) -> bool:
    """±5%, 折100% (a concentration), 每10元消费 and its 就有1元, 零部件 (no part at all)."""
    if before == "每" and draft.unit in _CALENDAR:
        return False
    if before in ("±", "每", "折") or text[draft.start - 2 : draft.start] == "正负":
        return before != "折" or draft.kind is QuantityKind.PERCENT
    if draft.value == 0 and draft.numeral and all(c in ZEROS for c in draft.numeral):
        return True
    return _OUT_OF.search(text, max(0, draft.start - 24), draft.start) is not None


def is_rank(text: str, start: int) -> bool:
    """Whether the figure at `start` says how many lead a ranking: 前十家, 前500强."""
    return _RANK.search(text, max(0, start - 3), start) is not None


def _is_no_fact(text: str, draft: Draft, before: str) -> bool:
    """未来三年 (a period), 前五家 (a rank), 共56页 (a page number), 换算/10g (a base)."""
    if draft.unit in _CALENDAR:
        return (
            _PERIOD_BEFORE.search(text, max(0, draft.start - 4), draft.start) is not None
            or _PERIOD_AFTER.match(text, draft.end) is not None
        )
    if is_rank(text, draft.start) or (draft.numeral == "一" and draft.value == 1):
        return True
    if draft.unit in _WHOLE and not draft.scale and draft.parted:
        heads = draft.start == 0 or before in "\n\r。；■"
        return heads and "\u4e00" <= text[draft.end : draft.end + 1] <= "\u9fff"
    if before == "/" and "\u4e00" <= text[draft.start - 2 : draft.start - 1] <= "\u9fff":
        return find_unit(text, draft.start - 2) is None
    if draft.unit in _SIZES and not draft.scale:
        return _SIZED.match(text, draft.end) is not None
    if draft.unit in _CLASS_UNITS:
        return before not in _MEASURED_BEFORE and _CLASS_AFTER.match(text, draft.end) is not None
    return draft.unit == "页" and before in ("共", "第", "/")


def _chinese_number_stands(text: str, draft: Draft, before: str) -> bool:
    """Whether a Chinese numeral without unit is a number and no part of a word."""
    after = text[draft.end : draft.end + 1]
    if not before and not after.strip():
        return not (draft.lone and draft.numeral[-1] in LARGE_SCALES)
    if draft.numeral == "分之":
        return True
    if draft.numeral == "十" and text.startswith("分", draft.end) and not text.startswith("分之", draft.end):
        return False  # 是十分必要的
    in_word = "\u4e00" <= after <= "\u9fff"
    if len(draft.numeral) == 1 or draft.low is not None or draft.lone:
        never = draft.lone and after == "不"  # 万不可
        return before in _DIGIT_BEFORE and not never and (not in_word or after in _DIGIT_AFTER)
    if all(c not in SCALES and c != "点" for c in draft.numeral):
        return False
    nearest = text[draft.start - 2 : draft.start - 1] if before in _SPACES else before
    if "\u4e00" <= nearest <= "\u9fff" and (before in _SPACES or before not in _NUMBER_BEFORE):
        return False
    if after == "、" and before not in _NUMBER_BEFORE:
        beyond = text[draft.end + 1 : draft.end + 2]
        return not "\u4e00" <= beyond <= "\u9fff" or beyond in CHINESE_NUMERALS  # 十一、 heads a section
    return not in_word or after in _NUMBER_AFTER
