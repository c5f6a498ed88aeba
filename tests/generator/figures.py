"""Random tables of figures: counts per region, series over time, chains; and texts that hold no table."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from tests.generator import words
from tests.generator.fact import Fact, long_or_short, source_of


def region_counts(random: Random) -> Fact:
    """Counts for each province; truth: (region, count, measure, share)."""
    industry = random.choice(words.INDUSTRIES)
    regions = random.sample(words.PROVINCES, random.randint(5, 31))
    measures = random.sample(words.THINGS, random.choice((1, 1, 1, 2, 3)))
    columns = [_column(random, unit, len(regions)) for _, unit in measures]
    labels = [(f"{industry}{thing}" if random.random() < 0.6 else thing, unit) for thing, unit in measures]
    bracket = random.choice(("（{}）", "({})", "/{}"))
    with_rank, with_share, single = random.random() < 0.2, random.random() < 0.3, len(measures) == 1
    body = random.choice(words.OTHER_BODIES) if random.random() < 0.3 and not with_rank else None
    names = [long_or_short(random, region) for region in regions] + ([body] if body else [])
    if body:
        for column in columns:
            column.append("3")
    total = sum(Decimal(cell.replace(",", "")) for cell in columns[0])
    shares = [f"{100 * Decimal(cell.replace(',', '')) / total:.1f}%" for cell in columns[0]]
    with_share = with_share and single
    rows = []
    truth = []
    for index, (name, region) in enumerate(zip(names, [*regions, body], strict=False)):
        figures = [column[index] for column in columns]
        share = [shares[index]] if with_share else []
        rows.append((*([str(index + 1)] if with_rank else []), name, *figures, *share))
        for (label, unit), figure in zip(labels, figures, strict=True):
            truth.append(
                (
                    region or "",
                    scaled(figure, unit),
                    label,
                    plain(Decimal(shares[index].rstrip("%"))) if with_share else "",
                )
            )
    if random.random() < 0.25 and not with_rank:
        sums = [str(sum(Decimal(cell.replace(",", "")) for cell in column)) for column in columns]
        rows.append((random.choice(words.TOTALS), *sums, *(["100.0%"] if with_share else [])))
    head = (
        *(["排名"] if with_rank else []),
        random.choice(words.REGION_LABELS),
        *(label + bracket.format(unit) for label, unit in labels),
        *([random.choice(("占比", "占全国比重"))] if with_share else []),
    )
    until = f"{random.randint(2020, 2025)}年{random.randint(1, 12)}月"
    caption = f"截至{until}我国{industry}行业地区{random.choice(('分布', '分布情况', '排名'))}"
    return Fact("region_counts", industry, caption, head, tuple(rows), source_of(random), tuple(truth))


def _column(random: Random, unit: str, count: int) -> list[str]:
    """Figures of one measure, falling: whole ones for things, perhaps with decimals for amounts."""
    values = sorted((random.lognormvariate(4.5, 1.5) + 1 for _ in range(count)), reverse=True)
    whole = unit in ("家", "个", "款", "件") or random.random() < 0.4
    grouped = random.random() < 0.3
    return [
        f"{value:,.0f}" if whole and grouped else f"{value:.0f}" if whole else f"{value:.1f}"
        for value in values
    ]


def scaled(figure: str, unit: str) -> str:
    """A figure with 万 and 亿 of its unit counted in, as plain digits."""
    factor = {"亿": 100_000_000, "万": 10_000}.get(unit[0], 1)
    return plain(Decimal(figure.replace(",", "")) * factor)


def plain(value: Decimal) -> str:
    """12.50 → 12.5, 1E+2 → 100."""
    return f"{value.normalize():f}" if value else "0"


def time_series(random: Random) -> Fact:
    """Amounts and growth of years; truth: (period, value)."""
    industry = random.choice(words.INDUSTRIES)
    measures = random.sample(words.AMOUNTS, random.choice((1, 1, 2)))
    first, count = random.randint(2014, 2019), random.randint(4, 8)
    year_sign = random.choice(("年", ""))
    growth = random.choice(words.GROWTH_LABELS) if random.random() < 0.8 else None
    columns = [growing(random, count) for _ in measures]
    rows, truth = [], []
    for index in range(count):
        year = first + index
        forecast = "E" if year >= 2025 and random.random() < 0.7 else ""
        cells = [f"{year}{year_sign}{forecast}"]
        for (_, unit), column in zip(measures, columns, strict=True):
            cells.append(column[index])
            truth.append((str(year), scaled(column[index], unit)))
        if growth:
            before, now = (Decimal(columns[-1][i]) for i in (max(0, index - 1), index))
            change = f"{100 * (now / before - 1):.1f}"
            cells.append(random.choice(("—", "-", "--")) if index == 0 else f"{change}%")
            if index:
                truth.append((str(year), plain(Decimal(change))))
        rows.append(tuple(cells))
    head = ("年份", *(f"{thing}（{unit}）" for thing, unit in measures), *([growth] if growth else []))
    place, tail = random.choice(("中国", "我国", "全球")), random.choice(("", "情况", "及增速", "统计"))
    things = "及".join(thing for thing, _ in measures)
    caption = f"{first}-{first + count - 1}年{place}{industry}{things}{tail}"
    return Fact("time_series", industry, caption, head, tuple(rows), source_of(random), tuple(truth))


def growing(random: Random, count: int) -> list[str]:
    value, values = random.uniform(5, 900), []
    for _ in range(count):
        values.append(f"{value:.1f}")
        value *= random.uniform(0.9, 1.35)
    return values


def value_chain(random: Random) -> Fact:
    """Stages of an industry with their fields; truth: (stage, field, description)."""
    industry = random.choice(words.INDUSTRIES)
    style = random.choice(("{}", "{}：{}", "{}（{}）"))
    rows = []
    for stage in words.STAGES:
        name = style.format(stage, random.choice(words.STAGE_NOTES))
        for field in random.sample(words.FIELDS, random.randint(1, 3)):
            clauses = [_clause(random, industry) for _ in range(random.randint(1, 2))]
            rows.append((name, field, "，".join(clauses) + "。"))
    truth = rows
    head = ("环节", random.choice(("领域", "细分领域")), random.choice(("相关介绍", "主要内容", "说明")))
    return Fact(
        "value_chain",
        industry,
        f"{industry}产业链{random.choice(('', '各环节介绍', '一览'))}",
        head,
        tuple(rows),
        source_of(random),
        tuple(truth),
    )


def _clause(random: Random, industry: str) -> str:
    return random.choice(words.CONTENT_VERBS) + random.choice(words.CONTENT_OBJECTS).format(industry)


def nothing(random: Random) -> Fact:
    """Prose, contents lists and tables of other kinds, none of which is a policy or a province count."""
    industry = random.choice(words.INDUSTRIES)
    province = random.sample(words.PROVINCES, 4)
    figures = [str(random.randint(20, 900)) for _ in range(4)]
    pairs = list(zip(province, figures, strict=True))
    date = f"{random.randint(2018, 2024)}年{random.randint(1, 12)}月"
    verb, thing = random.choice(words.TITLE_VERBS), random.choice(words.TITLE_OBJECTS).format(industry)
    texts = (
        f"{date}，{random.choice(words.ISSUERS)}印发《关于{verb}{thing}的意见》，提出"
        f"{_clause(random, industry)}，并就发布时间、主要内容作出说明。",
        "，".join(f"{place}{figure}家" for place, figure in pairs) + f"，其余地区合计{figures[0]}家。",
        f"{'、'.join(province)}的企业数量分别为{'、'.join(figures)}家，合计占比为{figures[1][:2]}.5%。",
        "目录 第一章 行业概述 1 第二章 政策环境 7 第一节 主要政策 7 第二节 主要内容 9 第三章 区域分布 12",
        "第一节 发布部门 第二节 政策名称 第三节 主要内容",
        f"纳税主体名称 税率 {province[0]}某某科技有限公司 15% {province[1]}某某电子有限公司 20%",
        "子公司名称 主要经营地 注册地 业务性质 持股比例 取得方式 "
        + " ".join(f"{p}某某新材料有限公司 {p} {p} 制造业 {f[:2]}.00% 设立" for p, f in pairs),
        f"产品 规格 单价 {industry}主机 A1 {figures[0]} {industry}附件 B2 {figures[1]}",
        f"本报告从政策名称、发布部门和主要内容三个方面梳理{industry}行业的政策。",
    )
    return Fact("nothing", industry, prose="\n".join(random.sample(texts, random.randint(2, 4))))
