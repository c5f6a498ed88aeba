"""What stands around a table."""

from __future__ import annotations

from report_etl.extract.tables.surroundings import block_of_lines, look_above
from report_etl.models import Box
from tests.drawing import Sheet, draw, flow_of


def test_a_unit_noted_right_above_a_table_is_its_own_though_it_comes_later_in_reading_order() -> None:
    def page(s: Sheet) -> None:
        s.text(100, 84, "表3 近年来市场规模")
        s.text(240, 98, "单位：万元", 7)
        s.text(60, 112, "年份 规模")

    flow, blocks = flow_of(draw(page))
    owners = block_of_lines(blocks, len(flow.lines))
    unit = next(n for n, line in enumerate(flow.lines) if "单位" in line.text)
    below = Box(1, 60.0, 104.0, 250.0, 160.0)
    above = look_above(flow, owners, unit, below)  # as if the table began where the unit stands
    assert above.caption is not None and above.caption.text == "表3 近年来市场规模"
    assert above.unit_note == "万元"
    beside = look_above(flow, owners, unit, Box(1, 400.0, 104.0, 500.0, 160.0))
    assert beside.unit_note is None
