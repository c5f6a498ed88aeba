"""Whom a figure is about where a cause, a survey, a limit or a list stands around the name."""

from __future__ import annotations

import pytest

from tests.statements import one

# sentence, figure as printed, what the record must hold
READINGS = [
    # what brings it about is no part of the name
    (
        "2024年甲纤维销量21.7万吨，均价下跌11%，致使该产品毛利率由14.06%降至8.91%。",
        "8.91%",
        {"subject": "甲纤维", "measure": "毛利率"},
    ),
    ("政策推动新能源汽车渗透率由35%提升至48%。", "48%", {"subject": "新能源汽车"}),
    ("原料涨价使得乙电池单位成本同比上升12%。", "12%", {"subject": "乙电池", "measure": "单位成本同比"}),
    ("2024年需求回暖带动下挖掘机销量同比增长11%。", "11%", {"subject": "挖掘机"}),
    # what is left out belongs to the measure
    (
        "2024年剔除汇兑影响后甲公司净利润同比增长12%。",
        "12%",
        {"subject": "甲公司", "measure": "剔除汇兑影响后净利润同比"},
    ),
    # those whom a survey asks
    (
        "在接受调查的316家业主中，41%表示将暂缓投资。",
        "316家",
        {"subject": "接受调查的业主", "measure": "数量"},
    ),
    (
        "在接受调查的316家业主中，41%表示将暂缓投资。",
        "41%",
        {"subject": "接受调查的业主", "measure": "表示将暂缓投资"},
    ),
    ("在全部2300家样本企业中，38%已经停产。", "2300家", {"subject": "样本企业", "measure": "数量"}),
    ("在回收的640份有效问卷中，55%来自女性。", "55%", {"subject": "回收的有效问卷"}),
    # a percentage that a whole clause follows
    (
        "截至2024年末已有38.9%的付费企业启用语音助手，比上年末提高27个百分点。",
        "27个百分点",
        {"subject": "付费企业", "measure": "启用语音助手"},
    ),
    ("2024年有41.1%的经销商已经转型。", "41.1%", {"subject": "经销商", "measure": "已经转型"}),
    ("超过80%的新车搭载车载雷达。", "80%", {"subject": "新车", "measure": "搭载车载雷达"}),
    ("超过60%的受访者表示，在工作时能休息就好。", "60%", {"subject": "受访者", "measure": None}),
    (
        "2024年已有四成的农户购买农机，但愿意为此贷款的只占一成半。",
        "一成半",
        {"subject": "农户", "measure": "愿意为此贷款的占比"},
    ),
    # a fall of more than a half
    (
        "2024年电池均价跌至0.56元，降幅过半。",
        "半",
        {"kind": "growth", "direction": "down", "measure": "均价"},
    ),
    # words for any sum are of the event before them
    ("全年赛道融资39起、金额28亿元，同比分别下降31.6%和44.0%。", "44.0%", {"measure": "融资金额同比"}),
    ("二手房成交1.2万套、面积107万平方米。", "107万平方米", {"subject": "二手房", "measure": "成交面积"}),
    (
        "甲公司每10股派发现金红利0.80元，共计派发7,091.2万元，占净利润的32.54%。",
        "32.54%",
        {"subject": "甲公司", "measure": "派发现金红利占比", "base": "净利润"},
    ),
    ("甲公司每10股派息2元，合计派现3.2亿元。", "3.2亿元", {"subject": "甲公司", "measure": "合计派现"}),
    # one measure made of two
    ("2024年6月末现金及短期投资合计212亿元。", "212亿元", {"measure": "现金及短期投资"}),
    ("电商直接从业人员和间接带动就业达4250万人。", "4250万人", {"measure": "直接从业人员和间接带动就业"}),
    # how large those are that are spoken of
    ("500人以上企业贡献了61.4%的收入。", "61.4%", {"subject": "500人以上企业"}),
    ("2024年百万千瓦级机组占比升至48%。", "48%", {"subject": "百万千瓦级机组"}),
    # what a change is counted from
    (
        "2024年送货单均成本12.8元，与骑手配送相比仍高出六成。",
        "六成",
        {"base": "骑手配送", "measure": "单均成本", "direction": "up"},
    ),
    (
        "2024年服务出口增幅大于进口26.8个百分点。",
        "26.8个百分点",
        {"subject": "服务", "measure": "出口增幅", "base": "进口"},
    ),
    (
        "2024年某口岸进出口总值41亿元，同比增长7.9%，高出全国整体增速4.3个百分点。",
        "4.3个百分点",
        {"measure": "进出口总值增速", "base": "全国整体增速"},
    ),
    (
        "2024年甲指数收涨2.7%，跑输乙指数1.9个百分点。",
        "1.9个百分点",
        {"subject": "甲指数", "base": "乙指数", "direction": "down"},
    ),
    ("2024年某市抚养比由42%升至45%。", "45%", {"subject": "某市", "measure": "抚养比", "kind": "rate"}),
    # shares
    ("2024年一般贸易出口10亿元，占出口总额的60.9%。", "60.9%", {"measure": "出口占比", "base": "出口总额"}),
    ("员工3406人，其中研发人员412人，占员工总数的12.1%。", "12.1%", {"measure": "占比"}),
    (
        "三次产业增加值占地区生产总值的比重分别为9%、47%和44%。",
        "47%",
        {"subject": "第二产业", "measure": "增加值占比", "base": "地区生产总值"},
    ),
    ("全年出口额26.8亿美元，欧洲贡献了其中的44%。", "44%", {"subject": "欧洲", "base": "出口额"}),
    # what is of a whole country or place names itself, and nothing behind it
    ("年末常住人口71.1万人，减少0.2万人。", "71.1万人", {"subject": "常住人口", "measure": "常住人口"}),
    ("全年地区生产总值612亿元，人均可支配收入3.2万元。", "3.2万元", {"subject": None}),
    # whom a sentence begins with does what its clauses tell
    (
        "某班列方面，同期累计开行1032列，发送货物10.9万吨，综合重箱率达99.7%。",
        "99.7%",
        {"subject": "某班列", "measure": "综合重箱率"},
    ),
    ("全国累计建成加氢站500座，新增氢能车辆2万辆。", "2万辆", {"subject": "氢能车辆", "measure": "新增"}),
    ("私有化及混合部署合计占26%。", "26%", {"subject": "私有化及混合部署"}),
    ("2024年电动自行车出口11.3万辆。", "11.3万辆", {"subject": "电动自行车", "measure": "出口"}),
    ("2024年国内软镜市场规模81亿元，2028年国内市场规模可达118亿元。", "118亿元", {"subject": "国内软镜"}),
]


@pytest.mark.parametrize(("text", "printed", "expected"), READINGS)
def test_who_and_what_a_figure_is_about(text: str, printed: str, expected: dict[str, str | None]) -> None:
    record = one(text, printed)
    assert {field: getattr(record, field) for field in expected} == expected


def test_a_share_alone_in_a_bracket_is_of_all_that_stands_before_it() -> None:
    text = "2024年运费比例为72%；受访者提及的还有电池续航（55%）和保险成本（29%）。"
    assert [one(text, printed).subject for printed in ("55%", "29%")] == ["电池续航", "保险成本"]
