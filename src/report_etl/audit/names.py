"""What figures are called: when two names mean the same thing.

Names come from sentences and from headers; they are compared after words that distinguish nothing
are dropped. `same_thing` is strict (a contradiction needs it), `alike` is loose.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from report_etl.language.script import simplified

_SPACE = re.compile(r"\s")
_GROWTH = re.compile(
    "年均(?:增长|递增|增幅|下降)率?|年均复合增长率|年复合增长率|复合增长率|复合年均增长率|复合增速|年均增长率|年均增速|同比增长率|同比增速|环比增速|"
    "同比增长|环比增长|净增长|净增加|净减少|净减|年增速|累计增幅|增长率|增速|增幅|降幅|涨幅|跌幅|同比|环比|CAGR|增长|下降|增加|减少|净增"
)
_NOTHING = re.compile(
    "^本?公司|我国|中国|全国|全行业|整体|总体|全年|当年|同期|的|总(?=[^额量数])|情况|（[^（）]*）|\\([^()]*\\)|"
    "[“”《》、 ]"
)
_FILLER = re.compile(
    "数量|占比|比例|比重|占|共有|共|达到|达|约|为|分别|合计|总计|总数|总|的|全国|我国|中国|增速|增长率|同比|"
    "环比|规模以上|情况|完成|已"
)
# Words that may be missing in one of two names of the same thing.
_NEUTRAL = frozenset(
    "行业 产业 市场 相关 产品 规模以上 领域 规模 数量 数 量 企业 总额 总量 额 人数 用户 服务 业务".split()
)
_JOINS = ("和", "与", "及", "、")
_SYNONYMS = (
    ("人工智能", "AI"), ("营业收入", "营收"), ("市占率", "市场份额"),
    ("装机容量", "装机"), ("装机规模", "装机"), ("装机量", "装机"),
)  # fmt: skip


@lru_cache(maxsize=8192)
def full_name(subject: str | None, measure: str | None) -> str:
    """Subject and measure as one name, growth words and empty words dropped: what a figure is about."""
    left, right = _plain(subject or ""), _plain(_GROWTH.sub("", measure or ""))
    if not right or right in left:
        return left
    if not left or left in right:
        return right
    overlap = next((n for n in range(min(len(left), len(right)), 1, -1) if left.endswith(right[:n])), 0)
    return left + right[overlap:]


def _plain(text: str) -> str:
    return _with_short_words(_NOTHING.sub("", _SPACE.sub("", simplified(text))))


def _with_short_words(text: str) -> str:
    for word, short in _SYNONYMS:
        text = text.replace(word, short)
    return text


@lru_cache(maxsize=65536)
def same_thing(left: str, right: str) -> bool:
    """Whether two full names mean the same thing.

    They are equal, or one is the other and a neutral word, or they have the same words in another order
    (新增光伏装机, 光伏新增装机).
    """
    if left == right:
        return bool(left)
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    if len(shorter) < 4 or len(longer) - len(shorter) > 4:
        return False
    return _is_with_neutral(longer, shorter) or _is_reordered(longer, shorter)


def _is_with_neutral(longer: str, shorter: str) -> bool:
    extra = len(longer) - len(shorter)
    return any(
        longer[i : i + extra] in _NEUTRAL and longer[:i] + longer[i + extra :] == shorter
        for i in range(len(shorter) + 1)
    )


def _is_reordered(longer: str, shorter: str) -> bool:
    extra = Counter(longer)
    extra.subtract(shorter)
    if min(extra.values()) < 0 or "".join(extra.elements()) not in ("", "量", "数"):
        return False
    pairs = _pairs(shorter)
    return 2 * len(pairs & _pairs(longer)) >= len(pairs)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


@lru_cache(maxsize=65536)
def stands_under(name: str, caption: str, measure: str) -> bool:
    """Whether a name is told by the caption of a table and the header of a column together.

    养老床位数量 under 我国人口与养老床位, 床位: all its pairs of characters are there, and the header.
    """
    core = re.sub("(?:数量|规模|数|量)$", "", name)
    header = re.sub("(?:数量|数|量)$", "", _plain(measure))
    if name == _plain(measure):  # 市场规模, of what the report is about
        return True
    if len(core) < 4 or len(header) < 2 or header not in core:
        return False
    return _pairs(core) <= _pairs(_plain(caption)) | _pairs(header)


def beside(name: str, caption: str) -> str:
    """What a caption joins to a name that it ends with: 整车 of 我国整车与零件产值; empty without it."""
    before, joined, _ = _plain(caption).rpartition(name)
    return before[:-1] if joined and before.endswith(_JOINS) else ""


def bare_header(header: str) -> str:
    """The name of a column without its unit."""
    return re.sub(r"（.*", "", _plain(header)) or header


@lru_cache(maxsize=8192)
def bare_words(text: str) -> str:
    """Text without filler words and white space; 进出口 as a word of its own, since it holds 出口."""
    words = _SPACE.sub("", _FILLER.sub("", simplified(text))).replace("进出口", "贸易")
    return _with_short_words(words)


@lru_cache(maxsize=65536)
def alike(left: str, right: str) -> bool:
    """Whether two names may mean the same thing: one holds the other, or most of its pairs of characters."""
    shorter, longer = sorted((bare_words(left), bare_words(right)), key=len)
    if not shorter:
        return False
    if shorter in longer:
        return True
    pairs = _pairs(shorter)
    return len(pairs & _pairs(longer)) >= 0.75 * max(1, len(pairs))


def parted(said: str, topic: str) -> bool:
    """Whether what is said is a topic with other words inside: 有效|建材产品认证|证书 for 有效证书."""
    longer, shorter = bare_words(said), bare_words(topic)
    return any(
        longer.startswith(shorter[:cut]) and longer.endswith(shorter[cut:])
        for cut in range(2, len(shorter) - 1)
    )
