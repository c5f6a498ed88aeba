"""Times that no date names: now, the last years, the quarter told of, the part that 其中 begins with."""

from __future__ import annotations

import pytest

from tests.statements import read

YEAR = "2024年公司营收100亿元。"
SO_FAR = "2025年前三季度公司营收100亿元。"
QUARTER = "2024年三季度公司营收30亿元。"


def periods(text: str, published: str | None = None) -> list[str | None]:
    found = read(*text.split("\n"), published=published)
    records = sorted([*found.percentages, *found.quantities], key=lambda record: record.provenance.start)
    return [record.period for record in records]


@pytest.mark.parametrize(
    "sentence",
    [
        "公司目前产能为10万吨。",
        "公司毛利率近年来维持在30%。",
        "公司未来三年将新增产能5万吨。",
        "公司股价年初以来上涨30%。",
        "公司股价年初至今上涨30%。",
        "公司股价今日大涨9%。",
        "截至收盘，公司股价上涨2%。",
        "样本企业本周日均加工15万头。",
        "公司近三年营收复合增速为20%。",
        "公司单季营收最高达30亿元。",
    ],
)
def test_what_is_told_of_now_is_not_of_the_period_before(sentence: str) -> None:
    assert periods(YEAR + sentence) == ["2024", None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至2024年末，公司目前拥有门店3000家。", "2024"),
        ("2024年，该产品目前渗透率为48%。", "2024"),
        ("2019年该市场规模40亿元，近5年复合增长率达8%。", "2019"),
        ("2024年增速创近三年新高，达12%。", "2024"),
        ("产品占比从2021年的38%升至2024年的56%，三年间提高18个百分点。", "2021/2024"),
        ("截至2025年11月7日，均价12元。样本企业本周开工率33%。", "2025-11-07"),
        (QUARTER + "费用端，单季销售费用率为3%。", "2024-Q3"),
        (QUARTER + "该季度净利率为12%。", "2024-Q3"),
        (SO_FAR + "单季度营收40亿元。", "2025-Q3"),
        ("2025年上半年营收9亿元，单季营收5亿元。", "2025-Q2"),
        ("2025年1—9月出口300亿元，当月出口40亿元。", "2025-09"),
        ("2025年1—8月营收9亿元，单季营收5亿元。", None),
    ],
)
def test_such_a_time_may_be_one_that_was_told_of(text: str, expected: str | None) -> None:
    assert periods(text)[-1] == expected


def test_a_sentence_that_a_part_begins_is_all_of_it() -> None:
    """其中三季度…；…: behind the semicolon, too; what follows the full stop is of the whole again."""
    text = SO_FAR + "其中单三季度营收40亿元，同比增长5%；净利润4亿元。毛利率30%。"
    assert periods(text) == ["2025-01/2025-09", "2025-Q3", "2025-Q3", "2025-Q3", "2025-01/2025-09"]
    text = SO_FAR + "其中，出口30亿元，三季度出口10亿元；进口20亿元。"
    assert periods(text)[-1] == "2025-01/2025-09"


def test_a_forecast_is_no_year_that_the_paragraph_tells_of() -> None:
    """全年 is of the year told of, though the paragraph looks forward to another one."""
    text = "2024年甲市场规模200亿元。\n全年融资39起。预计2027年规模有望达到300亿元。"
    assert periods(text) == ["2024", "2024", "2027"]
    assert periods("2024年甲市场规模200亿元。\n全年融资39起。2025年融资45起。")[1] is None


def test_the_day_of_the_news_may_stand_below_a_headline() -> None:
    text = "甲口岸前10个月外贸增长8%\n某报甲市2025年11月18日电 记者获悉，今年前10个月，甲口岸进出口400亿元。"
    assert periods(text) == ["2025-01/2025-10"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SO_FAR + "三季度末存货9亿元，较年初增长27%。经营性现金流净额3亿元。", None),
        ("2025年上半年营收10亿元。截至2025年6月30日，员工3000人。净利率12%。", None),
        # what is a stock goes on at that end; so does everything where no longer period was told of
        ("2025年一季度社融增量3万亿元。3月末，贷款余额200万亿元。存款余额250万亿元。", "2025-03"),
        ("2025年9月末，全省贷款余额3万亿元。票据融资增长9%。", "2025-09"),
        ("2024年营收10亿元。2024年末员工3000人。净利率12%。", "2024"),
    ],
)
def test_the_end_of_a_period_is_not_the_time_of_what_takes_all_of_it(text: str, expected: str | None) -> None:
    assert periods(text)[-1] == expected


def test_what_was_expected_before_is_of_the_same_year() -> None:
    found = read("我们将2025年新增装机预期由5GW下调至4GW。").quantities
    assert [(q.period, q.forecast) for q in found] == [("2025", True), ("2025", True)]
    assert periods("2024年，存款准备金率由10%下调至9.5%。") == [None, "2024"]


def test_a_price_to_come_is_of_no_time_told_before() -> None:
    text = "预计公司2025/2026年净利润为3/4亿元，给予目标价50元，对应2026年18倍PE。"
    assert periods(text) == ["2025", "2026", None, "2026"]
    assert periods("2025年一季度公司营收9亿元。给予公司目标价50元。") == ["2025-Q1", None]
    assert periods("给予公司2025年20倍PE，目标价50元。") == ["2025", "2025"]


@pytest.mark.parametrize(
    ("texts", "periods"),
    [
        (
            ["2023年1-12月某矿进口15万吨。", "1月某矿产量4万吨。", "今年1月某车销量7万辆。"],
            ["2023-01/2023-12", "2024-01", "2024-01"],
        ),
        (
            ["2023年12月某矿进口4万吨。", "1月某矿产量4万吨。"],
            ["2023-12", None],
        ),
        (
            ["2022年1-12月某矿进口15万吨。2024年某矿产量9万吨。", "今年1月某车销量7万辆。"],
            ["2022-01/2022-12", "2024", None],
        ),
        (
            ["2022年1月某矿产量3万吨。2023年12月某矿产量4万吨。1月某厂产量2万吨。"],
            ["2022-01", "2023-12", None],
        ),
    ],
)
def test_a_month_behind_december(texts: list[str], periods: list[str | None]) -> None:
    """What counts January to December of a year was written after it: 今年1月 is of the next, so is 1月."""
    assert [q.period for q in read(*texts).quantities] == periods
