"""Tables in two languages whose English is set word by word, as in a fixed-width font."""

from __future__ import annotations

from report_etl.pipeline import extract_bytes
from tests.drawing import Sheet, draw

NAMES = (
    "全国 National Total",
    "北京 Beijing",
    "内蒙古 Inner Mongolia",
    "辽宁 Liaoning",
    "吉林 Jilin",
    "上海 Shanghai",
)


def spaced(s: Sheet, x: float, y: float, text: str) -> None:
    """Words with wide gaps between them, which stand apart as cells do."""
    for word in text.split():
        s.text(x, y, word, 9)
        x += 9 * len(word) * (1.0 if ord(word[0]) > 255 else 0.5) + 11


def page(s: Sheet) -> None:
    s.centred(290, 60, "表1 2024年各地区水泵主要指标", 9)
    spaced(s, 130, 74, "Main Indicators of Pumps by Region (2024)")
    for x, label, unit, english in ((300, "企业数", "（家）", "Firms"), (400, "产量", "（万台）", "Output")):
        s.centred(x, 95, label, 9)
        s.centred(x, 107, unit, 9)
        s.centred(x, 119, english, 9)
    s.centred(480, 95, "产量", 9)
    s.centred(480, 107, "比重", 9)
    s.centred(480, 119, "（%）", 9)
    spaced(s, 110, 101, "地 区")
    s.text(114, 113, "Region", 9)
    for number, name in enumerate(NAMES):
        y = 140 + 16 * number
        spaced(s, 60, y, name)
        for x, figure in (
            (310, f"{90 - 9 * number}"),
            (415, f"{80 - 8 * number}.5"),
            (490, f"{9 - number}.1"),
        ):
            s.right(x, y, figure, 9)


def test_names_and_the_english_words_behind_them_are_one_cell() -> None:
    counts = extract_bytes(draw(page), "a.pdf").region_counts
    first = [(c.region, c.measure, c.count, c.unit, c.as_of) for c in counts][:4]
    assert [(region, measure, int(count), unit) for region, measure, count, unit, _ in first] == [
        ("北京", "企业数", 81, "家"),
        ("北京", "产量", 725000, "台"),
        ("内蒙古", "企业数", 72, "家"),
        ("内蒙古", "产量", 645000, "台"),
    ]
    assert len(counts) == 10 and all(as_of == "2024" for *_, as_of in first)
