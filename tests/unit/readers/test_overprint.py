"""Texts printed over one another are not read, texts set close and bold ones are."""

from __future__ import annotations

import pytest

from report_etl.models import ILLEGIBLE
from report_etl.readers import read_bytes
from tests.drawing import Sheet, draw


def _lines(*texts: tuple[float, float, str]) -> list[str]:
    def page(sheet: Sheet) -> None:
        for x, y, text in texts:
            sheet.text(x, y, text)

    return [line.text for line in read_bytes(draw(page), "a.pdf").lines]


def test_text_over_other_text_is_illegible() -> None:
    lines = _lines((60, 80, "茶园面积达1200亩"), (83, 80, "样稿不得外传"), (60, 120, "茶园面积达1300亩"))
    assert set(lines[0]) == {ILLEGIBLE}
    assert lines[1:] == ["茶园面积达1300亩"]


def test_a_number_over_a_number_is_illegible_and_its_neighbours_are_not() -> None:
    lines = _lines((60, 80, "浙江"), (160, 80, "1200"), (163, 80, "9531"), (260, 80, "12%"))
    assert lines == [f"浙江 {ILLEGIBLE * 8} 12%"]


@pytest.mark.parametrize("shift", [0.0, 0.4, 1.0])
def test_the_same_text_twice_is_bold(shift: float) -> None:
    assert _lines((60, 80, "茶园面积"), (60 + shift, 80, "茶园面积")) == ["茶园面积"]


def test_letters_set_close_are_read() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFont("STSong-Light", 10)
        sheet.canvas.drawString(60, 700, "茶园面积达1200亩", charSpace=-2)

    assert read_bytes(draw(page), "a.pdf").lines[0].text == "茶园面积达1200亩"


def test_a_page_says_that_texts_lie_over_one_another() -> None:
    def page(sheet: Sheet) -> None:
        sheet.text(60, 60, "茶园面积达1200亩")
        sheet.text(63, 60, "样稿不得外传")
        sheet.text(60, 100, "茶园面积达1300亩")

    assert any("printed over other text on page 1" in w for w in read_bytes(draw(page), "a.pdf").warnings)
