"""Whatever the text: no exception, spans in order, days in order, and time in proportion to length."""

from __future__ import annotations

import datetime
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from report_etl.language.dates import find_dates
from report_etl.language.normalize import normalize_text, squeeze

_PIECES = st.sampled_from(
    [
        *"0123456789〇零一二三四五六七八九十两廿年月日号季度上下半前后末底初至到",
        *"-—~/.、，（）()“”QHEMFYfy \n\u3000\0\ud800○",
        *[
            "2024",
            "2019",
            "20",
            "世纪",
            "年代",
            "十四五",
            "期间",
            "民国",
            "同期",
            "去年",
            "同年",
            "次年",
            "目前",
            "个月",
        ],
        *[
            "以来",
            "之前",
            "或之后",
            "起",
            "至今",
            "星期一",
            "上旬",
            "雪季",
            "财年",
            "（预计）",
            "自",
            "较",
            "最后",
            "9999",
        ],
        *["２０２４", "中华民国", "上世纪", "三十一", "31", "29", "2月", "1600", "2199", "0000", "万元"],
    ]
)
_TEXTS = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join))
_ISO = re.compile(
    r"[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|H[12]|Q[1-4]))?(?:/[0-9]{4}(?:-(?:[0-9]{2}(?:-[0-9]{2})?|H[12]|Q[1-4]))?)?"
)


@given(_TEXTS, st.none() | st.dates())
def test_mentions_are_ordered_valid_and_never_raise(text: str, reference: datetime.date | None) -> None:
    past = 0
    for mention in find_dates(text, reference=reference):
        assert past <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.first_day is not None or mention.last_day is not None
        if mention.first_day is not None and mention.last_day is not None:
            assert mention.first_day <= mention.last_day
        assert mention.iso is not None and _ISO.fullmatch(mention.iso)
        past = mention.end


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)),
    st.sampled_from(
        ["{y}年{m}月{d}日", "{y}-{m:02}-{d:02}", "{y}/{m}/{d}", "{y} 年 {m} 月 {d} 日", "{y}.{m:02}.{d:02}"]
    ),
)
def test_every_day_reads_back(day: datetime.date, form: str) -> None:
    written = form.format(y=day.year, m=day.month, d=day.day)
    (mention,) = find_dates(f"于{written}，")
    assert (mention.first_day, mention.last_day, mention.text) == (day, day, written)


@given(_TEXTS)
def test_normalizing_keeps_every_offset(text: str) -> None:
    assert len(normalize_text(text)) == len(text)
    assert normalize_text(normalize_text(text)) == normalize_text(text)


@given(_TEXTS)
def test_squeezing_twice_changes_nothing_more(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)


@settings(max_examples=30, deadline=None)
@given(_PIECES, _PIECES, st.integers(1, 3))
def test_a_repeated_pattern_costs_in_proportion_to_its_length(first: str, second: str, times: int) -> None:
    # would not end within the time limit of the suite if any pattern were more than linear
    find_dates((first * times + second) * 20_000)
    find_dates(first * 200_000)
