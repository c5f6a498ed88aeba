"""Amounts with the share that a sentence gives them: 2.3亿人，占整体人口的16.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.periods import same_end

_ADVERBS = "(?:约|仅|已|大约|合计|共|总共|同样|也|均|只|便|就|则|更|还|又)*"
_HAS_SHARE = re.compile(f"[^，。；：%]{{0,12}}[，,（(]?{_ADVERBS}占[^，。；%]{{0,24}}")
_IS_SHARE_OF = re.compile("[^。；]{0,16}(?:也就是|即|折合|约合|相当于|合|约为|共|（|\\()(?:约|人民币|近|超)*")
_OF_OTHER = re.compile("的?(?:市场|销售|份额|收入|营收|产值|金额|产量|产能)")  # 10家企业，占90%的市场份额
_OF_WHOLE = re.compile("的?(?:约|近|超过|超|不足)?")
# 3070万部，高于去年同期的2580万部，份额8.2%: the share is not of what it is compared with
_COMPARED = re.compile(
    "(?:上年|去年|上一年|前一年)(?:同期|末|底)?的?$|(?:高于|低于|多于|少于)[^，。；]{0,12}$"
)
_VAGUE = frozenset(
    "全国 全球 世界 总量 总数 总体 全部 行业 全省 全市 国内 整体 总额 总 我国 中国 同期 上年 上一年".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """An amount and its share; `whole` is the amount it is a share of, when the sentence prints it."""

    amount: Figure
    share: Figure
    whole: Figure | None = None

    @property
    def base(self) -> str:
        return self.share.base


def is_vague(base: str) -> bool:
    """Whether a base names no one thing (全国, 总量), so that two of them may be different."""
    return not base or base in _VAGUE


def pairs_of(sentence: Sentence) -> Iterator[Pair]:
    """The amounts of a sentence with the share that stands beside them."""
    levels, shares = (
        [figure for figure in figures if not _COMPARED.search(sentence.before(figure, 18))]
        for figures in (sentence.levels, sentence.shares)
    )
    for share in shares:
        before = [level for level in levels if level.at < share.at]
        pair = before and (_after_amount(sentence, before, share) or _of_subject(sentence, before, share))
        after = next((level for level in levels if level.at > share.at), None)
        if pair and same_end(pair.amount.period or share.period, share.period or pair.amount.period):
            yield pair
        elif after and sentence.free(share, after) and _IS_SHARE_OF.fullmatch(sentence.between(share, after)):
            yield Pair(after, share)


def _of_subject(sentence: Sentence, before: list[Figure], share: Figure) -> Pair | None:
    """A share that names its part again: 其中海运210万吨，陆运90万吨，海运占比为70.0%."""
    of_it = [level for level in before if share.subject and level.subject == share.subject]
    bare = share.measure in ("占比", "比重", "份额", "比例") and not share.base
    return Pair(of_it[0], share) if len(of_it) == 1 and bare and "其中" in sentence.text else None


def _after_amount(sentence: Sentence, before: list[Figure], share: Figure) -> Pair | None:
    amount, gap = before[-1], sentence.between(before[-1], share)
    if _OF_WHOLE.fullmatch(gap) and "占" in sentence.clause(amount, 20):  # 占全球新增装机530GW的52.4%
        part = next((level for level in reversed(before[:-1]) if level.unit == amount.unit), None)
        return Pair(part, share, amount) if part else None
    if _OF_OTHER.match(sentence.text[share.end : share.end + 8]):
        return None
    between = [f for f in sentence.figures if amount.at < f.at < share.at]
    if between:  # 495.5亿美元，同比增长35.4%，占全球的42.3%
        if "；" in gap or not all(f.is_change and f.kind == "growth" for f in between):
            return None
        gap = "，" + gap.rpartition("，")[2]
    return Pair(amount, share) if _HAS_SHARE.fullmatch(gap) else None
