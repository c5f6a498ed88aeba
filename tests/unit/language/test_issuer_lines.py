"""Lines of a cell of issuers → names."""

from __future__ import annotations

import pytest

from report_etl.language.issuer_lines import join_issuer_lines
from report_etl.language.organisations import parse_issuers


@pytest.mark.parametrize("ends", [False, True])
@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["国家发展改革委", "中央网信办", "国家能源局"], ["国家发展改革委", "中央网信办", "国家能源局"]),
        (["文化和旅游", "部", "最高人民法", "院"], ["文化和旅游部", "最高人民法院"]),
        (["国家发展改革", "委、商务部等", "七部门"], ["国家发展改革委", "商务部"]),
        (["农业农村部", "办公厅"], ["农业农村部办公厅"]),
        (["财政部"], ["财政部"]),
    ],
)
def test_names_decide_whatever_the_layout_suggests(lines: list[str], expected: list[str], ends: bool) -> None:
    joined = join_issuer_lines(lines, [ends] * (len(lines) - 1))
    assert list(parse_issuers(joined).names) == expected


def test_where_both_readings_are_names_the_layout_decides() -> None:
    assert join_issuer_lines(["国务院", "国资委"], [False]) == "国务院国资委"
    assert join_issuer_lines(["国务院", "国资委"], [True]) == "国务院\n国资委"


def test_many_lines_are_left_as_the_layout_has_them() -> None:
    assert join_issuer_lines(["财政部"] * 30, [True] * 29) == "\n".join(["财政部"] * 30)


@pytest.mark.parametrize("end", [True, False])
def test_offices_of_two_bodies_are_two_names(end: bool) -> None:
    assert join_issuer_lines(["教育部办公厅", "商务部办公厅"], [end]) == "教育部办公厅\n商务部办公厅"


def test_lines_that_begin_with_one_place_are_names_each() -> None:
    assert join_issuer_lines(["山东省水利厅", "山东省水务局"], [False]) == "山东省水利厅\n山东省水务局"
    assert join_issuer_lines(["新疆维吾尔自治区水利", "厅"], [False]) == "新疆维吾尔自治区水利厅"


def test_a_place_that_stands_again_inside_a_name_begins_no_part_of_it() -> None:
    lines = ["山东省水利厅", "山水集团山东省灌溉有限", "公司"]
    assert join_issuer_lines(lines, [True, False]) == "山东省水利厅\n山水集团山东省灌溉有限公司"


@pytest.mark.parametrize("end", [True, False])
def test_a_body_nobody_knows_beside_known_ones_is_a_name_of_its_own(end: bool) -> None:
    lines = ["商务部", "国家薯类储备局", "财政部"]
    assert join_issuer_lines(lines, [end, end]).split("\n") == lines


def test_an_unknown_body_above_others_is_a_name_of_its_own() -> None:
    lines = ["国家薯类", "和种苗局", "国家药监", "局", "国家水泵", "安监局", "证监会"]
    assert join_issuer_lines(lines, [False] * 6) == "国家薯类和种苗局\n国家药监局\n国家水泵安监局\n证监会"
