"""Lists of policies whose columns stand in orders of their own."""

from __future__ import annotations

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
            "水泵标准体系建设暂行规定（2017—2021年） 2021-10 提出5项任务：一是夯实底座；二是加强保障。\n"
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
