"""Tables written column after column."""

from __future__ import annotations

import pytest

from report_etl.catalog import load_catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.reflow import reflow
from report_etl.extract.tables.columnwise import find_columnwise
from report_etl.models import RawTable
from report_etl.pipeline import extract_text
from report_etl.readers import read_bytes
from tests.unit.extract.tables.raw import texts
from tests.wrapping import printed


def find(text: str) -> list[RawTable]:
    flow = reflow(read_bytes(text.encode(), "x.txt"))
    catalog = load_catalog()
    return find_columnwise(flow, find_blocks(flow, catalog), frozenset(), catalog)


def test_regions_then_their_counts() -> None:
    (table,) = find(
        "2024年各省水泵企业\n地区\n浙江\n山东\n河北\n企业数量（家）\n312\n208\n96\n占比\n50.6%\n33.8%\n15.6%\n"
    )
    assert table.caption is not None and table.caption.text == "2024年各省水泵企业"
    assert [cell.text.text for cell in table.header] == ["地区", "企业数量（家）", "占比"]
    assert texts(table) == [["浙江", "312", "50.6%"], ["山东", "208", "33.8%"], ["河北", "96", "15.6%"]]


def test_policies_column_after_column() -> None:
    (table,) = find(
        "发布时间\n2022年3月\n2023年5月\n2024年6月\n发布部门\n水利部\n财政部\n国务院\n"
        "政策名称\n水泵能效管理办法\n水泵产业规划\n节水条例\n主要内容\n明确等级，\n分步实施。\n建设基地。\n完善制度。\n"
    )
    assert texts(table)[1] == ["2023年5月", "财政部", "水泵产业规划", "建设基地。"]


def test_labels_tell_how_long_the_columns_are() -> None:
    (regions,) = find("地区\n浙江\n山东\n滨海高新区\n企业数量（家）\n312\n208\n96\n")
    assert texts(regions)[2] == ["滨海高新区", "96"]
    (policies,) = find(
        "文件名称\n关于节水的若干措施\n首批示范泵站名单\n水泵产业规划\n发布时间\n2022年3月\n2023年5月\n2024年6月\n"
    )
    assert texts(policies)[1] == ["首批示范泵站名单", "2023年5月"]


@pytest.mark.parametrize(
    "text",
    [
        "地区\n浙江\n山东\n河北\n企业数量（家）\n312\n208\n总体来看平稳。\n",
        "地区\n浙江\n山东\n河北\n企业数量（家）\n312\n不详细\n96\n",
        "时间\n2022年\n2023年\n2024年\n政策名称\n水泵能效管理办法\n关于水泵产业的\n发展规划\n节水条例\n",
    ],
)
def test_columns_that_do_not_agree_are_refused(text: str) -> None:
    (table,) = find(text)
    assert table.rows[0].readings


@pytest.mark.parametrize(
    "text",
    [
        "地区\n浙江\n312\n山东\n208\n河北\n96\n",
        "年份\n2022年\n2023年\n2024年\n总体来看平稳。\n",
    ],
)
def test_rows_and_lone_columns_are_no_columns(text: str) -> None:
    assert find(text) == []


def test_names_that_group_the_regions_stand_in_a_column_before_them() -> None:
    (table,) = find(
        "表2 2024年各省水泵企业\n大区\n华东\n\n华南\n华北\n\n省份\n浙江\n山东\n广东\n河北\n"
        "企业数量（家）\n312\n208\n96\n41\n"
    )
    assert table.caption is not None and table.caption.text == "表2 2024年各省水泵企业"
    assert texts(table) == [["浙江", "312"], ["山东", "208"], ["广东", "96"], ["河北", "41"]]


@pytest.mark.parametrize(("down", "refused"), [(0.5, True), (100.0, False)])
def test_columns_side_by_side_on_a_page_are_refused(down: float, refused: bool) -> None:
    """Of a table that has lost its lines each line may be a part of a cell."""
    titles = ["政策名称", "水泵能效管理办法", "水泵产业规划", "节水条例"]
    contents = ["主要内容", "明确等级，分步实施。", "建设基地。", "完善制度。"]
    lines = [(text, 60.0, 100 + 16.0 * n) for n, text in enumerate(titles)]
    lines += [(text, 320.0, 100 + 16.0 * n + down) for n, text in enumerate(contents)]
    flow, catalog = reflow(printed(lines)), load_catalog()
    (table,) = find_columnwise(flow, find_blocks(flow, catalog), frozenset(), catalog)
    assert any(row.readings for row in table.rows) is refused


def test_titles_of_more_lines_than_rows_are_not_set_beside_the_wrong_texts() -> None:
    titles = "关于营造水泵良好市场环境\n的指导意见\n泵站改造方案\n水泵出口办法\n水价条例"
    texts = "推动泵站更新。\n扩大出口。\n完善水价。\n支持首台套。\n淘汰落后产能。\n开展检测。"
    text = f"水泵行业相关政策\n\n政策\n{titles}\n\n核心要点\n{texts}\n\n资料来源：水泵协会\n"
    assert not extract_text(text).policies


def test_stages_in_a_column_are_not_read_beside_a_label_that_nobody_knows() -> None:
    text = (
        "水泵产业链\n\n环节\n\n上游：铸件\n\n中游：整机\n\n下游：灌溉\n\n构成\n\n简介\n\n电机\n\n价格下行。\n\n"
        "阀门\n\n国产替代加快。\n\n整机\n\n集中度提高。\n\n农田\n\n季节性强。\n\n资料来源：水泵协会\n"
    )
    assert not extract_text(text).value_chain
