"""What a clause says is not what its neighbour says: time to come, units, lists of names, comparisons."""

from __future__ import annotations

import pytest

from tests.statements import one, read

READINGS = [
    # who supposes is not who is spoken of
    (
        "甲证券预计2026年我国咖啡市场规模达2200亿元。",
        "2200亿元",
        {"subject": "我国咖啡", "measure": "市场规模"},
    ),
    ("甲院初步预计3月水泥产量将环比增长12%。", "12%", {"subject": "水泥", "forecast": True}),
    ("我们假设2024-2026年甲产品营收年增长8%。", "8%", {"subject": "甲产品", "measure": "营业收入"}),
    ("我们假设2025年甲产品营收增速为8%。", "8%", {"forecast": True}),
    ("乙产品营收较上年增长8%。", "8%", {"subject": "乙产品", "measure": "营业收入", "base": "上年"}),
    # what is looked forward to, and what was counted
    ("盈利有望改善，根据甲机构数据，价格为8美元。", "8美元", {"forecast": False}),
    ("盈利有望改善根据甲机构数据，价格为8美元。", "8美元", {"forecast": False}),
    ("需求有望改善，价格较2020年6月已上涨30%。", "30%", {"forecast": False}),
    ("根据甲机构预测，2030年产量为8万吨。", "8万吨", {"forecast": True}),
    # a round number and the exact one after it
    ("用电量再破万亿，达到10332亿千瓦时。", "万亿", {"unit": "千瓦时", "qualifier": "over"}),
    ("全社会用电量再破万亿，达到10332亿千瓦时。", "10332亿", {"subject": "全社会", "measure": "用电量"}),
    ("公司市值突破万亿，达到1.05万亿元。", "万亿", {"currency": "CNY", "kind": "money"}),
    ("甲产品价格为80美元/片。", "80美元/片", {"currency": "USD", "unit": "美元/片"}),
    # compared with
    ("失业率为5.1%，低于去年同期0.3个百分点。", "0.3", {"direction": "down", "base": "去年同期"}),
    ("失业率为5.1%，高于上季度0.3个百分点。", "0.3", {"direction": "up", "base": "上季度"}),
    ("毛利率升至41%，也高于2024Q2的35%。", "35%", {"period": "2024-Q2"}),
    ("甲产品出口5万辆，同比增长2.5倍。", "2.5倍", {"measure": "出口同比增长", "direction": "up"}),
]


@pytest.mark.parametrize(("sentence", "printed", "expected"), READINGS, ids=[s[:20] for s, _, _ in READINGS])
def test_a_clause_is_not_read_as_its_neighbour(
    sentence: str, printed: str, expected: dict[str, object]
) -> None:
    found = [r for r in _figures(sentence) if r["text"] == printed] or [
        one(sentence, printed).model_dump(mode="json")
    ]
    assert {field: found[0][field] for field in expected} == expected


LISTS = [
    (
        "2025年5月，充电桩服务业、互联网内容服务用电量增长强劲，分别为170亿、100亿千瓦时，增速分别达到51%、37%。",
        ["充电桩服务业", "互联网内容服务"],
    ),
    ("2025年5月，手机、电脑销量保持较快增长势头，分别为1500万台、90万台。", ["手机", "电脑"]),
    ("5月43/55/65寸面板价格为40/80/120美元，环比上涨3%/4%/5%。", ["43寸面板", "55寸面板", "65寸面板"]),
    ("FY2023收入、利润同比增10%、20%；FY2024分别增30%、40%。", ["收入", "利润"]),
]


@pytest.mark.parametrize(("sentence", "names"), LISTS)
def test_names_wait_for_the_figures_of_later_clauses(sentence: str, names: list[str]) -> None:
    subjects = [record["subject"] for record in _figures(sentence)]
    assert subjects == names * (len(subjects) // len(names))


def _figures(sentence: str) -> list[dict[str, object]]:
    found = read(sentence)
    records = sorted([*found.percentages, *found.quantities], key=lambda r: r.provenance.start)
    return [record.model_dump(mode="json") for record in records]
