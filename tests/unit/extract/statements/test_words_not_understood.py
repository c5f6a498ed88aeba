"""Figures whose clause has words that nobody understands take over no name and no measure."""

from __future__ import annotations

import pytest

from tests.statements import figures, read

Row = tuple[str | None, str | None, str]


def _rows(text: str) -> list[Row]:
    return [(r.subject, r.measure, str(r.value)) for r in figures(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "2024年甲牌空调出货量为3910万台；海星排名第四，出货量为3070万台。",
            ("海星", "出货量", "30700000"),
        ),
        ("双方签订备忘录。2024年采购数量约为总产能的20%。", (None, "采购数量占比", "20")),
        ("转型至今，2024年净利润15.8亿元。", (None, "净利润", "1580000000")),
        ("海关总署：2024年贸易顺差9013亿元。", (None, "贸易顺差", "901300000000")),
        ("2024年，海星，山鹰，和小鹿分列前三名，占据了53.6%的市场份额。", (None, "市占率", "53.6")),
        ("2024年从智利进口28.8万吨。自秘鲁进口1.09万吨。", (None, "自秘鲁进口", "10900")),
        ("2024年公司分三年向海星化学销售碳酸锂4.76万吨。", ("碳酸锂", "销售", "47600")),
        (
            "2024年乡村网站总数为4万个；县域企业上网的比例为90%；利用网络开展推广活动的比例为2%。",
            (None, "利用网络开展推广活动的比例", "2"),
        ),
        (
            "2024年甲牌销量为4万台；排名第六的海星继续看涨，份额为4.1%。",
            ("排名第六的海星", "销量份额", "4.1"),
        ),
        (
            "2024年持有从业证书的人员比例为4%、移动端为3%；利用网络开展推广活动的比例为2%。",
            (None, "利用网络开展推广活动的比例", "2"),
        ),
        ("根据工信部公布的2024年轮胎数据，出口总额634亿美元。", (None, "出口总额", "63400000000")),
    ],
)
def test_what_is_no_name_is_no_subject(text: str, last: Row) -> None:
    assert _rows(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "2024年分别生产生铁210万吨、焦炭88万吨。",
            ("焦炭", "生产", "880000"),
        ),
        (
            "2024年我国用户达8.1亿人，相当于南美洲人口总量，超过全球平均水平3.1个百分点。",
            ("我国用户", None, "3.1"),
        ),
        (
            "2024年海星手机出货量为2760万部，所占市场份额翻了一倍。",
            ("海星手机", "市占率翻了", "1"),
        ),
        (
            "2024年我国用户达8.1亿人，超过全球平均水平3.1个百分点，超过亚洲平均水平7.6个百分点。",
            ("我国用户", None, "7.6"),
        ),
        (
            "公司2023年至2024年销售焦炭4.8万吨，年均2.4万吨。",
            ("公司", "年均销售焦炭", "24000"),
        ),
        ("2024年全年共计新增网民4299万人。", ("网民", "新增", "42990000")),
    ],
)
def test_what_was_measured_before_is_not_measured_of_something_else(text: str, last: Row) -> None:
    assert _rows(text)[-1] == last


def test_an_unread_list_leaves_nothing_to_what_follows() -> None:
    text = "2024年不良率1.0%，甲类、乙类和丙类贷款占比分别为1.2%、1.1%，较上年末分别下降0.1、0.2个百分点。"
    assert "不良率" not in {r.measure for r in figures(text)[1:]}
    broken = read("预计2024-2026年净利润为2.1/2.3/2.6亿元，EPS分别为1.11/1.49//1.56元。")
    assert [r.measure for r in broken.quantities] == ["净利润"] * 3
    assert "neither" in broken.rejects[0].reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2024年，排名第三和第四的甲牌和乙牌，市场份额分别为6.1%及5.9%。",
            [("甲牌", "市占率", "6.1"), ("乙牌", "市占率", "5.9")],
        ),
        (
            "2024年拨备覆盖率、逾期60天以上贷款拨备覆盖率分别为259%和306%。",
            [(None, "拨备覆盖率", "259"), ("逾期60天以上贷款", "拨备覆盖率", "306")],
        ),
        (
            "2024年，无人机、空调出口分别实现13.1%、32.8%的增长。",
            [("无人机", "出口", "13.1"), ("空调", "出口", "32.8")],
        ),
        ("2024年我国汽车业增长规模达到2.1万亿元。", [("我国汽车业", "增长规模", "2100000000000")]),
    ],
)
def test_names_and_measures_are_taken_whole(text: str, expected: list[Row]) -> None:
    assert _rows(text) == expected


def test_a_list_that_begins_in_the_clause_before_names_nobody() -> None:
    shared = figures("2024年餐饮和住宿，教育、医疗和养老领域的融资额最高，占比分别为16%，12%，11%。")
    assert [r.subject for r in shared] == [None] * 3
    own = read("2024年餐饮和住宿，教育、医疗和养老占比分别为16%、12%、11%。")
    assert not own.percentages
    assert "begins in the clause before" in own.rejects[0].reason
