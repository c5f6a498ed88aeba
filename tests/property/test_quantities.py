"""Properties of numerals and quantities on invented and hostile text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_etl.language.numerals import parse_integer, parse_number
from report_etl.language.quantities import find_quantities

_DIGITS = "零一二三四五六七八九"
_FRAGMENTS = st.sampled_from(
    [
        *"0123456789０９一二三十百千万亿两零半几数多余约近超上第成倍折番%‰元￥$-—~至到、，,.和/+－（ \n\0",
        "2024年",
        "个百分点",
        "百分之",
        "分之",
        "又",
        "人民币",
        "亿美元",
        "万吨",
        "人次",
        "天津",
        "部门",
        "以上",
        "左右",
        "GPT-4",
        "http://a.cn/1",
        "a@b.cn",
        "\ud800",
        "1,234",
        "元/吨",
        "分别为",
    ]
)
_TEXTS = st.lists(_FRAGMENTS, max_size=30).map("".join)


def _in_chinese(number: int) -> str:
    """The usual Chinese form of a number below 10 000."""
    if number == 0:
        return "零"
    parts, gap = [], False
    for exponent, scale in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = number // 10**exponent % 10
        if digit:
            parts.append(("零" if gap and parts else "") + _DIGITS[digit] + scale)
            gap = False
        else:
            gap = True
    return "".join(parts)


@given(st.one_of(_TEXTS, st.text(max_size=60)))
def test_mentions_are_in_order_and_quote_the_text(text: str) -> None:
    end = 0
    for mention in find_quantities(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@given(_TEXTS)
def test_a_mention_has_a_value_or_a_range(text: str) -> None:
    for mention in find_quantities(text):
        if mention.value is None:
            assert mention.low is not None
            assert mention.high is not None
            assert mention.low <= mention.high
        else:
            assert mention.low is None
            assert mention.high is None
            assert mention.value.is_finite()
            assert "E+" not in str(mention.value)  # 三亿分之一 is small enough for an exponent


@given(st.one_of(_TEXTS, st.text(max_size=40)))
def test_parsers_return_or_raise_value_error(text: str) -> None:
    for parse in (parse_number, parse_integer):
        try:
            parse(text)
        except ValueError:
            continue


@given(st.integers(0, 9999), st.sampled_from(["", "万", "亿"]))
def test_chinese_numerals_mean_their_arabic_form(number: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    if number or not scale:
        assert parse_number(_in_chinese(number) + scale) == number * factor


@given(
    st.decimals(0, 99999, places=2),
    st.sampled_from(
        [("%", "%"), ("亿元", "CNY"), ("万人次", "人次"), ("GWh", "GWh"), ("倍", "倍"), ("元/吨", "元/吨")]
    ),
    st.sampled_from(["达", "约为", "超过", "其中，"]),
)
def test_a_figure_with_a_unit_is_found_in_a_sentence(
    value: Decimal, unit: tuple[str, str], before: str
) -> None:
    word, name = unit
    sentence = f"某项指标{before}{value}{word}，较上年有所变化"
    scale = {"亿": 10**8, "万": 10**4}.get(word[0], 1)
    found = find_quantities(sentence)
    assert [(m.value, m.unit, m.text) for m in found] == [(value * scale, name, f"{value}{word}")]


@given(st.lists(st.decimals(1, 900, places=1), min_size=2, max_size=6), st.sampled_from(["、", "/"]))
def test_a_list_shares_scale_and_unit_of_its_last_item(values: list[Decimal], joint: str) -> None:
    sentence = "销售额分别为" + joint.join(map(str, values)) + "亿美元，排名靠前"
    found = find_quantities(sentence)
    assert [(m.value, m.unit) for m in found] == [(value * 10**8, "USD") for value in values]


@given(st.text(alphabet="进一步统四川三亚万物千行百业方面定系列的是在和，。、（）", max_size=80))
def test_full_width_and_half_width_figures_are_read_alike(noise: str) -> None:
    half, full = "12.5%", "１２．５％"
    values = [
        [(m.value, m.unit) for m in find_quantities(f"{noise}，占比{figure}。")][-1]
        for figure in (half, full)
    ]
    assert values[0] == values[1] == (Decimal("12.5"), "%")


@pytest.mark.parametrize(
    "piece",
    [
        "7",
        "分别",
        "(",
        "\0",
        "\ud800",
        "一",
        "1,111",
        "11亿",
        "1、",
        "5%",
        "1-",
        "a@",
        "百分之",
        "3又",
        "五百三百",
        "1元1角",
        "1/2",
    ],
)
def test_repetition_is_read_to_the_end(piece: str) -> None:
    text = piece * 3000 + "，增长5.5%"
    assert find_quantities(text)[-1].text == "5.5%"
