"""Words before a figure → the name of who or what is spoken of; empty when they name nobody.

A wrong name is worse than none: what is left as a verb, a preposition or a word of time names nothing.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import Final

from report_etl.extract.statements.sentences.figures import FIGURE
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.extract.statements.sentences.words import Word, function_words
from report_etl.language.segments import Segment, segment

_TURNS: Final = frozenset({Word.UP, Word.DOWN, Word.REACH})
_WILLING: Final = re.compile(r"(?<=..)(?:愿意|希望|倾向于?|打算|会为|需要?为).*$")
_LEFT_OVER: Final = re.compile(
    r"(?<=..)(?:双双|作|则|也|共|继续|连续多年|[共均都仅只也则]|已经?|累计|合计)?(?:纳入|涉及|突破|超过|首次过|过半|进入|跌破|升破|建成)$"
)
# What stands before these words is no part of the name after them.
_STATED: Final = re.compile(
    r"^[一二三四五六]是(?=..)|(?:主要)?原因(?:是|为|在于)|[的][是为](?=..)|分别[是为]|依次[是为]|尤其(?:是|值得注意的是)?|值得注意的是|表现为|目标[是为]|主要[是为有]|包括"
)
_SENTENCE: Final = re.compile(
    r"达到|通过(?!率)|约为|\*\*|希望|预计|这也|不仅|以及其|^与|^受(?!访|益|试|众|托|灾|损|让|理|害)|^因(?!子)|(?<=.)了(?!解)|"
    r"(?<=.)是(?![否非])|可能|导致|使得|意味着|促使"
)
_ABLE: Final = re.compile(r"[可能应须愿][\u4e00-\u9fff]{2}")  # 可接受的|票价
_EXISTS: Final = re.compile(
    r"^(?:我国|全国|全球|国内|全省|全市|全区|全行业)(?:共|现|已|约|仍)?有(?!色|机|线|限|效|关)(?=..)"
)
# A survey speaks of those it asks.
_ASKED: Final = re.compile(r"的?(?:问卷|抽样|访谈)?(?:调查|调研|问卷|访谈)(?:结果)?中?$")
_DOING: Final = re.compile(r"^(?:通过|经过|利用|采用|借助)[^的]*的(?=..)")
_AMONG: Final = re.compile(r"(?<=[商业司品家户者类种群区省国])[中里]$")
_TRAILING: Final = re.compile(r"(?:中?含|(?<!公)共|(?:几乎)?每年|但|最)$")
_LEADING: Final = re.compile(
    r"(?:(?:已?连续)[0-9二两三四五六七八九十余多]+年(?:位?居[^，]*)?|位于[^的]{2,12}的|推出的|提交的|带动|撬动|扣除|剔除|除去|每年|相比|相较|发展(?!中|规划|水平)|供应(?!链|商|量|端))(?=..)"
)
_OF_EVERY_KIND: Final = re.compile("^各[类种](?![型植养业子])(?=..)")  # 各类|乳品
# Words of a time that the report or the sentence tells of.
DEICTIC: Final = (
    r"(?:年初)?至今|[次翌当同来明去上今本](?:年度?|季度?|月份?|周|旬)|[上本当同]期|[年月季期日][内末初]|年底|[上下]半[年月]|[上中下]旬|盘[中前后]|全年|此前|此后|"
    r"其间|近年来?|往年|现阶段|如今|目前|当前|[今昨当近前]日|报告期内?"
)
TIME: Final = re.compile(
    r"已?连续[0-9一二两三四五六七八九十余多]{1,5}(?:年|个?季度|个?月)|第?[一二三四五六七八九十两]{1,3}(?:年|月|季度?|天|周|次|期)|前[年月季期周旬]|"
    rf"年中|期间|未来|过去|单季|单月|年度|季度|月度|{DEICTIC}"
)
_COUNT_WORDS: Final = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
_ANAPHOR: Final = re.compile(
    r"^(?:上述|以上|这|该|其)?([二两三四五六七八九十])(?:大|个)?(?:者|地区?|省市?|市|类|家|国|大|种|项|款|州|县|区)(?:公司|企业|产品|品种|题材|城市|省份|机构|平台)?$"
)
_TIMES: Final = frozenset("相当于 等同于".split())
_RESULTS: Final = "来去出到至入得了着起成回"  # what a verb leads to: 带来, 引入
_TRADES: Final = frozenset({"演出"})
_LETTER: Final = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_GUESSER: Final = re.compile(
    "分析师(?:此前|普遍|平均|们)*(?:预[计期测])?$|经济学家$|(?:机构|券商|市场|专家|人士)[^的]{0,4}预[计期测]$"
)
_ANY_FIRM: Final = frozenset({"公司", "集团"})
_TRADE: Final = "行业"  # stands for a trade only alone
_APPOSED: Final = re.compile(r"^.{0,10}(?:龙头|巨头|(?:龙头|头部|领军|领先)(?:企业|公司|厂商))(.{3,6})$")
# 产量排在前五的省份
_TOP: Final = re.compile(
    r"[^，、的]{0,12}(?:排名|排|列|位[居列]|居)在?前[一二三四五六七八九十0-9]{1,3}[位名]?的[\u4e00-\u9fff]{1,8}"
)
# 注册资本在5000万元以上的企业: told by a size, which is part of the name
_OF_SIZE: Final = re.compile(
    rf"[^，、的{FIGURE}]{{2,12}}(?:在|为|达到?|[高低大小多少]于|不低于|不少于|不足|不到|不超过|超过?|逾){FIGURE}+"
    r"(?:及?以[上下内]|左右)?的[\u4e00-\u9fff]{2,10}"
)
# 认为价格偏高的消费者: and these by what they do
_of_doing = pattern(
    "(?:不愿意|{opinions}|了解|知道|从未|尚未|没有|每[周月天年日])[^，、的]{2,20}的{asked|deemed}"
)
_QUOTES: Final = (("“", "”"), ("「", "」"), ("《", "》"))


def as_name(text: str) -> str:
    """The noun phrase in the text without prepositions and verbs around it; empty when nothing is left."""
    if firm := _apposed_firm(text):
        return firm
    if _TOP.fullmatch(text) or is_told_apart(text):
        return text
    text = _OF_EVERY_KIND.sub("", text)
    text = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
    text = _DOING.sub("", text)  # 通过检查的|基地
    asked = _ASKED.search(text[1:])
    if asked and not all(map(_names_nobody, segment(text[: asked.start() + 1]))):
        text = text[: asked.start() + 1]  # 500家餐馆的调查中; but 有效问卷
    text = _EXISTS.sub("", _STATED.split(text.strip())[-1])
    text = _TRAILING.sub("", _AMONG.sub("", text)).removesuffix("之和").removesuffix("之")
    text = _LEFT_OVER.sub("", _WILLING.sub("", text)).strip(" 的")
    if text.endswith("”"):
        return text if "“" in text else text[:-1]  # what is quoted is one name
    for opened, closed in _QUOTES:
        if (opened in text) != (closed in text):
            text = text.replace(opened, "").replace(closed, "")
    text = _noun_phrase(text)
    unnamed = names_nothing(text) or not _LETTER.search(text)  # 1.11/1.49//
    return "" if unnamed or _SENTENCE.search(text) or _ABLE.fullmatch(text) else text


def is_told_apart(text: str) -> bool:
    """Whether the text names those who are told by how much they have or by what they do."""
    return any(told.fullmatch(text) for told in (_OF_SIZE, _of_doing()))


def _apposed_firm(text: str) -> str:
    """The firm that stands behind what it is (速冻龙头|尚泉食品), whatever words its name is made of."""
    match = _APPOSED.match(text)
    if match is None or not match[1].endswith(longest_first("firm_endings")):
        return ""
    return match[1] if any(len(word) == 1 for word, _ in segment(match[1])) else ""


def _noun_phrase(text: str) -> str:
    """The text up to the first function word inside it: a name holds no adverb and no preposition.

    金融云在全球 → 金融云, 中国汽车仅召回 → 中国汽车, 共发生余震 → 余震; empty where no noun stands before it.
    """
    tokens = segment(text)
    while tokens and _opens(tokens[0]):
        tokens = tokens[1:]
    leading = words("parting_adverbs", "parting_words", "leading_words")
    if tokens and tokens[0].word in leading:
        while tokens and tokens[0].word in leading:
            tokens = tokens[1:]
        while len(tokens) > 1 and tokens[0].tag == "v":
            tokens = tokens[1:]
    if len(tokens) > 2 and tokens[0].tag == "ad" and _is_act(tokens[1]):
        tokens = tokens[2:]  # 直接助推|某业务
    inner = next(
        (at for at, token in enumerate(tokens) if _parts(token, tokens[at + 2 : at + 3])), len(tokens)
    )
    kept = tokens[:inner]
    if not kept or (kept != tokens and not _is_noun(kept[-1])):
        return ""
    if all(map(_names_nobody, kept)) or (len(kept) == 1 and _leads_on(kept[0])):
        return ""
    if kept[0].tag == "d" and kept[-1].tag == "v" and not any(map(_is_noun, kept)):
        return ""  # 最终|收集
    if len(kept) > 2 and kept[-1].tag == "v" and kept[-2].word in words("modals"):
        kept = kept[:-2]  # 部分地区|可延伸
    return "".join(word for word, _ in kept)


def _parts(token: Segment, after_next: tuple[Segment, ...]) -> bool:
    """Whether a name ends before the word; in 某市场已上市企业 it does not end before 已."""
    attribute = token.word in words("tenses") and after_next and after_next[0].word in words("classes")
    return token.word in words("parting_adverbs", "parting_words") and not attribute


def _opens(word: Segment) -> bool:
    """Whether a word only leads to the name after it: 所以, 基于, 相当于."""
    joins = word.tag == "c" and word.word != "所"
    return joins or word.word in _TIMES or (word.tag == "p" and len(word.word) > 1)


def _is_act(word: Segment) -> bool:
    return word.tag in ("v", "vn") and word.word not in words("cores", "modifiers")


def _names_nobody(word: Segment) -> bool:
    """Whether a word is an adjective or a verb that governs: 正常, 成功, 投入|配套."""
    return word.tag in ("a", "ad") or (word.tag in ("v", "vn") and word.word in words("verbs"))


def _leads_on(word: Segment) -> bool:
    """Whether an adverb (正常), or a verb that tells what it leads to: 带来; 快递 and 造纸 name a trade."""
    leads = word.tag == "v" and word.word[-1] in _RESULTS and word.word not in _TRADES
    return word.tag == "d" or leads


def _is_noun(segment: Segment) -> bool:
    """Nouns and what stands for them: names, idioms, abbreviations, Latin words, places, verbal nouns."""
    return segment.tag[0] in "nijlse" or segment.tag == "vn"


def names_nothing(text: str) -> bool:
    """Whether the text is a verb, a word of time or a function word."""
    return (
        text in words("nameless", "verbs", "leading_verbs", "light_verbs")
        or (text in function_words() and text not in ("同环比",))
        or text.startswith(("同比", "环比", "跌幅", "降幅", "涨幅", "增幅"))
        or TIME.fullmatch(text) is not None
        or (len(text) <= 6 and begins_with_turn(text) and not _is_thing(segment(text)[0]))
    )


def _is_thing(word: Segment) -> bool:
    """Whether a word that begins like a verb of change is a noun, and no measure: 压缩空气, not 增长率."""
    return word.tag[0] == "n" and word.word not in words("cores", "suffixes")


def counted_names(subject: str) -> int:
    """How many names the subject (两者, 三省) stands for; 0 where it counts none."""
    match = _ANAPHOR.match(subject)
    return _COUNT_WORDS[match[1]] if match else 0


def refers_back(subject: str) -> str | None:
    """The word at the start of a subject that only refers back: 全省|文化产业; not 全市场, 公司贷款."""
    firms, others = longest_first("refers_to_firm", "refers_to_self"), longest_first("refers_to_place")
    word = next(
        (w for w in (*firms, *others, *longest_first("refers_to_industry")) if subject.startswith(w)), None
    )
    if word is None or word == subject:
        return word
    if word in firms:
        return None if is_sold_to(word, subject, len(word)) else word
    ends = accumulate(len(piece.word) for piece in segment(subject))
    return word if word != _TRADE and len(word) in ends else None


def is_guesser(name: str) -> bool:
    """Whether the name is of those who only guess at figures of others: 分析师, 市场普遍预期."""
    return _GUESSER.search(name) is not None


def is_sold_to(word: str, text: str, end: int) -> bool:
    """Whether the word before this place is no one firm, but whom something is sold to: 公司|贷款."""
    return word in _ANY_FIRM and text.startswith(longest_first("not_after_firm"), end)


def begins_with_turn(text: str) -> bool:
    """Whether the text begins with a verb of change (攀升, 显著提升): it says what a figure before it did."""
    while adverb := next((word for word in longest_first("adverb") if text.startswith(word)), ""):
        text = text[len(adverb) :]
    return any(text.startswith(word) for word in _turns().get(text[:2], ()))


def turn_at(text: str) -> str | None:
    """The direction of the verb of change that the text begins with (下降, 扩张), if it begins with one."""
    word = next((word for word in _turns().get(text[:2], ()) if text.startswith(word)), "")
    uses = function_words()[word] if word else frozenset()
    return "up" if Word.UP in uses else "down" if Word.DOWN in uses else None


@cache
def _turns() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word, uses in function_words().items():
        if len(word) > 1 and uses & _TURNS:
            table.setdefault(word[:2], []).append(word)
    return {first: tuple(words) for first, words in table.items()}
