"""Random tables with their truth. A table has the shape the sample reports use (see samples/draw.py)."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.generator import words


@dataclass(frozen=True)
class Fact:
    """A generated table and the records a reader finds in it, each a tuple of comparable texts."""

    kind: str
    table: dict[str, Any]
    truth: tuple[tuple[str, ...], ...]


def policies(random: Random) -> Fact:
    """A national or provincial policy list; truth: (issued, issuers text, title, content, region)."""
    industry = random.choice(words.INDUSTRIES)
    fields = _column_order(random)
    labels = [random.choice(words.POLICY_LABELS[field]) for field in fields]
    write_date = _date_style(random)
    outer = random.random() < 0.2
    rows, truth = [], []
    moment = (random.randint(2017, 2021), random.randint(1, 12))
    for _ in range(random.randint(3, 14)):
        year, month = moment
        cells = {
            "issued": write_date(year, month),
            "issuers": _issuers(random),
            "title": _title(random, industry, year),
            "content": _content(random, industry),
            "region": _region_name(random, random.choice(words.PROVINCES)),
        }
        printed = cells | {"title": f"《{cells['title']}》" if outer else cells["title"]}
        rows.append([printed[field] for field in fields])
        truth.append(
            tuple(
                f"{year}-{month:02d}" if field == "issued" else cells[field] if field in fields else ""
                for field in ("issued", "issuers", "title", "content", "region")
            )
        )
        moment = _later(random, year, month)
    place = "部分省市" if "region" in fields else ""
    caption = f"我国{place}{industry}行业相关政策" + random.choice(("", "情况", "一览", "汇总", "梳理"))
    return Fact("policies", _table("policies", caption, labels, rows, random), tuple(truth))


def region_counts(random: Random) -> Fact:
    """Counts for each province; truth: (region, count, measure)."""
    thing, unit = random.choice(words.THINGS)
    regions = random.sample(words.PROVINCES, random.randint(6, 31))
    counts = sorted((int(random.lognormvariate(4, 1.4)) + 1 for _ in regions), reverse=True)
    others = random.choice(("", "", "其他", "国资委"))
    bracket = random.choice(("（{}）", "({})"))
    industry = random.choice(words.INDUSTRIES)
    label = f"{industry}{thing}" + bracket.format(unit)
    with_rank, with_share, with_total = (random.random() < chance for chance in (0.25, 0.3, 0.25))
    total = sum(counts)
    rows = []
    for rank, (region, count) in enumerate(zip(regions, counts, strict=True), 1):
        name = _region_name(random, region)
        share = f"{100 * count / total:.1f}%"
        rows.append([*([str(rank)] if with_rank else []), name, str(count), *([share] if with_share else [])])
    scale = 10_000 if unit.startswith("万") else 1
    truth = [
        (region, str(count * scale), industry + thing) for region, count in zip(regions, counts, strict=True)
    ]
    if others and not with_rank and not with_share:
        rows.append([others, "3"])
        truth.append((others, str(3 * scale), industry + thing))
    if with_total and not with_rank and not with_share:
        rows.append(["合计", str(total + (3 if others else 0))])
    head = [
        *(["排名"] if with_rank else []),
        random.choice(words.REGION_LABELS),
        label,
        *(["占比"] if with_share else []),
    ]
    caption = f"截至{random.randint(2020, 2025)}年{random.randint(1, 12)}月我国{industry}{thing}地区分布"
    return Fact("region_counts", _table("region_counts", caption, head, rows, random), tuple(truth))


def _table(
    kind: str, caption: str, header: list[str], rows: list[list[str]], random: Random
) -> dict[str, Any]:
    source = f"{random.choice(words.SOURCES)}，某研究院整理"
    return {"kind": kind, "caption": caption, "header": header, "rows": rows, "source": source}


def _column_order(random: Random) -> list[str]:
    return list(
        random.choice(
            (
                ("issued", "issuers", "title", "content"),
                ("issued", "issuers", "title", "content"),
                ("issued", "title", "issuers", "content"),
                ("title", "issuers", "issued", "content"),
                ("issuers", "issued", "title", "content"),
                ("region", "issued", "title", "content"),
                ("issued", "region", "title", "content"),
            )
        )
    )


def _date_style(random: Random) -> Any:
    return random.choice(
        (
            lambda year, month: f"{year}年{month}月",
            lambda year, month: f"{year}年{month}月",
            lambda year, month: f"{year}-{month:02d}",
            lambda year, month: f"{year}.{month:02d}",
            lambda year, month: f"{year}年{month:02d}月",
        )
    )


def _later(random: Random, year: int, month: int) -> tuple[int, int]:
    month += random.randint(0, 7)
    return year + (month - 1) // 12, (month - 1) % 12 + 1


def _issuers(random: Random) -> str:
    count = random.choice((1, 1, 1, 1, 2, 2, 3, 4))
    names = "、".join(random.sample(words.ISSUERS, count))
    if count < 4 and random.random() < 0.4:
        number = random.choice("三四五六七八九十") if random.random() < 0.7 else str(random.randint(5, 15))
        return names + random.choice(
            (f"等{number}部门", "等部门", f"等{number}个部门", "联合多部门" if count == 1 else "等部门")
        )
    return names


def _title(random: Random, industry: str, year: int) -> str:
    subject = random.choice(words.TITLE_OBJECTS).format(industry)
    shape = random.random()
    if shape < 0.5:
        return f"关于{random.choice(words.TITLE_VERBS)}{subject}的{random.choice(words.TITLE_SUFFIXES)}"
    if shape < 0.6:
        return f"“{industry}+”{random.choice(words.PLAIN_SUFFIXES)}"
    if shape < 0.8:
        return f"{subject}{random.choice(words.PLAIN_SUFFIXES)}（{year}—{year + random.randint(1, 5)}年）"
    if shape < 0.85:
        return f"关于印发〈{subject}{random.choice(words.PLAIN_SUFFIXES)}〉的通知"
    return f"{subject}{random.choice(words.PLAIN_SUFFIXES)}"


def _content(random: Random, industry: str) -> str:
    clauses = [
        random.choice(words.CONTENT_VERBS) + random.choice(words.CONTENT_OBJECTS).format(industry)
        for _ in range(random.randint(1, 5))
    ]
    if random.random() < 0.6:
        clauses.append(random.choice(words.CONTENT_TAILS))
    return "，".join(clauses) + "。"


def _region_name(random: Random, region: str) -> str:
    return region if random.random() < 0.6 else words.LONG_NAMES.get(region, region + "省")
