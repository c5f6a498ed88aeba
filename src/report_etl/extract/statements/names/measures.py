"""The names of what is measured: 市场规模, 国产化率, 累计装机 …, and where they begin in a noun phrase.

A measure is MODIFIER* CORE SUFFIX* at the end of a phrase. Cores are words of economic, technical
and social statistics; what no list holds is recognised by its last character (腐损率, 采浆量).
"""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.language.segments import segment

_YEARLY: Final = (
    "(?<![0-9一二两三四五六七八九十几老少中青成去今明前每近])[年月日周]"  # 年产能, but not 三年投资
)
# 年封装|产能, 日供水|能力: what is done in a year or a day belongs to how much of it is
_WORK: Final = rf"{_YEARLY}(?![度报均初底末内])[\u4e00-\u9fff]{{2}}(?=产能|能力|规模)"
_TAILS: Final = "率额量价值数度"  # 腐损率: two characters and one of these
# 两年, 连续三年: how long a change took
_OVER: Final = (
    r"(?:连续|近|过去|最近)?(?<![第每一二两三四五六七八九十0-9.])(?:[一二两三四五六七八九十]{1,3}|[0-9]{1,2})年(?:来|间|内)?的?"
    "(?:平均|年均|累计)?"
)
OVER_YEARS: Final = re.compile(rf"{_OVER}$")
_growth = pattern(
    rf"(?:同比|环比|复合|年均|年化|累计|平均|期间|{_OVER}|年)*(?:{{growth_nouns}}|(?<=[年均])速率)(?:增长)?$|(?:同比|环比)$"
)
_COMPOUND: Final = re.compile(r"复合|CAGR|cagr|年化增|年均增")
_share = pattern(r"{share_nouns}|CR[0-9n]+|(?:股权|股份|选票|议席|席位)$")
_rate = pattern(
    r"(?:率|(?<![占同环对])比|(?i:[CP]PI)(?:指数)?|度(?=指数)|{rate_nouns})(?:平均值|年均值|均值|中位数|水平|指数)?$"
)
_EACH: Final = "[人户亩单件店车桌头只床台辆吨场日月周年]均"
_MEAN: Final = re.compile(rf"{_EACH}[^的]{{0,4}}$")
_of_time = pattern("{time_nouns}")
_LONGEST_WORD: Final = 12
_NEAR: Final = 2  # characters between 的 and a measure that are part of its name
_DOWN: Final = re.compile(r"(?<![涨增升])(?:降幅|跌幅|减幅)|下降速度")


_measure = pattern(
    rf"(?:{{modifiers}}|{_WORK}|{_YEARLY}|(?:全球|全国|世界|国内)(?=占比|份额|比重|市场份额|市占率|占有率)){{0,4}}"
    r"(?:{cores}|CR[0-9]{1,3}){suffixes}{0,3}$"
)
# A listed measure of two or more characters without what modifies it: that is a word to us.
_core = pattern("(?=..){cores}{suffixes}{0,3}")
_measure_first = pattern("{modifiers}{0,3}{cores}{suffixes}{0,2}")
# 净|留存率, 腐损|率: a measure that no list holds, by its last character
_MODIFIED: Final = r"{modifiers}{1,3}(?![为是有达负])[\u4e00-\u9fff]{1,2}"
_NAMED: Final = r"(?!的)[\u4e00-\u9fff](?!{no_tails})[\u4e00-\u9fff](?:化(?=率))?总?"
_unlisted = pattern(
    rf"(?:(?:{_MODIFIED}|{_NAMED})[{_TAILS}]{{suffixes}}{{0,2}}|{_NAMED}(?<![占同环百对相性价无可成])比"
    rf"|(?:平均)?[\u4e00-\u9fff]{{2}}时间|{_EACH}[\u4e00-\u9fff]{{2,4}})$"
)


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
    return measure.endswith(longest_first("money_nouns"))


def is_duration(measure: str) -> bool:
    """Whether its amounts are spans of time (周转天数), or points of an index."""
    return _of_time().search(measure) is not None


def fits(measure: str, kind: str, unit: str | None) -> bool:
    """Whether a figure can be one of the measure: no 产值 in 款, no 销量 in 元, no 净利率 in 天."""
    if kind == "money":
        return not measure.endswith(longest_first("count_nouns", "part_nouns"))
    if kind == "count":
        timed = unit in words("durations") and not is_duration(measure)
        return not (timed or is_of_money(measure) or measure.endswith(longest_first("part_nouns")))
    if kind in ("share", "rate"):
        return re.search(r"(?:价格|[单股]价|EPS|PEG?|P/E)$", measure) is None
    return True


def is_growth(measure: str) -> bool:
    """Whether the measure is itself a rate of change (增速, 同比增长率, CAGR)."""
    return bool(_growth().search(measure))


def is_compound(measure: str) -> bool:
    """Whether it is a rate of change per year over several years (CAGR)."""
    return bool(_COMPOUND.search(measure))


def is_share(measure: str) -> bool:
    """Whether it says which part of a whole something is (占比, 市场份额)."""
    return bool(_share().search(measure))


def is_rate(measure: str) -> bool:
    """Whether it is a ratio of its own (毛利率, 覆盖率)."""
    return bool(_rate().search(measure))


def falls(measure: str) -> bool:
    """Whether the measure itself says that something falls (降幅)."""
    return bool(_DOWN.search(measure))


def without_growth(measure: str) -> str:
    """The measure that the growth is the growth of: 出货量增速 → 出货量; 增速 → empty."""
    return _growth().sub("", measure)
