"""The title of the report, as it stands in its own text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from report_etl.extract.flow import Flow
from report_etl.extract.front import as_title, compact, cover_lines, front_lines
from report_etl.extract.houses import house_of, periodical_of
from report_etl.extract.marks import heading_mark
from report_etl.extract.title_block import KIND, NOTE, YEAR_SPAN, YEARS, title_of_block
from report_etl.extract.wording import metadata_fields
from report_etl.language.script import simplified
from report_etl.models import MappedText

_QUOTED = re.compile(rf"《([^《》]{{6,100}}?(?:{KIND})[^《》]{{0,24}})》")
_PERIOD = re.compile(YEAR_SPAN)
_NAME = re.compile("[^。！？；|：:]{6,60}(?<!月)(?<!日)")  # a date closes an imprint, no title
_LARGER = 1.3  # times the size of the text from which a line of the cover may be a title, whatever it says
_LARGE_NAME = re.compile(
    "(?=.*(?:报告|点评|深度|研究(?!院|所|中心)|分析|专题|展望|综述|观察(?!员|者)))[^。！？；|]{8,60}"
)
# what stands above the name of a house: 数据要素产业观察2025, 工业机器人产业地图（2025版）
_EDITION = r"(?:19|20)[0-9]{2}年?(?:度|版|[上下]半年|第[0-9一二三四]{1,2}[季期](?:度)?)?"
_SERIAL = re.compile(
    rf"[^。！？；，|：:]{{4,50}}?(?:(?:观察|地图|图谱|跟踪|追踪|洞察|监测|盘点|前瞻|展望|纵览|要览|速览|快报|月刊|专刊|内参|全景|透视"
    rf"|分析|研究|调查|评估|动态)(?:{_EDITION}|[（(]{_EDITION}[）)])?|[（(]{_EDITION}[）)])"
)
# what a broker's note says it found: 某业：降本加速，需求回升
_NOTE_NAME = re.compile("(?=.*[：:，])[^。！？；|]{8,60}")
# what a release on one period is called: 2025年一季度粮食收购情况（来源：某局 2025年4月17日发布）
_RELEASE = re.compile(
    r"((?:[\u4e00-\u9fff]{1,8}[省市县区州])?(?:19|20)[0-9]{2}年[^。！？；|：:，（(]{4,50}(?:情况|数据|结果|形势|运行))(?:[（(][^（）()]{2,60}[）)])?"
)
# what a sentence about the report says of it, not the report of itself
_STATED = re.compile(r"[0-9][ ]?(?:[%％]|个百分点|[万亿]{1,2}[元人家户吨台])")
_BOOK = re.compile("《[^《》]+》")
_NEAR = 120  # characters around a title among which others stand in a list
_CITED = re.compile("》?[^，。、》]{0,4}(?:显示|指出|提出|预测|预计|披露|认为)")


def find_title(flow: Flow) -> str | None:
    """The title, without 《》 and white space; None where the document does not name itself.

    A line of its own on the cover (the largest, where sizes are known) comes first, then the first title of a
    report in 《》 near the front that carries a period or is named twice, then a first line that stands
    above the metadata of the report (编制单位：…), then what is printed much larger than the text, then a
    first line above the name of a house, then one that names a period and 情况 or 数据.
    """
    ways = (title_of_block, _quoted, _above_metadata, _large, _above_house, _release)
    title = next((title for way in ways if (title := way(flow)) is not None), None)
    if (
        title is None
        or "%" in title
        or title[-1] in "，、"
        or title[0] in "-•·*"
        or heading_mark(title) is not None
    ):
        return None
    return title.rstrip("：:")


def _quoted(flow: Flow) -> str | None:
    front = front_lines(flow)
    if not front:
        return None
    head = compact(flow.join(front[0], front[-1]).text)
    titles = [
        match[1]
        for match in _QUOTED.finditer(head)
        if not _states(head, *match.span()) and not _is_listed(head, *match.span())
    ]
    if not titles:
        return None
    whole = compact(MappedText.join(flow.repaired).text)
    return next((title for title in titles if _PERIOD.search(title) or whole.count(f"《{title}》") > 1), None)


def _states(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a title in 《》 tells what it says: news of a report is not that report."""
    if _CITED.match(text, end):
        return True
    first, stop = text.rfind("。", 0, start) + 1, text.find("。", end)
    return _STATED.search(text[first:start] + text[end : stop if stop >= 0 else len(text)][:200]) is not None


def _is_listed(text: str, start: int, end: int) -> bool:
    """Whether a title stands among those of other documents, as in a list of policies."""
    near = text[max(0, start - _NEAR) : end + _NEAR]
    return len({*_BOOK.findall(near)} - {text[start:end]}) > 1


def _above_metadata(flow: Flow) -> str | None:
    front = front_lines(flow, 3)
    for last in range(1, len(front)):
        if metadata_fields(flow.repaired[front[last]].text):
            title = compact("".join(flow.repaired[index].text for index in front[:last]))
            return title if _NAME.fullmatch(title) else None
    return None


def _large(flow: Flow) -> str | None:
    """The largest lines of the cover, when they are much larger than the text and head no section."""
    if flow.body_size is None:
        return None
    cover = sorted(i for i in cover_lines(flow) if flow.lines[i].page == 1)
    largest = max((flow.lines[i].size or 0.0 for i in cover), default=0.0)
    lines = [i for i in cover if flow.lines[i].size == largest]
    if largest < _LARGER * flow.body_size or lines[-1] - lines[0] >= 3:
        return None
    title = compact("".join(flow.repaired[index].text for index in lines))
    announced = any(NOTE.match(compact(flow.repaired[index].text)) for index in cover if index < lines[0])
    return title if (_NOTE_NAME if announced else _LARGE_NAME).fullmatch(title) else None


def _above_house(flow: Flow) -> str | None:
    """The first line, above a house alone in its line, if it is called as what appears from time to time."""
    front = [flow.repaired[index].text for index in front_lines(flow, 3)]
    if not any(house_of(as_title(text)) or periodical_of(text) for text in front[1:]):
        return None
    title, below = as_title(front[0]), compact(front[1])
    if house_of(title) is not None or not _SERIAL.fullmatch(title):
        return None
    return title + below if YEARS.fullmatch(below) else title


def _release(flow: Flow) -> str | None:
    front = front_lines(flow, 1)
    match = _RELEASE.fullmatch(as_title(flow.repaired[front[0]].text)) if front else None
    return match[1] if match else None


def speaks_of_report(text: str, title: str) -> bool:
    """Whether a paragraph introduces the report itself: its title in 《》 at the beginning."""
    opening = compact(text[:200])
    at = opening.find(f"《{title}》")
    place = at, at + len(title) + 2
    return at >= 0 and not _states(opening, *place) and not _is_listed(opening, *place)


def is_title(text: str, title: str) -> bool:
    """Whether a line is nothing but the title of the report."""
    printed = as_title(text).strip("《》") if len(text) < 200 else ""
    release = _RELEASE.fullmatch(printed)
    return (release[1] if release else printed) == title


def forecast_period(title: str) -> tuple[int, int] | None:
    """The years that a title covers: （2025-2032年）, 2025-2030年中国…"""
    match = _PERIOD.search(title)
    if match is None:
        return None
    first, last = (int(year) for year in re.findall(r"(?:19|20)[0-9]{2}", match[0]))
    return (first, last) if first < last <= first + 50 else None


_BEFORE_INDUSTRY = re.compile(
    r"(?:[0-9]{4}(?:年?[-—–―~～至][0-9]{4})?年?度?|前?[一二三四]季度|[上下]半年|(?:[0-9]{1,2}[-—–~～至])?[0-9]{1,2}月份?|中国|我国|台湾|全球|全国|国内|世界|及|与|和){0,6}"
)
_INDUSTRY = re.compile(
    r"(.{2,30}?)(?:行业|产业|市场|领域|发展|运行|投资|研究|现状|前景|深度|调研|调查|分析|监测|经济统计|统计|专题|白皮书|蓝皮书|年度|概览|公报|年报|报告|[（(](?![0-9]{4,6}\.))"
)
_ON_ONE_FIRM = re.compile(
    ".{2,24}(?:有限公司|股份公司|集团|基金)(?!.{0,6}行业)|.{2,12}[（(](?:[0-9]{4,6}\\.[A-Z]{2}|[0-9]{6})[）)]"
)
_OF_A_PLACE = re.compile("(?:统计)?年鉴|统计公报|经济普查")
_COUNTRY = re.compile("中国|我国|全国|国内|全球|世界")
_ON_INDUSTRY = re.compile("(?:行业|产业)(?:深度|研究|点评|专题|动态|报告|周报|月报)")
_FOUND = re.compile(
    "([\u4e00-\u9fffA-Z]{2,10})(?<!报告)(?<!策略)(?<!点评)(?<!周报)(?<!月报)(?<!观察)(?<!跟踪)(?<!展望)(?<!专题)[：:]"
)
_NO_INDUSTRY = re.compile(
    r"(?:发展|深度|专题|研究|调查|首次覆盖)|.*政府.*|(?:年|季|半年)度?.{0,2}|企业.{0,4}|.*(?:公司|20[0-9]{2}).*"
)


def industry_of(title: str, above: Sequence[str] = ()) -> str | None:
    """What the report is about: the title between 中国 and 行业, 产业, 市场…

    Or what stands before the colon in the title of a note on an industry, as told by the lines `above`.
    A report on one firm is on no industry, and the yearbook of a place on none, either.
    """
    plain = simplified(title)
    before = _BEFORE_INDUSTRY.match(plain)
    start = before.end() if before else 0
    if _ON_ONE_FIRM.match(plain) or (_OF_A_PLACE.search(plain) and not _COUNTRY.search(plain[:start])):
        return None
    match = _INDUSTRY.match(plain, start)
    if match is None and any(_ON_INDUSTRY.match(text) for text in above):
        match = _FOUND.match(plain)
    if match is None or _NO_INDUSTRY.fullmatch(match[1]):
        return None
    return title[slice(*match.span(1))]
