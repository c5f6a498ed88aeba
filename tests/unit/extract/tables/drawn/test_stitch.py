"""Tables of finders that do not join their parts themselves."""

from __future__ import annotations

from report_etl.extract.tables.drawn.stitch import stitch
from report_etl.models import Cell, Layout, MappedText, RawRow, RawTable
from tests.drawing import draw, flow_of

FLOW, _ = flow_of(
    draw(
        lambda s: (s.text(60, 80, "甲"), s.text(60, 100, "乙"), s.text(280, 800, "- 1 -")),
        lambda s: (s.text(60, 80, "丙"), s.text(60, 100, "丁"), s.text(280, 800, "- 2 -")),
    )
)


def table(lines: tuple[int, ...], header: str = "名称", caption: str | None = None) -> RawTable:
    cell = Cell(MappedText.of(FLOW.lines[lines[0]].text, FLOW.lines[lines[0]].start))
    return RawTable(
        Layout.ALIGNED,
        (Cell(MappedText.of(header, 0)),),
        (RawRow((cell,), FLOW.lines[lines[0]].page),),
        lines,
        caption=MappedText.of(caption, 0) if caption else None,
    )


def test_same_header_on_the_next_page_goes_on() -> None:
    (joined,) = stitch([table((0, 1)), table((3, 4))], FLOW)
    assert [row.page for row in joined.rows] == [1, 2]
    assert joined.lines == (0, 1, 3, 4)


def test_marked_continuation_goes_on_and_a_new_caption_does_not() -> None:
    assert len(stitch([table((0, 1)), table((3, 4), caption="续表1")], FLOW)) == 1
    assert len(stitch([table((0, 1)), table((3, 4), caption="表2 其他")], FLOW)) == 2


def test_other_header_or_text_between_parts_tables() -> None:
    assert len(stitch([table((0, 1)), table((3, 4), header="地区")], FLOW)) == 2
    assert len(stitch([table((0,)), table((3, 4))], FLOW)) == 2


def test_order_of_the_finders_does_not_matter() -> None:
    assert stitch([table((3, 4)), table((0, 1))], FLOW) == stitch([table((0, 1)), table((3, 4))], FLOW)
