"""Spans find their page, their lines and their boxes."""

from __future__ import annotations

from report_etl.extract.provenance import Locator
from report_etl.models import Span
from tests.wrapping import document, printed


def test_a_span_has_one_box_for_each_line_it_touches() -> None:
    locator = Locator(printed([("一二三四", 50, 100), ("五六", 50, 116)], [("七八", 60, 40)]), "v1")
    found = locator.provenance(Span(2, 7), "rule", confidence=0.98765)
    assert [(box.page, box.x0, box.x1, box.top) for box in found.boxes] == [
        (1, 70.0, 90.0, 100.0),
        (1, 50.0, 70.0, 116.0),
    ]
    assert (found.page, found.rule, found.rule_version, found.confidence) == (1, "rule", "v1", 0.988)


def test_pages_are_counted_from_one() -> None:
    locator = Locator(document("甲\f乙\f丙"), "v1")
    assert [locator.page_of(offset) for offset in (0, 1, 2, 3, 4)] == [1, 1, 2, 2, 3]


def test_text_has_no_boxes() -> None:
    assert Locator(document("甲乙丙"), "v1").provenance(Span(0, 2), "rule").boxes == []


def test_an_empty_span_has_no_box() -> None:
    assert Locator(printed([("甲乙", 50, 100)]), "v1").boxes_of(Span(1, 1)) == []
