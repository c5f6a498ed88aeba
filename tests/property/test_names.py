"""Names of regions, bodies, documents and units: any text is read or refused, in bounded time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from report_etl.language.organisations import issuers_score, match_names, parse_issuers
from report_etl.language.regions import match_region, parse_region, parse_region_or_body, region_score
from report_etl.language.titles import balanced, parse_titles, strong_ends, suffix_ends, title_score
from report_etl.language.units import find_unit

_PIECES = st.sampled_from(
    [
        *"省市县区州部委局厅办《》〈〉“”、，和与及等第0123十百 \n\0\ud800",
        *[
            "北京",
            "内蒙古自治区",
            "国务院",
            "工业和信息化部",
            "商务部等13部门",
            "关于",
            "通知",
            "意见",
            "规划",
        ],
        *[
            "实施方案",
            "（2024-2026年）",
            "国资委",
            "其他",
            "合计",
            "万元",
            "平方公里",
            "个百分点",
            "GWh",
            "元/吨",
        ],
    ]
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=24).map("".join))
_SCORES = (issuers_score, region_score, title_score)
_PARSERS = (parse_issuers, parse_region, parse_region_or_body, parse_titles)


@given(_TEXTS)
def test_a_name_is_read_or_a_value_error(text: str) -> None:
    for parse in _PARSERS:
        try:
            parse(text)
        except ValueError:
            continue


@given(_TEXTS)
def test_scores_are_numbers_for_any_text(text: str) -> None:
    assert all(isinstance(score(text), float | int) for score in _SCORES)
    assert isinstance(balanced(text), bool)


@given(_TEXTS, st.integers(0, 60))
def test_what_is_matched_lies_in_the_text(text: str, start: int) -> None:
    end = match_region(text, start)
    assert end is None or start < end <= len(text)
    assert all(start < stop <= len(text) for stop, _ in match_names(text, start))
    assert all(
        0 <= stop <= len(text) for ends in (strong_ends, suffix_ends) for stop in ends(text, 0, len(text))
    )
    unit = find_unit(text, start)
    assert unit is None or text.startswith(unit.word, start)


@settings(max_examples=20, deadline=None)
@given(_PIECES, _PIECES)
def test_a_repeated_pattern_costs_in_proportion_to_its_length(first: str, second: str) -> None:
    # would not end within the time limit of the suite if any pattern were more than linear
    text = (first + second) * 2_000
    for score in _SCORES:
        score(text)
    for parse in _PARSERS:
        try:
            parse(text)
        except ValueError:
            continue
    suffix_ends(text, 0, len(text))
