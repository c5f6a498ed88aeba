"""Rows whose cells hold what belongs to other cells are refused; the rows beside them are not."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text
from tests.unit.extract.tables.flattened.test_find import POLICIES, find, report

CHAIN = (
    "水泵产业链 环节 领域 说明 上游 电机 高效电机价格下行。 铸件 铸造工艺成熟。 "
    "中游 整机 集中度提高。{row} 下游 灌溉 季节性强。"
)


@pytest.mark.parametrize(
    "row",
    [
        "2024年8月 水利部 水泵补助办法2024年9月商务部水泵出口条例 对出口给予支持。",
        "2024年8月 水利部 商务部《水泵出口条例》 对出口给予支持。",
        "2024年8月 财政部 水泵补助办法 税务总局优化流程，对水泵给予支持。",
        "2024年8月 中共中央 国务院水泵产业发展规划 对出口给予支持。",
        "2024年8月 水利部 对出口给予支持，扩大补助《水泵补助办法》 明确对象。",
        "2024年8月 水利部 水泵发展规划健全出口产品目录管理，给予支持。",
        "2024年8月 水利部 水资源税改革试点 实施办法配套细则对取用再生水的单位免税。",
    ],
)
def test_a_cell_that_holds_too_much_is_refused(row: str) -> None:
    extraction = extract_text(report(POLICIES + " " + row))
    assert [policy.issued for policy in extraction.policies] == ["2022-03", "2023-11", "2024-06"]
    assert len(extraction.rejects) == 1


def test_a_body_that_issued_the_title_it_stands_in_is_no_doubt() -> None:
    row = " 2024年8月 水利部 水利部关于泵站改造的通知 明确改造时限。"
    assert len(extract_text(report(POLICIES + row)).policies) == 4


@pytest.mark.parametrize(
    "row",
    [" 阀门 国产替代加快。密封件毛利较高。", " 阀门国产替代加快。", " 阀门 国产替代加快"],
    ids=["two rows", "no separator", "no end"],
)
def test_a_link_of_a_chain_that_holds_too_much_is_refused(row: str) -> None:
    extraction = extract_text(report(CHAIN.format(row=row)))
    assert "阀门" not in {link.field for link in extraction.value_chain}
    assert extraction.rejects


def test_a_chain_with_all_its_separators_has_no_doubts() -> None:
    extraction = extract_text(report(CHAIN.format(row=" 阀门 国产替代加快。"), width=200))
    fields = [(link.stage, link.field) for link in extraction.value_chain]
    assert fields == [
        ("上游", "电机"),
        ("上游", "铸件"),
        ("中游", "整机"),
        ("中游", "阀门"),
        ("下游", "灌溉"),
    ]


def test_a_text_before_its_title_may_end_as_it_likes() -> None:
    text = (
        "水泵行业相关政策 发布时间 发布部门 主要内容 政策名称 2022年3月 水利部 推动泵站更新。 泵站改造方案 "
        "2023年5月 国务院 完善阶梯水价，支持首台套应用 水价条例 2024年1月 商务部 扩大出口。 水泵出口办法"
    )
    titles = [policy.title for policy in extract_text(report(text, width=300)).policies]
    assert titles == ["泵站改造方案", "水价条例", "水泵出口办法"]


def test_a_row_of_several_lines_that_stand_in_columns_is_refused() -> None:
    """Read across, the second lines of its cells stand one after the other."""
    text = report(POLICIES)
    (table,) = find(text, frozenset(range(text.count("\n"))))
    assert all(row.readings for row in table.rows)


GROUPS = (
    "我国水泵行业政策 发布时间 发布部门 政策名称 类别 主要内容 "
    "2022年3月 水利部 关于推进泵站改造的意见 支持类 推动老旧泵站更新。 "
    "2023年11月 财政部 水泵补助办法 {} 2024年6月 商务部 水泵出口条例 引导类 支持首台套应用。"
)


@pytest.mark.parametrize("cells", ["支持类推动更新。", "推动更新。"], ids=["no separator", "no category"])
def test_a_category_that_stands_in_the_text_beside_it_is_refused(cells: str) -> None:
    extraction = extract_text(report(GROUPS.format(cells)))
    assert [policy.category for policy in extraction.policies] == ["支持类", "引导类"]
    assert len(extraction.rejects) == 1


def test_a_figure_without_the_sign_of_its_column_is_refused() -> None:
    text = "水泵销售额 年份 销售额（亿元） 同比 2019 41.2 - 2020 45.3 10.0% 2021 46.1 {} 2022 50.0 8.5%"
    found = extract_text(report(text.format("1.8%"))).percentages
    less = extract_text(report(text.format("1.8")))
    assert len(found) - len(less.percentages) == 1
    assert less.rejects


def test_a_word_that_names_no_region_tears_the_row_before_it() -> None:
    text = (
        "部分省市水泵行业政策 地区 政策文件 发文时间 政策要点 浙江 水泵补助办法 2022年3月 给予补助 "
        "山东 水泵出口条例 2023年4月 三是加强 要素保障 广东 水泵产业规划 2024年2月 支持首台套应用"
    )
    extraction = extract_text(report(text))
    assert "三是加强" not in {policy.content for policy in extraction.policies}
    assert {policy.region for policy in extraction.policies} <= {"浙江", "山东", "广东"}


FIRMS = (
    "水泵产业链 环节 主要产品 代表企业 上游 电机 安泰机电、同辉电气 上游 密封件 环宇密封 "
    "中游 整机 长河泵业、远山机械 下游 灌溉设备 丰禾农机"
)


def links(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(link.stage, link.field, link.description) for link in extract_text(text).value_chain]


@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
@pytest.mark.parametrize("again", ["上游 ", ""], ids=["stage repeated", "stage once"])
def test_a_chain_of_lists_has_no_full_stops(separator: str, again: str) -> None:
    table = FIRMS.replace(" 上游 密封件", f" {again}密封件").replace(" ", separator)
    prose = "近年来下游需求保持平稳，企业研发投入持续增加。"
    assert links(f"{prose}\n{table}\n资料来源：公开资料整理\n{prose}\n") == [
        ("上游", "电机", "安泰机电、同辉电气"),
        ("上游", "密封件", "环宇密封"),
        ("中游", "整机", "长河泵业、远山机械"),
        ("下游", "灌溉设备", "丰禾农机"),
    ]


@pytest.mark.parametrize(
    ("kept", "lost"),
    [
        ("同辉电气 上游", "同辉电气上游"),
        ("远山机械 下游 灌溉", "远山机械下游灌溉"),
        ("密封件 环宇密封 中游 整机", "密封件环宇密封 中游整机"),
        ("上游 密封件", "上游密封件"),
    ],
)
def test_where_only_gaps_part_the_cells_of_a_chain_no_row_with_a_lost_one_is_read(
    kept: str, lost: str
) -> None:
    text = report(FIRMS.replace(kept, lost), width=200)
    assert set(links(text)) <= set(links(report(FIRMS, width=200)))
    assert extract_text(text).rejects


def test_a_stage_is_known_where_its_text_begins_with_what_it_has() -> None:
    text = "水泵产业链 环节 说明 上游 铸件价格下行。 中游 企业众多，集中度提高。 下游 需求分散。"
    assert links(report(text)) == [
        ("上游", None, "铸件价格下行。"),
        ("中游", None, "企业众多，集中度提高。"),
        ("下游", None, "需求分散。"),
    ]


def test_a_stage_may_be_the_first_word_of_its_own_text() -> None:
    text = "水泵产业链 环节 说明 上游 上游主要是铸件与电机 中游 中游为整机制造 下游 下游需求分散"
    assert [link[2] for link in links(report(text, width=200))] == [
        "上游主要是铸件与电机",
        "中游为整机制造",
        "下游需求分散",
    ]


def test_a_chain_of_two_labels_that_has_no_reading_is_refused() -> None:
    (reject,) = extract_text(
        "一、产业链\n水泵产业链 环节 说明 上游铸件价格下行。中游整机集中度提高。下游灌溉季节性强。\n"
    ).rejects
    assert reject.record_kind == "value_chain"


@pytest.mark.parametrize(
    ("labels", "more"),
    [
        ("产业链环节 细分领域 国产化进展", ""),
        ("环节 领域 特点 竞争格局", " 较低"),
        ("产业链环节 细分领域/关键产品 技术壁垒", ""),
    ],
    ids=["a third label nobody knows", "a fourth", "lists alone"],
)
def test_rows_of_a_chain_that_name_no_stage_may_all_be_shifted(labels: str, more: str) -> None:
    rows = [
        f"叶轮铸造 灰铁、双相钢、蜡模、陶瓷型芯 砂眼、壁厚、动平衡、批量稳定{more}",
        f"电机配套 IE4电机、变频器、轴承 温升、绝缘、噪声{more}",
        f"整机装配 离心泵、齿轮泵、试验台 效率、汽蚀、交期{more}",
        f"渠道运维 经销商 交期{more}",
    ]
    extraction = extract_text(report(f"水泵产业链核心环节 {labels} " + " ".join(rows), width=30))
    sure = {"叶轮铸造", "电机配套", "整机装配", "渠道运维"}
    assert {link.stage for link in extraction.value_chain} <= sure
    assert all(link.description for link in extraction.value_chain)
    assert extraction.value_chain or extraction.rejects


def test_a_chain_that_stands_alone_above_its_header_is_a_caption_and_no_label() -> None:
    (table,) = find("\n".join(["水泵产业链", *FIRMS.split(" ")[1:], "资料来源：公开资料整理", ""]))
    assert table.caption is not None and table.caption.text == "水泵产业链"
    assert len(table.header) == 3


PROVINCES = (
    "部分省市水泵政策 {} 2023年6月 山东省 山东省水泵产业提升方案 支持临沂建设园区。 "
    "2023年9月 山东省节水装备推广办法 对更新给予补贴。 2024年1月 四川省 四川省泵站改造规划 分三年完成改造。"
)


def by_region(text: str) -> list[tuple[str | None, str | None, str]]:
    return [(p.region, p.issued, p.title) for p in extract_text(text).policies]


@pytest.mark.parametrize("order", ["date first", "region first"])
@pytest.mark.parametrize("separator", [" ", "\n"], ids=["flattened", "one cell per line"])
def test_a_region_holds_for_the_row_below_whose_title_begins_with_it(order: str, separator: str) -> None:
    text = PROVINCES.format("时间 省市 政策名称 主要内容")
    if order == "region first":
        text = text.replace("时间 省市", "省市 时间").replace("2023年6月 山东省", "山东省 2023年6月")
        text = text.replace("2024年1月 四川省", "四川省 2024年1月")
    assert by_region(f"一、政策\n{text.replace(' ', separator)}\n资料来源：公开资料整理\n二、结论\n") == [
        ("山东", "2023-06", "山东省水泵产业提升方案"),
        ("山东", "2023-09", "山东省节水装备推广办法"),
        ("四川", "2024-01", "四川省泵站改造规划"),
    ]


@pytest.mark.parametrize("title", ["《潍坊节水装备推广办法》", "潍坊市节水装备推广办法"])
def test_a_region_holds_for_the_row_below_whose_title_begins_with_a_city_of_it(title: str) -> None:
    text = PROVINCES.format("时间 省市 政策名称 主要内容").replace("山东省节水装备推广办法", title)
    assert [region for region, _, _ in by_region(report(text))] == ["山东", "山东", "四川"]


@pytest.mark.parametrize("title", ["节水装备推广办法", "河南省节水装备推广办法", "洛阳市节水装备推广办法"])
def test_a_row_without_a_region_that_its_title_does_not_say_is_refused(title: str) -> None:
    text = PROVINCES.format("时间 省市 政策名称 主要内容").replace("山东省节水装备推广办法", title)
    extraction = extract_text(report(text))
    assert [policy.issued for policy in extraction.policies] == ["2023-06", "2024-01"]
    assert len(extraction.rejects) == 1


def test_a_region_without_a_gap_behind_it_may_belong_to_a_title() -> None:
    text = PROVINCES.format("时间 省市 政策名称 主要内容").replace("四川省 四川省泵站", "四川省泵站")
    assert [region for region, _, _ in by_region(report(text))] == ["山东", "山东"]


@pytest.mark.parametrize(
    "row",
    [
        "2024年8月 水利部 水泵设计标准规定尺寸与公差。",
        "2024年8月 水利部 《水泵补助办法》扩大对象的规定给予支持。",
        "2024年8月 水利部 水泵补助办法 给予支持。《水泵出口信用保险管理办法》扩大承保。",
        "2024年8月 水利部、商务部、水利部 水泵补助办法 给予支持。",
    ],
)
def test_a_title_that_may_end_elsewhere_is_refused(row: str) -> None:
    extraction = extract_text(report(f"{POLICIES} {row}", width=200))
    assert len(extraction.policies) == 3
    assert extraction.rejects


@pytest.mark.parametrize(
    "title",
    [
        "《水泵能效标识目录管理公告》",
        "关于进一步从严安装 切实保障安全的通知",
        "防止泵站事故的重点要求（修订）",
        "关于推广节水水泵的若干政策措施",
    ],
)
def test_a_title_whose_own_words_end_it_needs_no_gap(title: str) -> None:
    text = report(f"{POLICIES} 2024年8月 水利部 {title}严格准入，鼓励更新。", width=200)
    policy = extract_text(text).policies[-1]
    assert (policy.title, policy.content) == (title.strip("《》"), "严格准入，鼓励更新。")


@pytest.mark.parametrize("missing", ["2024年8月 ", "商务部 "], ids=["no date", "no issuer"])
def test_a_policy_without_what_all_others_have_is_refused(missing: str) -> None:
    """One cell may hold for several rows, or the end of the row before may be it."""
    row = "2024年8月 商务部 水泵出口条例 对出口给予支持。".replace(missing, "")
    extraction = extract_text(report(f"{POLICIES} {row}", width=200))
    assert "水泵出口条例" not in [policy.title for policy in extraction.policies]
    assert extraction.rejects


def test_a_title_that_goes_on_with_who_issued_the_next_one_is_refused() -> None:
    rows = "2024年8月 水利部 水泵补助办法商务部、财政部水泵出口条例 2024年9月 水利部 泵站改造规划"
    text = f"水泵行业政策 发布时间 发布部门 政策名称 2024年5月 水利部 水泵能效标准 {rows}"
    titles = [policy.title for policy in extract_text(report(text, width=200)).policies]
    assert titles == ["水泵能效标准", "泵站改造规划"]


def test_a_text_that_holds_a_whole_title_between_gaps_is_refused() -> None:
    row = "2024年8月 商务部 水泵出口条例 对出口给予支持。 水泵产业集群标准体系建设指南 建立标准。"
    extraction = extract_text(report(f"{POLICIES} {row}", width=200))
    assert "水泵出口条例" not in [policy.title for policy in extraction.policies]


def test_a_text_that_begins_with_the_rest_of_a_draft_is_refused() -> None:
    row = "2024年8月 商务部 水泵安全国家标准 潜水泵（征求意见稿） 规定绝缘与密封要求。"
    titles = [policy.title for policy in extract_text(report(f"{POLICIES} {row}", width=200)).policies]
    assert "水泵安全国家标准" not in titles
    torn = row.replace("稿） 规定", "稿）规定")
    titles = [policy.title for policy in extract_text(report(f"{POLICIES} {torn}", width=200)).policies]
    assert "水泵安全国家标准" not in titles


ACROSS = (
    "水泵行业相关政策\n发布时间\n政策名称\n主要内容\n2022/3/25\n\n泵站改造方案\n\n推动泵站更新。\n\n2023/4/14\n\n{}\n\n"
    "2024/6/1\n\n水泵出口管理办法\n\n扩大水泵出口。\n\n资料来源：水泵协会\n"
)


@pytest.mark.parametrize(
    "row",
    [
        "关于推进老旧泵站更新改造工 鼓励各地选用高效电机和变频\n作的意见\n水泵。",
        "关于推进老旧泵站更新\n鼓励各地选用高效电机和变频\n改造工作的意见 水泵机组，开展检测与认证。",
        "关于推进老旧泵站更新改造工 鼓励各地\n选用高效电机和变频水泵。",
    ],
    ids=["a space", "short lines", "no title"],
)
def test_cells_read_across_are_refused(row: str) -> None:
    extraction = extract_text(ACROSS.format(row))
    titles = {policy.title.replace(" ", "") for policy in extraction.policies}
    assert titles <= {"泵站改造方案", "水泵出口管理办法"}
    assert extraction.rejects


def test_a_title_of_several_lines_with_a_space_of_its_own_is_read() -> None:
    row = "关于推进泵站更新 促进节水的\n意见\n\n鼓励各地选用高效电机和变频水泵机组，\n开展检测。"
    titles = [policy.title for policy in extract_text(ACROSS.format(row)).policies]
    assert [title.replace(" ", "") for title in titles][1] == "关于推进泵站更新促进节水的意见"


@pytest.mark.parametrize(
    "row",
    ["2024年8月 水利部、 水泵补助管理办法 明确对象。", "2024年8月 方案国务院 水泵补助管理办法 明确对象。"],
    ids=["one more follows", "the end of a title"],
)
def test_issuers_that_are_not_whole_are_refused(row: str) -> None:
    extraction = extract_text(report(f"{POLICIES} {row}", width=400))
    assert len(extraction.policies) == 3
    assert extraction.rejects


def test_dates_that_stand_alone_below_a_header_without_them_are_lost_with_their_rows() -> None:
    text = (
        "水泵行业相关政策\n政策名称\n发布部门\n主要内容\n泵站改造方案\n水利部\n推动泵站更新。\n2022-03-18\n"
        "水泵出口管理办法\n商务部\n扩大水泵出口。\n2023-04-14\n资料来源：水泵协会\n"
    )
    extraction = extract_text(text)
    assert not extraction.policies
    assert extraction.rejects


@pytest.mark.parametrize(
    "lines",
    [
        "环节\n领域\n上游：铸件\n中游：整机\n说明\n电机\n高效电机价格下行。\n整机\n集中度提高。",
        "产业链\n上游\n下游\n细分环节\n说明\n电机\n高效电机价格下行。\n灌溉\n季节性强。",
        "环节\n领域\n上游 铸件\n电机\n下游 灌溉\n供水",
        "环节\n领域\n上游：铸件与阀\n门\n下游：灌\n溉",
    ],
    ids=["a label", "a part of a label", "two cells", "the end of a word"],
)
def test_a_chain_printed_column_after_column_is_refused(lines: str) -> None:
    assert not extract_text(f"水泵产业链\n{lines}\n资料来源：水泵协会\n").value_chain


NUMBERED = (
    "水泵行业主要政策 序号 政策名称 发布部门 发布时间 1 关于支持水泵改造的意见 财政部 2021-11 "
    "2 水泵管理办法 商务部 2022-03 {number}水泵通用技术要求 水利部 2022-08 4 水泵发展规划 国务院 2022-12"
)


def test_a_title_that_begins_with_a_figure_and_a_letter_keeps_the_figure() -> None:
    extraction = extract_text(report(NUMBERED.format(number="3 3D")))
    assert [policy.title for policy in extraction.policies][2] == "3D水泵通用技术要求"


def test_a_number_that_is_not_the_next_one_is_a_doubt() -> None:
    extraction = extract_text(report(NUMBERED.format(number="3 7 ")))
    assert "水泵通用技术要求" not in {policy.title for policy in extraction.policies}
    assert len(extraction.policies) == 3
