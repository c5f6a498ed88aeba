"""Lines in the middle of a table without lines that name the rows below them."""

from __future__ import annotations

from report_etl.pipeline import extract_bytes
from tests.drawing import Sheet, draw

ROWS = (
    ("2014-07-21", "关于推广节能水泵的指导意见", "国务院办公厅", "制定水泵发展规划。"),
    ("2015-10-09", "关于泵站改造的通知", "水利部", "改造老旧泵站。"),
    ("2018-11-09", "水泵能效提升行动计划", "国家能源局", "提高能效等级。"),
    ("2019-03-02", "关于农田灌溉的若干意见", "农业农村部", "完善灌溉设施。"),
    ("2022-01-10", "水泵产业发展规划", "工业和信息化部", "建设产业园区。"),
    ("2023-05-14", "关于水泵以旧换新的通知", "商务部", "补贴高效机型。"),
)


def page(s: Sheet) -> None:
    s.centred(280, 60, "表1 我国水泵行业主要政策")
    top = 80.0
    for number, row in enumerate((("发布日期", "文件名称", "发布主体", "政策要点"), *ROWS)):
        if number in (3, 5):
            s.centred(275, top, f"第{number - 1}阶段：体系构建与提质（{number}年以来）", 9)
            top += 18
        for x, text in zip((60, 140, 310, 410), row, strict=True):
            s.text(x, top, text, 9)
        top += 18


def test_a_line_in_the_middle_between_rows_ends_no_table() -> None:
    found = extract_bytes(draw(page), "a.pdf")
    assert [policy.issued for policy in found.policies] == [row[0] for row in ROWS]
    assert not found.rejects


def test_a_line_in_the_middle_over_one_cell_is_a_line_of_that_cell() -> None:
    def wrapped(s: Sheet) -> None:
        s.centred(280, 60, "表1 我国水泵行业主要政策")
        for x, text in zip((60, 195, 420), ("发布日期", "文件名称", "发布主体"), strict=True):
            s.text(x, 80, text, 9)
        for number, (date, title, body, _) in enumerate(ROWS):
            for x, text in zip((60, 195, 420), (date, f"{title}的配套", body), strict=True):
                s.text(x, 100 + 32 * number, text, 9)
            s.text(195, 112 + 32 * number, "实施细则（2023年修订版征求意见稿）", 9)

    found = extract_bytes(draw(wrapped), "a.pdf")
    titles = ["".join(policy.title.split()) for policy in found.policies]
    assert titles == [f"{row[1]}的配套实施细则（2023年修订版征求意见稿）" for row in ROWS]
