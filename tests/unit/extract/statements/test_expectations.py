"""What is to come, what was expected, and how far off the expectation was."""

from __future__ import annotations

import pytest

from report_etl.records import Reject
from tests.statements import one, read

READINGS = [
    # a goal or an expectation that is met, missed or only spoken of looks at no figure
    ("甲公司收入符合此前预期，同比增长21%。", "21%", {"forecast": False, "measure": "收入同比"}),
    ("甲公司三季度收入略高于市场预期，同比增长21%。", "21%", {"forecast": False, "subject": "甲公司"}),
    ("加息预期降温，甲国国债收益率降至2.4%。", "2.4%", {"forecast": False}),
    ("乙公司秉持“做强战略目标，做精主业”的思路，实现收入6亿元。", "6亿元", {"forecast": False}),
    ("丙市上半年完成投资9亿元，完成全年目标的62%。", "62%", {"forecast": False, "base": "全年目标"}),
    ("丁港吞吐量完成年度目标任务的108%。", "108%", {"forecast": False, "base": "年度目标任务"}),
    ("戊厂完成年度计划产量的六成。", "六成", {"forecast": False}),
    (
        "己市新增就业人数完成全年目标任务93%。",
        "93%",
        {"measure": "新增就业人数完成率", "base": "全年目标任务"},
    ),
    ("庚市完成年度目标93%。", "93%", {"forecast": False, "base": "年度目标"}),
    # one that is set does
    ("甲公司目标到2031年实现收入30亿元。", "30亿元", {"forecast": True}),
    ("乙省提出翻番的目标，产值达到700亿元。", "700亿元", {"forecast": True}),
    ("丙公司以40亿元为目标，加快扩张。", "40亿元", {"forecast": True}),
    ("三年目标：收入达到8亿元。", "8亿元", {"forecast": True}),
    ("我们预期全年销量增长9%。", "9%", {"forecast": True}),
    ("全省拟新建充电站3万座。", "3万座", {"forecast": True}),
    ("2031年市场规模或达70亿美元。", "70亿美元", {"forecast": True}),
    ("甲地要求2031年起回收比例不低于7%。", "7%", {"forecast": True}),
    # what a change to come begins with is known
    ("预计甲产品市占率将由2024年的61%提高到70%。", "61%", {"forecast": False, "period": "2024"}),
    ("预计甲产品市占率将由2024年的61%提高到70%。", "70%", {"forecast": True}),
    ("甲产品渗透率将提高，由目前的约2%升至6%。", "2%", {"forecast": False, "kind": "rate"}),
    ("甲产品渗透率大幅提高，由8%增长至26%。", "8%", {"direction": None, "kind": "rate"}),
    # so many say today what they will do
    ("三成企业将增加投入，两成企业减少投入。", "两成", {"forecast": False}),
    # guidance is one, where it gives the figure
    (
        "2024年甲公司业绩指引归母净利润区间5亿元~6亿元。",
        "5亿元~6亿元",
        {"forecast": True, "subject": "甲公司"},
    ),
    ("乙公司2025年收入指引为30亿元。", "30亿元", {"forecast": True, "period": "2025"}),
    ("甲部门发布利润指引文件，2023年行业利润5亿元。", "5亿元", {"forecast": False}),
    ("2024年乙公司收入高于业绩指引，达到12亿元。", "12亿元", {"forecast": False}),
    # what is built over is of before
    (
        "丙基地4000吨碳酸盐产线改扩建至1.2万吨项目预计2030年投产。",
        "4000吨",
        {"forecast": False, "period": None, "measure": "碳酸盐产线"},
    ),
    # what goes back to a time that was told of as past is past
    ("甲业务二季度下滑6%，预计三季度回升；乙业务二季度收入增长11%。", "11%", {"forecast": False}),
    ("2023年产量3万吨，预计2024年为4万吨，2023年销量2万吨。", "2万吨", {"forecast": False}),
    ("2023年产量3万吨，预计2024年为4万吨，2025年为5万吨。", "5万吨", {"forecast": True}),
    # who acts is who the verb is of, whatever the clauses between describe
    ("乙公司围绕年度部署，克服原料价格较大，实现收入6亿元。", "6亿元", {"subject": "乙公司"}),
]


@pytest.mark.parametrize(("sentence", "figure", "expected"), READINGS)
def test_only_what_is_to_come_is_a_forecast(sentence: str, figure: str, expected: dict[str, object]) -> None:
    record = one(sentence, figure)
    assert {name: getattr(record, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("甲公司收入比市场一致预期低4%。", "4%"),
        ("乙公司利润较计划增长7%。", "7%"),
        ("上调2025-2026年利润预测至3亿元、4亿元，较前次上调8%、9%。", "8%"),
        ("我们将2025年盈利预测下调14%至3亿元。", "14%"),
        ("下调目标价12%至30元。", "12%"),
    ],
)
def test_how_far_a_forecast_is_off_or_revised_is_refused(sentence: str, figure: str) -> None:
    statements = read(sentence)
    assert [r.raw for r in statements.rejects if isinstance(r, Reject)][:1] == [figure]
    assert figure not in [r.text for r in (*statements.percentages, *statements.quantities)]


def test_a_forecast_that_was_revised_is_still_one() -> None:
    record = one("我们将2025年盈利预测下调14%至3亿元。", "3亿元")
    assert (record.measure, record.period, record.forecast) == ("盈利", "2025", True)


def test_a_clause_of_a_time_before_the_publication_is_no_forecast() -> None:
    text = "甲公司员工有望增加，2022年6月对180名员工实施激励，2026年6月对200名。"
    found = read(text, published="2024-03").quantities
    assert [(q.text, q.forecast) for q in found] == [("180名", False), ("200名", True)]


def test_a_share_told_in_words_is_told_more_exactly_in_brackets() -> None:
    found = read("超过三成的企业（32.4%）表示将增加投入。").percentages
    assert [(p.text, p.subject, p.measure, p.qualifier) for p in found] == [
        ("三成", "企业", "表示将增加投入", "over"),
        ("32.4%", "企业", "表示将增加投入", "exact"),
    ]


def test_a_price_that_was_raised_has_grown() -> None:
    assert one("2024年甲地水价上调6%。", "6%").kind == "growth"
