"""Words before a figure → the name of who or what is spoken of; empty when they name nobody.

A wrong name is worse than none: what is left as a verb, a preposition or a word of time names nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from report_etl.extract.statements.words import LEADING_VERBS, LIGHT_VERBS, VERBS, Word, function_words

_TURNS: Final = frozenset({Word.UP, Word.DOWN, Word.REACH})
# No name of a thing begins with these; the second part keeps words that only look like it.
_PREPOSITION: Final = re.compile(
    r"(?:已|并|却|则|亦|仍|且|也)?(?:了(?!解|望)|拟(?!人|态|合)|由(?!此)|从(?!业|化)|是(?!否)|在(?!线|建|职|校|岗|营|途|册|售|研|轨|手|港|编|产|审|读|用|位|任|制|逃|网)|对(?!外|公|口|虾|讲)|"
    r"较|为(?!期)|被|把|将(?!军|来)|于|与|和(?!田|平|牛)|及|跟|至|使|让|令|随着?|受(?!访|众|益|托|教|灾|损|让|理|害)|按照?(?!揭|摩|键)|"
    r"首次|再次|一度|进入|步入|迈入|涉及|涉(?!外|农|海|密|税|案|水)|其中|仅次于|平均(?!每|水平)|净(?!水|化|菜|资|土|空|煤|零|饮|额|利|值)|"
    r"超过|高于|低于|接近|达到|不足|约占|约为)(?=.)"
)
_WILLING: Final = re.compile(r"(?<=..)(?:愿意|希望|倾向于?|打算|会为|需要?为).*$")
_LEFT_OVER: Final = re.compile(
    r"(?<=..)(?:双双|作|则|也|共|继续|连续多年|[共均都仅只也则]|已经?|累计|合计)?(?:纳入|涉及|突破|超过|首次过|过半|进入|跌破|升破)$"
)
# What stands before these words is no part of the name after them.
_STATED: Final = re.compile(
    r"[的][是为](?=..)|分别[是为]|依次[是为]|尤其(?:是|值得注意的是)?|值得注意的是|表现为|目标[是为]|主要[是为有]|包括"
)
_SENTENCE: Final = re.compile(
    r"达到|通过(?!率)|约为|\*\*|希望|预计|这也|不仅|以及其|^与|^受(?!访|益|试|众|托|灾|损|让|理|害)|^因(?!子)|(?<=.)了(?!解)|"
    r"(?<=.)是(?![否非])|可能|导致|使得|意味着|促使"
)
_EXISTS: Final = re.compile(
    r"^(?:我国|全国|全球|国内|全省|全市|全区|全行业)(?:共|现|已|约|仍)?有(?!色|机|线|限|效|关)(?=..)"
)
_AMONG: Final = re.compile(r"(?<=[商业司品家户者类种群区省国])[中里]$")
_TRAILING: Final = re.compile(r"(?:(?<!公)共|(?:几乎)?每年|但|最)$")
_LEADING: Final = re.compile(
    r"(?:位于[^的]{2,12}的|推出的|提交的|每年|相比|相较|发展(?!中|规划|水平)|供应(?!链|商|量|端))(?=..)"
)
_TIME: Final = re.compile(
    r"第?[一二三四五六七八九十两]{1,3}(?:年|月|季度?|天|周|次|期)|[次翌当同来明去上今前本][年月季期周]|年[初中末底]|[上下]半年|全年|"
    r"此前|此后|期间|其间|近年|往年|未来|现阶段|过去|如今|目前|当前|年内|单季|单月|年度|季度|月度|同期"
)
_NOTHING: Final = frozenset(
    """
    净 涉 过 次 年 月 日 较 比 由 从 在 对 为 是 有 达 占 其 该 这 那
    此 各 每 均 都 也 又 再 更 最 约 近 超 以 将 已 被 把 个 家 台 元
    中 里 内 外 上 下 多 少 高 低 大 小 前 后 左 右 的 地 得 之 与 和
    及 同 并 但 而 则 仅 只 总 共 合 单 首 回 升 降 增 减 涨 跌 占有
    首次 首次过 已超过 超过 高于 低于 进入 跌去 平均 排名 位居 位列 位次 数量
    比重 占比 其中 分别 依次 一升 一降 最高 最低 最大 最多 快 慢 好 另 大幅
    小幅 以上 以下 左右 水平 展望 直接 间接 报告期内 报告期 期内 本年度 所占 尤其 扣除价格因素 相比
    """.split()
)
_QUOTES: Final = (("“", "”"), ("「", "」"), ("《", "》"))


def as_name(text: str) -> str:
    """The noun phrase in the text without prepositions and verbs around it; empty when nothing is left."""
    text = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
    text = _EXISTS.sub("", _STATED.split(text.strip())[-1])
    for _ in range(3):
        match = _PREPOSITION.match(text)
        if match is None:
            break
        text = text[match.end() :]
    text = _TRAILING.sub("", _AMONG.sub("", text)).removesuffix("之和").removesuffix("之")
    text = _LEFT_OVER.sub("", _WILLING.sub("", text)).strip(" 的")
    for opened, closed in _QUOTES:
        if (opened in text) != (closed in text):
            text = text.replace(opened, "").replace(closed, "")
    return "" if names_nothing(text) or _SENTENCE.search(text) else text


def names_nothing(text: str) -> bool:
    """Whether the text is a verb, a word of time or a function word."""
    return (
        text in _NOTHING
        or text in VERBS
        or text in LEADING_VERBS
        or text in LIGHT_VERBS
        or (text in function_words() and text not in ("同环比",))
        or text.startswith(("同比", "环比", "跌幅", "降幅", "涨幅", "增幅"))
        or _TIME.fullmatch(text) is not None
        or (len(text) <= 6 and begins_with_turn(text))
    )


def begins_with_turn(text: str) -> bool:
    """Whether the text begins with a verb of change (攀升, 缩水): it says what a figure before it did."""
    return any(text.startswith(word) for word in _turns().get(text[:2], ()))


@cache
def _turns() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word, uses in function_words().items():
        if len(word) > 1 and uses & _TURNS:
            table.setdefault(word[:2], []).append(word)
    return {first: tuple(words) for first, words in table.items()}
