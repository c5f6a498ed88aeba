"""Checks of figures in sentences, on given records."""

from __future__ import annotations

import pytest

from report_etl import extract_text
from tests.unit.audit.report import Report, amount, growth, per_cent

OVER = {"qualifier": "over"}


@pytest.mark.parametrize(("printed", "status"), [("37.6%", "consistent"), ("41.6%", "inconsistent")])
def test_growth_fits_the_levels_its_sentence_compares(printed: str, status: str) -> None:
    report = Report().say(
        f"2024年市场规模为498亿元，较2023年的362亿元增长{printed}。",
        amount("498亿元", "49800000000", "元", "|市场规模", period="2024"),
        amount("362亿元", "36200000000", "元", "|市场规模", period="2023"),
        growth(printed, "|市场规模", period="2024"),
    )
    assert report.statuses("growth_of_levels") == [status]


def test_a_fall_is_compared_as_a_fall() -> None:
    report = Report().say(
        "均价由1月的6.5元降至12月的3.9元，跌幅为40.0%。",
        amount("6.5元", "6.5", "元", "|均价", period="2024-01"),
        amount("3.9元", "3.9", "元", "|均价", period="2024-12"),
        growth("40.0%", "|均价", period="2024-12", direction="down"),
    )
    assert report.statuses("growth_of_levels") == ["consistent"]


def test_growth_is_held_against_levels_elsewhere_when_the_sentence_names_the_comparison() -> None:
    level = amount("120台", "120", "台", "机器人|销量", period="2024")
    before = amount("100台", "100", "台", "机器人|销量", period="2023")
    said = growth("50.0%", "机器人|销量同比", period="2024")
    report = (
        Report().say("2023年机器人销量为100台。", before).say("2024年销量120台，同比增长50.0%。", level, said)
    )
    assert report.statuses("growth_of_levels") == ["inconsistent"]
    unsure = growth("50.0%", "机器人|销量", period="2024")
    report = (
        Report().say("2023年机器人销量为100台。", before).say("2024年销量120台，增长50.0%。", level, unsure)
    )
    assert report.statuses("growth_of_levels") == []


def test_growth_at_constant_prices_is_left_alone() -> None:
    report = Report().say(
        "2023年增加值为100亿元，2024年为120亿元，按可比价格计算增长5.0%。",
        amount("100亿元", "10000000000", "元", "|产值", period="2023"),
        amount("120亿元", "12000000000", "元", "|产值", period="2024"),
        growth("5.0%", "|产值同比", period="2024"),
    )
    assert report.statuses("growth_of_levels") == []


@pytest.mark.parametrize(("printed", "status"), [("10.2%", "consistent"), ("11.2%", "inconsistent")])
def test_growth_fits_the_increase_beside_its_level(printed: str, status: str) -> None:
    report = Report().say(
        f"保有量达47.6万辆，较上年增加4.4万辆，同比增长{printed}。",
        amount("47.6万辆", "476000", "辆", "冷藏车|保有量", period="2024"),
        amount("4.4万辆", "44000", "辆", "冷藏车|保有量增加", period="2024", direction="up"),
        growth(printed, "冷藏车|保有量同比", period="2024"),
    )
    assert report.statuses("growth_of_increase") == [status]


@pytest.mark.parametrize(("more", "status"), [("0.6", "consistent"), ("0.9", "inconsistent")])
def test_an_increase_is_the_difference_of_the_levels_before_it(more: str, status: str) -> None:
    report = Report().say(
        f"用户达3.6亿人，较2023年的3.0亿人增长{more}亿人。",
        amount("3.6亿人", "360000000", "人", "|用户", period="2024"),
        amount("3.0亿人", "300000000", "人", "|用户", period="2023"),
        amount(
            f"{more}亿人", f"{more.replace('.', '')}0000000", "人", "|用户增长", period="2024", direction="up"
        ),
    )
    assert report.statuses("increase_of_levels") == [status]


@pytest.mark.parametrize(("rate", "status"), [("22.9%", "consistent"), ("32.9%", "inconsistent")])
def test_compound_growth_is_counted_over_the_years_between(rate: str, status: str) -> None:
    report = Report().say(
        f"2025年规模为6500亿元，2030年将达18200亿元，年均复合增长率为{rate}。",
        amount("6500亿元", "650000000000", "元", "|规模", period="2025"),
        amount("18200亿元", "1820000000000", "元", "|规模", period="2030"),
        growth(rate, "|规模年均复合增长率", period="2025/2030"),
    )
    assert report.statuses("compound_growth") == [status]


def test_a_second_compound_rate_belongs_to_the_levels_beside_it() -> None:
    report = Report().say(
        "规模由466.5亿元增至757.5亿元，年复合增速12.9%；到2028年增至1482.5亿元，年复合增速14.4%。",
        amount("466.5亿元", "46650000000", "元", "|规模", period="2019"),
        amount("757.5亿元", "75750000000", "元", "|规模", period="2023"),
        growth("12.9%", "|规模年复合增长率", period="2019/2023"),
        amount("1482.5亿元", "148250000000", "元", "|规模", period="2028"),
        growth("14.4%", "|规模年复合增长率", period="2019/2023"),  # its period was carried over
    )
    assert report.statuses("compound_growth") == ["consistent", "consistent"]


@pytest.mark.parametrize(("times", "status"), [("3.5", "consistent"), ("5.3", "inconsistent")])
def test_a_multiple_of_another_year_fits_the_two_levels(times: str, status: str) -> None:
    report = Report().say(
        "2020年收入为1510亿元。", amount("1510亿元", "151000000000", "元", "旅游|收入", period="2020")
    )
    report.say(
        f"2024年收入为5247亿元，约为2020年的{times}倍。",
        amount("5247亿元", "524700000000", "元", "旅游|收入", period="2024"),
        amount(f"{times}倍", times, "倍", "旅游|收入为基期的倍数", kind="multiple", period="2024"),
    )
    assert report.statuses("multiple_of_base") == [status]


@pytest.mark.parametrize(
    ("points", "status"), [("4.5个百分点", "consistent"), ("5.4个百分点", "inconsistent")]
)
def test_points_are_the_difference_of_two_shares(points: str, status: str) -> None:
    report = Report().say(
        f"转化率由2022年的11.8%升至2024年的16.3%，提高{points}。",
        per_cent("11.8%", "|转化率", period="2022"),
        per_cent("16.3%", "|转化率", period="2024"),
        per_cent(points, "|转化率", kind="change_points", direction="up", period="2022/2024"),
    )
    assert report.statuses("change_of_points") == [status]


@pytest.mark.parametrize(("printed", "status"), [("42.6%", "consistent"), ("44.6%", "inconsistent")])
def test_a_share_set_apart_by_其中_is_of_the_amount_before(printed: str, status: str) -> None:
    report = Report().say(
        f"新增277.6GW，其中分布式118.2GW，占{printed}。",
        amount("277.6GW", "277.6", "GW", "光伏|新增", period="2024"),
        amount("118.2GW", "118.2", "GW", "分布式|新增", period="2024"),
        per_cent(printed, "分布式|新增占比", period="2024"),
    )
    assert report.statuses("share_of_amount") == [status]


def test_a_part_that_fits_a_whole_of_another_sentence_makes_its_sibling_comparable() -> None:
    report = Report().say("新增277.6GW。", amount("277.6GW", "277.6", "GW", "光伏|新增", period="2024"))
    report.say(
        "集中式159.4GW，占57.4%；分布式118.2GW，占44.6%。",
        amount("159.4GW", "159.4", "GW", "集中式|新增", period="2024"),
        per_cent("57.4%", "集中式|新增占比", period="2024"),
        amount("118.2GW", "118.2", "GW", "分布式|新增", period="2024"),
        per_cent("44.6%", "分布式|新增占比", period="2024"),
    )
    assert report.statuses("share_of_amount") == ["consistent", "inconsistent"]


def test_an_amount_inside_a_share_is_its_whole() -> None:
    report = Report().say(
        "新增277.6GW，占全球新增530GW的52.4%。",
        amount("277.6GW", "277.6", "GW", "我国|新增"),
        amount("530GW", "530", "GW", "全球|新增"),
        per_cent("52.4%", "我国|新增占比", base="全球新增"),
    )
    assert report.statuses("share_of_amount") == ["consistent"]


def _two_bases(share: str, base: str = "人口") -> Report:
    report = Report().say(
        "用户达2.3亿人，占整体人口的16.4%。",
        amount("2.3亿人", "230000000", "人", "产品|用户"),
        per_cent("16.4%", "产品|用户占比", base="整体人口"),
    )
    return report.say(
        f"已有{share}的人口（也就是3.5亿人）了解该产品。",
        per_cent(share, "人口|了解", base=base),
        amount("3.5亿人", "350000000", "人", "人口"),
    )


def test_two_shares_of_one_base_imply_the_same_base() -> None:
    assert _two_bases("25.0%").statuses("implied_base") == ["consistent"]
    assert _two_bases("4.8%").statuses("implied_base") == ["inconsistent"]
    assert _two_bases("4.8%").statuses("order_of_shares") == ["inconsistent"]


def test_an_amount_and_a_share_of_two_periods_are_no_pair() -> None:
    report = Report().say(
        "甲品牌销量25台，占市场总量的10%。",
        amount("25台", "25", "台", "甲品牌|销量", period="2016-Q3"),
        per_cent("10%", "甲品牌|占比", base="市场总销量", period="2017-Q3"),
    )
    report.say(
        "乙品牌销量20台，占市场总量的5%。",
        amount("20台", "20", "台", "乙品牌|销量", period="2016-Q3"),
        per_cent("5%", "乙品牌|占比", base="市场总销量", period="2016-Q3"),
    )
    assert report.statuses("implied_base") == []


def test_shares_of_other_or_vague_bases_prove_nothing() -> None:
    assert _two_bases("4.8%", "网民").statuses("implied_base") == []
    assert _two_bases("4.8%", "全国").statuses("order_of_shares") == []


@pytest.mark.parametrize(("joint", "status"), [("38.4%", "consistent"), ("48.4%", "inconsistent")])
def test_a_joint_share_is_the_sum(joint: str, status: str) -> None:
    report = Report().say(
        f"甲、乙、丙占比分别为15.0%、13.5%和9.9%，合计占比{joint}。",
        per_cent("15.0%", "甲|占比"),
        per_cent("13.5%", "乙|占比"),
        per_cent("9.9%", "丙|占比"),
        per_cent(joint, "甲、乙、丙|合计占比"),
    )
    assert report.statuses("shares_together") == [status]


@pytest.mark.parametrize(("joint", "status"), [("64.8%", "consistent"), ("74.8%", "inconsistent")])
def test_a_joint_share_of_amounts_is_of_their_whole(joint: str, status: str) -> None:
    report = Report().say("接待游客3.98亿人次。", amount("3.98亿人次", "398000000", "人次", "全国|接待游客"))
    report.say(
        f"其中，甲、乙分别接待1.66和0.92亿人次，两地合计占{joint}。",
        amount("1.66", "166000000", "人次", "甲|接待游客"),
        amount("0.92亿人次", "92000000", "人次", "乙|接待游客"),
        per_cent(joint, "两地|占比"),
    )
    assert report.statuses("amounts_together") == [status]


@pytest.mark.parametrize(("rest", "expected"), [("26.6%", ["consistent"]), ("36.6%", ["inconsistent"])])
def test_shares_with_the_rest_are_a_whole(rest: str, expected: list[str]) -> None:
    report = Report().say(
        f"甲、乙、丙占比分别为41.2%、18.7%和13.5%，其余占{rest}。",
        per_cent("41.2%", "甲|占比"), per_cent("18.7%", "乙|占比"), per_cent("13.5%", "丙|占比"),
        per_cent(rest, "其余|占比"),
    )  # fmt: skip
    assert report.statuses("shares_of_whole") == expected


def test_answers_of_a_survey_may_be_more_than_a_whole() -> None:
    report = Report().say(
        "调查显示，从结构看，关注价格、质量的占比分别为62.0%和58.0%。",
        per_cent("62.0%", "价格|占比"),
        per_cent("58.0%", "质量|占比"),
    )
    assert report.statuses("shares_of_whole") == []


@pytest.mark.parametrize(("second", "expected"), [("97件", ["consistent"]), ("79件", ["inconsistent"])])
def test_complements_after_其中_add_up_to_the_whole(second: str, expected: list[str]) -> None:
    report = Report().say(
        f"登记证共4072件，其中国产登记3975件，进口登记{second}。",
        amount("4072件", "4072", "件", "登记证|数量"),
        amount("3975件", "3975", "件", "国产|登记"),
        amount(second, second[:-1], "件", "进口|登记"),
    )
    assert report.statuses("parts_of_amount") == expected


def test_a_part_of_another_measure_may_be_larger() -> None:
    report = Report().say(
        "完成2项试验（其中1项为新药），获得55项批件。",
        amount("2项", "2", "项", "试验|完成"),
        amount("1项", "1", "项", "新药|完成"),
        amount("55项", "55", "项", "批件|获得"),
    )
    assert report.statuses("parts_of_amount") == []


@pytest.mark.parametrize(("joint", "status"), [("1435部", "consistent"), ("1453部", "inconsistent")])
def test_amounts_listed_add_up_to_what_they_are_together(joint: str, status: str) -> None:
    report = Report().say(
        f"三地分别为538、471和426部，合计{joint}。",
        amount("538", "538", "部", "甲|备案量"), amount("471", "471", "部", "乙|备案量"),
        amount("426部", "426", "部", "丙|备案量"), amount(joint, joint[:-1], "部", "三地|备案量"),
    )  # fmt: skip
    assert report.statuses("sum_of_list") == [status]


@pytest.mark.parametrize(
    ("year", "expected"), [("1740台", ["consistent"]), ("1640台", ["inconsistent"]), ("1060台", [])]
)
def test_half_years_of_a_flow_add_up(year: str, expected: list[str]) -> None:
    report = Report().say(
        f"全年{year}，上半年682台，下半年1058台。",
        amount(year, year[:-1], "台", "机器人|出货量", period="2024"),
        amount("682台", "682", "台", "机器人|出货量", period="2024-H1"),
        amount("1058台", "1058", "台", "机器人|出货量", period="2024-H2"),
    )
    assert report.statuses("parts_of_year") == expected


def test_what_is_called_next_is_not_more_than_the_highest() -> None:
    report = Report().say(
        "甲占比最高，达33.5%；其次为乙，占46.2%。", per_cent("33.5%", "甲|占比"), per_cent("46.2%", "乙|占比")
    )
    (found,) = report.check("order_of_words")
    assert (found.status, found.severity) == ("inconsistent", "warning")


def test_a_level_with_no_end_is_shown_as_printed() -> None:
    report = Report().say(
        "装机由2024年的889.6GW增至2030年的超2000GW，年均复合增长率为14.5%。",
        amount("889.6GW", "889.6", "GW", "|装机", period="2024"),
        amount("2000GW", "2000", "GW", "|装机", period="2030", **OVER),
        growth("14.5%", "|装机年均复合增长率", period="2024/2030"),
    )
    (found,) = report.check("compound_growth")
    assert "in 6 years is yearly 14.5 %, printed 14.5%" in found.message


@pytest.mark.parametrize(("points", "expected"), [("31.4", ["consistent"]), ("34.1", ["inconsistent"])])
def test_points_lead_from_the_earlier_share_to_the_later_in_whatever_order_they_are_told(
    points: str, expected: list[str]
) -> None:
    change = f"{points}个百分点"
    report = Report().say(
        f"2023年电动叉车占比52.9%，而2018年这一比例仅有21.5%，提升了{change}。",
        per_cent("52.9%", "电动叉车|占比", period="2023"),
        per_cent("21.5%", "电动叉车|占比", period="2018"),
        per_cent(change, "电动叉车|占比", kind="change_points", direction="up", period="2018"),
    )
    assert report.statuses("change_of_points") == expected


def test_a_joint_amount_that_names_other_things_is_no_sum_of_those_before() -> None:
    report = Report().say(
        "松木产量93万吨，杉木、桦木分别为71万吨、66万吨，榆木与椴木合计38万吨。",
        amount("93万吨", "930000", "吨", "松木|产量"), amount("71万吨", "710000", "吨", "杉木|产量"),
        amount("66万吨", "660000", "吨", "桦木|产量"), amount("38万吨", "380000", "吨", "榆木与椴木|产量"),
    )  # fmt: skip
    assert report.statuses("sum_of_list") == []


@pytest.mark.parametrize(
    ("last", "expected"), [("16.2%", ["consistent"]), ("18.7%", ["inconsistent"]), ("61.0%", [])]
)
def test_shares_of_a_named_whole_are_no_more_than_it(last: str, expected: list[str]) -> None:
    report = Report().say(
        f"出口产品中，整机占52.4%，零部件占31.4%，耗材与附件合计占{last}。",
        per_cent("52.4%", "整机|占比", base="出口产品"),
        per_cent("31.4%", "零部件|占比", base="出口产品"),
        per_cent(last, "耗材与附件|占比", base="出口产品"),
    )
    assert report.statuses("shares_of_whole") == expected


def test_a_level_of_the_year_before_is_not_compared_with_itself() -> None:
    report = Report().say(
        "年末共有渔港640座，较上年同期的800座减少20.0%。",
        amount("640座", "640", "座", "渔港|数量", period="2024-12"),
        amount("800座", "800", "座", "渔港|数量", period="2023-12"),
        growth("20.0%", "渔港|数量", period="2024-12", direction="down"),
    )
    assert report.statuses("growth_of_levels") == ["consistent"]


@pytest.mark.parametrize(("joint", "status"), [("125.2", "consistent"), ("152.2", "inconsistent")])
def test_a_sum_told_before_is_no_part_of_the_next_one(joint: str, status: str) -> None:
    text = (
        "2024年，列入统计的省市水泵合计350.3万台，广东以58.8万台居首，"
        f"浙江、江苏分别为34.6万台和31.8万台，三省合计{joint}万台。"
    )
    findings = extract_text(text).findings
    assert [(found.check, found.status) for found in findings] == [("sum_of_list", status)]


def test_a_gap_of_an_earlier_time_is_not_that_of_the_rates_before_it() -> None:
    report = Report().say(
        "西部上架率61.3%，东部为71.9%，两者差距由2022年的18.4个百分点缩小到10.6个百分点。",
        per_cent("61.3%", "西部|上架率", kind="rate", period="2024"),
        per_cent("71.9%", "东部|上架率", kind="rate", period="2024"),
        per_cent("18.4个百分点", "|差距", kind="change_points", direction="up", period="2022"),
        per_cent("10.6个百分点", "|差距", kind="change_points", period="2024"),
    )
    assert "inconsistent" not in report.statuses("change_of_points")


@pytest.mark.parametrize(("part", "expected"), [("零组件", []), ("整车及零组件", ["inconsistent"])])
def test_the_series_of_two_things_together_is_not_that_of_one(part: str, expected: list[str]) -> None:
    text = (
        f"2024年{part}产值同比下滑8.6%。\n\n表1 2023-2024年台城整车及零组件产值\n"
        "年份  产值（亿元）\n2023年  1588\n2024年  1386\n"
    )
    findings = extract_text(text).findings
    assert [f.status for f in findings if f.check == "growth_of_levels"] == expected
