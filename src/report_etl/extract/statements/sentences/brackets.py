"""What a bracket says of the words or the figure before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import read_head
from report_etl.extract.statements.names.measures import (
    is_growth,
    is_rate,
    is_share,
    measure_at,
    measure_start,
    without_growth,
)
from report_etl.extract.statements.names.nouns import as_name
from report_etl.extract.statements.names.phrases import Phrase, cut
from report_etl.extract.statements.readings import Reading
from report_etl.extract.statements.sentences.figures import FIGURE, Figure, sign_of, unmask
from report_etl.extract.statements.sentences.vocabulary import pattern, words
from report_etl.language.segments import segment
from report_etl.models import QuantityKind

_CONVERTED: Final = re.compile(
    rf"(?:[^，。；：:]{{0,10}}备?注[：:])?[\s]*(?:当前|目前|现|约|合|折|相当于|大约){{0,4}}[\s]*{FIGURE}+[\s]*"
)
_LISTED: Final = re.compile("包括|[是为有、]|[和与及]")
_RANKED: Final = re.compile(
    r"([^，、]{0,24}?)(?:排名|排在|位列|位居|居)?前[^，、是为]{1,10}?(?:分别|依次)?[是为]"
)

_QUOTED: Final = re.compile(r"[“「]([^“”「」]{2,24})[”」]\s*$")
# 监管部门逐步提高|银行的拨备率（4月为142%）: the rate is of the banks, whoever raises it
_done = pattern("(?:逐步|持续|不断|进一步|继续|稳步|大幅)(?:{alters}|压降|调高|调低)了?")


def more_exactly(
    told: Reading | None, exact: Figure | None, inner: tuple[int, int], mask: str
) -> Reading | None:
    """超过三成的企业（32.1%）: a share told in words, and in a figure; 7亿日元（约3300万元）: other money."""
    if exact is None or told is None or exact.start < inner[0]:
        return None
    if told.kind == "money" and _converts(told, exact, inner, mask):
        return replace(told, figure=exact, unit=exact.quantity.unit)
    if set(mask[slice(*inner)].strip()) != {FIGURE}:
        return None
    in_words = told.kind == "share" and not told.figure.quantity.text.endswith("%")
    if not in_words or exact.quantity.kind is not QuantityKind.PERCENT:
        return None
    return replace(told, figure=exact, hedge="")


def is_grade(figure: Figure, anchor: str, inner: tuple[int, int], mask: str) -> bool:
    """精矿（6%）到岸价: whether a per cent alone in a bracket inside a name says of which grade it is."""
    alone = figure.start >= inner[0] and set(mask[slice(*inner)].strip()) == {FIGURE}
    following = segment(mask[inner[1] + 1 : inner[1] + 12])[:1]
    named = bool(following) and (following[0].tag[0] == "n" or following[0].tag == "eng")
    named = named and following[0].word not in words("adverb") and measure_start(anchor.rstrip()) is None
    goes_on = named and not measure_at(mask[inner[1] + 1 : inner[1] + 12])
    return alone and goes_on and figure.quantity.kind is QuantityKind.PERCENT


def is_bare_share(figure: Figure | None, inner: tuple[int, int], mask: str) -> bool:
    """Whether a bracket holds nothing but a percentage without a sign: 电池续航（55%）."""
    if figure is None or figure.start < inner[0] or figure.quantity.kind is not QuantityKind.PERCENT:
        return False
    return sign_of(figure.quantity) is None and set(mask[slice(*inner)].strip()) == {FIGURE}


def _converts(told: Reading, exact: Figure, inner: tuple[int, int], mask: str) -> bool:
    """Whether a bracket directly behind an amount of money gives it in another currency."""
    alone = _CONVERTED.fullmatch(mask[slice(*inner)]) is not None
    behind = not mask[told.figure.end : inner[0] - 1].strip()
    other = exact.quantity.unit != told.figure.quantity.unit
    return alone and behind and other and exact.quantity.kind is QuantityKind.MONEY


def enter(context: Context, before: Reading | None, anchor: str, share: bool) -> None:
    """What a bracket speaks of: the figure before it (6.45亿元（+18.6%）), or a name (费用（2亿元）).

    What an amount is called names who or what a `share` alone in the bracket is of: 保险成本（29%）.
    """
    if not anchor.strip() and before is not None:
        if before.subject:
            context.subject, context.subject_at = before.subject, context.sentence
        if before.measure and before.kind in ("money", "count", "multiple"):
            context.say(before.measure)
        elif before.measure and before.kind == "growth":
            context.say(before.measure + "增速")
        context.period, context.period_at = before.period, context.sentence
        return
    if ranked := _RANKED.match(anchor):  # 总资产排名前十的分别是|甲公司（8103亿）
        measure = cut(ranked[1]).measure
        context.say(without_growth(measure) or measure or context.measure or "")
        anchor = anchor[ranked.end() :]
    head = read_head(anchor, 0, len(anchor))
    phrase = cut(head.phrase)
    if quoted := _QUOTED.search(anchor):
        phrase = replace(phrase, subject=quoted[1])  # 推动“某园区”（总投资38亿元）
    if (done := _done().search(head.phrase)) and (what := cut(head.phrase[done.end() :])).measure:
        phrase = what if what.subject else phrase
    relative = is_share(phrase.measure) or is_rate(phrase.measure) or is_growth(phrase.measure)
    if share and phrase.measure and not relative:
        phrase = Phrase(as_name(_LISTED.split(head.phrase)[-1]), "")
    if phrase.measure and not phrase.verb:
        context.say(phrase.measure)
        context.levels = {}
    compared = head.base if head.base not in words("base") else None
    if name := phrase.subject or compared:
        context.name(unmask(name))  # 低于甲市（17万）
