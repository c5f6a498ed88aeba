"""One figure, the words around it and what was said before → its reading."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from report_etl.extract.statements.amounts import read_amount
from report_etl.extract.statements.changes import read_change
from report_etl.extract.statements.context import Context
from report_etl.extract.statements.names.heads import Head
from report_etl.extract.statements.names.measures import (
    is_compound,
    is_growth,
    is_rate,
    is_share,
    without_growth,
)
from report_etl.extract.statements.names.phrases import Phrase
from report_etl.extract.statements.names.tails import Tail
from report_etl.extract.statements.readings import Outcome, Refusal, Setting
from report_etl.extract.statements.sentences.figures import Figure, sign_of
from report_etl.extract.statements.sentences.vocabulary import words
from report_etl.extract.statements.sentences.words import Word
from report_etl.extract.statements.shares import read_part
from report_etl.models import QuantityKind

_FROM_TO: Final = re.compile(r"[0-9%元亿万][到至][0-9]")  # 从60亿元到134亿元的跨越
_TO_LEVEL: Final = re.compile(r"[^0-9. ] ?[到至] ?[0-9]")  # 涨10元至12元
_REVISED: Final = re.compile("[上下]调|调[高低升降]")
_PACE: Final = re.compile(r"高位|高速|快速|稳步|较快|两位数|稳定|平均|高$|年$|^的")


def read_single(
    figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context, setting: Setting
) -> Outcome:
    """Decide what the figure is and remember what later figures may carry on."""
    kind = figure.quantity.kind
    percent = figure.in_per_cent
    signed = sign_of(figure.quantity)
    if tail.direction and not tail.measure and not head.direction:
        head = replace(head, direction=tail.direction, verb=tail.predicate)  # 出现3亿元的减少
    if (reason := _of_forecast(head, phrase)) is not None:
        if phrase.measure:
            context.say(phrase.measure)
        return Refusal.of(figure, reason)
    if head.has(Word.FROM) and _FROM_TO.search(figure.quantity.text):
        return Refusal.of(figure, "two levels of a change, read as a range")
    if head.changes and _TO_LEVEL.search(figure.quantity.text) and _may_be_level(percent, phrase, context):
        return Refusal.of(figure, "a range, or a change and the level after it")
    if percent and signed and (figure.quantity.high or -1) > 0:
        change = read_change(figure, "growth", head, phrase, context, setting)
        return replace(change, direction=None)  # -1%至4%: no direction holds for the whole of it
    if kind is QuantityKind.PERCENTAGE_POINTS:
        change = read_change(figure, "change_points", head, phrase, context, setting)
        reached = head.has(Word.REACH) and not signed  # 差距缩小至3个百分点
        return replace(change, direction=None) if reached else change
    if kind is QuantityKind.PERCENT:
        if _grows(figure, head, tail, phrase, context):
            head, phrase = _named_after(head, tail, phrase)
            return read_change(figure, "growth", head, phrase, context, setting)
        part = read_part(figure, head, tail, phrase, context, setting)
        return Refusal.of(figure, "a share below zero") if signed and part.kind == "share" else part
    return read_amount(figure, head, tail, phrase, context, setting)


def _may_be_level(percent: bool, phrase: Phrase, context: Context) -> bool:
    """Whether the second of two figures after a verb of change may be what was reached: 份额提高2%至35%."""
    if percent:
        return is_share(phrase.measure) or is_rate(phrase.measure)
    return not context.forecast


def _of_forecast(head: Head, phrase: Phrase) -> str | None:
    """Why a figure tells of a forecast and not of its thing: how far off it was, how far it was revised."""
    if head.base and head.base.endswith(tuple(words("expected"))):
        return "a gap to what was expected is no growth"
    expected = head.has(Word.EXPECTED) or phrase.measure.startswith("目标")
    if expected and not head.has(Word.REACH, Word.LINK) and _REVISED.search(head.phrase + head.verb):
        return "the revision of a forecast is no growth"
    return None


def _grows(figure: Figure, head: Head, tail: Tail, phrase: Phrase, context: Context) -> bool:
    """Whether a percentage is a rate of change; 升至20% and 占20% are none."""
    if head.share_of is not None or head.has(Word.SHARE) or head.part_of or head.of_time:
        return False
    signed = sign_of(figure.quantity)
    level = is_rate(phrase.measure) or is_rate(tail.measure)
    if signed and not is_share(phrase.measure) and not (signed == "down" and level):
        return True
    if head.changes or head.label:
        return not head.has(Word.REACH) or bool(head.label)
    if tail.direction or tail.measure.endswith("空间"):
        return True  # 以5%的速度萎缩, 较现价有8%的上涨空间
    if tail.measure and tail.of and (is_growth(tail.measure) or "增长" in tail.measure):
        return True
    if tail.measure in words("speeds") and not is_share(phrase.measure):
        return True  # 产值保持20%以上增速
    if phrase.measure:
        return is_growth(phrase.measure) and not is_share(phrase.measure)
    if tail.measure:
        return is_growth(tail.measure) or "增长" in tail.measure or "增速" in tail.measure
    if context.topic and is_growth(context.topic):
        return True
    last = context.last
    if last is None or last.kind != "growth" or last.sentence != context.sentence:
        return False
    if not (head.phrase or head.words or tail.measure or tail.thing):
        return True  # 一季度增长5%，二季度4%
    compared = head.has(Word.THAN) or "于" in head.phrase[:4]
    if head.extreme and not phrase.subject:
        return True
    return compared or (head.has(Word.REACH, Word.FROM) and not phrase.subject)


def _named_after(head: Head, tail: Tail, phrase: Phrase) -> tuple[Head, Phrase]:
    """The head and the name with what a growth noun behind the figure adds: 26%的复合增速."""
    if not tail.measure:
        return head, phrase
    if tail.direction:
        head = replace(head, direction=tail.direction)
    if not head.label:
        label = "同比" if "同比" in tail.measure else "环比" if "环比" in tail.measure else ""
        head = replace(head, label=label)
    if tail.measure.endswith("空间"):
        return head, Phrase(phrase.subject, tail.measure)
    if not phrase.measure:
        grown = _PACE.sub("", without_growth(tail.measure))
        phrase = Phrase(phrase.subject, grown + ("年复合增长率" if is_compound(tail.measure) else "增速"))
    return head, phrase
