"""Pages that no typesetter has made: read in bounded time, and nothing is read out of them."""

from __future__ import annotations

from random import Random

from report_etl.catalog import load_catalog
from report_etl.extract import extract_document
from report_etl.extract.tables.matching.measures import is_growth
from report_etl.readers import read_bytes
from report_etl.records import Extraction
from tests.drawing import Sheet, draw


def extracted(data: bytes) -> Extraction:
    return extract_document(read_bytes(data, "drawn.pdf"), load_catalog())


def test_a_page_of_fifty_thousand_characters() -> None:
    def page(s: Sheet) -> None:
        random = Random(1)
        for number in range(250):
            s.text(5, 3 + 3.3 * number, "".join(random.choices("泵业发展额度。，数", k=200)), 2.9)

    found = extracted(draw(page))
    assert (found.tables, found.policies, found.region_counts) == ([], [], [])


def test_words_printed_over_one_another() -> None:
    def page(s: Sheet) -> None:
        random = Random(1)
        for _ in range(1000):
            word = random.choice(["2024年", "财政部", "管理办法", "12.5%", "浙江"])
            s.text(40 + 450 * random.random(), 40 + 750 * random.random(), word)

    found = extracted(draw(page))
    assert (found.policies, found.region_counts) == ([], [])


def test_year_on_year_in_latin_letters_is_growth() -> None:
    assert [is_growth(name) for name in ("YoY", "QoQ", "yoy", "ROE")] == [True, True, True, False]
