"""Every written form of a date, what is no date, and whose year is meant."""

from __future__ import annotations

import datetime

import pytest

from report_etl.language.dates import find_dates
from report_etl.models import DatePrecision


def spans(text: str) -> list[tuple[str, str | None]]:
    return [(mention.text, mention.iso) for mention in find_dates(text)]


def only(text: str) -> str | None:
    found = find_dates(text)
    assert len(found) == 1, found
    return found[0].iso


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024年", "2024"),
        ("２０２４年８月", "2024-08"),
        ("2024 年 8 月 5 日", "2024-08-05"),
        ("2024年8月5号", "2024-08-05"),
        ("2024-08-05", "2024-08-05"),
        ("2024/8/5", "2024-08-05"),
        ("2024.08.05", "2024-08-05"),
        ("5.8.2024", "2024-08-05"),
        ("31/12/2024", "2024-12-31"),
        ("2024-08", "2024-08"),
        ("2024/08", "2024-08"),
        ("2024.08", "2024-08"),
        ("二〇二四年八月十五日", "2024-08-15"),
        ("二○二四年", "2024"),
        ("两千零八年", "2008"),
        ("一九九八年", "1998"),
        ("民國113年", "2024"),
        ("2024年一季度", "2024-Q1"),
        ("2024年第三季度末", "2024-Q3"),
        ("2024Q3", "2024-Q3"),
        ("24Q3", "2024-Q3"),
        ("3Q24", "2024-Q3"),
        ("Q3 2024", "2024-Q3"),
        ("H1 2024", "2024-H1"),
        ("2024年Q3", "2024-Q3"),
        ("2024H1", "2024-H1"),
        ("1H24", "2024-H1"),
        ("2024年上半年", "2024-H1"),
        ("2024年下半年", "2024-H2"),
        ("2024年前三季度", "2024-01/2024-09"),
        ("2024年三季报", "2024-01/2024-09"),
        ("2024年前10个月", "2024-01/2024-10"),
        ("2024年最后两个月", "2024-11/2024-12"),
        ("2024年1-5月", "2024-01/2024-05"),
        ("2024M1-M5", "2024-01/2024-05"),
        ("2024年Q1-Q3", "2024-01/2024-09"),
        ("2024年一至三季度", "2024-01/2024-09"),
        ("2024年3月上旬", "2024-03-01/2024-03-10"),
        ("2024年2月下旬", "2024-02-21/2024-02-29"),
        ("2024年底", "2024"),
        ("2024年年末", "2024"),
        ("2024年初", "2024"),
        ("2024年6月末", "2024-06"),
        ("2024全年", "2024"),
        ("2024年度", "2024"),
        ("FY24", "2024"),
        ("2024财年", "2024"),
        ("2023-2024雪季", "2023/2024"),
        ("2023/24财年", "2023/2024"),
        ("“十四五”期间", "2021/2025"),
        ("十五五末", "2030"),
        ("“十三五”至“十四五”期间", "2016/2025"),
        ("“十三五”前3年", "2016/2018"),
        ("“十四五”后两年", "2024/2025"),
        ("20世纪80年代", "1980/1989"),
        ("二十世纪五十至九十年代", "1950/1999"),
        ("21世纪", "2001/2100"),
        ("2010年代", "2010/2019"),
        ("90年代末", "1990/1999"),
    ],
)
def test_each_written_form_is_read_whole(written: str, iso: str) -> None:
    (mention,) = find_dates(f"其中，{written}，样本占比5.5%")
    assert (mention.text, mention.iso) == (written, iso)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全面曝光——2023-2025年占比", [("2023-2025年", "2023/2025")]),
        ("快速发展,2016~2018年产值", [("2016~2018年", "2016/2018")]),
        ("2020年增长5%，2021将增长8%", [("2020年", "2020"), ("2021", "2021")]),
        ("预测2020全球销量下滑", [("2020", "2020")]),
        ("编号1,2016-2018", []),
        ("25E/26E净利润", [("25E", "2025"), ("26E", "2026")]),
    ],
)
def test_dates_stand_after_any_punctuation(text: str, found: list[tuple[str, str]]) -> None:
    assert spans(text) == found


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017年8月至11月", "2017-08/2017-11"),
        ("2021-2025年", "2021/2025"),
        ("2021年至2025年", "2021/2025"),
        ("2021~2025年", "2021/2025"),
        ("2021---2025年", "2021/2025"),
        ("2021—2025", "2021/2025"),
        ("2021-25年", "2021/2025"),
        ("19-21年", "2019/2021"),
        ("24-26E", "2024/2026"),
        ("2024年7月20日至8月3日", "2024-07-20/2024-08-03"),
        ("2024年7月20-25日", "2024-07-20/2024-07-25"),
        ("2024年12月20日至2025年1月5日", "2024-12-20/2025-01-05"),
        ("2024年1月到3月25日", "2024-01/2024-03-25"),
        ("2023年上半年-2025年上半年", "2023-H1/2025-H1"),
        ("2022Q1至2024Q3", "2022-Q1/2024-Q3"),
        ("2021年6月1日起至2026年5月31日", "2021-06-01/2026-05-31"),
    ],
)
def test_ranges_take_what_the_second_part_leaves_out_from_the_first(written: str, iso: str) -> None:
    (mention,) = find_dates(f"据测算，{written}，复合增速放缓")
    assert (mention.text, mention.iso) == (written, iso)


def test_first_and_last_day_are_inclusive() -> None:
    (mention,) = find_dates("2023年11月至2024年2月")
    assert mention.first_day == datetime.date(2023, 11, 1)
    assert mention.last_day == datetime.date(2024, 2, 29)
    assert mention.precision is DatePrecision.RANGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021年、2022年和2023年", ["2021", "2022", "2023"]),
        ("2021、2022和2023年", ["2021", "2022", "2023"]),
        ("21/22/23年", ["2021", "2022", "2023"]),
        ("2023、2024年上半年", ["2023-H1", "2024-H1"]),
        ("2024Q1/Q2/Q3", ["2024-Q1", "2024-Q2", "2024-Q3"]),
        ("2024年三、四季度", ["2024-Q3", "2024-Q4"]),
        ("2024年1月、4月和7月", ["2024-01", "2024-04", "2024-07"]),
    ],
)
def test_lists_give_one_date_for_each_item(text: str, expected: list[str]) -> None:
    found = find_dates(text)
    assert [mention.iso for mention in found] == expected
    assert not any(mention.inferred for mention in found)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018年以前", None, datetime.date(2017, 12, 31)),
        ("2018年及以前", None, datetime.date(2018, 12, 31)),
        ("到2030年前完成改造", None, datetime.date(2029, 12, 31)),
        ("2025年底前", None, datetime.date(2025, 12, 31)),
        ("2019年8月1日之后", datetime.date(2019, 8, 2), None),
        ("2019年8月1日或之后", datetime.date(2019, 8, 1), None),
        ("2020年以来", datetime.date(2020, 1, 1), None),
        ("2020年至今", datetime.date(2020, 1, 1), None),
        ("2023年起", datetime.date(2023, 1, 1), None),
        ("自2018年", datetime.date(2018, 1, 1), None),
    ],
)
def test_open_ranges_have_one_end(text: str, first: datetime.date | None, last: datetime.date | None) -> None:
    (mention,) = find_dates(text)
    assert (mention.first_day, mention.last_day) == (first, last)
    assert mention.iso == text.lstrip("到自")[:4] if "月" not in text else mention.iso == "2019-08-01"


@pytest.mark.parametrize(
    "text", ["2025年前后", "2025年起草", "来自2025年", "2025年后疫情时代", "2025年前五家"]
)
def test_words_that_only_look_like_an_open_end_leave_the_year_closed(text: str) -> None:
    (mention,) = find_dates(text)
    assert mention.first_day == datetime.date(2025, 1, 1)
    assert mention.last_day == datetime.date(2025, 12, 31)


@pytest.mark.parametrize("text", ["2027E", "2027年E", "2027年（预计）", "25-27E", "1Q27E"])
def test_forecast_marks_are_kept(text: str) -> None:
    (mention,) = find_dates(text)
    assert mention.forecast
    assert mention.text == text


def test_actual_figures_are_no_forecast() -> None:
    (mention,) = find_dates("2023A")
    assert not mention.forecast


@pytest.mark.parametrize(
    "text",
    [
        "增长5.5倍",
        "2.3万台",
        "3.15万元/吨",
        "2024款车型",
        "2000-3000元",
        "1000-5000台",
        "1-2月增长",
        "截至6月",
        "十一部门",
        "湖南 4 天津 4 河北 3",
        "宁夏 1 海南 2",
        "国发〔2015〕40号",
        "证监许可[2021]3566号",
        "GB 38031-2020",
        "电话010-86223221，400-007-6266",
        "http://example.org/202504/750377.html",
        "共有2000余家、2015个网点，2000 只股票",
        "使用寿命15-20年",
        "经过20年发展",
        "近30年，20 年以上，20年期",
        "三年内，未来五年，十年，二十年",
        "3个月，12个月",
        "20-29岁",
        "十四五个",
        "版本2.0.24",
        "去年，今年上半年，上年同期，目前",
        "10/1/2017",
        "编号 2024",
        "比分20:24",
        "新能源汽车H1、奥迪Q3",
    ],
)
def test_no_date_is_found_where_there_is_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年产量增长，截至6月，达到峰值", "2024-06"),
        ("2024年营收回升，上半年占四成", "2024-H1"),
        ("2024年营收回升，三季度最高", "2024-Q3"),
        ("2024年营收回升，1-8月合计过半", "2024-01/2024-08"),
        ("2024年营收回升，Q3最高", "2024-Q3"),
        ("2024年营收回升，年底收官", "2024"),
        ("2024年营收较2019年翻番，二季度最高", "2024-Q2"),
        ("2024年营收（2019年为零），二季度最高", "2024-Q2"),
        ("2024年营收与2019年相比翻番，二季度最高", "2024-Q2"),
        ("2024年发布，次年实施", "2025"),
        ("2024年发布，同年实施", "2024"),
        ("2024年获批，当年销售3亿元", "2024"),
    ],
)
def test_a_missing_year_comes_from_the_date_the_text_is_about(text: str, expected: str) -> None:
    mention = find_dates(text)[-1]
    assert (mention.iso, mention.inferred) == (expected, True)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("去年", "2024"),
        ("今年上半年", "2025-H1"),
        ("前年底", "2023"),
        ("明年3月", "2026-03"),
        ("8月", "2025-08"),
        ("目前", "2025-09-30"),
    ],
)
def test_relative_dates_count_from_the_reference(text: str, iso: str) -> None:
    (mention,) = find_dates(text, reference=datetime.date(2025, 9, 30))
    assert (mention.iso, mention.inferred) == (iso, True)


def test_the_same_period_of_the_year_before_is_that_period() -> None:
    found = find_dates("2024年2月为5台，上年同期为3台", reference=datetime.date(2024, 9, 30))
    assert [mention.iso for mention in found] == ["2024-02", "2023-02"]
    assert found[1].last_day == datetime.date(2023, 2, 28)


def test_two_digit_years_are_years_and_durations_are_not() -> None:
    text = "历经20年，18年获批，增至19年的高点，20-22年翻番，寿命10-15年，21年以来"
    assert spans(text) == [("18年", "2018"), ("19年", "2019"), ("20-22年", "2020/2022"), ("21年以来", "2021")]


def test_years_in_titles_and_list_numbers_are_found() -> None:
    text = "《产业行动计划（2024—2026年）》 1.2025年任务 （2025-2032）"
    assert spans(text) == [("2024—2026年", "2024/2026"), ("2025年", "2025"), ("2025-2032", "2025/2032")]


def test_a_weekday_belongs_to_its_day() -> None:
    assert spans("2024年5月1日，星期三开幕") == [("2024年5月1日，星期三", "2024-05-01")]


def test_a_day_the_calendar_lacks_is_not_made_up() -> None:
    assert all(mention.iso != "2023-02-29" for mention in find_dates("2023年2月29日"))


def test_half_a_century_is_not_guessed() -> None:
    assert find_dates("20年代的技术") == []


def test_a_part_of_a_year_directly_behind_a_year_in_brackets_is_of_it() -> None:
    text = "2018年一季度收入9亿元（2017Q2、Q3、Q4和2018Q1分别为）"
    assert spans(text)[1:] == [
        ("2017Q2", "2017-Q2"),
        ("Q3", "2017-Q3"),
        ("Q4", "2017-Q4"),
        ("2018Q1", "2018-Q1"),
    ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2024年12月31日止年度", "2024"),
        ("2024年9月30日止九个月", "2024-01/2024-09"),
        ("2024年9月30日止三个月", "2024-Q3"),
        ("2024年12月31日止六个月期间", "2024-H2"),
        ("二零二四年三月三十一日止财政年度", "2023-04/2024-03"),
    ],
)
def test_months_that_end_on_a_day(written: str, iso: str) -> None:
    assert spans(f"截至{written}，收入为") == [(written, iso)]
    assert only("截至2024年6月15日止六个月") == "2024-06-15"


@pytest.mark.parametrize(
    "text",
    [
        "使用15年以上的占8%；10—15年的电梯占22%",
        "梯龄11-14年的占9%",
        "房龄20年以上的占8%，12年的占3%",
        "使用年限在12年左右",
    ],
)
def test_ages_are_no_years(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize("text", ["10-15年的复合增速为5%", "15-20年，规模增长", "20-25年占比由12%升至"])
def test_years_at_the_start_of_a_clause_are_no_ages(text: str) -> None:
    assert len(spans(text)) == 1
