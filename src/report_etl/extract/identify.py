"""Who published the report, and what it says of itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from report_etl.catalog import Catalog, PublisherSpec
from report_etl.extract.flow import Flow
from report_etl.extract.marks import source_prefix
from report_etl.extract.report_title import (
    compact,
    find_title,
    forecast_period,
    front_lines,
    industry_of,
)
from report_etl.extract.wording import metadata_label
from report_etl.models import Block, BlockKind, Claim, MappedText, Span
from report_etl.records import Price, ReportInfo

_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9.\-]{3,80}(?::[0-9]{2,5})?(?:/[!-~]{0,200})?", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![0-9-])(?:400[- ]?[0-9]{3}[- ]?[0-9]{4}|0[0-9]{2,3}[- ][0-9]{3,4}-?[0-9]{4}|1[3-9][0-9]{9})(?![0-9])"
)
_PHONE_WORD = re.compile(r"电话|热线|Tel|手机", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,60}@[A-Za-z0-9-]{1,60}(?:\.[A-Za-z0-9-]{1,20}){1,4}")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_/.]{2,40}")
_DAY = re.compile(
    r"(20[0-9]{2})[年.\-/](0?[1-9]|1[0-2])(?:月|[.\-/](?=[0-9]))?(?:(0?[1-9]|[12][0-9]|3[01])日?)?"
)
_URL_MONTH = re.compile(r"/(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?(?=[/.])")
_INTRODUCED = re.compile(r"(.{2,24}?)(?:最新|重磅|独家|正式)?(?:发布|推出|出版|编制|编写|撰写|出品)的?《")
_COMPILED = re.compile(r"(?:综合)?(?:整理|测算|绘制|制作|制图|汇总|编制)$")
_HOUSE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·]{2,20}(?:研究院|研究所|研究中心|咨询|智库|证券|研究|集团|公司|协会|学会|委员会|联盟|事务所|院)"
)
_PRICE = re.compile(
    r"(?P<edition>[A-Za-z+＋\u4e00-\u9fff]{1,14}版)本?[ \u3000]{0,3}[:：]?[ \u3000]{0,3}"
    r"(?P<before>RMB|CNY|USD|US\$|EUR|HKD|人民币|[¥￥$€])?[ \u3000]{0,2}(?P<amount>[0-9][0-9,]{0,11}(?:\.[0-9]{1,2})?)"
    r"[ \u3000]{0,2}(?P<after>元|美元|欧元|港元|人民币)?"
)
_PRICE_WORD = re.compile(r"价格|售价|定价")
_LONGEST = 500  # characters of a labelled value
_PRICE_LINES = 14  # lines after 价格 in which editions are listed
_CURRENCY = {
    **dict.fromkeys(("RMB", "CNY", "人民币", "¥", "￥", "元"), "CNY"),
    **dict.fromkeys(("USD", "US$", "$", "美元"), "USD"),
    **dict.fromkeys(("EUR", "€", "欧元"), "EUR"),
    **dict.fromkeys(("HKD", "港元"), "HKD"),
}


@dataclass(frozen=True)
class _Found:
    """A value with the range it was read from."""

    value: str
    span: Span


def identify(flow: Flow, blocks: tuple[Block, ...], catalog: Catalog) -> tuple[ReportInfo, tuple[Claim, ...]]:
    """Report metadata, with the ranges it was read from."""
    labelled = _labelled(blocks)
    title = find_title(flow)
    url = _url(flow, labelled.get("url", []))
    spec = _spec(flow, url, catalog)
    number = _number(labelled.get("report_number", []), url, spec)
    published = _published(flow, labelled.get("published", []), url)
    prices = _prices(flow)
    phones = _phones(flow)
    emails = [
        _Found(m[0], text.span(*m.span()))
        for text in labelled.get("emails", [])
        for m in _EMAIL.finditer(text.text)
    ]
    period = forecast_period(title) if title else None
    info = ReportInfo(
        title=title,
        publisher=_publisher(flow, blocks, labelled.get("publisher", []), spec),
        industry=industry_of(title) if title else None,
        forecast_start=period[0] if period else None,
        forecast_end=period[1] if period else None,
        url=url.value if url else None,
        report_number=number.value if number else None,
        published=published.value if published else None,
        prices=[price for price, _ in prices],
        phones=_unique(phones),
        emails=_unique(emails),
    )
    spans = [found.span for found in (url, number, published, *phones, *emails) if found is not None]
    return info, tuple(Claim(span, "report/field") for span in (*spans, *(span for _, span in prices)))


def _unique(found: Iterable[_Found]) -> list[str]:
    return list(dict.fromkeys(item.value for item in found))


def _labelled(blocks: tuple[Block, ...]) -> dict[str, list[MappedText]]:
    """The texts after their labels (网址：…), by field."""
    found: dict[str, list[MappedText]] = {}
    for block in blocks:
        if block.kind is BlockKind.METADATA and (label := metadata_label(block.text.text)) is not None:
            found.setdefault(label[0], []).append(block.text.slice(label[1], label[1] + _LONGEST).strip())
    return found


def _texts(flow: Flow) -> Iterator[MappedText]:
    """The lines at the front and the furniture of the pages, where a report speaks of itself."""
    yield from (flow.repaired[index] for index in front_lines(flow))
    yield from (flow.repaired[index] for index in flow.furniture)


# --- address, number, date ----------------------------------------------------------------------


def _url(flow: Flow, labelled: list[MappedText]) -> _Found | None:
    """The labelled address; else the first one with a path; never that of the tool that set the page."""
    for texts, needs_path in ((labelled, False), (list(_texts(flow)), True)):
        for text in texts:
            for match in _URL.finditer(text.text):
                address = match[0].rstrip(".,;)")
                if "tcpdf" in address or (
                    needs_path and "/" not in address.removeprefix("http://").removeprefix("https://")
                ):
                    continue
                return _Found(address, text.span(match.start(), match.start() + len(address)))
    return None


def _spec(flow: Flow, url: _Found | None, catalog: Catalog) -> PublisherSpec | None:
    """The declared publisher, by the host of the address, else by a name at the front."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.value.lower()).split("/")[0] if url else None
    for spec in catalog.publishers:
        if host in spec.url_hosts:
            return spec
    front = "".join(flow.repaired[index].text for index in front_lines(flow, 6))
    named = [spec for spec in catalog.publishers if any(name in front for name in spec.names)]
    return named[0] if len(named) == 1 else None


def _number(labelled: list[MappedText], url: _Found | None, spec: PublisherSpec | None) -> _Found | None:
    for text in labelled:
        match = _NUMBER.search(text.text)
        if match is not None:
            return _Found(match[0], text.span(*match.span()))
    if url is None or spec is None or spec.report_number_pattern is None:
        return None
    match = re.search(spec.report_number_pattern, url.value)
    if match is None:
        return None
    start = url.span.start + match.start(1)
    return _Found(match[1], Span(start, start + len(match[1])))


def _published(flow: Flow, labelled: list[MappedText], url: _Found | None) -> _Found | None:
    """The labelled date; else a date alone in its line (or between |) on the cover; else that of the address."""
    for text in labelled:
        if (match := _DAY.search(text.text)) is not None:
            return _Found(_iso(match), text.span(*match.span()))
    for index in front_lines(flow, 8):
        text = flow.repaired[index]
        for part in re.finditer(r"[^|｜·]{1,200}", text.text):
            if (match := _DAY.fullmatch(part[0].strip())) is not None and (match[2]):
                return _Found(_iso(match), text.span(*part.span()))
    match = _URL_MONTH.search(url.value) if url else None
    if match is None or url is None:
        return None
    return _Found(_iso(match), Span(url.span.start + match.start() + 1, url.span.start + match.end()))


def _iso(match: re.Match[str]) -> str:
    parts = [match[1], *(part.zfill(2) for part in (match[2], match[3]) if part)]
    return "-".join(parts)


# --- publisher ----------------------------------------------------------------------------------


def _publisher(
    flow: Flow, blocks: tuple[Block, ...], labelled: list[MappedText], spec: PublisherSpec | None
) -> str | None:
    """Declared; else after 编制单位：; else X发布的《…》; else who compiled the sources; else on the cover."""
    if spec is not None:
        return spec.names[0]
    for text in labelled:
        if text:
            return compact(text.text).rstrip("。")
    for block in blocks:
        if block.rule == "metadata/about_report" and (match := _INTRODUCED.match(compact(block.text.text))):
            return match[1]
    return _compiler(blocks) or _house_on_cover(flow)


def _compiler(blocks: tuple[Block, ...]) -> str | None:
    """The house that most source lines end with: …，X整理."""
    ends: Counter[str] = Counter()
    for block in blocks:
        prefix = source_prefix(block.text.text) if block.kind is BlockKind.SOURCE else None
        if prefix is not None:
            text = re.sub(r"[（(][^（()）]{0,12}[）)]$", "", compact(block.text.text[prefix:]).rstrip("。"))
            ends[_COMPILED.sub("", re.split(r"[，,、；;]", text)[-1])] += 1
    if not ends:
        return None
    name, count = ends.most_common(1)[0]
    return name if count >= 2 and count * 5 >= sum(ends.values()) * 3 and len(name) > 2 else None


def _house_on_cover(flow: Flow) -> str | None:
    for index in front_lines(flow, 10):
        for part in re.split(r"[|｜·]", flow.repaired[index].text):
            if _HOUSE.fullmatch(compact(part.strip())):
                return compact(part.strip())
    return None


# --- prices and telephones ----------------------------------------------------------------------


def _prices(flow: Flow) -> list[tuple[Price, Span]]:
    """The editions with their prices, in a labelled line or a small table near the front."""
    front = front_lines(flow, 60)
    start = next((i for i, index in enumerate(front) if _PRICE_WORD.search(flow.repaired[index].text)), None)
    if start is None:
        return []
    lines = [flow.repaired[index] for index in front[start : start + _PRICE_LINES]]
    text = MappedText.join(lines, " ")
    found = [(match, _currency(match)) for match in _PRICE.finditer(text.text)]
    known = {currency for _, currency in found if currency}
    # 电子和纸介版: 8500 — the currency of the others, when they agree.
    common = known.pop() if len(known) == 1 else None
    return [
        (
            Price(
                edition=match["edition"],
                amount=Decimal(match["amount"].replace(",", "")),
                currency=currency or common or "",
            ),
            text.span(match.start("amount"), match.end("amount")),
        )
        for match, currency in found
        if currency or common
    ]


def _currency(match: re.Match[str]) -> str | None:
    return _CURRENCY.get(match["before"] or "") or _CURRENCY.get(match["after"] or "")


def _phones(flow: Flow) -> list[_Found]:
    """Telephone numbers behind a word for telephone, also in the next line, at the front and the end."""
    living = [index for index, line in enumerate(flow.lines) if line.text.strip()]
    found: list[_Found] = []
    for position, index in enumerate(living):
        if 60 <= position < len(living) - 20 and index not in flow.furniture:
            continue
        text = MappedText.join(flow.repaired[i] for i in living[position : position + 2])
        here = len(flow.repaired[index])
        for word in _PHONE_WORD.finditer(text.text, 0, here):
            match = _PHONE.search(text.text, word.end(), word.end() + 40)
            while match is not None:
                found.append(_Found(match[0], text.span(*match.span())))
                match = _PHONE.match(text.text, match.end() + 1) or _PHONE.match(text.text, match.end() + 2)
    return found
