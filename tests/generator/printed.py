"""Random tables as publishers print them on a page: grouped rows, and headers of two levels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.generator import words
from tests.generator.fact import Fact, long_or_short, source_of
from tests.generator.figures import growing, plain, region_counts, scaled, time_series, value_chain
from tests.generator.policies import policies

_AREAS = {
    "华北": "北京 天津 河北 山西 内蒙古",
    "东北": "辽宁 吉林 黑龙江",
    "华东": "上海 江苏 浙江 安徽 福建 江西 山东",
    "华中": "河南 湖北 湖南",
    "华南": "广东 广西 海南",
    "西南": "重庆 四川 贵州 云南 西藏",
    "西北": "陕西 甘肃 青海 宁夏 新疆",
}


def printed_policies(random: Random) -> Fact:
    """A policy list; its rows may be in the order of regions or categories, which then stand first."""
    if random.random() < 0.5:
        return policies(random)
    fact = policies(random, random.sample(words.PROVINCES, random.randint(2, 4)))
    column = next((n for n, label in enumerate(fact.header) if label in words.POLICY_LABELS["category"]), 0)
    if column == 0 and fact.header[0] not in words.POLICY_LABELS["region"]:
        return fact
    order = sorted(range(len(fact.rows)), key=lambda number: fact.rows[number][column])

    def moved(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (cells[column], *cells[:column], *cells[column + 1 :])

    return replace(
        fact,
        header=moved(fact.header),
        rows=tuple(moved(fact.rows[number]) for number in order),
        truth=tuple(fact.truth[number] for number in order),
    )


def printed_counts(random: Random) -> Fact:
    """Counts per province, perhaps in areas, perhaps of several years."""
    if random.random() < 0.35:
        return _counts_of_years(random)
    fact = region_counts(random)
    areas = {words.LONG_NAMES.get(name, name): area for area in _AREAS for name in _AREAS[area].split()}
    found = [
        next((area for name, area in areas.items() if row[0].startswith(name[:2])), None) for row in fact.rows
    ]
    if None in found or len(fact.rows) * (len(fact.header) - 1) != len(fact.truth) or random.random() < 0.6:
        return fact
    order = sorted(range(len(fact.rows)), key=lambda number: list(_AREAS).index(str(found[number])))
    label = "大区" if fact.header[0] == "区域" else random.choice(("大区", "区域"))
    rows = tuple((str(found[number]), *fact.rows[number]) for number in order)
    return replace(fact, header=(label, *fact.header), rows=rows)


def _counts_of_years(random: Random) -> Fact:
    """Measures below years, or years below a measure; truth: (region, count, measure, share, year)."""
    industry = random.choice(words.INDUSTRIES)
    regions = random.sample(words.PROVINCES, random.randint(5, 20))
    first = random.randint(2018, 2022)
    years = [first + number for number in range(random.choice((2, 2, 3)))]
    measures = random.sample(words.THINGS, random.choice((1, 2)))
    bracket = random.choice(("（{}）", "({})"))
    labels = [label + bracket.format(unit) for label, unit in measures]
    if len(measures) == 1:
        over = (("", 1), (labels[0], len(years)))
        columns = [(year, measures[0]) for year in years]
        header = [f"{year}年" for year in years]
    elif random.random() < 0.6:
        over = (("", 1), *((f"{year}年", len(measures)) for year in years))
        columns = [(year, measure) for year in years for measure in measures]
        header = labels * len(years)
    else:
        over = (("", 1), *((label, len(years)) for label in labels))
        columns = [(year, measure) for measure in measures for year in years]
        header = [f"{year}年" for year in years] * len(measures)
    rows, truth = [], []
    for region in regions:
        figures = [str(random.randint(2, 4000)) for _ in columns]
        rows.append((long_or_short(random, region), *figures))
        for (year, (label, unit)), figure in zip(columns, figures, strict=True):
            truth.append((region, scaled(figure, unit), label, "", str(year)))
    caption = f"{years[0]}-{years[-1]}年我国各省市{industry}行业{random.choice(('统计', '情况', '主要指标'))}"
    head = (random.choice(words.REGION_LABELS), *header)
    return Fact(
        "region_counts", industry, caption, head, tuple(rows), source_of(random), tuple(truth), over=over
    )


def printed_series(random: Random) -> Fact:
    """Amounts of years, perhaps those of two places side by side; truth: (period, value)."""
    if random.random() < 0.65:
        return time_series(random)
    industry, (thing, unit) = random.choice(words.INDUSTRIES), random.choice(words.AMOUNTS)
    first, count = random.randint(2012, 2018), random.randint(4, 8)
    growth = random.choice(words.GROWTH_LABELS)
    places = random.choice((("中国", "全球"), ("国内", "国外"), ("线上", "线下")))
    columns = [growing(random, count) for _ in places]
    rows, truth = [], []
    for index in range(count):
        cells = [f"{first + index}年"]
        for column in columns:
            change = f"{100 * (Decimal(column[index]) / Decimal(column[max(0, index - 1)]) - 1):.1f}"
            cells += [column[index], f"{change}%" if index else "—"]
            truth.append((str(first + index), scaled(column[index], unit)))
            if index:
                truth.append((str(first + index), plain(Decimal(change))))
        rows.append(tuple(cells))
    over = (("", 1), *((place, 2) for place in places))
    head = ("年份", *(f"{thing}（{unit}）", growth) * 2)
    caption = f"{first}-{first + count - 1}年{industry}{thing}情况"
    return Fact(
        "time_series", industry, caption, head, tuple(rows), source_of(random), tuple(truth), over=over
    )


PRINTED: dict[str, Callable[[Random], Fact]] = {
    "policies": printed_policies,
    "region_counts": printed_counts,
    "time_series": printed_series,
    "value_chain": value_chain,
}
