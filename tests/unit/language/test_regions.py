"""Names of regions and their codes."""

from __future__ import annotations

import pytest

from report_etl.language.regions import (
    RegionKind,
    match_region,
    parse_region,
    parse_region_or_body,
    region_score,
)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("北京", "北京", "110000"),
        ("北 京", "北京", "110000"),
        ("黑龙\n江省", "黑龙江", "230000"),
        ("内蒙古自治区", "内蒙古", "150000"),
        ("广西壮族自治区", "广西", "450000"),
        ("广西区", "广西", "450000"),
        ("新疆维吾尔自治区", "新疆", "650000"),
        ("香港特别行政区", "香港", "810000"),
        ("臺灣", "台湾", "710000"),
        ("内蒙古 Inner Mongolia", "内蒙古", "150000"),
    ],
)
def test_provinces_come_by_their_short_name(text: str, name: str, code: str) -> None:
    region = parse_region(text)
    assert (region.name, region.code, region.kind) == (name, code, RegionKind.PROVINCE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("深圳", "440300"),
        ("大连市", "210200"),
        ("恩施州", "422800"),
        ("吉林市", "220200"),
        ("延边朝鲜族自治州", "222400"),
        ("济源", "419001"),
        ("广东省深圳市", "440300"),
    ],
)
def test_cities_come_as_printed_with_their_code(text: str, code: str) -> None:
    region = parse_region(text)
    assert (region.name, region.code, region.kind) == (text, code, RegionKind.CITY)


def test_a_province_and_a_city_of_one_name_are_told_apart() -> None:
    assert parse_region("吉林").code == "220000"
    assert parse_region("海南").code == "460000"
    assert parse_region("海南州").code == "632500"


@pytest.mark.parametrize(
    "text", ["国资委", "新疆生产建设兵团", "境外", "其他地区", "进口登记", "辽宁（不含大连）"]
)
def test_bodies_among_regions_have_no_code(text: str) -> None:
    region = parse_region(text)
    assert (region.name, region.code, region.kind) == (text, None, RegionKind.BODY)


def test_traditional_characters_name_the_same_regions() -> None:
    assert [parse_region(name).name for name in ("山東", "廣東", "黑龍江", "內蒙古", "臺灣")] == [
        "山东",
        "广东",
        "黑龙江",
        "内蒙古",
        "台湾",
    ]
    assert parse_region("合計").kind is RegionKind.TOTAL
    assert (parse_region("瀋陽市").name, parse_region("瀋陽市").code) == ("瀋陽市", "210100")
    assert match_region("山東和廣東", 0) == 2


@pytest.mark.parametrize("text", ["合计", "总 计", "全国", "全 省", "小计"])
def test_totals_are_no_region(text: str) -> None:
    assert parse_region(text).kind is RegionKind.TOTAL


@pytest.mark.parametrize("text", ["", "朝阳", "某集团", "96", "北京银行", "上海证券"])
def test_other_words_are_no_region(text: str) -> None:
    with pytest.raises(ValueError):
        parse_region(text)


def test_in_a_column_of_regions_any_name_is_a_body() -> None:
    body = parse_region_or_body("跨省联营项目")
    assert (body.name, body.code, body.kind) == ("跨省联营项目", None, RegionKind.BODY)
    for text in ("", "96", "很长" * 20, "北京，上海"):
        with pytest.raises(ValueError):
            parse_region_or_body(text)


def test_scores() -> None:
    assert region_score("四川省") == 1.0
    assert 0 < region_score("中央广播电视总台及在京央企") < 1
    assert region_score("推动发展。") == 0.0


@pytest.mark.parametrize(
    ("text", "found"),
    [("黑龙江省12", "黑龙江省"), ("黑 龙江 3", "黑 龙江"), ("广西壮族自治区 7", "广西壮族自治区")],
)
def test_the_longest_name_at_a_place_is_matched(text: str, found: str) -> None:
    assert match_region("在" + text, 1) == 1 + len(found)


def test_nothing_is_matched_where_no_name_begins() -> None:
    assert match_region("某地12") is None
    assert match_region("", 0) is None


def test_a_long_run_of_latin_letters_names_no_region() -> None:
    # letters that may be parted anywhere are parted in every way: 90 of them took longer than anybody waits
    for text in ("abc" * 30 + "1", "Abcdefghijklmno"):
        with pytest.raises(ValueError, match="names no region"):
            parse_region_or_body(text)
    assert parse_region_or_body("跨省EPC联营").name == "跨省EPC联营"
