"""Figures that only describe what another figure is about: 月收入5000元以下的占20%."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.names.heads import Head, read_head
from report_etl.extract.statements.names.phrases import cut
from report_etl.extract.statements.names.tails import Tail
from report_etl.extract.statements.sentences.figures import Figure
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.extract.statements.sentences.words import Word
from report_etl.language.units import measured
from report_etl.models import QuantityKind, QuantityMention

_describes = pattern("([^，、]{0,12})的(?:约?占|比例|比重|{asked|described})(?=.{0,10}$)")
_BOUND: Final = re.compile(r"(?:及?以[上下内])的(?:不足|不到|约|近|接近|仅|只|超过?|占|为|达到?|则){0,3}$")
# 年产量不足300吨的酒厂|占六成
_THOSE: Final = re.compile(
    r"的[^，、的]{2,12}?(?:约|仅|也|则|均|已)*占(?:比(?:约|仅|已|达到?|为|超过?|不足|近)*)?"
)
_OBJECT: Final = re.compile(r"(?:及?以[上下内]|左右)?的[^，、占的]{1,8}$")

_EMPLOYERS: Final = re.compile("[^的]{0,6}(?:企业|公司|机构|单位|工厂|厂商|店铺|门店)(?:的|$)")


def describes(figure: Figure, after: str, next_kind: QuantityKind | None) -> bool:
    """Whether a figure only describes or counts what the next one of its clause, after `after`, is about."""
    percent = figure.quantity.kind is QuantityKind.PERCENT
    if next_kind is QuantityKind.PERCENT and not percent and _BOUND.match(after):
        return True  # 5000万元以上的|不足一成
    if figure.quantity.text[0] in "百千万亿" and after.startswith("的"):
        return True  # 单笔过亿元的|有29起
    if _THOSE.fullmatch(after) and not percent:
        return True
    match = _describes().match(after)
    told = match[1] if match else ""
    those = percent and told.startswith("的")  # 60%|的没有平板的用户选择…
    if match is not None and not those and (told or (not percent and "占" in match[0])):
        return True  # 月收入5000元以下的|占20%
    return _counts(figure, after)


def is_object(figure: Figure, after: str) -> bool:
    """Whether a figure after a share belongs to what the people counted do: 近七成愿意多付5%以内的费用."""
    return figure.quantity.kind is QuantityKind.PERCENT and _OBJECT.fullmatch(after) is not None


def is_limit(quantity: QuantityMention, head: Head, tail: Tail) -> bool:
    """10亿元以上的企业, 6000千瓦及以上电厂: how large those are that are spoken of."""
    of_firms = quantity.unit in words("person_units") and _EMPLOYERS.match(tail.thing)  # 500人以上企业
    counts_them = quantity.kind is QuantityKind.COUNT and quantity.unit in words("classifiers")
    told = head.has(Word.LINK, Word.REACH) or head.changes
    named = tail.thing or (tail.sized and not told)
    if not (tail.bound and named):
        return False
    return bool(of_firms) or (not counts_them and (tail.sized or not told))


def is_large(quantity: QuantityMention) -> bool:
    """2666万小时, 96亿度: counted in ten thousands, hours and degrees are amounts."""
    return any(scale in quantity.text for scale in "万萬亿億")


def _counts(figure: Figure, after: str) -> bool:
    """9家企业合计实现营收94亿元: the figure counts the subject of the next one."""
    small = not any(scale in figure.quantity.text for scale in "万亿萬億")
    sized = small and figure.quantity.unit in measured()  # 15公斤仔猪|均价
    if figure.quantity.kind is not QuantityKind.COUNT or not (
        sized or figure.quantity.unit in words("counted")
    ):
        return False
    head = read_head(after, 0, len(after))
    phrase = cut(head.phrase)
    tells = phrase.measure or (head.has(Word.SHARE) and head.has(Word.TOTAL))  # 4家企业合计占|26%
    return bool(phrase.subject and tells and not phrase.verb and after.startswith(phrase.subject))
