"""Rates that a survey found are of those who were asked."""

from __future__ import annotations

from report_etl.extract.statements.surveys import surveyed

SENTENCE = "对购买过新能源车的车主调查发现，选择夜间充电的用户最多，使用率达62.5%。"


def test_those_asked_are_the_subject_and_what_they_do_the_measure() -> None:
    assert surveyed("选择夜间充电的用户", "使用率", SENTENCE, "62.5%") == (
        "购买过新能源车的车主",
        "选择夜间充电的使用率",
    )


def test_a_group_of_those_asked_stays_the_subject() -> None:
    sentence = "对车主的调查显示，30岁以下车主占比为40%。"
    assert surveyed("30岁以下车主", "占比", sentence, "40%") == ("30岁以下车主", "占比")


def test_without_a_survey_nothing_changes() -> None:
    assert surveyed("选择夜间充电的用户", "使用率", "选择夜间充电的用户最多，使用率达62.5%。", "62.5%") == (
        "选择夜间充电的用户",
        "使用率",
    )
