"""What the report says of itself: title, publisher, address, number, date, prices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from report_etl.catalog import Catalog
from report_etl.extract.flow import Flow
from report_etl.extract.front import compact, front_lines
from report_etl.extract.houses import house_of
from report_etl.extract.offer import Found, find_emails, find_phones, find_prices
from report_etl.extract.publisher import declared_publisher, find_publisher
from report_etl.extract.report_title import find_title, forecast_period, industry_of
from report_etl.extract.title_block import NOTE
from report_etl.extract.wording import is_label, metadata_fields
from report_etl.language.dates import find_dates
from report_etl.models import Block, BlockKind, Claim, DateMention, DatePrecision, MappedText, Span
from report_etl.records import ReportInfo

_LONGEST = 500  # characters of a labelled value
_COVER = 8  # lines
_PRECISE = (DatePrecision.MONTH, DatePrecision.DAY)
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9.\-]{3,80}(?::[0-9]{2,5})?(?:/[!-~]{0,200})?", re.IGNORECASE)
_SCHEME = re.compile(r"^https?://", re.IGNORECASE)
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-_/.]{2,40}")
_CODE = re.compile(rf"(?=.*[A-Za-z])(?=.*[0-9]){_NUMBER.pattern}")  # no date, no rank
_SHORT_LABEL = 2  # characters; 编号 and 编码 head columns, too
_NUMBERED = re.compile(  # 观〔2025〕第12号, 海衡[2025]跟踪0482号
    r"[A-Za-z0-9\u4e00-\u9fff]{0,8}[〔\[【（(]20[0-9]{2}[〕\]】）)][\u4e00-\u9fff]{0,6}?第?[0-9]{1,6}号"
)
_HYPHENS = str.maketrans("‐‑", "--")  # those at which no line breaks
_REST_OF_URL = re.compile(r"[!-~]{1,120}")
_LABELLED_NUMBER = re.compile(  # … ｜ 报告编号：AB-2025-01 ｜ …
    r"(?:^|[ \u3000|｜·])(?:(?:报告|产品|文档|文件)?(?:编号|编码|代码)|文档号|报告号)"
    r"[ \u3000]{0,2}[:：]?[ \u3000]{0,2}"
    rf"({_NUMBER.pattern})"
    r"(?![\u4e00-\u9fff])"
)
# no day and no year: /20251016.html, /2025.html
_NUMBER_IN_URL = re.compile(r"/(?!20[0-9]{2}(?:[01][0-9]|\.))([0-9]{4,9})\.s?html?$")
_DATE_IN_URL = re.compile(r"/(20[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?(?=[/.])")
_RELEASED = re.compile("[ ]?(?:发布|公布)[）)]")  # （来源：某局 2025年4月17日发布）
# 文章来源：某报 2018-10-26 11:14 · 发布时间：2024年5月7日 作者：某人
_DATELINE = re.compile("来源|作者|记者|编辑|发布|发表|责编|[0-9]{1,2}[:：][0-9]{2}")
# 某某证券研究 2018-08-17: who wrote it, and the day, alone in a line
_BYLINE = re.compile(
    r"\s*[\u4e00-\u9fff]{2,14}(?:研究[院所部]?|证券|咨询|公司|中心|协会|[网社报局委])[ \u3000]+"
)
_SOME_DATE = re.compile("^(?:日期|时间)[：:] ?")
_NO_DATELINE = re.compile("[，。！？；]|.{80}")


def identify(flow: Flow, blocks: tuple[Block, ...], catalog: Catalog) -> tuple[ReportInfo, tuple[Claim, ...]]:
    """Report metadata, with the ranges it was read from."""
    labelled = _labelled(flow, blocks)
    title = find_title(flow)
    period = forecast_period(title) if title else None
    front = _front_outside_tables(flow, blocks)
    noted = [compact(part[0]) for text in front[:_COVER] for part in _parts(text)]
    url = _find_url(flow, front, labelled.get("url", ()))
    spec = declared_publisher(flow, url.value if url else None, catalog)
    cover = _front_outside_tables(flow, blocks, _COVER)
    number = _find_number(labelled.get("report_number", ()), cover, front, url)
    published = _find_date(labelled.get("published", ()), cover, url)
    prices, phones, emails = find_prices(flow), find_phones(flow), find_emails(labelled.get("emails", ()))
    publisher = find_publisher(flow, blocks, labelled.get("publisher", ()), spec, cover, title)
    info = ReportInfo(
        title=title,
        publisher=publisher,
        industry=industry_of(title, noted) if title else None,
        forecast_start=period[0] if period else None,
        forecast_end=period[1] if period else None,
        url=url.value if url else None,
        report_number=number.value if number else None,
        published=published.value if published else None,
        prices=[price for price, _ in prices],
        phones=_distinct(phones),
        emails=_distinct(emails),
    )
    spans = [found.span for found in (url, number, published, *phones, *emails) if found is not None]
    spans.extend(span for _, span in prices)
    spans.extend(flow.lines[i].span for i in front_lines(flow, _COVER) if _names(flow, i, publisher))
    return info, tuple(Claim(span, "report/field") for span in spans)


def _names(flow: Flow, index: int, publisher: str | None) -> bool:
    """Whether a line of the cover holds the publisher's name and hardly anything else."""
    text = compact(flow.repaired[index].text)
    return publisher is not None and publisher in text and len(text) <= len(publisher) + 8


def _distinct(found: Iterable[Found]) -> list[str]:
    return list(dict.fromkeys(item.value for item in found))


def _labelled(flow: Flow, blocks: tuple[Block, ...]) -> dict[str, list[MappedText]]:
    """The texts behind their labels (网址：…), or in the cell after the label, by field."""
    found: dict[str, list[MappedText]] = {}
    for block in blocks:
        if block.kind is BlockKind.METADATA:
            for field, start, end in metadata_fields(block.text.text):
                value = block.text.slice(start, min(end, start + _LONGEST)).strip(" \u3000|｜")
                found.setdefault(field, []).append(value)
    for name, value in _unpunctuated(flow):
        found.setdefault(name, []).append(value)
    return found


def _unpunctuated(flow: Flow) -> list[tuple[str, MappedText]]:
    """Labels without a colon and their values: two columns, ruled or not, of which two rows are such pairs.

    Pairs in one row are none: 发布时间 | 文件名称 | 发布单位 | 重点内容 is the header of a table.
    """
    found: list[tuple[str, MappedText]] = []
    rows: set[float] = set()
    for index, following in pairwise(front_lines(flow)):
        line, text = flow.lines[index], flow.repaired[index]
        if line.grid is not None and line.grid == flow.lines[following].grid:
            label, value = text, flow.repaired[following]
        else:
            end = len((text.text.split(maxsplit=1) or [""])[0])
            label, value = text.strip().slice(0, end), text.strip().slice(end).strip()
        name = is_label(label.text)
        if name is not None and value and is_label(value.text) is None:
            found.append((name, value))
            rows.add(index if line.box is None else line.box.top)
    return found if len(rows) > 1 else []


def _find_url(flow: Flow, front: Sequence[MappedText], labelled: Sequence[MappedText]) -> Found | None:
    """The labelled address; else the first with a path, in no table and not of a tool that sets pages."""
    for text in labelled:
        for address in _addresses(text):
            return _whole_address(flow, address)
    furniture = (flow.repaired[index] for index in flow.furniture)
    for line in (*front, *furniture):
        for address in _addresses(line):
            if "/" in _SCHEME.sub("", address.value):
                return _whole_address(flow, address)
    return None


def _whole_address(flow: Flow, address: Found) -> Found:
    """An address that a full line cuts goes on in the next line, if that is nothing but the rest of it."""
    end = address.span.end
    at = next((i for i, line in enumerate(flow.lines) if line.start < end <= line.end), None)
    if at is None or at + 1 == len(flow.lines) or at not in flow.full or flow.lines[at].end != end:
        return address
    rest = flow.repaired[at + 1].strip()
    if not _REST_OF_URL.fullmatch(rest.text) or _URL.match(rest.text):
        return address
    return Found(address.value + rest.text, Span(address.span.start, rest.span().end))


def _addresses(text: MappedText) -> Iterator[Found]:
    for match in _URL.finditer(text.text.translate(_HYPHENS)):
        address = match[0].rstrip(".,;)")
        if "tcpdf" not in address:
            yield Found(address, text.span(match.start(), match.start() + len(address)))


def _find_number(
    labelled: Sequence[MappedText],
    cover: Sequence[MappedText],
    front: Sequence[MappedText],
    url: Found | None,
) -> Found | None:
    """The labelled number, also amid a line of the cover or below its label, as in a panel beside the text.

    Else the one that is the name of the page.
    """
    for text in labelled:
        if _NUMBERED.fullmatch(compact(text.text)):
            return Found(compact(text.text), text.span())
        match = _NUMBER.search(text.text.translate(_HYPHENS))
        if match is not None:
            return Found(match[0], text.span(*match.span()))
    for text in cover:
        if match := _LABELLED_NUMBER.search(text.text.translate(_HYPHENS)):
            return Found(match[1], text.span(*match.span(1)))
        if _NUMBERED.fullmatch(compact(text.text)):
            return Found(compact(text.text), text.span())
    for label, text in pairwise(front):
        named = is_label(label.text.strip()) == "report_number" and len(label.text.strip()) > _SHORT_LABEL
        if named and (match := _CODE.fullmatch(text.text.strip())):
            return Found(match[0], text.strip().span())
    match = _NUMBER_IN_URL.search(url.value) if url else None
    if match is None or url is None:
        return None
    return Found(match[1], Span(url.span.start + match.start(1), url.span.start + match.end(1)))


def _parts(text: MappedText) -> Iterator[re.Match[str]]:
    """What stands between the bars of a line of the cover."""
    return re.finditer(r"[^|｜·]{1,200}", text.text)


def _front_outside_tables(flow: Flow, blocks: tuple[Block, ...], count: int = 40) -> list[MappedText]:
    """The lines of the front that stand in no table."""
    outside = {index for block in blocks for index in range(block.first, block.last + 1)}
    return [flow.repaired[index] for index in front_lines(flow, count) if index in outside]


def _find_date(
    labelled: Sequence[MappedText], cover: Sequence[MappedText], url: Found | None
) -> Found | None:
    """The labelled date; else the only one alone in its line (or between bars) on the cover; else that of a
    line with its source, its author or the time of day, or of a release in brackets; else the URL's.

    Several dates alone in their lines are a column of a table.
    """
    for text in labelled:
        for date in _dates(text.text):
            return Found(date.iso or "", text.span(date.start, date.end))
    alone = [
        Found(date.iso or "", text.span(*part.span()))
        for text in cover
        for part in _parts(text)
        for date in _dates(part[0])
        if date.text == _SOME_DATE.sub("", part[0].strip(" \u3000（）()"))
    ]
    if len(alone) == 1:
        return alone[0]
    for text in cover:
        for date in _dates(text.text):
            rest = text.text[: date.start] + text.text[date.end :]
            sourced = _DATELINE.search(rest) and not _NO_DATELINE.search(text.text)
            signed = date.precision is DatePrecision.DAY and _BYLINE.fullmatch(rest)
            housed = house_of(rest.strip()) or NOTE.fullmatch(re.split(r"[|｜]", rest)[-1].strip())
            if _RELEASED.match(text.text, date.end) or sourced or signed or housed:
                return Found(date.iso or "", text.span(date.start, date.end))
    dated = _DATE_IN_URL.search(url.value) if url else None
    if dated is None or url is None:
        return None
    iso = "-".join(part for part in dated.groups() if part)
    return Found(iso, Span(url.span.start + dated.start(1), url.span.start + dated.end()))


def _dates(text: str) -> list[DateMention]:
    """The months and days that a text names."""
    return [date for date in find_dates(text) if date.precision in _PRECISE]
