"""Random lists of policies, national or of provinces, in any order of columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from tests.generator import words
from tests.generator.fact import Fact, long_or_short, source_of

FIELDS = ("issued", "issuers", "title", "content", "region", "category")  # of the truth, in this order
ORDERS = (
    ("issued", "issuers", "title", "content"),
    ("issued", "issuers", "title", "content"),
    ("issued", "title", "issuers", "content"),
    ("issued", "title", "content"),
    ("title", "issuers", "issued", "content"),
    ("title", "issued", "issuers", "content"),
    ("issuers", "issued", "title", "content"),
    ("issuers", "title", "content"),
    ("issuers", "title", "issued", "content"),
    ("number", "issued", "issuers", "title", "content"),
    ("number", "title", "issuers", "issued"),
    ("issued", "issuers", "title"),
    ("issued", "issuers", "title", "content", "category"),
    ("issued", "issuers", "title", "category", "content"),
    ("region", "issued", "title", "content"),
    ("issued", "region", "title", "content"),
    ("region", "title", "content"),
    ("region", "issued", "issuers", "title", "content"),
    ("region", "title", "issued", "content"),
    ("category", "issued", "title", "issuers"),
    ("category", "issued", "title", "issuers", "content"),
    ("category", "title", "issued", "content"),
    ("category", "title", "issuers", "issued", "content"),
    ("title", "issued", "issuers"),
    ("title", "content", "issuers", "issued"),
    ("issued", "title", "content", "issuers"),
    ("title", "content"),
    ("issued", "category", "title", "content"),
    ("category", "title", "content"),
    ("title", "issuers", "issued"),
    ("title", "category", "issuers", "issued"),
    ("issued", "issuers", "category", "title", "content"),
    ("number", "category", "title", "issued", "issuers"),
    ("region", "issuers", "issued", "title", "content"),
    ("region", "issued", "title", "issuers"),
    ("issuers", "issued", "title"),
    ("title", "issuers", "content"),
    ("number", "title", "issuers", "issued", "content"),
    ("region", "issued", "title"),
    ("region", "title", "issued"),
    ("number", "region", "issued", "title", "content"),
    ("issued", "content", "title"),
    ("title", "issued", "category"),
    ("issued", "title", "issuers", "category"),
)


PLACES = (*words.PROVINCES, *words.CITIES[:4])


def policies(random: Random, places: Sequence[str] = PLACES) -> Fact:
    """A policy list, if of provinces then of these; truth: `FIELDS` of each row."""
    industry = random.choice(words.INDUSTRIES)
    fields = random.choice(ORDERS)
    write_date, write_title = _date_style(random), _title_style(random)
    full_stops = random.random() > 0.1
    rows, truth = [], []
    year, month = random.randint(2015, 2021), random.randint(1, 12)
    for number in range(1, random.randint(3, 14) + 1):
        region = random.choice(places)
        iso, date = write_date(random, year, month)
        issuers, names = _regional_issuers(random, region) if "region" in fields else _issuers(random)
        title = _title(random, industry, year, names)
        content = _content(random, industry, year)
        cells = {
            "number": str(number),
            "issued": date,
            "issuers": issuers,
            "title": write_title(title),
            "content": content if full_stops else content.rstrip("。"),
            "region": region if region in words.CITIES else long_or_short(random, region),
            "category": random.choice(words.CATEGORIES),
        }
        rows.append(tuple(cells[field] for field in fields))
        kept = cells | {"issued": iso, "issuers": names, "title": title, "region": region}
        truth.append(tuple(kept[field] if field in fields else "" for field in FIELDS))
        month += random.randint(0, 7)
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Fact(
        "policies", industry, _caption(random, industry, "region" in fields), _header(random, fields),
        tuple(rows), source_of(random), tuple(truth),
    )  # fmt: skip


def _header(random: Random, fields: tuple[str, ...]) -> tuple[str, ...]:
    """A label for each field; now and then one that nobody declared."""
    labels = {field: random.choice(words.POLICY_LABELS[field]) for field in fields}
    if random.random() < 0.1:
        field = random.choice([field for field in fields if field in words.UNKNOWN_LABELS] or ["content"])
        if field in fields:
            labels[field] = random.choice(words.UNKNOWN_LABELS[field])
    return tuple(labels[field] for field in fields)


def _caption(random: Random, industry: str, regional: bool) -> str:
    place = (
        random.choice(("部分省市", "各省市", "地方"))
        if regional
        else random.choice(("", "国家层面", "近年来"))
    )
    tail = random.choice(("", "情况", "一览", "汇总", "梳理", "（部分）", "汇总一览表", "情况如下"))
    number = random.choice(("", "", "", "图表8：", "表3 ", "表 2-1 "))
    which = random.choice(("相关", "部分相关", "主要", "重点"))
    return f"{number}{random.choice(('我国', '中国', ''))}{place}{industry}行业{which}政策{tail}"


Dated = Callable[[Random, int, int], tuple[str, str]]


def _date_style(random: Random) -> Dated:
    """How a list writes its dates: the ISO date and the printed one."""

    def days(pattern: str) -> Dated:
        def write(random: Random, year: int, month: int) -> tuple[str, str]:
            day = random.randint(1, 28)
            return f"{year}-{month:02d}-{day:02d}", pattern.format(year, month, day)

        return write

    def months(pattern: str) -> Dated:
        return lambda random, year, month: (f"{year}-{month:02d}", pattern.format(year, month))

    return random.choice(
        (
            *([months("{0}年{1}月")] * 4),
            *map(months, ("{0}-{1:02d}", "{0}.{1:02d}", "{0}.{1}", "{0}年{1:02d}月", "{0}/{1}")),
            *map(days, ("{0}年{1}月{2}日", "{0}-{1:02d}-{2:02d}", "{0}.{1}.{2}", "{0}/{1:02d}/{2:02d}")),
            lambda random, year, month: (str(year), f"{year}年"),
        )
    )  # fmt: skip


def _issuers(random: Random) -> tuple[str, str]:
    """Issuers as printed, and their names joined by 、."""
    shape = random.random()
    if shape < 0.05:
        printed = random.choice(words.SPACED_ISSUERS)
        return printed, printed.replace(" ", "、")
    if shape < 0.08:
        return (meeting := random.choice(words.MEETINGS)), meeting
    count = random.choice((1, 1, 1, 1, 2, 2, 3, 4))
    names = "、".join(random.sample(words.ISSUERS, count))
    if count < 4 and random.random() < 0.35:
        number = random.choice("三四五六七八九十") if random.random() < 0.7 else str(random.randint(5, 15))
        tails = (f"等{number}部门", "等部门", f"等{number}部委", f"等{number}个部门", "联合多部门")
        return names + random.choice(tails[: 4 + (count == 1)]), names
    return names, names


def _regional_issuers(random: Random, region: str) -> tuple[str, str]:
    place = region if region in words.CITIES else words.LONG_NAMES.get(region, region + "省")
    name = random.choice(words.REGIONAL_BODIES).format(place)
    return name, name


def _title_style(random: Random) -> Callable[[str], str]:
    """With or without 《》; inside them, 《》 become 〈〉."""
    if random.random() < 0.35:
        return lambda title: f"《{title}》"
    return lambda title: title


def _title(random: Random, industry: str, year: int, issuers: str) -> str:
    subject = random.choice(words.TITLE_OBJECTS).format(industry)
    plain = subject + random.choice(words.PLAIN_SUFFIXES)
    about = f"关于{random.choice(words.TITLE_VERBS)}{subject}的{random.choice(words.TITLE_SUFFIXES)}"
    shapes: tuple[tuple[float, str], ...] = (
        (0.40, about),
        (0.45, f"“{industry}+”{random.choice(words.PLAIN_SUFFIXES)}"),
        (0.56, f"{plain}（{year}—{year + random.randint(1, 5)}年）"),
        (0.60, f"关于印发〈{plain}〉的通知"),
        (0.66, f"“十四五”{plain}"),
        (0.70, about if "、" in issuers or len(issuers) > 12 else issuers + about),
        (0.73, f"{year}年{industry}{random.choice(('工作要点', '行动方案', '重点任务'))}"),
        (0.76, f"中华人民共和国{industry}法（{year}年修订）"),
        (0.80, f"{plain}（{random.choice(('试行', '征求意见稿', '暂行', f'{year}年版', f'{year}年本'))}）"),
        (0.82, f"{industry}通用技术要求"),
        (0.86, random.choice(words.ODD_TITLES).format(industry)),
        (0.88, f"{year}年政府工作报告"),
    )  # fmt: skip
    draw = random.random()
    return next((title for bound, title in shapes if draw < bound), plain)


def _content(random: Random, industry: str, year: int) -> str:
    if random.random() < 0.4:
        form = random.choice(words.CONTENT_FORMS)
        return form.format(industry, year + random.randint(1, 9), random.randint(2, 30))
    clauses = [
        random.choice(words.CONTENT_VERBS) + random.choice(words.CONTENT_OBJECTS).format(industry)
        for _ in range(random.randint(1, 5))
    ]
    if random.random() < 0.6:
        tail = random.choice(words.CONTENT_TAILS)
        clauses.append(tail.format(year + random.randint(1, 9), random.randint(2, 30)))
    return "，".join(clauses) + "。"
