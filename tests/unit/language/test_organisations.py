"""Lists of issuers."""

from __future__ import annotations

import pytest

from report_etl.language.organisations import (
    are_run_together,
    issuers_score,
    match_count_only,
    match_names,
    match_tail,
    parse_issuers,
)


@pytest.mark.parametrize(
    ("text", "names", "count"),
    [
        ("国家能源局", ["国家能源局"], None),
        ("工业和信息化部等八部门", ["工业和信息化部"], 8),
        ("商务部等12部门", ["商务部"], 12),
        ("民政部等二十二个部门", ["民政部"], 22),
        ("国家网信办联合多部门", ["国家网信办"], None),
        ("财政部、商务部等部门", ["财政部", "商务部"], None),
        ("财政部、商务部、民政部、水利部", ["财政部", "商务部", "民政部", "水利部"], 4),
        ("中共中央 国务院", ["中共中央", "国务院"], 2),
        ("交通运输部\n国家铁路局\n国家邮政局", ["交通运输部", "国家铁路局", "国家邮政局"], 3),
        ("国家发展改革委、工业和信息化\n部、水利部", ["国家发展改革委", "工业和信息化部", "水利部"], 3),
        ("国务院国资委财政部中国证监会", ["国务院国资委", "财政部", "中国证监会"], 3),
        ("文化和旅游部和财政部", ["文化和旅游部", "财政部"], 2),
        ("住房和城乡建设部", ["住房和城乡建设部"], None),
        ("原银保监会", ["原银保监会"], None),
        ("五部门", [], 5),
        ("浙江省人民政府办公厅", ["浙江省人民政府办公厅"], None),
        ("中央全面深化改革委员会第十次会议", ["中央全面深化改革委员会第十次会议"], None),
        ("国家药品监督管理局药品审评中心(CDE)", ["国家药品监督管理局药品审评中心(CDE)"], None),
    ],
)
def test_issuers(text: str, names: list[str], count: int | None) -> None:
    issuers = parse_issuers(text)
    assert (list(issuers.names), issuers.count) == (names, count)


def test_the_printed_text_is_kept_on_one_line() -> None:
    assert parse_issuers("财政部\n商务部").text == "财政部、商务部"
    assert parse_issuers(" 商务部等12部门 ").text == "商务部等12部门"


@pytest.mark.parametrize("text", ["", "、", "推动发展。", "12", "财政部、。"])
def test_what_names_no_issuer(text: str) -> None:
    with pytest.raises(ValueError):
        parse_issuers(text)


def test_known_bodies_score_higher_than_endings_and_these_than_words() -> None:
    assert issuers_score("财政部、商务部") == 1.0
    assert 0.5 <= issuers_score("某某管理局") < 1.0
    assert issuers_score("关于推进发展") == 0.0
    assert issuers_score("财" * 400) == 0.0


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("财政部关于某事", ["财政部"]),
        ("财政部政府采购管理办法", ["财政部"]),
        ("农业农村部农药检定所登记细则", ["农业农村部", "农业农村部农药检定所"]),
        ("工业和信息化部办公厅关于", ["工业和信息化部", "工业和信息化部办公厅"]),
        ("国家能源局山东监管办容量补偿", ["国家能源局", "国家能源局山东监管办"]),
        ("市场监管总局质量行动方案", ["市场监管总局"]),
        ("浙江省人民政府关于", ["浙江省人民政府"]),
        ("推动发展", []),
    ],
)
def test_names_at_the_beginning_of_running_text(text: str, ends: list[str]) -> None:
    assert [text[:end] for end, _ in match_names(text, 0)] == ends


def test_tails_in_running_text() -> None:
    assert match_tail("等八部门关于某事", 0) == 4
    assert match_tail("联合多部门推动", 0) == 5
    assert match_tail("关于", 0) is None
    assert match_count_only("五部门发布", 0) == 3


def test_a_space_inside_the_tail_of_a_list() -> None:
    issuers = parse_issuers("工信部、教育部等十部 门")
    assert (issuers.names, issuers.count) == (("工信部", "教育部"), 10)


def test_a_name_that_begins_like_the_end_of_a_title_is_none() -> None:
    with pytest.raises(ValueError):
        parse_issuers("的通知 中国证监会")


def test_the_name_of_one_known_body_and_another_is_none() -> None:
    assert are_run_together("住房和城乡建设部国家某某安监局") and are_run_together("财政部办公厅公安部")
    assert not are_run_together("国家税务总局北京市税务局") and not are_run_together("财政部办公厅")


def test_a_name_behind_the_ending_of_an_unknown_one_is_another() -> None:
    assert are_run_together("国家薯类和种苗局国家药监局国家水泵安监局") and are_run_together(
        "薯类局全国水泵协会"
    )
    assert not are_run_together("国家薯类和种苗局") and not are_run_together("国务院国资委办公厅")


def test_bodies_run_together_in_many_ways_are_read_in_no_time() -> None:
    names = "国务院国资委" * 40
    assert parse_issuers(names).names == ("国务院国资委",)
    with pytest.raises(ValueError):
        parse_issuers(names + "某")
