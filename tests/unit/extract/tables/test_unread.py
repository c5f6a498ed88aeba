"""What looks like a table and cannot be read becomes a reject: nothing vanishes."""

from __future__ import annotations

import pytest

from report_etl.pipeline import extract_text
from tests.unit.extract.tables.test_flattened import report


@pytest.mark.parametrize(
    "text",
    [
        "水泵行业政策 发布时间 发布部门 政策名称 主要内容 详见附录所列各项，此处从略。",
        "浙江 312 山东 208 河北 96 江西 12 内蒙古 7",
        "2022年3月 水利部 泵站改造方案 更新泵站。 2022年5月 国务院 水价条例 完善水价。 "
        "2023年1月 商务部 出口办法 扩大出口。",
    ],
    ids=["no rows", "regions without a header", "policies without a header"],
)
def test_what_looks_like_a_table_and_cannot_be_read_is_refused(text: str) -> None:
    extraction = extract_text(report(text))
    assert extraction.rejects and not extraction.policies and not extraction.region_counts


def test_prose_that_lists_regions_or_dates_is_not_refused() -> None:
    text = (
        "浙江312家、山东208家、河北96家、江西12家，合计占比超过六成。"
        "2022年3月水利部印发改造方案，2022年5月国务院发布水价条例，2023年1月商务部出台出口办法。"
    )
    assert extract_text(report(text)).rejects == []
