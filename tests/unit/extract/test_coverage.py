"""Nothing is lost in silence: what no rule used is listed."""

from __future__ import annotations

from report_etl.catalog import Catalog
from report_etl.extract.blocks import find_blocks
from report_etl.extract.coverage import measure_coverage, prose_claims
from report_etl.extract.provenance import Locator
from report_etl.models import Claim, Span
from report_etl.records import Coverage
from tests.wrapping import flow_of


def covered(text: str, *claims: Claim, prose: bool = True) -> Coverage:
    flow = flow_of(text)
    read = prose_claims(flow, find_blocks(flow, Catalog())) if prose else ()
    return measure_coverage(flow, [*claims, *read], Locator(flow.document, "v1"))


def test_a_figure_in_a_sentence_stays_open_until_a_rule_claims_it() -> None:
    text = "全年产量为12.5万吨，增长3%。"
    found = covered(text)
    assert (found.lines_claimed, found.numerals, found.numerals_claimed) == (1, 2, 0)
    assert [item.text for item in found.unclaimed] == ["12.5万吨，增长3%"]
    at = text.index("12.5")
    found = covered(text, Claim(Span(at, at + 4), "r"), Claim(Span(text.index("3%"), len(text)), "r"))
    assert (found.numerals_claimed, found.unclaimed) == (2, [])


def test_words_that_end_like_no_sentence_are_listed() -> None:
    found = covered("甲乙丙丁\n戊己庚辛。")
    assert found.lines_claimed == 1
    assert [item.text for item in found.unclaimed] == ["甲乙丙丁"]


def test_noise_is_counted_apart() -> None:
    found = covered("正文一句。\n- 3 -\n--|--", prose=False)
    assert (found.lines, found.lines_claimed, found.lines_noise) == (3, 0, 2)
    assert found.numerals_claimed == found.numerals == 1


def test_references_to_tables_hold_no_figures() -> None:
    assert covered("主要文件见表12，走势见图 3-1。").unclaimed == []


def test_neighbouring_open_ranges_are_one_and_keep_their_place() -> None:
    text = "甲" * 40 + " 1 2 3 " + "乙" * 40 + " 4"
    whole = [Claim(Span(0, 40), "r"), Claim(Span(47, 87), "r")]
    found = covered(text, *whole, prose=False)
    assert [(u.text, u.provenance.start) for u in found.unclaimed] == [("1 2 3", 41), ("4", 88)]
