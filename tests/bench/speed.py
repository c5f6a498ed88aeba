"""Characters a second of `find_quantities` and `find_dates`, from 1 kB to 10 MB, beside other libraries."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from random import Random

from report_etl import find_dates, find_quantities
from tests.bench import peers
from tests.bench.table import Table, held, rate

SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
TARGET = 500_000  # characters a second for both functions together
PEER_SIZE = 20_000
# Sentences of a report, written for this purpose; {y} year, {m} month, {n} figure, {p} percentage.
SENTENCES = (
    "从供给端看，上游材料企业持续扩产，产线的自动化水平明显提升，头部企业的议价能力进一步增强。",
    "截至{y}年{m}月，全国累计建成示范项目{n}个，同比增长{p}%，其中东部地区占比达到{p}%。",
    "{y}年，行业实现营业收入{n}亿元，较上年提高{p}个百分点，毛利率维持在{p}%左右。",
    "随着应用场景不断丰富，下游客户对产品稳定性和服务响应速度提出了更高要求，行业集中度稳步提高。",
    "预计{y}年市场规模将超过{n}亿元，年均复合增长率约为{p}%，渗透率有望由{p}%提升至{p}%。",
    "在政策引导下，地方政府相继出台配套措施，鼓励企业加大研发投入，推动产业链上下游协同发展。",
    "上半年出货量为{n}万台，三季度环比下降{p}%，主要受原材料价格波动和季节性因素影响。",
    "值得注意的是，部分中小企业仍面临融资渠道单一、人才储备不足、标准体系不健全等问题，亟待解决。",
)
HOSTILE = {
    "10 MB of digits": "7" * 10_000_000,
    "a million 年": "年" * 1_000_000,
    "a million 分别": "分别" * 1_000_000,
    "nested brackets": "（“" * 500_000,
    "NULs": "\0" * 1_000_000,
    "lone surrogates": "\ud800" * 1_000_000,
    "numerals without end": "一千" * 500_000,
    "ranges without end": "2024-" * 200_000,
}


def prose(size: int, seed: int = 1) -> str:
    """`size` characters of invented report prose, about a figure every 25 characters."""
    random = Random(seed)
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = random.choice(SENTENCES)
        while "{" in sentence:
            field = sentence[sentence.index("{") : sentence.index("}") + 1]
            sentence = sentence.replace(field, _figure(field, random), 1)
        parts.append(sentence)
        length += len(sentence)
    return "".join(parts)[:size]


def _figure(field: str, random: Random) -> str:
    if field == "{y}":
        return str(random.randint(2015, 2032))
    if field == "{m}":
        return str(random.randint(1, 12))
    return f"{random.uniform(1, 80):.1f}" if field == "{p}" else f"{random.randint(1, 9999):,}"


def seconds(function: Callable[[str], object], text: str) -> float:
    """CPU seconds of one call: the mean over the same number of characters for every size, best of two."""
    calls = max(1, SIZES[-1] // 10 // max(1, len(text)))
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        for _ in range(calls):
            function(text)
        best = min(best, (time.process_time() - started) / calls)
    return max(best, 1e-9)


def tables() -> Iterator[Table]:
    """By size, on hostile text, beside other libraries."""
    yield _by_size()
    yield _hostile()
    yield _beside_others()


def _by_size() -> Table:
    table = Table(
        "speed on prose, one core",
        ["characters", "find_quantities", "find_dates", "both", "target", "reached"],
    )
    text = prose(SIZES[-1])
    both_rates = []
    for size in SIZES:
        part = text[:size]
        quantities, dates = seconds(find_quantities, part), seconds(find_dates, part)
        both = size / (quantities + dates)
        both_rates.append(both)
        table.rows.append(
            [
                f"{size:,}",
                rate(size / quantities),
                rate(size / dates),
                rate(both),
                rate(TARGET),
                held(both, TARGET),
            ]
        )
    table.notes.append(f"slowest size against fastest: {min(both_rates) / max(both_rates):.2f} (1 is linear)")
    return table


def _hostile() -> Table:
    table = Table("hostile text", ["text", "characters", "seconds", "microseconds a character"])
    for name, text in HOSTILE.items():
        started = time.process_time()
        find_quantities(text)
        find_dates(text)
        used = time.process_time() - started
        table.rows.append([name, f"{len(text):,}", f"{used:.2f}", f"{used / len(text) * 1e6:.2f}"])
    return table


def _beside_others() -> Table:
    text = prose(PEER_SIZE)
    table = Table(
        f"the same {PEER_SIZE:,} characters, numbers and dates",
        ["library", "characters a second", "mentions"],
    )
    used = seconds(find_quantities, text) + seconds(find_dates, text)
    table.rows.append(
        ["report_etl", rate(len(text) / used), str(len(find_quantities(text)) + len(find_dates(text)))]
    )
    for name in peers.PEERS:
        measured = peers.measure(name, text)
        if isinstance(measured, str):
            table.notes.append(f"{name}: skipped, {measured}")
        else:
            table.rows.append([name, rate(measured["rate"]), f"{measured['mentions']:.0f}"])
    return table
