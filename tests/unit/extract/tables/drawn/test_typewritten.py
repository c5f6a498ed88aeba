"""Columns of white space in a text are those of an aligned table."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from report_etl import extract_text
from report_etl.extract.tables.drawn.cells import Piece
from report_etl.extract.tables.drawn.doubtful_rows import without_cut_figures, without_doubtful
from report_etl.extract.tables.drawn.placed import BlockRow
from report_etl.models import Box, MappedText
from tests.wrapping import WRAPPERS

SAID = "制冰机以蒸气压缩式为主，商用机多装于餐饮门店与水产市场，家用机则随露营与居家饮酒而兴起。"
POLICIES = """
表1 近年来我国制冰行业相关政策

发布部门            政策名称                    发布时间    主要内容
工业和信息化部、国  关于推进制冰设备节能改造的  2021年3月   鼓励采用变频机组，淘汰高耗水装
家机关事务管理局    指导意见                                置。
商务部              冷饮流通管理办法            2022年7月   明确冰块运输的温度要求。
市场监管总局、国家  食用冰卫生规范（试行）      2023年11月  对模具清洗与检验频次作出规定，
卫生健康委                                                  每批留样。

资料来源：公开资料整理
"""


def test_wrapped_cells_of_a_text_go_on_in_their_own_column() -> None:
    found = extract_text(POLICIES)
    assert [(p.issued, p.title, p.content) for p in found.policies] == [
        ("2021-03", "关于推进制冰设备节能改造的指导意见", "鼓励采用变频机组，淘汰高耗水装置。"),
        ("2022-07", "冷饮流通管理办法", "明确冰块运输的温度要求。"),
        ("2023-11", "食用冰卫生规范（试行）", "对模具清洗与检验频次作出规定，每批留样。"),
    ]
    assert found.policies[0].issuers == ["工业和信息化部", "国家机关事务管理局"]
    (table,) = found.tables
    assert (table.layout, table.caption) == ("aligned", "表1 近年来我国制冰行业相关政策")


def test_values_point_into_the_text_and_at_no_place_on_a_page() -> None:
    found = extract_text(POLICIES)
    where = found.policies[0].provenance
    assert POLICIES[where.start : where.end].startswith("工业和信息化部")
    assert where.boxes == []


def test_tabs_lead_to_the_same_place_in_neighbouring_lines() -> None:
    rows = ["地区\t冰库数量（万座）\t占比（%）", "内蒙古\t5.36\t41.9", "广东\t4.24\t33.1", "江苏\t3.20\t25.0"]
    found = extract_text("\n".join(["表2 2024年末各地冰库数量", "", *rows, ""]))
    assert [(r.region, r.count, str(r.share)) for r in found.region_counts] == [
        ("内蒙古", 53600, "41.9"),
        ("广东", 42400, "33.1"),
        ("江苏", 32000, "25.0"),
    ]


def test_a_text_without_columns_has_none() -> None:
    lines = ["2024年，我国制冰机产量为  36万台，", "其中  商用机占  62.5%。", "出口额  约4亿元。"]
    assert extract_text("\n".join(lines)).tables == []


def test_labels_as_many_as_columns_are_theirs_in_turn_wherever_they_stand() -> None:
    rows = [
        "  排名      地区            产量          占比",
        "  1                   天津          1712         49.6%",
        "  2                   广东           962         27.9%",
        "  3                   江苏           776         22.5%",
    ]
    (table,) = extract_text("\n".join(["表4  2024年各地区自行车产量", "", *rows, ""])).tables
    assert (table.header, table.rows[1]) == (["排名", "地区", "产量", "占比"], ["2", "广东", "962", "27.9%"])


def test_lines_behind_a_sentence_are_rows_and_all_others_go_on() -> None:
    lines = [
        "环节                细分领域    相关介绍",
        "上游（冷媒供应）    冷媒提纯    引导冷媒在重点渔港的规模化的应用，健全",
        "                                两级联动机制。",
        "上游（冷媒供应）    压铸壳体    提升滤芯准入条件和目录管理。",
        "上游（冷媒供应）    过滤组件    培育冰机滤芯在重点渔港的规模化应用。",
        "中游（整机装配）    冰机总装    规范滤芯上下游协同。",
        "中游（整机装配）    控制电路    引导滤芯上下游协同。",
        "中游（整机装配）    风道加工    开展安全生产责任制。",
        "下游（流通零售）    冷饮门店    健全安全生产责任制。",
        "下游（流通零售）    水产市场    优化采购与维保，夏季订单占去大半，淡季",
        "                                转做清洗。",
    ]
    found = extract_text("\n".join(["制冰机产业链一览", "", *lines, ""]))
    assert [(link.stage[:2], link.field, (link.description or "")[-4:]) for link in found.value_chain] == [
        ("上游", "冷媒提纯", "动机制。"),
        ("上游", "压铸壳体", "录管理。"),
        ("上游", "过滤组件", "化应用。"),
        ("中游", "冰机总装", "游协同。"),
        ("中游", "控制电路", "游协同。"),
        ("中游", "风道加工", "责任制。"),
        ("下游", "冷饮门店", "责任制。"),
        ("下游", "水产市场", "做清洗。"),
    ]


def test_stages_on_lines_of_their_own_stand_in_the_middle_of_their_rows() -> None:
    lines = [
        "  环节      细分        简介",
        "          冷媒提纯      沸点接近的杂质仍靠进口吸附剂去除，国产替代刚刚起步。",
        "   上游",
        "          压缩机壳      压铸件减重两成。",
        "          冰机总装      三家企业居前，装配集中在沿海。",
        "   中游",
        "          控制电路      告警板由整机厂自制。",
        "          冷饮门店      采购随节令起伏，夏季订单占去大半。",
        "   下游",
        "          水产市场      看重出冰速度。",
    ]
    found = extract_text("\n".join(["表1 制冰机产业链简介", *lines, "资料来源：公开资料整理"]))
    assert [(link.stage, link.field) for link in found.value_chain] == [
        ("上游", "冷媒提纯"),
        ("上游", "压缩机壳"),
        ("中游", "冰机总装"),
        ("中游", "控制电路"),
        ("下游", "冷饮门店"),
        ("下游", "水产市场"),
    ]


CENTRED = """
                  表2 国家层面制冰政策
 发布时间      发布单位            政策名称        内容要点
                                       实施冷库补短板、渔港制冰更新、冰车换新三大
 2021-07-09 中央冷链物流改革
            委员会            制冰业振兴行动方案   行动；力争用10年时间实现冷媒自立自强、冷机自
                                       主可控，打好节能攻坚战。
                                       扩大能效标识范围至商用机和车载制冰机，建立
 2022-03-01 全国人大常委会        中华人民共和国节冰法 逐台赋码与追溯召回制度；违规赔偿由销售额的1
                           （第四次修正）     至3倍提高到5倍。
                                       遴选69家整机、86家冷媒企业组成“补短板、强优
 2022-08-11 工业和信息化部办      关于扶持制冰阵型企业的 势”阵型；支持牵头攻关并优先排产，信贷额度
            公厅             通知          不低于2000亿元。
资料来源：公开资料整理
"""


def test_cells_in_the_middle_of_their_rows_may_stand_a_line_off_where_sentences_tell_the_rows() -> None:
    found = extract_text("\n".join([SAID] * 3) + CENTRED)
    assert [(p.issued, p.issuers, p.title, p.content) for p in found.policies] == [
        (
            "2021-07-09",
            ["中央冷链物流改革委员会"],
            "制冰业振兴行动方案",
            "实施冷库补短板、渔港制冰更新、冰车换新三大行动；力争用10年时间实现冷媒自立自强、冷机自主可控，打好节能攻坚战。",
        ),
        (
            "2022-03-01",
            ["全国人大常委会"],
            "中华人民共和国节冰法（第四次修正）",
            "扩大能效标识范围至商用机和车载制冰机，建立逐台赋码与追溯召回制度；违规赔偿由销售额的1至3倍提高到5倍。",
        ),
        (
            "2022-08-11",
            ["工业和信息化部办公厅"],
            "关于扶持制冰阵型企业的通知",
            "遴选69家整机、86家冷媒企业组成“补短板、强优势”阵型；支持牵头攻关并优先排产，信贷额度不低于2000亿元。",
        ),
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("节能攻坚战。", "节能攻坚战"),
        ("制冰机，建立", "制冰机。建立"),
        ("冷媒自立自强、冷机自", "冷媒自立自强。"),
    ],
    ids=["no full stop", "a sentence inside a line", "a sentence that ends inside the cell"],
)
def test_rows_without_one_sentence_each_are_refused_and_not_mixed(before: str, after: str) -> None:
    known = {p.title: p.content for p in extract_text("\n".join([SAID] * 3) + CENTRED).policies}
    found = extract_text("\n".join([SAID] * 3) + CENTRED.replace(before, after))
    changed = {title: (said or "").replace(before, after) for title, said in known.items()}
    assert all(changed[p.title] == p.content for p in found.policies)
    assert found.policies or found.rejects


def test_the_title_at_the_head_of_a_page_is_no_line_of_the_row_cut_there() -> None:
    title = "2025-2030年中国制冰行业前景预测报告"
    first, second = POLICIES.split("市场监管总局、国家", 1)
    pages = [f"{title}\n{first}", f"山岚数据                        {title}\n\n市场监管总局、国家{second}"]
    assert [policy.title for policy in extract_text("\f".join(pages)).policies] == [
        "关于推进制冰设备节能改造的指导意见",
        "冷饮流通管理办法",
        "食用冰卫生规范（试行）",
    ]


def counted(places: Sequence[int], *rows: Sequence[str]) -> str:
    """Rows whose cells begin at places that count every character alike, as `pdftotext -layout` sets them."""
    lines = []
    for row in rows:
        line = ""
        for place, cell in zip(places, row, strict=False):
            line = line.ljust(place) + cell if cell else line
        lines.append(line)
    return "\n".join(lines)


LABELS = ("  发布日期", "  发布部门", "   政策名称", "   主要内容")
AREAS = ("省份", "冰库数量（座）", "容量（吨）")
COUNTED = "\n".join(
    [
        *[SAID] * 6,
        "                表1 近年来我国制冰行业相关政策",
        counted(
            (0, 11, 22, 36),
            LABELS,
            (
                "2021-03-24",
                "工业和信息化部、国家",
                "关于推进制冰设备节能改造的",
                "鼓励采用变频机组，淘汰高耗水装",
            ),
            ("", "机关事务管理局、国家", "指导意见（2021年版）", "置。"),
            ("", "能源局"),
        ),
        "\n                                  - 1 -\n",
        "                        山岚数据  制冰行业年报\n",
        counted(
            (0, 11, 22, 39),
            LABELS,
            ("2022-07-01", "商务部", "冷饮流通管理办法", "明确冰块运输的温度要求，压缩周转"),
            ("", "", "", "时间。"),
            (
                "2023-11-09",
                "市场监管总局、国家卫",
                "食用冰卫生规范（试行）",
                "对模具清洗与检验频次作出规定。",
            ),
            ("", "生健康委"),
            ("2024-05-06", "国家能源局、国家发展", "制冰行业节能监察办法", "把冷库列为重点用能单位，逐年监"),
            ("", "改革委", "", "察。"),
        ),
        f"资料来源：公开资料整理\n{SAID}\n{SAID}\n{SAID}\n        表2 2024年末各地冰库数量",
        counted(
            (4, 16, 34),
            AREAS,
            ("广东", "936", "41262"),
            ("内蒙古", "862", "31640"),
            ("江苏", "715", "21417"),
            ("吉林", "701", "18020"),
        ),
        "\n                                  - 2 -\n",
        "                        山岚数据  制冰行业年报\n",
        counted(
            (4, 16, 35),
            AREAS,
            ("  山东", "471", "6683"),
            ("  湖北", "265", "4418"),
            (" 黑龙江", "221", "3612"),
        ),
        "资料来源：公开资料整理",
        *[SAID] * 6,
    ]
)


def test_columns_set_by_counting_characters_on_pages_that_only_their_numbers_part() -> None:
    found = extract_text(COUNTED)
    assert [(p.issued, p.title, p.content) for p in found.policies] == [
        (
            "2021-03-24",
            "关于推进制冰设备节能改造的指导意见（2021年版）",
            "鼓励采用变频机组，淘汰高耗水装置。",
        ),
        ("2022-07-01", "冷饮流通管理办法", "明确冰块运输的温度要求，压缩周转时间。"),
        ("2023-11-09", "食用冰卫生规范（试行）", "对模具清洗与检验频次作出规定。"),
        ("2024-05-06", "制冰行业节能监察办法", "把冷库列为重点用能单位，逐年监察。"),
    ]
    assert found.policies[0].issuers == ["工业和信息化部", "国家机关事务管理局", "国家能源局"]
    counts = [(r.region, r.count, r.as_of) for r in found.region_counts if r.unit == "座"]
    assert counts == [
        (region, count, "2024")
        for region, count in zip(
            "广东 内蒙古 江苏 吉林 山东 湖北 黑龙江".split(), (936, 862, 715, 701, 471, 265, 221), strict=True
        )
    ]
    assert found.rejects == []


def test_rows_that_only_their_height_on_the_page_told_are_refused() -> None:
    """Cells in the middle of their rows, whose lines a text gives one by one."""
    rows = counted(
        (0, 8, 22, 38),
        ("发布时间", "发布单位", "文件名称", "主要内容"),
        ("2023.12", "国家机关事务管"),
        ("", "理局", "制冰设备能效规范"),
        ("", "", "", "明确冰机、冷库与泵的限值，限期改造"),
        ("", "", "", "完成。"),
        ("2024.03", "", "关于推动冰品流通业发展的", "放宽冷链车辆进城的条件，支持连锁经"),
        ("", "商务部", "指导意见", "营。"),
        ("2024.08", "", "食用冰卫生操作指引"),
        ("", "市场监管总局", "", "细化模具清洗的流程。"),
    )
    found = extract_text("\n".join(["表1 近年来我国制冰行业相关政策", rows, "资料来源：公开资料整理"]))
    assert found.policies == []
    assert found.rejects != []


def test_prose_with_spaces_around_latin_words_is_no_table() -> None:
    lines = [
        "2024 年制冰机产量为 36 万台，出口 9 万台，其中 CR5 企业",
        "占到 62 个百分点以上，比 2023 年提高 3 个百分点，某 AB 公司",
        "在 2025 年投产 4 条产线，年内 CR3 升至 48 左右，进口 1 万台。",
    ]
    assert extract_text("\n\n".join(lines)).tables == []


def test_a_merged_label_that_may_stand_half_a_line_off_is_not_dealt_by_its_place() -> None:
    rows = counted(
        (0, 8, 17),
        ("环节", "细分领域", "发展情况"),
        ("上游：材料", "冷媒", "环保冷媒的份额逐年提高。"),
        ("", "压缩机", "变频机型成为主流。"),
        ("", "换热器", "铜铝复合管开始试用。"),
        ("中游：制造", "商用冰机", "头部厂商布局海外。"),
        ("", "家用冰机", "渠道以线上为主。"),
        ("下游：应用", "餐饮", "茶饮门店带动需求。"),
        ("", "医疗", "用于标本转运。"),
    )
    found = extract_text("\n".join(["表1 制冰产业链", rows, "资料来源：公开资料整理"]))
    stages = {link.field: link.stage[:2] for link in found.value_chain}
    assert "换热器" not in stages and len(stages) + len(found.rejects) == 7
    assert (stages["冷媒"], stages["商用冰机"], stages["医疗"]) == ("上游", "中游", "下游")


def test_lines_that_all_end_a_sentence_are_rows() -> None:
    rows = counted(
        (2, 8, 17),
        ("环节", "领域", "情况"),
        ("设备", "冷媒与压缩机", "环保冷媒出货占比提高，变频机型成为餐饮与水产两类客户的主流配置。"),
        ("", "换热器", "铜铝复合管开始试用。"),
        ("运营", "连锁冰库", "依托干线物流布局，持有行业内最多的库容。"),
        ("", "第三方冷链", "以定制与批发业务为主。"),
        ("应用", "餐饮", "茶饮门店带动需求。"),
        ("", "医疗", "用于标本转运。"),
    )
    found = extract_text("\n".join(["表1 制冰产业链", rows, "资料来源：公开资料整理"]))
    assert [
        link.field for link in found.value_chain
    ] == "冷媒与压缩机 换热器 连锁冰库 第三方冷链 餐饮 医疗".split()


def test_first_cells_of_rows_are_no_merged_ones_where_each_row_has_its_own() -> None:
    text = """截至2021年12月我国薯类行业地区分布
省份             薯类产值（亿    薯类装机容量（    薯类从业人数（
                 元）            万千瓦）          万人）
广东省           669.3           1421.3            589.7
新疆维吾尔自治   31.3            48.3              40.0
区
宁夏回族自治区   30.1            44.1              23.7
"""
    found = extract_text(text)
    assert [(c.region, str(c.count)) for c in found.region_counts if c.measure == "薯类产值"] == [
        ("广东", "66930000000"),
        ("新疆", "3130000000"),
        ("宁夏", "3010000000"),
    ]


COUNTS = """\
省份               制冰企业数量/家
江苏省             445
上海               220
广西壮族自治区     192
新疆维吾尔自治区   155
"""


@pytest.mark.parametrize(
    "between", ["\n", "", "表2 制冰企业分布\n\n", "我国各省份制冰企业分布情况\n", "企业分布\n"]
)
def test_tables_one_right_below_the_other_stay_apart(between: str) -> None:
    policies = POLICIES.split("\n\n资料来源")[0] + "\n"
    found = extract_text(f"{policies}{between}{COUNTS}\n资料来源：公开资料整理\n")
    assert [p.title for p in found.policies] == [p.title for p in extract_text(POLICIES).policies]
    assert found.policies[-1].content == "对模具清洗与检验频次作出规定，每批留样。"
    assert [(r.region, str(r.count)) for r in found.region_counts] == [
        ("江苏", "445"),
        ("上海", "220"),
        ("广西", "192"),
        ("新疆", "155"),
    ]
    assert found.rejects == []


def test_the_rest_of_a_cell_above_another_table_is_no_caption() -> None:
    policies = POLICIES.split("\n\n资料来源")[0] + "\n"
    wrapped = policies + "、交通运输部\n" + COUNTS
    found = extract_text(wrapped)
    assert found.policies[-1].issuers == ["市场监管总局", "国家卫生健康委", "交通运输部"]
    assert len(found.region_counts) == 4


def test_a_caption_between_tables_with_the_same_header_parts_them() -> None:
    rows = "年份          产量（万台）\n2021          12.5\n2022          13.1\n2023          14.0\n"
    text = f"2021-2023年制冰机产量\n{rows}2021-2023年冰淇淋机产量\n{rows}\n资料来源：公开资料整理\n"
    found = extract_text(text)
    assert len(found.tables) == 2
    assert [q.subject for q in found.quantities] == ["制冰机"] * 3 + ["冰淇淋机"] * 3


def test_wide_prose_beside_a_narrow_table_does_not_make_its_last_column_wider() -> None:
    prose = "近年来，有关部门陆续出台支持文件，行业运行环境持续改善，企业投资意愿有所增强，需求保持平稳。\n"
    text = """\
表1 我国制冰行业相关政策

部门                相关政策            文件精神
工业和信息化部      关于推进制冰设备    推动公共服务平台建设，鼓励
                    改造的意见          节能机组的推广和应用示范。
国家发展改革委、    冷饮流通管理办法    探索数据中心和冷库基础设施
国家能源局          （试行）            建设，明确运输温度。
住房和城乡建设部    “十四五”食用冰    到2025年，产业规模达到14亿
                    产业发展指南        元，培育14家以上龙头企业，
                                        工艺水平明显提高。
国家知识产权局      食用冰专利导航计    对符合条件的制冰企业，按照
                    划                  设备投资额的23%给予补助。
"""
    found = extract_text(prose + text + "资料来源：公开资料整理\n" + prose)
    assert [p.title for p in found.policies] == [
        "关于推进制冰设备改造的意见",
        "冷饮流通管理办法（试行）",
        "“十四五”食用冰产业发展指南",
        "食用冰专利导航计划",
    ]


ICE = counted(
    (0, 7, 33, 52, 66),
    ("地区", "     文件名称", "印发部门", "印发时间", "要点"),
    ("浙江", "浙江省制冰产业高质量发展三年行动计", "省商务厅", "2023 年 2 月", "培育冰库集群。"),
    ("", "划", "", "", ""),
    (
        "云南",
        "云南省关于加快干线冷链及冰库建设的意见",
        "省人民政府办公厅",
        "2022 年 12 月",
        "引导干线沿线布局。",
    ),
    ("贵州", "贵州省冷饮业提质行动", "省商务厅、省财", "2023 年 9 月", "对甲级冰库给予奖励。"),
    ("", "", "政厅", "", ""),
    ("福建", "福建省冰库管理办法", "省人民政府", "2022 年 5 月", "明确开办条件与治安登记。"),
)


def _titles(rows: str) -> list[str | None]:
    return [p.title for p in extract_text(f"表1 各省制冰政策\n{rows}\n资料来源：公开资料整理").policies]


def test_dates_written_with_spaces_are_of_one_column() -> None:
    found = extract_text(f"表1 各省制冰政策\n{ICE}\n资料来源：公开资料整理")
    assert [p.issued for p in found.policies] == ["2023-02", "2022-12", "2023-09", "2022-05"]
    assert [r.raw for r in found.rejects] == []


def test_rows_with_cells_pushed_together_or_cut_off_are_refused() -> None:
    assert len(_titles(ICE)) == 4
    cut_off = ICE.replace("与治安登记。", "与治安登")
    assert _titles(cut_off) == _titles(ICE)[:3]
    pushed = re.sub("(?<=[计见])( +)(省商务厅|省人民政府办公厅)", r" \2\1", ICE)
    assert _titles(pushed) == _titles(ICE)[2:]


def test_whose_a_row_of_one_cell_is_nobody_knows() -> None:
    chain = counted(
        (0, 8, 18),
        ("环节", "领域", "情况"),
        ("上游", "冷媒", "环保冷媒出货占比提高，主流机型已经全部换装，价格随配额收紧而上升，"),
        ("", "", "仍有缺口。"),
        ("", "压缩机", "变频机型成为主流。"),
        ("下游", "餐饮", "茶饮门店带动需求。"),
        ("", "医疗", "用于标本转运。"),
    )
    found = extract_text("\n".join(["表1 制冰产业链", chain, "资料来源：公开资料整理"]))
    assert not {"仍有缺口。"} & {link.description for link in found.value_chain}


def test_lines_that_end_a_sentence_each_are_rows_though_blank_lines_stand_between_pages_of_them() -> None:
    chain = counted(
        (0, 8, 18),
        ("环节", "领域", "情况"),
        ("", "", ""),
        ("设备", "冷媒", "环保冷媒出货占比提高。"),
        ("设备", "压缩机", "变频机型成为主流。"),
        ("", "", ""),
        ("设备", "换热器", "铜铝复合管开始试用。"),
        ("运营", "冰库", "依托干线物流布局。"),
        ("", "", ""),
        ("应用", "餐饮", "茶饮门店带动需求。"),
        ("应用", "医疗", "用于标本转运。"),
    )
    found = extract_text("\n".join(["表1 制冰产业链", chain, "资料来源：公开资料整理"]))
    assert [(link.stage, link.field) for link in found.value_chain] == [
        ("设备", "冷媒"),
        ("设备", "压缩机"),
        ("设备", "换热器"),
        ("运营", "冰库"),
        ("应用", "餐饮"),
        ("应用", "医疗"),
    ]


def test_a_label_goes_on_below_while_its_bracket_is_open() -> None:
    lines = [
        "年份         新增冰库（万    累计冰库（万座）   空置率（%）",
        "                座）",
        "2021         7167        28153        3.5",
        "2022         4757        32910        3.1",
        "2023         3763        36673        3.2",
        "2024         7590        44263        2.7",
    ]
    found = extract_text("\n".join(["表2 2021—2024年冰库主要指标", *lines, "资料来源：公开资料整理"]))
    added = [(q.measure, q.value, q.unit) for q in found.quantities if q.period == "2021"]
    assert added == [("新增冰库", 71_670_000, "座"), ("累计冰库", 281_530_000, "座")]


def test_figures_of_two_columns_in_one_are_refused() -> None:
    rows = counted(
        (0, 10, 24, 40),
        ("年份", "新增冰库（万座）", "累计冰库（万座）", "空置率（%）"),
        ("2021", "716", "2815", "3.5"),
        ("2022", "475", "3291", "3.1"),
        ("2023", "376", "3667", "3.2"),
    ).replace("新增冰库（万座）  ", "新增冰库（万座）      ")
    found = extract_text(f"表2 2021—2023年冰库主要指标\n{rows}\n资料来源：公开资料整理")
    assert {q.value for q in found.quantities} <= {n * 10_000 for n in (716, 475, 376, 2815, 3291, 3667)}


def test_a_line_that_begins_a_title_may_be_of_the_row_below() -> None:
    rows = counted(
        (0, 12, 24, 40),
        ("发布时间", "发布机构", "文件名称", "要点"),
        ("2024.05.20", "商务部", "关于加强冰块流通管理与设施", "督促冰库优先改造。"),
        ("", "", "改造工作的通知", ""),
        ("", "", "关于全面深化冷链行业监管改", ""),
        ("2024.12.31", "国务院办公厅", "革促进制冰产业高质量发展的", "支持变频机组。"),
        ("", "", "意见", ""),
        ("2025.03.28", "商务部", "冷饮卫生价格项目立项指南", "统一计价口径。"),
        ("2025.06.16", "市场监管总局", "食用冰全生命周期监管的举措", "完善分类规则。"),
    )
    assert _titles(rows)[-1] == "食用冰全生命周期监管的举措"
    assert not [title for title in _titles(rows) if title and ("通知" in title or "意见" in title)]


AREA_ROWS = counted(
    (0, 8, 24),
    ("地区", "冰库数量（座）", "从业人员（人）"),
    ("广东", "1421", "1700"),
    ("江苏", "1138", "1500"),
)


def test_a_caption_longer_than_a_line_goes_on_drawn_in_below() -> None:
    caption = "图表4 2024年各地制冰行业冰库建成数量与行业从业人员\n                 数量\n\n"
    found = extract_text(f"{caption}{AREA_ROWS}\n浙江    1096            1400\n资料来源：公开资料整理")
    assert {(c.as_of, c.caption) for c in found.region_counts} == {
        ("2024", "图表4 2024年各地制冰行业冰库建成数量与行业从业人员数量")
    }


def test_a_header_printed_again_at_the_top_of_a_page_has_the_caption_of_the_page_before() -> None:
    header, *rows = AREA_ROWS.splitlines()
    broken = ["广东    1421", "                          江苏", "   1138", "       产     1700    x"]
    first = ["图表3 截至2024年6月各省冰库数量", "", header, *broken, "", "- 2 -"]
    found = extract_text(
        "\n".join(first) + "\f" + "\n".join([header, *rows, "浙江    1096            1400", ""])
    )
    assert {c.as_of for c in found.region_counts} <= {"2024-06"}


def test_two_spaces_between_cells_of_running_text_set_no_columns() -> None:
    prose = "近年来制冰行业保持较快增长，冷链物流和餐饮连锁的需求带动设备更新，节能机组的占比持续提高。" * 4
    rows = [
        "发布时间  发布部门  政策名称  主要内容",
        "2021年3月  工业和信息化部、国家机关事务管理局  关于推进制冰设备节能改造的指导意见  "
        "鼓励采用变频机组，淘汰高耗水装置。",
        "2022年7月  商务部  冷饮流通管理办法  明确冰块运输的温度要求，建立冷链的追溯制度和检查制度。",
        "2023年11月  市场监管总局、国家卫生健康委  食用冰卫生规范（试行）  "
        "对模具清洗与检验频次作出规定，每批留样，保存三个月。",
        "2024年2月  国务院办公厅  关于加快冷链物流发展的意见  加强产地预冷设施的建设，完善标准体系。",
    ]
    lines = [line for text in (prose, *rows) for line in WRAPPERS["hard, display"](text, 30)]
    found = extract_text("\n".join(["表1 我国制冰行业国家政策", *lines, "资料来源：公开资料整理"]) + "\n")
    assert [p.title for p in found.policies] == [
        "关于推进制冰设备节能改造的指导意见",
        "冷饮流通管理办法",
        "食用冰卫生规范（试行）",
        "关于加快冷链物流发展的意见",
    ]
    assert found.rejects == []


def row_of(line: int, *cells: tuple[int, str]) -> BlockRow:
    """A row of one line, with its cells and where they begin in it."""
    box = Box(1, 0.0, 10.0 * line, 1.0, 10.0 * line + 10)
    pieces = [
        Piece(line, MappedText.of(text, start), start, text, ((0.0, 1.0),) * len(text), box, 10.0)
        for start, text in cells
    ]
    return BlockRow({n: (piece,) for n, piece in enumerate(pieces)}, 0.95)


def test_a_line_that_goes_on_through_three_cells_is_no_row() -> None:
    """Prose below a table, cut at its columns."""
    rows = [
        row_of(1, (0, "环节"), (10, "领域"), (20, "说明")),
        row_of(2, (0, "上游"), (10, "压缩机"), (20, "国产替代加快。")),
        row_of(5, (0, "本节在公开信息的基础"), (10, "上结合实地访谈进行梳"), (20, "理。")),
    ]
    assert [row.confidence for row in without_doubtful(rows, 1, 3)] == [0.95, 0.95, 0.0]


@pytest.mark.parametrize(
    "more", ["", "冰块运输条例            2023-07     国务院              明确安全责任。\n"]
)
def test_the_rest_of_a_row_above_the_next_one_on_a_new_page_of_a_text_is_given_to_neither(more: str) -> None:
    text = f"""
表1 近年来我国制冰行业相关政策

政策名称                发布时间    发布部门            主要内容
冷饮流通管理办法        2022-07     商务部              明确冰块运输的温度要求。
食用冰卫生规范          2022-11     市场监管总局        对模具清洗与检验频次作出规定，
                                                        每批
\f                                                        留样备查。
关于制冰设备的公告      2023-03     工业和信息化部      鼓励采用变频机组。
{more}
"""
    contents = [policy.content for policy in extract_text(text).policies]
    assert set(contents) <= {"明确冰块运输的温度要求。", "明确安全责任。"}


@pytest.mark.parametrize(
    ("end", "next_one", "confidence"),
    [
        ("（2021—2", "023年）规定", 0.0),
        ("（2021—2023", "年）规定", 0.0),
        ("合计1", ".5", 0.0),
        ("（2021—", "20 规定清洗频次。", 0.0),
        ("卫生规范", "规定清洗频次。", 0.95),
        ("编号12", "规定清洗频次。", 0.95),
    ],
)
def test_a_figure_or_word_that_the_end_of_a_column_cuts_is_refused(
    end: str, next_one: str, confidence: float
) -> None:
    row = row_of(3, (0, end), (len(end), next_one))
    assert [found.confidence for found in without_cut_figures([row])] == [confidence]
    apart = row_of(3, (0, end), (len(end) + 1, next_one))
    assert [found.confidence for found in without_cut_figures([apart])] == [0.95]


@pytest.mark.parametrize(("space", "confidence"), [(12.0, 0.0), (2.0, 0.95)])
def test_two_figures_in_one_cell_are_refused_where_they_stand_apart(space: float, confidence: float) -> None:
    ends = ((0.0, 5.0), (5.0, 10.0), (10.0, 10.0 + space), (10.0 + space, 15.0 + space))
    piece = Piece(1, MappedText.of("15 2", 0), 0, "15 2", ends, Box(1, 0.0, 0.0, 30.0, 10.0), 10.0)
    assert [row.confidence for row in without_cut_figures([BlockRow({0: (piece,)}, 0.95)])] == [confidence]
