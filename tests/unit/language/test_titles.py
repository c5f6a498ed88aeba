"""Titles of policies."""

from __future__ import annotations

import pytest

from report_etl.language.titles import balanced, parse_titles, suffix_ends, title_score


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("《某行业发展规划》", ("某行业发展规划",)),
        ("某方案（2021—2023年》", ("某方案（2021—2023年》",)),
        ("关于印发《工作要点》的通知", ("关于印发《工作要点》的通知",)),
        ("《甲条例》《乙办法》", ("甲条例", "乙办法")),
        ("《甲条例》、《乙办法》", ("甲条例", "乙办法")),
        ("《关于落实〈纲要〉的意见》", ("关于落实〈纲要〉的意见",)),
        ("《关于印发《方案》的通知》", ("关于印发《方案》的通知",)),
        ("《为某事而治》临时报告", ("《为某事而治》临时报告",)),
        ("管理条例（2017年\n修订）", ("管理条例（2017年 修订）",)),
    ],
)
def test_titles_of_a_cell(text: str, titles: tuple[str, ...]) -> None:
    assert parse_titles(text) == titles


@pytest.mark.parametrize("text", ["", "。", "推动发展。加快建设。", "12", "长" * 400])
def test_what_is_no_title(text: str) -> None:
    with pytest.raises(ValueError):
        parse_titles(text)


def test_number_of_a_document_stands_behind_its_title() -> None:
    assert title_score("泵站更新改造规划（水发〔2021〕8号）") == title_score("泵站更新改造规划")


def test_scores_fall_from_brackets_over_endings_to_sentences() -> None:
    scores = [
        title_score("《某行业发展规划》"),
        title_score("关于推进某行业发展的意见"),
        title_score("某行业三年重点任务安排"),
        title_score("关于某行业的若干想法"),
        title_score("某行业的历史"),
        title_score("推动某行业发展。"),
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0
    assert scores[-1] == 0.0


@pytest.mark.parametrize(
    "note", ["（2021—2035年）", "（试行）", "(征求意见稿)", "（2017年修订）", "（2023版）"]
)
def test_a_note_after_the_ending_belongs_to_the_title(note: str) -> None:
    assert title_score("某行业管理办法" + note) == 0.9


def test_brackets_must_close_in_order() -> None:
    assert balanced("（一）《二》“三”(四）")
    assert not balanced("（一")
    assert not balanced("一》")
    assert not balanced("《（》）")
    assert balanced("甲方案（一》", misprints=True)
    assert not any(balanced(text, misprints=True) for text in ("一》", "“一》", "《（》", "（一"))
    assert title_score("某行业（管理办法") < 0.2


def test_a_title_may_end_after_each_suffix_and_its_note() -> None:
    text = "行业规范指引（2023年版）要求显著标示"
    ends = {text[:end] for end in suffix_ends(text, 0, len(text))}
    assert {"行业规范", "行业规范指引", "行业规范指引（2023年版）"} <= ends
