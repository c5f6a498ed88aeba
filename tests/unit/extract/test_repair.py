"""What is mended, what is only suggested, and what is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from report_etl.catalog import LexiconEntry
from report_etl.extract.repair import APPLIED, Mend, find_mends, words_apart

LEXICON = (LexiconEntry("训l练", "训练", True), LexiconEntry("己经", "已经", False))


def mends(text: str) -> list[tuple[str, str, str, bool]]:
    return [(m.rule, text[m.start : m.end], m.after, m.certain) for m in find_mends(text, LEXICON)]


@pytest.mark.parametrize(
    ("text", "rule", "before", "after"),
    [
        ("增长１５．０％", "full_width", "１５．０％", "15.0%"),
        ("产量\ufffd\ufffd为5吨", "replacement_character", "\ufffd\ufffd", ""),
        ("2025年6⽉", "radical_form", "⽉", "月"),
        ("冷藏⻋保有量", "radical_form", "⻋", "车"),
        ("⼾均⾯积", "radical_form", "⼾", "户"),
        ("导电㬵膜", "radical_form", "㬵", "胶"),
        ("Proﬁle型材", "ligature", "ﬁ", "fi"),
        ("收入为l1.6亿元", "digit_lookalike", "l", "1"),
        ("每月5O-100元", "digit_lookalike", "O", "0"),
        ("7  云南  l48.3  2.1%", "digit_lookalike", "l", "1"),
        ("每月５O-１００元", "digit_lookalike", "O", "0"),
        ("总额2.63万亿元¹，", "footnote_mark", "¹", ""),
        ("合并使用[⁶]。", "footnote_mark", "[⁶]", ""),
        ("水泵能效办法》¹⁾", "footnote_mark", "¹⁾", ""),
        ("水泵能效办法⁽²⁾，", "footnote_mark", "⁽²⁾", ""),
        ("内蒙古ᵃ", "footnote_mark", "ᵃ", ""),
        ("模型训l练成本", "lexicon", "训l练", "训练"),
        ("某公司（如云脉》表示", "bracket_mismatch", "》", "）"),
        ("《办法）的要求", "bracket_mismatch", "）", "》"),
        ("联 系 人: 李", "letter_spacing", "联 系 人", "联系人"),
        ("共同制定,确保安全", "punctuation", ",", "，"),
        ("见{$url}", "placeholder", "{$url}", ""),
        ("电子版: 90元 合订版: 120", "missing_unit", "120", "120元"),
    ],
)
def test_certain_repairs(text: str, rule: str, before: str, after: str) -> None:
    assert (rule, before, after, True) in mends(text)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("自己经营", "lexicon"),
        ("每升l水", "stray_stroke"),
        ("为了了解情况", "doubled_character"),
        ("市场规模持续增长市场规模持续增长", "doubled_text"),
    ],
)
def test_suggestions(text: str, rule: str) -> None:
    found = mends(text)
    assert [(r, certain) for r, _, _, certain in found] == [(rule, False)]
    assert rule not in APPLIED


@pytest.mark.parametrize(
    "text",
    [
        "H100与5G芯片",
        "云南 l48.3版",
        "O2O模式",
        "I5处理器",
        "面积为120m²",
        "库容10⁴立方米",
        "（2024年)共计",  # one bracket written for the other is no slip
        "“示例”（含《办法》）",
        "1,200.5元",
        "①②③",
        "第l段",
    ],
)
def test_left_alone(text: str) -> None:
    assert [m for m in find_mends(text) if m.certain] == []


def test_words_run_together_are_known_from_the_document_itself() -> None:
    apart = words_apart("新一代 AI Agent 与 Cloud Native 架构")
    assert find_mends("AIAgent上线", apart=apart) == [Mend(0, 7, "AI Agent", "spacing", True)]


def test_repairs_do_not_overlap() -> None:
    found = find_mends("（甲》，，，，训l练 训l练\ufffd５５", LEXICON)
    assert all(a.end <= b.start for a, b in pairwise(found))
