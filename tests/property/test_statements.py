"""Statements hold what they promise on any text: no crash, true provenance, plain values."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from report_etl.extract.statements.enumerations import list_lengths, read_names
from report_etl.extract.statements.names.heads import read_head
from report_etl.extract.statements.names.phrases import cut
from report_etl.extract.statements.names.tails import read_tail
from report_etl.extract.statements.periods.periods import first_part, joined, last_part, shifted
from report_etl.extract.statements.sentences.sentences import simplify, split_sentences
from tests.statements import read

WORDS = (
    "2023年 2024年上半年 “十五五”期间 12月 去年同期 目前 未来五年 我国 广东 北京、上海 甲公司和乙公司 "
    "某平台 市场规模 产量 占比 毛利率 用户规模 进出口总额 分别为 分别 合计 约 超过 不足 近 达到 为 是 "
    "由 从 升至 降至 增至 同比增长 环比下降 较 比 提高 减少 占 占全国的 的 其中 预计 有望 将 而 但 "
    "12.5% 3.6亿元 1.05、0.92和0.61亿人次 31.1%、27.2%和11.7% 5倍 2.1个百分点 三成 近半数 400家 （ ） "
    "（+18.6%） ， 。 ； ： 、 / 和 三地 后者 紧随其后的是 以 位列第一 方面 从区域看 18-30岁 《 》 "
    "1美元兑 人 用户 5G - “ ” 每平方米"
).split()
GLUED = st.lists(st.sampled_from(WORDS), max_size=24).map("".join)
ANY = st.text(max_size=60)
PERIODS = st.sampled_from(
    ["2023", "2024-H1", "2024-Q3", "2020-06", "2019/2024", "2024-01/2024-09", "2025-03-31"]
)


@settings(max_examples=150, deadline=None)  # the first text loads the dictionary
@given(st.one_of(GLUED, ANY))
def test_any_text_is_read_and_every_record_stands_where_it_says(text: str) -> None:
    found = read(text)
    claimed = {(claim.span.start, claim.span.end) for claim in found.claims}
    for record in (*found.percentages, *found.quantities):
        start, end = record.provenance.start, record.provenance.end
        assert text[start:end] == record.text
        assert (start, end) in claimed
        assert record.value is not None or (record.low is not None and record.high is not None)
        assert not any("\ue000" <= sign <= "\uf8ff" for sign in f"{record.subject}{record.measure}")
    for percentage in found.percentages:
        assert percentage.value is None or percentage.value >= 0
        assert (percentage.direction is not None) == (percentage.kind in ("growth", "change_points"))


@given(GLUED)
def test_a_figure_is_read_once(text: str) -> None:
    found = read(text)
    spans = [(r.provenance.start, r.provenance.end) for r in (*found.percentages, *found.quantities)]
    assert len(spans) == len(set(spans))


@given(GLUED)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)


@given(st.one_of(GLUED, ANY))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    plain = simplify(text)
    assert len(plain) == len(text)
    ends = [0]
    for sentence in split_sentences(plain):
        assert sentence.start >= ends[-1]
        assert not text[ends[-1] : sentence.start].strip()
        ends.append(sentence.end)
    assert not text[ends[-1] :].strip()


@given(st.one_of(GLUED, ANY))
def test_the_grammars_take_any_words(text: str) -> None:
    read_head(text, 0, len(text))
    read_tail(text, 0, len(text))
    phrase = cut(text)
    assert len(phrase.subject) <= 30
    for length in list_lengths(text):
        names = read_names(text, length)
        assert names is None or len(names.items) == length


@given(PERIODS, PERIODS, st.integers(-5, 5))
def test_periods_stay_partial_dates(one: str, other: str, years: int) -> None:
    assert shifted(shifted(one, years), -years) == one
    both = joined(one, other)
    assert both is None or first_part(both) <= last_part(both) or first_part(both)[:4] < last_part(both)[:4]


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(WORDS), st.sampled_from(["", *WORDS]), st.integers(1, 800))
def test_words_repeated_are_only_long(word: str, other: str, times: int) -> None:
    # would not end within the time limit of the suite if any step were more than linear
    read((word + other) * times + "市场规模为3.6亿元。")
