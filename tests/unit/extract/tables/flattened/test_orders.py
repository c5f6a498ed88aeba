"""Lists of policies whose columns stand in orders of their own."""

from __future__ import annotations

from itertools import zip_longest

from report_etl.pipeline import extract_text


def report(table: str) -> str:
    return f"一、政策环境\n有关部门陆续出台文件，水泵行业的环境持续改善。\n{table}\n资料来源：公开资料整理\n"


def test_a_category_stands_in_the_first_column() -> None:
    found = extract_text(
        report(
            "水泵行业主要政策文件 层级 发布时间 文件名称 发文单位\n"
            "国家 2019.06 关于促进水泵规范有序发展的通知 水利部、国家能源局 国家 2020.04\n"
            "关于明确水泵能效范围的说明 国家发展改革委 国家 2021.05 关于推动水泵更新的意见 国务院\n"
            "地方 2021.08 北京市支持水泵产业发展的若干措施 北京市经济和信息化局 地方 2024.11\n"
            "海南省水泵管理条例 海南省人大常委会"
        )
    )
    assert not found.rejects
    assert [(p.category, p.issued, p.title, p.issuers) for p in found.policies] == [
        ("国家", "2019-06", "关于促进水泵规范有序发展的通知", ["水利部", "国家能源局"]),
        ("国家", "2020-04", "关于明确水泵能效范围的说明", ["国家发展改革委"]),
        ("国家", "2021-05", "关于推动水泵更新的意见", ["国务院"]),
        ("地方", "2021-08", "北京市支持水泵产业发展的若干措施", ["北京市经济和信息化局"]),
        ("地方", "2024-11", "海南省水泵管理条例", ["海南省人大常委会"]),
    ]


def test_the_end_of_a_span_of_years_begins_no_row() -> None:
    found = extract_text(
        report(
            "近年来水泵行业政策汇总 日期 主要内容 政策名称 2021-09 强化准入管理，形成可复制的经验。\n"
            "水泵标准体系建设暂行规定（2017—2021年） 2021-10 提出5项任务：一是夯实底座；二是加"
            "强保障。\n"
            "水泵市场秩序条例 2021-12 明确水泵企业的责任。 关于推动水泵应用的意见"
        )
    )
    assert not found.rejects
    assert [p.title for p in found.policies] == [
        "水泵标准体系建设暂行规定（2017—2021年）",
        "水泵市场秩序条例",
        "关于推动水泵应用的意见",
    ]


def test_a_policy_among_others_gives_a_report_without_a_title_no_name() -> None:
    found = extract_text(
        report(
            "表2 水泵行业政策 文件名称 发布时间 颁布部门 《水利部关于推动水泵公共服务的行动计划》\n"
            "2019年9月13日 水利部 《水泵质量提升建设指南》 2019年9月10日 商务部\n"
            "《水泵科技成果转化白皮书（2019—2022年）》 2019年9月3日 科技部"
        )
    )
    assert found.report.title is None
    assert [p.issued for p in found.policies] == ["2019-09-13", "2019-09-10", "2019-09-03"]


def test_a_row_that_begins_inside_a_word_is_refused_with_the_row_before() -> None:
    found = extract_text(
        report(
            "图表8：水泵行业主要政策 政策\n发布时间 印发部门\n"
            "“十四五”水泵消费提质扩容准入条件 2016.5.6\n国家税务总局联合多部门\n"
            "水泵市场秩序条例（2017—2022年）\n2017.7.26 国家标准委 水泵及关键部件质量发展负\n"
            "面清单（2017—2019年） 2017.11.27\n水利部 水泵通用技术要求 2017.12.3\n人力资源社会保障部"
        )
    )
    assert "面清单（2017—2019年）" not in [p.title for p in found.policies]


def test_a_text_ends_where_a_full_line_does_and_a_title_in_brackets_follows() -> None:
    found = extract_text(
        report(
            "近年来泵站管网行业重点政策（部分） 出台时间 内容要点 相关政策 2021年3月\n"
            "培育水务中心和输配基础设施建设，提升产业链韧性 《泵站管网公共服务平台建设实施细则"
            "》 2021年6月 规范行业准入条件和目录\n"
            "管理，落实市县两级联动机制，规范水务中心和输配基础设施建设，规范首台（套）装备示"
            "范应用，到2029年建成3个以上示范基地\n"
            "《泵站管网产业高质量发展行动方案》 2021年7月\n"
            "明确泵站管网企业加大研发投入，严格区域产业集群，开展区域产业集群，开展水务中心和"
            "输配基础设施建设，增强内生动力\n"
            "《“十四五”泵站管网公共服务平台建设中长期发展规划》"
        )
    )
    assert not found.rejects
    assert [p.title for p in found.policies] == [
        "泵站管网公共服务平台建设实施细则",
        "泵站管网产业高质量发展行动方案",
        "“十四五”泵站管网公共服务平台建设中长期发展规划",
    ]


def test_a_title_between_line_ends_is_no_part_of_a_text() -> None:
    found = extract_text(
        report(
            "近年来泵站管网行业重点政策（部分） 政策 内容要点 《泵站管网公共服务平台建设实施细则》\n"
            "培育水务中心和输配基础设施建设，提升产业链韧性 《泵站管网产业高质量发展行动方案》"
            " 规范行业准入条件和目录管理，落实市\n"
            "县两级联动机制，规范水务中心和输配基础设施建设，规范首台（套）装备示范应用，到20"
            "29年建成3个以上示范基地\n"
            "《“十四五”泵站管网公共服务平台建设中长期发展规划》\n"
            "明确泵站管网企业加大研发投入，严格区域产业集群，开展区域产业集群，开展水务中心和"
            "输配基础设施建设，增强内生动力"
        )
    )
    assert not [p for p in found.policies if "发展规划" in (p.content or "")]


def test_prose_behind_the_last_row_of_a_list_without_a_source_is_no_part_of_it() -> None:
    rows = [
        (
            "1",
            "江苏省",
            "2019.9",
            "中华人民共和国水泵管理法（2019年修订）",
            "全面推进水泵攻关。加大投资力度。",
        ),
        ("2", "江西", "2020.3", "关于加快推进水泵产业集群培育的决定", "新增的条款明确了水泵经营者的义务。"),
        ("3", "山西", "2020.9", "关于统筹推进水泵进出口监管的公告", "要求各地完成水泵排查，建立台账。"),
        ("4", "北京市", "2021.8", "北京市关于大力实施水泵监管的公告", "明确金融机构的责任，降低企业的成本。"),
    ]
    labels = ["地方水泵行业相关政策梳理", "编号", "地区", "日期", "政策文件", "内容"]
    prose = "从区域看，水泵配套更为完整，各地成本有优势。"
    found = extract_text("\n".join([*labels, *(cell for row in rows for cell in row), prose]))
    assert not [p for p in found.policies if "从区域看" in (p.content or "")]


def test_a_first_row_that_ran_into_the_labels_leaves_a_reject() -> None:
    found = extract_text(
        report(
            "中国国家层面水泵管网行业相关政策（部分）\n\n"
            "发布日期     政策文件                          颁布单位                     政策类型\n"
            "2015.6.11    水泵管网安全监管管理规范（2015    科学技术部                   规范类\n"
            "             —2017年）\n"
            "2015.6.23    水泵管网创新应用标准体系建设指    国家市场监督管理总局、科技   规范类\n"
            "             南                                部\n"
            "2015.9.28    水泵管网标准体系建设暂行规定      科技部                       支持类"
        )
    )
    assert found.policies or found.rejects


def test_texts_of_several_sentences_stand_beside_a_category() -> None:
    found = extract_text(
        report(
            "水泵行业主要政策 类别 法规名称 发布时间 重点内容\n"
            "引导类 水泵市场秩序条例 2017.7.26 全面推进水泵攻关。加大投资力度。2023年前建成13个平台。\n"
            "支持类 关于推动水泵应用的意见 2018.7.26 完善水泵标准。 规范类 水泵管理办法 2019."
            "1.6 明确责任。\n"
            "支持类 关于推动泵站应用的意见 2020.7.2 完善泵站标准。"
        )
    )
    assert not found.rejects
    assert found.policies[0].content == "全面推进水泵攻关。加大投资力度。2023年前建成13个平台。"


def test_a_title_may_begin_with_a_word_that_others_end_with() -> None:
    found = extract_text(
        report(
            "水泵行业主要政策 政策 时间 发布部门 关于加快推进水泵标准体系建设的意见 2017.1.6 "
            "水利部 关于规范\n"
            "水泵产业集群培育的行动计划 2018.2.12 商务部 关于做好水泵进出口监管的指南 2019.1.2 商务部"
        )
    )
    assert not found.rejects
    assert [p.title for p in found.policies][1] == "关于规范水泵产业集群培育的行动计划"


def test_the_first_cell_of_a_row_is_no_label() -> None:
    found = extract_text(
        report(
            "我国部分省市水泵行业重点政策一览 省市 政策名称 发布日期 江西 水泵通用技术要求 20"
            "16-03-04 内蒙古\n"
            "水泵通用技术要求 2016-08-23 广东省 关于大力实施水泵示范工作的若干意见 2016-12-24"
        )
    )
    assert [(p.region, p.title) for p in found.policies] == [
        ("江西", "水泵通用技术要求"),
        ("内蒙古", "水泵通用技术要求"),
        ("广东", "关于大力实施水泵示范工作的若干意见"),
    ]


def test_a_label_that_begins_like_the_one_before_is_another() -> None:
    found = extract_text(
        report(
            "水泵行业重点政策一览 日期 文件名称 文件精神 颁布部门 2016/12/11 关于加快推进水泵标准体系\n"
            "建设的意见 开展水泵标准与检测，提升产业链韧性。 公安部、民政部 2017/03/16 水泵更"
            "新管理办法\n"
            "开展上下游协同，保障供应稳定。 水利部"
        )
    )
    assert not found.rejects
    assert [(p.content, p.issuers) for p in found.policies] == [
        ("开展水泵标准与检测，提升产业链韧性。", ["公安部", "民政部"]),
        ("开展上下游协同，保障供应稳定。", ["水利部"]),
    ]


def test_a_category_stands_behind_the_title() -> None:
    rows = [
        ("《关于促进水泵消费提质扩容的实施意见》", "引导类", "全国人大常委会", "2019/11/28"),
        ("《水泵消费提质扩容管理规范》", "规范类", "市场监管总局", "2020/03/05"),
        ("《关于支持水泵科技成果转化的公告》", "引导类", "财政部 税务总局", "2020/10/10"),
    ]
    cells = [
        "近年来水泵行业主要政策情况如下",
        "政策",
        "政策性质",
        "发文单位",
        "颁布时间",
        *(c for r in rows for c in r),
    ]
    found = extract_text(report("\n".join(cells)))
    assert not found.rejects
    assert [p.category for p in found.policies] == ["引导类", "规范类", "引导类"]


def test_a_region_is_no_number_of_words() -> None:
    found = extract_text(
        report(
            "水泵行业地方政策 地区 政策 发布时间 江苏 关于支持水泵消费提质扩容的通知 2018/02/"
            "28 苏州市 “十四五”水泵质量\n"
            "提升管理办法 2019-05-10 广东 关于支持水泵应用的意见 2019-06-10"
        )
    )
    assert [p.title for p in found.policies if p.region == "苏州市"] == ["“十四五”水泵质量提升管理办法"]


def test_titles_below_a_label_that_nobody_has_declared_are_refused() -> None:
    found = extract_text(
        report(
            "水泵行业部分相关政策情况如下 文件名称 条文概览 《水利部关于推动水泵公共服务平台建"
            "设的行动计划》\n"
            "引导数据中心和算力建设。 《“十四五”水泵质量提升建设指南》 开展数据中心建设，提升"
            "示范应用。\n"
            "《水泵科技成果转化白皮书（2019—2022年）》 提出6项重点任务。"
        )
    )
    assert not found.policies
    assert [reject.record_kind for reject in found.rejects] == ["policies"]


def test_labels_of_policies_above_rows_that_cannot_be_read_leave_a_reject() -> None:
    found = extract_text(
        report(
            "水泵行业相关政策\n\n相关政策                                重点内容\n"
            "《“十四五”水泵更新创新应用实施细则    探索安全生产责任制，加强省市两级联动机制，"
            "防范系统性风险。\n》\n"
            "《中华人民共和国水泵管理法（2018年修    明确首台（套）装备示范应用，推动“IPv6+”等"
            "新技术落地。\n订）》\n"
            "《关于加强水泵数据资源开发利用的指导    加快金融机构开发专属产品，建立水泵领域国"
            "际合作，强化更新\n意见》"
        )
    )
    assert found.policies or found.rejects


def test_a_line_may_end_before_a_label_that_nobody_has_declared() -> None:
    found = extract_text(
        report(
            "表3 中国近年来水泵管网站行业部分相关政策汇总 日期\n"
            "条文概览 政策名称 2021/09/01 强化行业准入条件和目\n"
            "录管理，培育行业准入的条件，提升信息披露与各地的\n信用监管制度，形成一批可复制的经验。\n"
            "《水泵管网数据资源开发利用发展规划》 2021/10/05\n从财税、金融等方面提出措施。 《水泵管网条例》\n"
            "2021/10/12 明确水泵管网的责任。 《水泵管网纲要》"
        )
    )
    assert not found.rejects
    assert [p.issued for p in found.policies] == ["2021-09-01", "2021-10-05", "2021-10-12"]


def test_an_unknown_label_above_bodies_is_of_issuers() -> None:
    found = extract_text(
        report(
            "水泵行业重点政策一览 政策 时间 出文方 关于加快推进水泵标准体系建设的意见 2016/12/11 公安部、\n"
            "民政部 水泵重点领域设备更新管理办法 2017/03/16 商务部 关于规范水泵产业集群培育的行动计划\n"
            "2018/02/12 商务部等部门 关于做好水泵进出口监管的指南 2018/02/28 商务部"
        )
    )
    assert not found.rejects
    assert [p.issuers for p in found.policies] == [["公安部", "民政部"], ["商务部"], ["商务部"], ["商务部"]]


def in_columns(rows: list[tuple[str, ...]], width: int, caption: str = "水泵行业相关政策") -> str:
    """Rows as `pdftotext -layout` prints them, cells wrapped at `width` characters, the last at 20."""
    lines = [caption, ""]
    for row in rows:
        sizes = [*[width] * (len(row) - 1), 20]
        cells = [
            [c[i : i + size] for i in range(0, len(c), size)] for c, size in zip(row, sizes, strict=True)
        ]
        for parts in zip_longest(*cells, fillvalue=""):
            pairs = zip(parts, sizes, strict=True)
            lines.append("".join(part + "  " * (size - len(part) + 2) for part, size in pairs).rstrip())
    return "\n".join(lines)


TITLED = [
    ("政策名称", "发布单位", "主要内容"),
    (
        "关于加快推进水泵标准体系建设的意见",
        "公安部、民政部",
        "开展水泵标准与检测认证体系建设，健全相关领域的标准。",
    ),
    ("水泵更新管理办法", "国家矿山安监局", "开展水泵上下游协同。"),
    ("关于做好水泵产品进出口监管的指南", "商务部", "支持行业准入条件和目录管理，鼓励水泵产业园区提档升级。"),
    (
        "关于规范水泵产业集群培育的行动计划",
        "水利部",
        "修订后的条款增加了水泵经营者的义务，违法行为要处罚款。",
    ),
]


def test_titles_issuers_and_texts_stand_in_columns_of_white_space() -> None:
    found = extract_text(report(in_columns(TITLED, 12)))
    assert not found.rejects
    assert [(p.title, "、".join(p.issuers), p.content) for p in found.policies] == TITLED[1:]


def test_titles_and_texts_alone_stand_in_columns_of_white_space() -> None:
    found = extract_text(report(in_columns([(row[0], row[2]) for row in TITLED], 20)))
    assert not found.rejects
    assert [(p.title, p.content) for p in found.policies] == [(row[0], row[2]) for row in TITLED[1:]]


def test_titles_in_columns_beside_a_label_nobody_has_declared_are_not_forgotten() -> None:
    rows = [(row[0], row[2]) for row in TITLED[1:]]
    found = extract_text(report(in_columns([("文件名称", "条文概览"), *rows], 12, "表2-1 水泵行业相关政策")))
    assert len(found.policies) + len(found.rejects) >= len(rows)


def test_a_title_of_two_parts_begins_in_no_category() -> None:
    found = extract_text(
        report(
            "水泵行业政策汇总 发布时间 政策类别 政策名称 发布部门 主要内容\n"
            "2023年 规范类 关于水泵能效的通知 水利部 明确分级要求。\n"
            "2024年 支持类 关于加快完善灌溉支持政策体系 推动节水型社会的若干措施 国务院办公厅 增加补贴。\n"
            "2025年 支持类 水泵更新行动方案 国家发展改革委 淘汰老旧机组。"
        )
    )
    assert [(p.category, p.title[:4]) for p in found.policies] == [
        ("规范类", "关于水泵"),
        ("支持类", "关于加快"),
        ("支持类", "水泵更新"),
    ]


def test_a_code_of_a_region_counts_nothing() -> None:
    rows = "浙江 330000 5 江苏 320000 6 广东 440000 7 山东 370000 8 福建 350000 9"
    found = extract_text(report(f"各省水泵企业 地区 行政区划代码 企业数量（家） {rows}"))
    assert [(c.region, int(c.count), c.measure) for c in found.region_counts] == [
        ("浙江", 5, "企业数量"),
        ("江苏", 6, "企业数量"),
        ("广东", 7, "企业数量"),
        ("山东", 8, "企业数量"),
        ("福建", 9, "企业数量"),
    ]


def listed(rows: list[str], labels: str) -> str:
    return report(f"水泵行业主要政策 {labels} " + " ".join(rows))


def test_a_title_that_holds_the_category_of_its_row_is_refused() -> None:
    rows = [
        "引导类 2021-02-27 关于促进水泵应用的行动计划 完善水泵标准。",
        "2021-05-18 支持类关于加快推进泵站质量提升的若干意见 明确泵站责任。",
        "支持类 2021-06-13 水泵管理办法 开展水泵攻关。",
        "引导类 2022-01-11 关于推动水泵更新的意见 落实水泵责任。",
    ]
    found = extract_text(listed(rows, "类别 发布时间 文件名称 主要内容"))
    assert not [p for p in found.policies if p.title.startswith("支持类")]


def test_the_end_of_another_category_is_none() -> None:
    rows = [
        "支持类 2021-02-27 关于促进水泵应用的行动计划 水利部",
        "支持类 2022-03-14 关于开展水泵标准体系建设的若干措施 海关总署",
        "支 持类 2022-06-20 水泵创新应用行动方案（2022—2027年） 人力资源社会保障部",
        "指导类 2022-09-07 水泵创新应用实施细则 国务院",
    ]
    found = extract_text(listed(rows, "政策性质 颁布时间 法规名称 颁布单位"))
    assert "持类" not in [p.category for p in found.policies]


def test_a_text_that_holds_a_dated_title_is_refused() -> None:
    rows = [
        "规范类 水泵标准体系建设三年行动计划 2022年12月 引导水泵企业，防范系统性风险。",
        "规范类关于印发〈水泵创新应用推广目录〉的通知2023年3月引导水泵关键技术攻关。",
        "支持类 水泵管理办法 2023年6月 开展水泵攻关。",
        "引导类 关于推动水泵更新的意见 2023年7月 落实水泵责任。",
    ]
    found = extract_text(listed(rows, "类别 文件名称 发布时间 主要内容"))
    assert not [p for p in found.policies if "推广目录" in (p.content or "")]


def test_a_text_in_front_of_the_next_title_is_refused_with_the_row_it_is_missing_in() -> None:
    rows = [
        "水泵管理办法 水利部 2019年8月 开展水泵攻关，落实责任",
        "“十四五”水泵应用中长期发展规划 生态环境部 2019年9月",
        "提升水泵信用监管制度关于大力实施水泵示范的意见 海关总署 2019年10月 到2028年，水泵产业规模达到16亿元",
        "关于推动水泵更新的意见 水利部 2019年12月 完善水泵标准，落实水泵责任",
        "水泵条例 水利部 2020年12月 完善水泵标准，落实水泵责任",
    ]
    found = extract_text(listed(rows, "文件名称 发布部门 发布时间 主要内容"))
    assert not [p for p in found.policies if p.issued in ("2019-09", "2019-10")]


def test_a_body_behind_a_list_of_issuers_is_none_of_them() -> None:
    found = extract_text(
        report(
            "中国近年来水泵管网行业主要政策汇总一览表 时间 出文方 文件名称2015.12国家发\n"
            "展改革委办公厅、公安部、工信部关于促进水泵管网创新应用的公告2016.06中国\n"
            "民航局、工业和信息化部办公厅等12个部门关于深化水泵管网进出口监管的若干意\n"
            "见2016.10财政部 税务总局中华人民共和国水泵管网法（2016年修订）2017.03水利\n"
            "部等五部委关于加强水泵管网进出口监管的决定2017.03中共中央办公厅 国务院办\n"
            "公厅“水泵管网+”监督管理条例2017.03教育部、中国气象局关于优化水泵管网与\n"
            "制造业融合发展的意见2017.09国家中医药局国家中医药局关于规范水泵管网产业\n"
            "高质量发展的若干措施2018.03国家粮食和储备局等八个部门国家粮食和储备局关\n"
            "于优化水泵管网进出口监管的若干措施2018.05科学技术部关于加强水泵管网科技\n"
            "成果转化的指南"
        )
    )
    assert "关于优化水泵管网进出口监管的若干措施" not in [p.title for p in found.policies]
