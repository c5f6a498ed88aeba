"""Offsets hold, and only what is meant to change changes."""

from __future__ import annotations

import pytest

from report_etl.language.normalize import normalize_text, squeeze


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("２０２４年８月", "2024年8月"),
        ("增长１２．５％，达到１，２００家", "增长12.5%，达到1,200家"),
        ("ＩＰｖ６＋", "IPv6+"),
        ("－３．２", "-3.2"),
        ("120①，5³，½，（一）：；～", "120①，5³，½，（一）：；～"),
        ("２０２０，３００家", "2020，300家"),
        ("1.1\\1.2∕1.3／1.4", "1.1/1.2/1.3/1.4"),
        ("", ""),
    ],
)
def test_full_width_forms_become_half_width_and_nothing_else_does(text: str, expected: str) -> None:
    assert normalize_text(text) == expected
    assert len(expected) == len(text)


def test_half_width_text_is_handed_back_unchanged() -> None:
    text = "2024年，产量120①吨"
    assert normalize_text(text) is text


def test_squeeze_drops_what_cannot_be_seen() -> None:
    assert squeeze(" 2023 年\u3000\n3\ufffd月\u200b\ufeff ") == "2023年3月"
