"""The names of what is measured: 市场规模, 国产化率, 累计装机 …, and where they begin in a noun phrase.

A measure is MODIFIER* CORE SUFFIX* at the end of a phrase. Cores are words of economic, technical
and social statistics; what no list holds is recognised by its last character (腐损率, 采浆量).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from report_etl.extract.statements.sentences.vocabulary import alternatives, words
from report_etl.language.segments import segment

_YEARLY: Final = (
    "(?<![0-9一二两三四五六七八九十几老少中青成去今明前每近])[年月日周]"  # 年产能, but not 三年投资
)
# 年封装|产能, 日供水|能力: what is done in a year or a day belongs to how much of it is
_WORK: Final = rf"{_YEARLY}(?![度报均初底末内])[\u4e00-\u9fff]{{2}}(?=产能|能力|规模)"
_TAILS: Final = "率额量价值数度"  # 腐损率: two characters and one of these
_NO_TAILS: Final = (
    "放量|上量|起量|大量|少量|海量|批量|降价|涨价|提价|"
    "年度|季度|月度|程度|制度|角度|态度|力度|额度|幅度|高度|再度|一度|首度|速度|进度|尺度|过度|适度|二度"
)
# 两年, 连续三年: how long a change took
_OVER: Final = (
    r"(?:连续|近|过去|最近)?(?<![第每一二两三四五六七八九十0-9.])(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})年(?:来|间|内)?的?"
    "(?:平均|年均|累计)?"
)
OVER_YEARS: Final = re.compile(rf"{_OVER}$")
_GROWTH: Final = re.compile(
    rf"(?:同比|环比|复合|年均|年化|累计|平均|期间|{_OVER}|年)*"
    r"(?:增速|增率|(?<=[年均])速率|成长率|成长幅度|增长率|增长速度|增长幅度|涨跌幅|增幅|涨幅|降幅|跌幅|减幅|升幅|CAGR|年?复合|"
    r"复合年增长率|复合年均增长率|复合年均增速|复合年增速|增长|成长)(?:增长)?$|(?:同比|环比)$"
)
_COMPOUND: Final = re.compile(r"复合|CAGR|cagr|年化增|年均增")
_SHARE: Final = re.compile(
    r"占比|比重|份额|市占率|占有率|得票率|集中度|CR[0-9n]+|比例|贡献|构成|(?:股权|股份|选票|议席|席位)$"
)
_RATE: Final = re.compile(
    r"(?:率|(?<![占同环对])比|物价指数|(?i:[CP]PI)(?:指数)?|(?:满意|接受|知名|认知|信任|关注|熟悉)度|ROE|ROA|ROIC|ROI|[息利]差|纯度|毛利|渗透|精度|强度|系数|度(?=指数)|(?:融资|资金|负债|借款|债务|信用)成本)(?:平均值|年均值|均值|中位数|水平|指数)?$"
)
_EACH: Final = "[人户亩单件店车桌头只床台辆吨场日月周年]均"
_MEAN: Final = re.compile(rf"{_EACH}[^的]{{0,4}}$")
# What a measure is told in: money, numbers, parts, time.
_OF_MONEY: Final = re.compile(
    r"(?:产值|[人坪店]效|市场规模|营业收入|增加值|总值|[额价]|收入|营收|利润|成本|费用?|支出|投资|融资|价格|资产|负债|市值|(?:财政|资金|融资)缺口|"
    r"赤字|顺差|逆差|亏损|溢利|盈余|结余|(?:存款|贷款|债务)(?:总量|规模)?|股息|税金|EBITDA|EPS|GDP|生产总值)$"
)
_OF_COUNTS: Final = re.compile(r"(?:数量?|人次|[产销]量|货量|人口|户数)$")
_OF_PARTS: Final = re.compile(r"(?:率|占比|比重|份额|比例|度|PEG?|P/E)$")
_OF_TIME: Final = re.compile(
    r"时长|小时|时间|周期|天数|年限|寿命|期限|账期|工期|回收期|周转期|年龄|延迟|时延|续航|指数|点位|得分|评分|打分|分数|总分|均分"
)
_LONGEST_WORD: Final = 12
_NEAR: Final = 2  # characters between 的 and a measure that are part of its name
_DOWN: Final = re.compile(r"(?<![涨增升])(?:降幅|跌幅|减幅)|下降速度")


@cache
def _measure() -> re.Pattern[str]:
    cores, suffixes = alternatives("cores"), alternatives("suffixes")
    whole = r"(?:全球|全国|世界|国内)(?=占比|份额|比重|市场份额|市占率|占有率)"
    return re.compile(
        rf"(?:{alternatives('modifiers')}|{_WORK}|{_YEARLY}|{whole}){{0,4}}(?:{cores}|CR[0-9]{{1,3}})(?:{suffixes}){{0,3}}$"
    )


@cache
def _core() -> re.Pattern[str]:
    """A listed measure of two or more characters without what modifies it: that is a word to us."""
    return re.compile(rf"(?=..)(?:{alternatives('cores')})(?:{alternatives('suffixes')}){{0,3}}")


@cache
def _unlisted() -> re.Pattern[str]:
    modified = rf"(?:{alternatives('modifiers')}){{1,3}}(?![为是有达负])[\u4e00-\u9fff]{{1,2}}"
    named = rf"(?!的)[\u4e00-\u9fff](?!{_NO_TAILS})[\u4e00-\u9fff](?:化(?=率))?总?"
    mean = rf"{_EACH}[\u4e00-\u9fff]{{2,4}}"
    ratio = rf"{named}(?<![占同环百对相性价无可成])比"
    spent = r"(?:平均)?[\u4e00-\u9fff]{2}时间"
    tailed = rf"(?:{modified}|{named})[{_TAILS}](?:{alternatives('suffixes')}){{0,2}}"
    return re.compile(rf"(?:{tailed}|{ratio}|{spent}|{mean})$")


@cache
def _measure_first() -> re.Pattern[str]:
    cores, suffixes = alternatives("cores"), alternatives("suffixes")
    return re.compile(rf"(?:{alternatives('modifiers')}){{0,3}}(?:{cores})(?:{suffixes}){{0,2}}")


def measure_at(text: str) -> str:
    """The measure the text begins with; empty without one."""
    match = _measure_first().match(text[:24])
    return match[0] if match and text[match.end() : match.end() + 1] not in ("者", "品") else ""


def measure_start(phrase: str) -> int | None:
    """Where the measure at the end of the phrase begins; None without one.

    A rate of change takes with it how long the change took, and what changed: 产值|三年平均增速.
    """
    start = _start(phrase)
    if not start or not is_growth(phrase[start:]):
        return start
    within = start + (phrase[start] == "年")  # 收入3|年复合增长
    over = OVER_YEARS.search(phrase, 0, start) or OVER_YEARS.search(phrase, 0, within)
    if over is None:
        return start
    changed = _start(phrase[: over.start()])
    return over.start() if changed is None else changed


def _start(phrase: str) -> int | None:
    window = max(0, len(phrase) - 24)
    listed, other = _measure().search(phrase, window), None
    if listed is None or len(listed[0].removesuffix("指数")) == 1:
        other = _unlisted().search(phrase, window)  # 客座率 rather than its last character
        if other and phrase[other.start() - 1 : other.start() + 1] in words("verbs") and other.start():
            return other.start() + 1  # 拉动|消费, no 动消费
    match = other or listed
    if match is None:
        return None
    if mean := _MEAN.search(phrase, window, match.start()):
        return mean.start()  # 老人|月均可承受支出
    of = phrase.rfind("的", max(1, match.start() - _NEAR - 1), match.start())
    if of >= 0 and phrase[of + 1 : match.start()] not in words("classes"):
        return of + 1  # 电力巡检的|无人化率, 机器人的|单均成本
    at = _between_words(phrase, match.start())
    whole = _core().fullmatch(phrase, match.start())
    longer = match.start() == 1 and at and at > 1  # 重工业|增加值, but 预制菜|市场规模
    return match.start() if whole and not longer else at


def _between_words(phrase: str, at: int) -> int | None:
    """The place, moved out of a word that it would cut: 应用研|究经费; None inside a Latin name (G|PS)."""
    begin = max(0, at - _LONGEST_WORD)
    for word in segment(phrase[begin:]):
        end = begin + len(word.word)
        if begin < at < end:
            if word.tag == "eng":
                return None if word.word[0].isalpha() else at
            if 1 not in (at - begin, end - at):
                return at  # 汽车|销量: two words to us
            rest = phrase[end:]
            return end if _measure().fullmatch(rest) or (len(rest) == 2 and rest[1] in _TAILS) else begin
        begin = end
    return at


def is_of_money(measure: str) -> bool:
    """Whether its amounts are money."""
    return _OF_MONEY.search(measure) is not None


def is_duration(measure: str) -> bool:
    """Whether its amounts are spans of time (周转天数), or points of an index."""
    return _OF_TIME.search(measure) is not None


def fits(measure: str, kind: str, unit: str | None) -> bool:
    """Whether a figure can be one of the measure: no 产值 in 款, no 销量 in 元, no 净利率 in 天."""
    if kind == "money":
        return _OF_COUNTS.search(measure) is None and _OF_PARTS.search(measure) is None
    if kind == "count":
        timed = unit in words("durations")
        return (
            not is_of_money(measure)
            and _OF_PARTS.search(measure) is None
            and (is_duration(measure) or not timed)
        )
    if kind in ("share", "rate"):
        return re.search(r"(?:价格|[单股]价|EPS|PEG?|P/E)$", measure) is None
    return True


def is_growth(measure: str) -> bool:
    """Whether the measure is itself a rate of change (增速, 同比增长率, CAGR)."""
    return bool(_GROWTH.search(measure))


def is_compound(measure: str) -> bool:
    """Whether it is a rate of change per year over several years (CAGR)."""
    return bool(_COMPOUND.search(measure))


def is_share(measure: str) -> bool:
    """Whether it says which part of a whole something is (占比, 市场份额)."""
    return bool(_SHARE.search(measure))


def is_rate(measure: str) -> bool:
    """Whether it is a ratio of its own (毛利率, 覆盖率)."""
    return bool(_RATE.search(measure))


def falls(measure: str) -> bool:
    """Whether the measure itself says that something falls (降幅)."""
    return bool(_DOWN.search(measure))


def without_growth(measure: str) -> str:
    """The measure that the growth is the growth of: 出货量增速 → 出货量; 增速 → empty."""
    return _GROWTH.sub("", measure)
