"""Whole strings as numbers."""

from decimal import Decimal

import pytest

from report_etl.language.numerals import parse_integer, parse_number, shift, to_half_width


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("42", "42"),
        ("-3.5", "-3.5"),
        ("+7", "7"),
        ("−12", "-12"),
        ("负八", "-8"),
        ("1,234,567.80", "1234567.80"),
        ("４５．６", "45.6"),
        (".25", "0.25"),
        ("3e4", "30000"),
        ("九", "9"),
        ("十", "10"),
        ("十七", "17"),
        ("三百零六", "306"),
        ("两千五", "2500"),
        ("一万三", "13000"),
        ("一万零三", "10003"),
        ("七十二万六千零五", "726005"),
        ("三亿零四十万", "300400000"),
        ("二万五千亿", "2500000000000"),
        ("六千三百万亿", "6300000000000000"),
        ("四万万", "400000000"),
        ("叁佰贰拾壹", "321"),
        ("壹萬貳仟", "12000"),
        ("一九八七", "1987"),
        ("四点二五", "4.25"),
        ("三点六亿", "360000000"),
        ("2.5亿", "250000000"),
        ("1.3万亿", "1300000000000"),
        ("12 亿 3400 万", "1234000000"),
        ("8万5千", "85000"),
        ("3千零40", "3040"),
    ],
)
def test_a_numeral_has_the_value_a_reader_gives_it(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "万",
        "亿万",
        "三四",
        "十十",
        "五百三百",
        "25万6",
        "1,2",
        "1,2345",
        "1.2.3",
        "12个",
        "三十余万",
        "几十万",
        "120①",
        "NaN",
        "Infinity",
        "1_000",
        "٣",
        "5%",
        "一" * 200,
    ],
)
def test_what_is_no_single_exact_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        parse_number(text)


def test_the_printed_precision_is_kept() -> None:
    assert str(parse_number("4.80")) == "4.80"
    assert str(parse_number("2.30亿")) == "230000000"
    assert str(parse_number("2e5")) == "200000"


def test_an_integer_has_no_fraction() -> None:
    assert parse_integer("1.2万") == 12000
    with pytest.raises(ValueError, match="whole"):
        parse_integer("1.5")


def test_shifting_is_exact_beyond_the_precision_of_arithmetic() -> None:
    assert str(shift(Decimal("2.3"), 8)) == "230000000"
    assert str(shift(Decimal("12.345"), 1)) == "123.45"


def test_figures_become_half_width_and_characters_simplified() -> None:
    assert to_half_width("１２，３４５．６萬 ＡＢ") == "12,345.6万 ＡＢ"
