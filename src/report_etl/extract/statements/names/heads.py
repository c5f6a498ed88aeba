"""The words before a figure: its name, how they link to it, and what it is compared with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.names.measures import OVER_YEARS, measure_start
from report_etl.extract.statements.periods.outlook import fulfilled, is_held_against
from report_etl.extract.statements.sentences.figures import DATE, FIGURE, NESTED, VAGUE
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.extract.statements.sentences.words import Word, function_words, word_ending_at

_PER: Final = re.compile(r"每(?:平方米|股[^，为]{1,2}股|[\u4e00-\u9fff]{1,3})$")
NOT_THAN: Final = "占同环百对相性价无可"
_than = pattern(
    rf"(?:(?<![{NOT_THAN}])比(?!重|例|率|值)|(?<!相)较|相较于?|相比于?|(?<!不)超过|{{beyond}})"
    r"([^，较比]{1,16}?)(?:相比|而言|来说)?$"
)
_WITH: Final = re.compile(r"(?:与|和|同|跟)([^，与和同跟]{1,16})$")  # 与甲市|相比
_beyond = pattern("{beyond}|超过(?=.*(?:水平|平均|均值|同期))")
_RATIO_IS: Final = re.compile("[从由自为达升降提仅]|上升|下降|回落|骤|约为")  # 糖醇比|由45%降至
_BELOW: Final = ("低", "少", "慢", "落", "小", "弱", "跑输")
_SHARE: Final = re.compile(
    r"(?:(?<!应)占(?!(?<=所占)的?(?:市场)?份额|比|有率|有量|率|地|领|用|优|道)|贡献(?!率|度|值|占)(?=.*的$))(?:到|据|了|着|出(?!口)){0,2}([^占，]{0,30})$"
)
_BEING: Final = frozenset({"为", "是", "仅为", "约为", "只有"})
_PACES: Final = frozenset({"名义", "实际", "同口径"})
_EXTREMES: Final = frozenset({"最高", "最低", "最多", "最少"})
_OF_YEAR_BEFORE: Final = ("同比去年", "同比上年")  # 同比去年的|5亿元|减少15%
_ABOUT: Final = re.compile(r"约$|约占|大约|左右")
_OVER: Final = re.compile(r"不低于$|不少于$|至少$|超过?$|突破$|逾$|超占")
_UNDER: Final = re.compile(r"不足$|不到$|近$|接近$|不足占|不超过$|不高于$|至多$")
_LEVEL: Final = re.compile(  # 48.8%|的平均水平
    r"(?:以[上下内]|左右|上下|多)?的[^，]{0,4}?(?:水平|均值|平均[值数]?|占比|比[重例]|份额|[\u4e00-\u9fff]率|[增涨降]幅|增速)"
)
_BEYOND_DATE: Final = re.compile(f"(?:[高低多少优快慢]于|不及|逊于){DATE}+$")
_SHARE_WORD: Final = re.compile(
    r"的?(?:比重|比例|份额|百分比|比率)(?:(?:首次|再次|已经?|仍|均|都)?(?:过|超过|突破|达)?)$"
)
_YEAR_BEFORE: Final = re.compile(r"(?:较|比|相较于?|相比)((?:19|20)[0-9]{2})$")
_SINCE: Final = re.compile(
    r"(?:(?<=..)(?:(?<!自)(?<!理)由|(?<!服)从(?!业|事))[^，由从]{1,10}|^[由从][^，由从]{1,6}[轮次届期季初时前])的$"
)
_AGAINST: Final = re.compile(
    r"(?:[远略]?[高低]于|[远略]?[高低]过|仅次于|[少多快慢优]于|(?<!不)超过)([^，于过]{1,16})的$"
)
_PART_OF: Final = re.compile(
    r"(?:完成|不超过|不高于|不低于|不少于|至少|至多|不足|不到|超过|超|约占?|接近|近|仅为|仅|约为|达到|达|为|是|相当于|已超过?|突破){1,3}([^，约为是]{1,16})$"
)
_NEAR_WHOLE: Final = re.compile(r"(接近|不足|不到|约为?|近)(全国|全球|世界|全省|全市|全行业)$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands between the figure before (or the start of the clause) and a figure.

    `phrase` is the name that is left of it; `date` the offset of a date directly before the
    figure; `than_date` tells that this date is what the figure is compared with.
    """

    phrase: str
    words: frozenset[Word] = frozenset()
    label: str = ""  # 同比, 环比, 实际增长
    direction: str | None = None
    verb: str = ""  # the printed word of change: 净增
    base: str | None = None
    share_of: str | None = None
    share_word: str = ""  # 占…的份额
    part_of: str | None = None  # X的 directly before the figure
    date: int | None = None
    of: bool = False
    hedge: str = ""  # 约占, 不足全国的: the qualifier stands before the whole
    now: bool = False  # 由目前的
    extreme: bool = False  # 最高, 最低: one more value of what was said before
    over: str = ""  # 两年平均|增长, 十年|增长: since how many years ago
    of_time: bool = False  # 恢复至2019年同期的, 为去年的: a percentage is a part of the level of that time
    labels: tuple[str, ...] = ()  # 同比、环比: one for each figure of a list

    def has(self, *uses: Word) -> bool:
        """Whether a word of one of these uses stands in the head."""
        return any(use in self.words for use in uses)

    @property
    def compares(self) -> bool:
        """Whether a level is one that another is compared with: 较2020年的3万吨, 环比上季度的46天."""
        than = Word.THAN in self.words or (self.of and Word.COMPARE in self.words)
        return than and not self.changes

    @property
    def changes(self) -> bool:
        """Whether the figure is the size of a change, not the level after it."""
        return self.direction is not None and Word.REACH not in self.words


class _Reader:
    """Walks from the figure to the left over function words and dates."""

    def __init__(self, mask: str, start: int, end: int) -> None:
        self.mask, self.start, self.position = mask, start, end
        self.words: set[Word] = set()
        self.seen: set[str] = set()
        self.label = self.verb = self.pace = self.over = ""
        self.labels: tuple[str, ...] = ()
        self.direction: str | None = None
        self.base: str | None = None
        self.date: int | None = None
        self.of = self.now = self.of_time = False

    def walk(self) -> None:
        while self.position > self.start:
            last = self.mask[self.position - 1]
            per = _PER.search(self.mask, max(self.start, self.position - 6), self.position)
            if per and measure_start(per[0]) is None:
                self.position = per.start()  # 每人, but 每股收益 is a measure
            elif self.direction and (
                over := OVER_YEARS.search(self.mask, max(self.start, self.position - 12), self.position)
            ):
                self.over, self.position = over[0], over.start()
            elif last.isspace() or last in (NESTED, VAGUE) or self._joins_labels(last):
                self.position -= 1
            elif last == DATE:
                self._take_date()
            elif last == "的" and word_ending_at(self.mask, self.start, self.position) is None:
                if not self._take_of():
                    return
            elif not self._take_word():
                return

    def _joins_labels(self, sign: str) -> bool:
        """Whether the sign before the words read stands between two of them: 同比、|环比分别增长."""
        if sign not in "、/和与及" or not self.mask.startswith(_LABELS, self.position):
            return False
        before = word_ending_at(self.mask, self.start, self.position - 1)
        return before is not None and Word.COMPARE in function_words()[before]

    def note_earlier(self) -> None:
        """What the figure is compared with, when only a date tells it."""
        if self.base == "同期" and (year := _YEAR_BEFORE.search(self.mask[self.start : self.position])):
            self.words.add(Word.THAN)  # 较2019同期
            self.position, self.base = self.start + year.start(), year[1] + "同期"
        if self.of and self.date is not None and self.seen & words("beyond_levels"):
            self.words.add(Word.THAN)  # 高于2024年的35%

    def _take_date(self) -> None:
        while self.position > self.start and self.mask[self.position - 1] == DATE:
            self.position -= 1
        if self.date is None:
            self.date = self.position

    def _take_of(self) -> bool:
        before = self.mask[self.position - 2 : self.position - 1]
        if before and before in (DATE, VAGUE) and self.position - 2 >= self.start:
            self.position -= 1
            self.of = True
            return True
        word = word_ending_at(self.mask, self.start, self.position - 1)
        if word in words("now"):
            self.position -= 1 + len(word)
            self.of = self.now = True
            return True
        if word and Word.BASE in function_words()[word]:
            self.position -= 1
            self.of = True
            return True
        if word in _OF_YEAR_BEFORE:
            self.position -= 1
            self.of, self.base = True, word[-2:]
            self.words.add(Word.BASE)
            return True
        self.of = self.of or not self.words - {Word.HEDGE, Word.ADVERB}
        return False

    def _take_word(self) -> bool:
        word = word_ending_at(self.mask, self.start, self.position)
        if word is None:
            return False
        uses = function_words()[word]
        before = self.mask[self.position - len(word) - 1 : self.position - len(word)]
        if word in ("比", "较") and before and before in NOT_THAN:
            return False
        if word == "比" and _RATIO_IS.match(self.mask, self.position):
            return False
        if Word.EXPECTED in uses and is_held_against(self.mask, self.start, self.position):
            return False  # 比市场预期|低5%
        if len(word) == 1 and uses & {Word.UP, Word.DOWN} and not self._alone():
            return False
        self._note(word, uses)
        self.position -= len(word)
        return True

    def _alone(self) -> bool:
        """增 or 降 before a figure is a verb only as the first word and not the end of a longer one."""
        longer = self.mask[max(self.start, self.position - 2) : self.position]
        return (
            not self.words - {Word.HEDGE, Word.ADVERB}
            and self.direction is None
            and longer not in words("verbs")
        )

    def _note(self, word: str, uses: frozenset[Word]) -> None:
        turns = Word.UP in uses or Word.DOWN in uses
        if turns and self.direction is None and not self.words & {Word.REACH, Word.SHARE}:
            self.direction = "up" if Word.UP in uses else "down"
            self.verb = word
        if word in words("beyond_levels") and self.base and self.direction is None and not self.of:
            self.direction, self.verb = "down" if "低" in word or "少" in word else "up", word
        if Word.COMPARE in uses:
            self.label = _label(word)
            both = "同" in word and "环" in word  # 同环比分别
            self.labels = (*(_LABELS if both else (self.label,)), *self.labels)
        if Word.BASE in uses and self.base is None:
            self.base = word
        if word in _PACES:
            self.pace = word
        if self.of and (self.date is not None or self.base is not None):
            part = word.startswith("恢复") or word in _BEING or Word.TIMES in uses
            self.of_time = self.of_time or part or (self.base is not None and Word.LINK in uses)
        self.words |= uses
        self.seen.add(word)


_LABELS: Final = ("同比", "环比")


def _label(word: str) -> str:
    if "年均" in word or "每年" in word:
        return "年均增长"
    if word.lower() == "qoq":
        return "环比"
    return "环比" if "同" not in word and any(part in word for part in "环季月周") else "同比"  # 季增


_OVER_HALF = re.compile(r"(?<=[率比重额幅年月])(?:首次|再次|已经?)?过$")  # 占比首次过|半

_PEAK = re.compile(  # 较2021年|峰值203亿元
    rf"(?<=[{DATE}{VAGUE}])(?:历史|前期|阶段性?)?(?:最?[高低]点|[高低]位|峰值|谷[值底]|高峰|低谷)$"
)


def read_head(mask: str, start: int, end: int) -> Head:
    """Read `mask[start:end]`, the words before the figure that begins at `end`."""
    over = _OVER_HALF.search(mask, max(start, end - 4), end)
    end = over.start() if over else end
    peak = _PEAK.search(mask, max(start, end - 10), end)
    end = peak.start() if peak else end
    reader = _Reader(mask, max(start, end - 120), end)
    reader.walk()
    reader.note_earlier()
    phrase = _Rest(mask[reader.start : reader.position], reader)
    phrase.cut_comparison()
    phrase.cut_relation()
    return Head(
        phrase.text.strip(),
        frozenset(reader.words),
        reader.label + (reader.pace + reader.verb if reader.pace and reader.verb else ""),
        reader.direction,
        reader.verb,
        reader.base,
        phrase.share_of,
        phrase.share_word,
        phrase.part_of,
        reader.date,
        reader.of,
        phrase.hedge,
        reader.now,
        bool(reader.seen & _EXTREMES),
        reader.over,
        reader.of_time and not reader.words & {Word.FROM, Word.THAN, Word.SHARE},
        reader.labels,
    )


def held_against(head: Head, before: str, behind: str) -> Head:
    """低于全球|48.8%|的平均水平: the figure is no change but the level of what is held against.

    `before` and `behind` are the words around the figure.
    """
    if _LEVEL.match(behind) is None or head.label:
        return head
    if _BEYOND_DATE.search(before):  # 仍低于2021年|5.9%|的水平
        return replace(head, direction=None, of=True, words=head.words | {Word.THAN})
    if not head.base or not (head.has(Word.THAN) or head.verb in {"", *words("beyond_levels")}):
        return head
    timed = head.base in words("base")
    return replace(
        head,
        phrase="" if timed else head.base,
        base=head.base if timed else None,
        direction=None,
        verb="",
        of=True,
        words=head.words | {Word.THAN},
    )


class _Rest:
    """What the function words before a figure leave: a name, and what the figure is held against."""

    def __init__(self, text: str, reader: _Reader) -> None:
        self.text, self.reader = text, reader
        self.share_of: str | None = None
        self.part_of: str | None = None
        self.share_word = ""
        self.hedge = "about" if "约占" in reader.seen else ""
        self.against = _AGAINST.search(text[-24:]) if reader.of else None
        self.than = None if self.against else _than().search(text[-24:])
        if self.than is None and "相比" in reader.seen and reader.direction:
            self.than = _WITH.search(text[-24:])

    def cut_comparison(self) -> None:
        """…较上年|增长, …高出乙省|: the base goes, and may tell the direction."""
        than, reader = self.than, self.reader
        if than is None:
            return
        beyond = _beyond().match(than[0]) is not None
        if beyond and reader.direction is None:
            reader.direction = "down" if than[0].startswith(_BELOW) else "up"
        if not reader.of and (
            beyond or reader.direction or "有" in reader.seen or Word.HEDGE in reader.words
        ):
            reader.base = than[1].strip("的")
            self._keep(24, than.start())

    def cut_relation(self) -> None:
        """The whole of a share, the time since, what the figure is below or above, or X的."""
        reader = self.reader
        share = None if self.than else _SHARE.search(self.text[-60:])
        if share:
            self._cut_share(share)
        elif reader.of and (since := _SINCE.search(self.text[-40:])):
            reader.words.add(Word.FROM)  # 票价由开航时的
            reader.now = True
            self._keep(40, since.start())
        elif self.against:
            reader.words.add(Word.THAN)  # 低于日本的37%
            self.text = self.against[1]
        elif (
            reader.of
            and self.text.endswith("的")
            and not (FIGURE in self.text and Word.HEDGE in reader.words)
        ):
            self._cut_part()
        elif near := _NEAR_WHOLE.search(self.text):  # 二者之和接近全国|六成
            self.part_of, self.hedge = near[2], _hedge(near[1])
            self.text, before = _strip_right(self.text[: near.start()])
            reader.words |= before
        elif met := fulfilled(self.text):  # 完成目标任务|95%
            self.text, self.part_of = self.text[: met.start()], self.text[met.end() :]

    def _cut_share(self, share: re.Match[str]) -> None:
        whole = share[1].rstrip("的 ")
        named = _SHARE_WORD.search(whole)
        self.share_of = (whole[: named.start()] if named else whole).strip("的 ")
        self.share_word = named[0].strip("的") if named else ""
        self._keep(60, share.start())
        self.hedge = _hedge(self.text)
        self.text, before = _strip_right(self.text)
        self.reader.words |= before

    def _cut_part(self) -> None:
        part = _PART_OF.search(self.text[-24:-1])
        self.part_of = part[1] if part else self.text[:-1]
        self.hedge = _hedge(part[0][: -len(part[1])]) if part else ""
        if part:
            self._keep(24, part.start())
        else:
            self.text = ""

    def _keep(self, window: int, start: int) -> None:
        """The text up to `start` of its last `window` characters."""
        self.text = self.text[: len(self.text) - len(self.text[-window:]) + start]


def _strip_right(phrase: str) -> tuple[str, set[Word]]:
    """The phrase before 占 without its adverbs (三地合计, 仅), and their uses."""
    uses: set[Word] = set()
    while word := word_ending_at(phrase, 0, len(phrase)):
        if len(word) == 1 and function_words()[word] & {Word.UP, Word.DOWN}:
            break
        uses |= function_words()[word]
        phrase = phrase[: -len(word)]
    return phrase, uses


def _hedge(before: str) -> str:
    """The qualifier that ends the words before the whole: about, over, under or none."""
    before = before.rstrip()
    if _ABOUT.search(before[-3:]):
        return "about"
    if _UNDER.search(before[-3:]):
        return "under"
    return "over" if _OVER.search(before[-3:]) else ""
