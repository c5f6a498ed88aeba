"""The title as a cover prints it: lines of one size, with the year, the firm or what it found around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from report_etl.extract.flow import Flow
from report_etl.extract.front import COVER, HASH, as_title, compact, cover_lines
from report_etl.extract.houses import house_of
from report_etl.extract.marks import caption_mark, heading_mark
from report_etl.extract.wording import metadata_fields
from report_etl.language.dates import find_dates
from report_etl.models import Break

KIND = (
    "报告|報告|白皮書|白皮书|蓝皮书|皮书|概览|公报|年报|季报|月报|周报|年鉴|手册|简报|綜述|综述|摘要|總說明"
)
YEAR = "(?:19|20)[0-9]{2}年?"
YEAR_SPAN = f"{YEAR}[-—–―~～至]{YEAR}"
_OUTLOOK = "(?:[与及和暨][^。！？；|，（(]{2,12})?"  # 运行报告与前景展望
_SPAN = "[0-9年月度版第一二三四上下半季期Q\\-—–―~～至]{4,16}"  # 2025—2031年, 2025年第三季度, 2025Q3
# what a firm says of itself to those who may buy its shares or bonds, 招股说明书 of nobody if it is not named
_ISSUE = (
    f"(?:{YEAR})?(?:首次|向不?特定|公开|面向|非公开)[^。！？；，|]{{2,50}}(?:招股|募集)(?:说明书|意向书)"
    "(?:[（(][^）)]{2,8}[）)])?"
)
# 研判 is a word of headings, too: a title when a period follows in brackets; 研究 one that covers years
_PLAIN = re.compile(
    rf"[^。！？；|]{{4,90}}(?:(?:{KIND}){_OUTLOOK}(?:[（(]?{_SPAN}[）)]?)?|(?:研判|展望)[（(]{_SPAN}[）)]"
    rf"|(?:研究|分析|预测|观察|调查|调研)[（(]{YEAR_SPAN}[）)])[：:]?"
    rf"|[^。！？；|：:]{{2,40}}(?:(?:深度|专题|研究|策略|点评|跟踪)报告|{KIND})[：:][^。！？；|]{{4,40}}"
    rf"|[^。！？；，|：:统计]{{2,12}}年鉴[—-]?(?:{_SPAN})?"
    rf"|(?:[^。！？；，|]{{4,30}}公司)?{_ISSUE}"
)
NOTE = re.compile(  # what stands above the title of a broker's note
    "(?:证券)?研究报告|(?:行业|公司|策略|宏观|产业)(?:深度|研究|点评|专题|周报|月报|动态|报告)(?:报告)?"
)
YEARS = re.compile(rf"[（(](?:{YEAR_SPAN}|{YEAR})(?:度|版)?[）)]")
_BARE_YEARS = re.compile(rf"(?:{YEAR_SPAN}|{YEAR})(?:度|版|第?[一二三四1-4]季度|前三季度|[上下]半年|Q[1-4])?")
# 2024年年度报告, 2025年度跟踪评级报告: of nobody, unless the line above names a firm
_OF_NOBODY = re.compile(
    rf"(?:{YEAR})?(?:度|年度|半年度|第?[一二三四]季度|中期|主体|长期|信用|跟踪|定期|评级|社会责任|可持续发展"
    "|环境、?|社会|[及与和]|公司|治理|[（(]ESG[）)]|ESG|审计|财务|内部控制|评价|履职|信息披露"
    "|发展|研究|分析|调研|深度|专题|运行|监测|调查|评估|投资|前景|预测|价值|首次覆盖){0,9}"
    "(?:报告书?|年报|中报|季报)(?:全文|摘要|摘编|正文)?(?:[（(][^）)]*[）)])?(?:[：:].*)?"
    f"|{_ISSUE}"
)
_SERIES = re.compile("[^0-9]{2,14}[蓝绿黄]皮书")  # stands above the title of one volume, or is it
_FIRM = re.compile("[^，。：:]{3,30}(?:公司|集团|银行)(?:[（(].{2,12}[）)])?")
_OPEN = re.compile("[，、：:—]$|[^参]与$|[及和暨]$")  # goes on in the next line
_JOINED = re.compile(  # what belongs to the line above it, whatever that ends with
    "[（(：:—–-].*|[与及和暨].{2,30}|.{0,4}(?:摘要|摘编|全文|节选|简版|精要版|修订版|[上中下][册卷])"
)
_HOUSE_FIRM = re.compile("咨询|信息|研究|资信|评估|评级|证券|数据|智库|传媒|资讯")  # of which no report is
_TOPIC = re.compile("行业|产业|市场|中国|全球")  # 中国茶叶产业研究 is no house
_ASIDE = re.compile(
    ".{0,12}(?:系列|丛书|文库|内部资料|参阅|保密|机密)|目录|前言|引言|摘要|核心观点|投资要点|内容提要|要点速览"
)
_PROSE = re.compile("[。！？；|■●◆]|评级[：:]|作者|分析师|主编|(?<![（(0-9])[0-9]{6}")
_LINES = 4  # of a title
_LONGEST = 90
_LARGER = 1.2  # times the text: lines of this size belong to the title
_YEAR_SIZE = 0.6  # times the title: a year of this size alone in its line is no date
_DAY = re.compile(r"(?:19|20)[0-9]{2}\s?[年./-]\s?[0-9]{1,2}(?:\s?[月./-]\s?[0-9]{0,2}日?)?")


def title_of_block(flow: Flow) -> str | None:
    """The title that is called a report in its own line or lines: the largest, the first of one size."""
    front = cover_lines(flow, COVER + _LINES, furniture=True)  # a running header may be the title
    found = [
        (_specific(title), flow.lines[front[at]].size or 0.0, -at, title)
        for at in range(min(COVER, len(front)))
        if (title := _title_from(flow, front, at)) is not None
    ]
    return max(found)[3] if found else None


def _specific(title: str) -> bool:
    return _OF_NOBODY.fullmatch(title) is None and _SERIES.fullmatch(title) is None


def _title_from(flow: Flow, front: list[int], at: int) -> str | None:
    """The title that begins in a line of the front; None where none does."""
    if not _may_begin(flow, front, at) or _is_cell(flow, front, at):
        return None
    text = ""
    for last in range(at, min(at + _LINES, len(front))):
        part = flow.repaired[front[last]].text
        if last > at and not _goes_on(flow, front, last, text):
            return None
        text = _unquoted(as_title(text + HASH.sub("", part)))
        if text.startswith("#"):  # a section of a text in Markdown
            return None
        if _PLAIN.fullmatch(text) and "《" not in text and _closed(text):
            return _whole(flow, front, at, last, text)
    return None


def _is_cell(flow: Flow, front: list[int], at: int) -> bool:
    """Whether a line in 《》 is a cell of a list: a caption, or a date alone in a line, stands above it."""
    if not flow.repaired[front[at]].text.strip().startswith("《"):
        return False
    above = [flow.repaired[index].text.strip() for index in front[:at]]
    return any(caption_mark(text) is not None or _DAY.fullmatch(text) for text in above)


def _unquoted(text: str) -> str:
    return text[1:-1] if re.fullmatch("《[^《》]*》", text) else text


def _may_begin(flow: Flow, front: list[int], at: int) -> bool:
    text = compact(flow.repaired[front[at]].text)
    named = _FIRM.fullmatch(text) or house_of(text)
    return bool(named) or not (_apart(text) or NOTE.fullmatch(text))


def _goes_on(flow: Flow, front: list[int], at: int, text: str) -> bool:
    """Whether a line of the front goes on with the title begun in the lines above."""
    before, line = flow.lines[front[at - 1]], flow.lines[front[at]]
    if not _alike(before.size, line.size) or before.page != line.page:
        return False
    part = compact(flow.repaired[front[at]].text)
    if _OF_NOBODY.fullmatch(part) and (_FIRM.fullmatch(text) or house_of(text)):
        return NOTE.fullmatch(part) is None
    if house_of(text) and not _FIRM.fullmatch(text) and _apart(text):
        return False
    if _FIRM.fullmatch(text):
        return _HOUSE_FIRM.search(text) is None and _TOPIC.search(part) is None and not _apart(part)
    if _apart(part):
        return False
    cut = flow.breaks[front[at - 1]] is Break.CUT or not _closed(text)
    return (
        cut
        or _large(flow, front[at])
        or _OPEN.search(text) is not None
        or _BARE_YEARS.fullmatch(text) is not None
    )


def _alike(size: float | None, other: float | None) -> bool:
    return size == other or (size is not None and other is not None and abs(size - other) <= 0.02 * size)


def _large(flow: Flow, index: int) -> bool:
    size = flow.lines[index].size
    return size is not None and flow.body_size is not None and size >= _LARGER * flow.body_size


def _apart(text: str) -> bool:
    """Whether a line says something beside the title: a house, a day, a label, a heading, a kind of paper."""
    house = house_of(text)
    return (
        (house is not None and not (house.endswith(("研究", "观察")) and _TOPIC.search(house)))
        or _ASIDE.fullmatch(text) is not None
        or _PROSE.search(text) is not None
        or bool(metadata_fields(text))
        or heading_mark(text) is not None
        or any(
            date.text == text.strip("（）()") for date in find_dates(text) if not _BARE_YEARS.fullmatch(text)
        )
    )


def _whole(flow: Flow, front: list[int], first: int, last: int, text: str) -> str:
    """A title with what goes on below, the years around it and the firm above."""
    for index in _below(flow, front, last):
        part = compact(flow.repaired[index].text)
        if (
            _apart(part)
            or len(text) + len(part) > _LONGEST
            or not _belongs(flow, front[last], index, text, part)
        ):
            break
        text += part
        last += 1
    text = _with_years(flow, front, first, last, text)
    if _OF_NOBODY.fullmatch(text):
        text = _firm_above(flow, front, first) + text
    return text


def _below(flow: Flow, front: list[int], last: int) -> Iterator[int]:
    page = flow.lines[front[last]].page
    return (index for index in front[last + 1 : last + _LINES] if flow.lines[index].page == page)


def _belongs(flow: Flow, above: int, index: int, text: str, part: str) -> bool:
    """Whether a line below a title is part of it: of its size and told as such, or behind an open end."""
    large = _large(flow, index) and _alike(flow.lines[above].size, flow.lines[index].size)
    if large and ("：" in text or _JOINED.fullmatch(part)):
        return True
    return (
        _OPEN.search(text) is not None
        and (_large(flow, index) or flow.lines[index].size is None)
        and (large or len(part) <= _LONGEST // 3)
    )


def _with_years(flow: Flow, front: list[int], first: int, last: int, text: str) -> str:
    """The title with the years alone in the line below or above it, if it names none itself."""
    size = flow.lines[front[first]].size or 0.0
    below = compact(flow.repaired[front[last + 1]].text) if last + 1 < len(front) else ""
    if YEARS.fullmatch(below):
        return text + below
    if re.search("(?:19|20)[0-9]{2}", text):
        return text

    def is_year(at: int) -> bool:
        index = front[at]
        yearbook = text.endswith("年鉴")  # of the year behind its name, however small
        printed = _large(flow, index) and (yearbook or (flow.lines[index].size or 0.0) >= _YEAR_SIZE * size)
        named = yearbook and flow.lines[index].size is None
        return (printed or named) and _BARE_YEARS.fullmatch(compact(flow.repaired[index].text)) is not None

    if below and is_year(last + 1):
        return text + below
    if first > 0 and is_year(first - 1):
        return compact(flow.repaired[front[first - 1]].text) + text
    return text


def _firm_above(flow: Flow, front: list[int], first: int) -> str:
    above = [compact(flow.repaired[index].text) for index in reversed(front[max(0, first - 2) : first])]
    return next((text for text in above if _FIRM.fullmatch(text)), "")


def _closed(text: str) -> bool:
    """Whether every bracket of the text is closed: the title goes on in the next line otherwise."""
    return sum(text.count(sign) for sign in "（(") == sum(text.count(sign) for sign in "）)")
