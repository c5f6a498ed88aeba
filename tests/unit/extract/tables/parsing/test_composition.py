"""Tables of items → shares and amounts of each, and what is no item."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.extract.tables.raw import parse


def test_items_with_shares_and_a_total() -> None:
    parsed = parse(
        ["大类", "品类", "需求量（亿吨）", "占比"],
        [
            ["农产品", "果蔬", "1.42", "56%"],
            ["农产品", "肉类", "0.84", "34%"],
            ["副产品", "皮、毛等", "0.25", "10%"],
            ["合计", "合计", "2.51", "100%"],
        ],
        caption="2024年需求结构",
    )
    assert [p.subject for p in parsed.percentages] == ["果蔬", "肉类", "副产品"]
    assert all(p.kind == "share" and p.period == "2024" for p in parsed.percentages)
    first = parsed.quantities[0]
    assert (first.subject, first.value, first.unit) == ("果蔬", Decimal(142000000), "吨")
    assert [total.value for total in parsed.table_totals] == [Decimal(251000000)]


def test_a_note_behind_the_figures_is_no_item() -> None:
    rows = [["电机", "52.0%", "含轴承"], ["叶轮", "48.0%", "不含密封件"]]
    parsed = parse(["部件", "成本占比", "备注"], rows, caption="水泵成本构成")
    assert [p.subject for p in parsed.percentages] == ["电机", "叶轮"]


def test_a_negative_share_is_refused() -> None:
    parsed = parse(["部件", "占比"], [["电机", "52%"], ["叶轮", "-3%"]], caption="成本构成")
    assert len(parsed.percentages) == 1
    assert "negative" in parsed.rejects[0].reason


def test_a_change_in_points_beside_shares_of_two_years() -> None:
    parsed = parse(
        ["技术路线", "装机占比 2023年", "装机占比 2024年", "变化（百分点）"],
        [["锂电", "97.4%", "96.4%", "-1.0"], ["液流", "0.4%", "1.0%", "0.6"]],
        caption="2023-2024年技术路线占比",
    )
    found = [(p.subject, p.kind, p.direction, str(p.value), p.period) for p in parsed.percentages]
    assert found[:3] == [
        ("锂电", "share", None, "97.4", "2023"),
        ("锂电", "share", None, "96.4", "2024"),
        ("锂电", "change_points", "down", "1.0", "2024"),
    ]
    assert not parsed.quantities


def test_growth_beside_columns_of_years_is_of_the_last_year() -> None:
    parsed = parse(
        ["产品", "2022年", "2023年", "涨跌幅"], [["甲", "10", "12", "20%"], ["乙", "5", "4", "-20%"]]
    )
    assert {p.period for p in parsed.percentages} == {"2023"}


def test_items_under_an_unknown_label_where_the_caption_says_so() -> None:
    rows = [["不足2小时", "13.4%"], ["2-4小时", "86.6%"]]
    assert len(parse(["储能时长", "装机占比"], rows, caption="2024年底储能时长结构").percentages) == 2
    assert not parse(["储能时长", "装机占比"], rows, caption="2024年底储能").percentages


def test_items_of_several_years_one_below_the_other() -> None:
    parsed = parse(
        ["年份", "电池类型", "利用量（万吨）", "增速"],
        [
            ["2023年", "铁锂", "6.1", "—"],
            ["2023年", "三元", "8.4", "—"],
            ["2024年E", "铁锂", "11.0", "80.3%"],
            ["2024年E", "三元", "10.7", "27.4%"],
            ["合计", "合计", "36.2", "—"],
        ],
        caption="2023-2024年电池利用情况",
    )
    assert [(q.subject, q.value, q.period, q.forecast) for q in parsed.quantities] == [
        ("铁锂", Decimal(61000), "2023", False),
        ("三元", Decimal(84000), "2023", False),
        ("铁锂", Decimal(110000), "2024", True),
        ("三元", Decimal(107000), "2024", True),
    ]
    assert [(p.subject, p.kind, p.period) for p in parsed.percentages] == [
        ("铁锂", "growth", "2024"),
        ("三元", "growth", "2024"),
    ]
