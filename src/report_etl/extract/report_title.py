"""The title of the report, as it stands in its own text."""

from __future__ import annotations

import re

from report_etl.extract.flow import Flow
from report_etl.extract.houses import house_of
from report_etl.extract.marks import heading_mark
from report_etl.extract.wording import metadata_fields
from report_etl.language.script import simplified
from report_etl.models import MappedText

_KIND = "报告|白皮书|蓝皮书|皮书|概览|公报|年报|季报|月报|年鉴|手册|简报|綜述|综述|摘要|總說明"
_QUOTED = re.compile(rf"《([^《》]{{6,100}}?(?:{_KIND})[^《》]{{0,24}})》")
_OUTLOOK = "(?:[与及和暨][^。！？；|，（(]{2,12})?"  # 运行报告与前景展望
_YEAR = "(?:19|20)[0-9]{2}年?"
_SPAN = "[0-9年度版第一二三四上下半季期Q\\-—–~～至]{4,16}"  # 2025—2031年, 2025年第三季度, 2025Q3
# 研判 is a word of headings, too: a title when a period follows in brackets; 研究 one that covers years
_PLAIN = re.compile(
    rf"[^。！？；|]{{4,90}}(?:(?:{_KIND}){_OUTLOOK}(?:[（(]?{_SPAN}[）)]?)?|(?:研判|展望)[（(]{_SPAN}[）)]"
    rf"|(?:研究|分析|预测|观察)[（(]{_YEAR}[-—–~～至]{_YEAR}[）)])[：:]?"
    r"|[^。！？；|：:]{2,40}(?:深度|专题|研究|策略|点评|跟踪)报告[：:][^。！？；|]{4,40}"  # with what it says
)
_PERIOD = re.compile(f"{_YEAR}[-—–~～至]{_YEAR}")
_YEARS = re.compile(rf"[（(]{_YEAR}(?:[-—–~～至]{_YEAR})?(?:度|版)?[）)]")
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
# what stands above the title of a broker's note, which says what it found: 某业：降本加速，需求回升
_NOTE = re.compile(
    "(?:证券)?研究报告|(?:行业|公司|策略|宏观|产业)(?:深度|研究|点评|专题|周报|月报|动态|报告)"
)
_NOTE_NAME = re.compile("(?=.*[：:，])[^。！？；|]{8,60}")
# what a release on one period is called: 2025年一季度粮食收购情况（来源：某局 2025年4月17日发布）
_RELEASE = re.compile(
    r"((?:19|20)[0-9]{2}年[^。！？；|：:，（(]{4,50}(?:情况|数据|结果|形势|运行))(?:[（(][^（）()]{2,60}[）)])?"
)
_FRONT = 40  # lines of text in which a report names itself
_COVER = 12
_HASH = re.compile(r"^#\s*(?!#)")  # the first level of Markdown is the title
# what a sentence about the report says of it, not the report of itself
_STATED = re.compile(r"[0-9][ ]?(?:[%％]|个百分点|[万亿]{1,2}[元人家户吨台])")
_CITED = re.compile("》?[^，。、》]{0,4}(?:显示|指出|提出|预测|预计|披露|认为)")
_SPACE = re.compile(r"\s+")


_FOOTNOTE = re.compile(r"(?:[\[［][0-9]{1,2}[\]］]|[①-⑳*＊]|[⁰¹²³⁴-⁹])$")


def compact(text: str) -> str:
    """Without white space, but for the space between two Latin words."""
    return _SPACE.sub(_kept_space, text)


def _as_title(text: str) -> str:
    """A line without white space, the mark of a heading in Markdown and that of a footnote."""
    return _FOOTNOTE.sub("", compact(_HASH.sub("", text)))


def _kept_space(space: re.Match[str]) -> str:
    around = space.string[space.start() - 1 : space.start()] + space.string[space.end() : space.end() + 1]
    return " " if len(around) == 2 and around.isascii() and around.isalnum() else ""


def front_lines(flow: Flow, count: int = _FRONT, *, furniture: bool = False) -> list[int]:
    """The first lines that hold text, page furniture left out unless it is asked for."""
    found: list[int] = []
    for index, line in enumerate(flow.lines):
        if line.text.strip() and (furniture or index not in flow.furniture):
            found.append(index)
            if len(found) == count:
                break
    return found


def find_title(flow: Flow) -> str | None:
    """The title, without 《》 and white space; None where the document does not name itself.

    A line of its own on the cover (the largest, where sizes are known) comes first, then the first title of a
    report in 《》 near the front that carries a period or is named twice, then a first line that stands
    above the metadata of the report (编制单位：…), then what is printed much larger than the text, then a
    first line above the name of a house, then one that names a period and 情况 or 数据.
    """
    title = _own_line(flow) or _quoted(flow) or _above_metadata(flow) or _large(flow) or _above_house(flow)
    title = title or _release(flow)
    if title is None or "%" in title or title[0] in "-•·*" or heading_mark(title) is not None:
        return None
    return title.rstrip("：:")


def _own_line(flow: Flow) -> str | None:
    front = front_lines(flow, _COVER + 3, furniture=True)  # a running header may be the title
    candidates: list[tuple[float, int, str]] = []
    for position, index in enumerate(front[:_COVER]):
        size = flow.lines[index].size
        text = ""
        for follower in front[position : position + 3]:
            if flow.lines[follower].size != size:
                break
            text = _as_title(text + _HASH.sub("", flow.repaired[follower].text))
            if text.startswith("#"):
                break  # a section of a text in Markdown
            if _PLAIN.fullmatch(text) and "《" not in text and _closed(text):
                beside = _beside(flow, front, follower)
                candidates.append((size or 0.0, -position, text + beside))
                break
    return max(candidates)[2] if candidates else None


def _beside(flow: Flow, front: list[int], last: int) -> str:
    """The bracketed years alone in the line below a title, of whatever size; empty without them."""
    below = next((index for index in front if index > last), None)
    text = "" if below is None else compact(flow.repaired[below].text)
    return text if _YEARS.fullmatch(text) else ""


def _closed(text: str) -> bool:
    """Whether every bracket of the text is closed: the title goes on in the next line otherwise."""
    return sum(text.count(sign) for sign in "（(") == sum(text.count(sign) for sign in "）)")


def _quoted(flow: Flow) -> str | None:
    front = front_lines(flow)
    if not front:
        return None
    head = compact(flow.join(front[0], front[-1]).text)
    titles = [match[1] for match in _QUOTED.finditer(head) if not _states(head, *match.span())]
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
    cover = [i for i in front_lines(flow, _COVER) if flow.lines[i].page == 1]
    largest = max((flow.lines[i].size or 0.0 for i in cover), default=0.0)
    lines = [i for i in cover if flow.lines[i].size == largest]
    if largest < _LARGER * flow.body_size or lines[-1] - lines[0] >= 3:
        return None
    title = compact("".join(flow.repaired[index].text for index in lines))
    announced = any(_NOTE.match(compact(flow.repaired[index].text)) for index in cover if index < lines[0])
    return title if (_NOTE_NAME if announced else _LARGE_NAME).fullmatch(title) else None


def _above_house(flow: Flow) -> str | None:
    """The first line, above a house alone in its line, if it is called as what appears from time to time."""
    front = [_as_title(flow.repaired[index].text) for index in front_lines(flow, 3)]
    if all(house_of(text) is None for text in front[1:]) or house_of(front[0]) is not None:
        return None
    return front[0] if _SERIAL.fullmatch(front[0]) else None


def _release(flow: Flow) -> str | None:
    front = front_lines(flow, 1)
    match = _RELEASE.fullmatch(_as_title(flow.repaired[front[0]].text)) if front else None
    return match[1] if match else None


def speaks_of_report(text: str, title: str) -> bool:
    """Whether a paragraph introduces the report itself: its title in 《》 at the beginning."""
    opening = compact(text[:200])
    at = opening.find(f"《{title}》")
    return at >= 0 and not _states(opening, at, at + len(title) + 2)


def is_title(text: str, title: str) -> bool:
    """Whether a line is nothing but the title of the report."""
    printed = _as_title(text).strip("《》") if len(text) < 200 else ""
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
    r"(?:[0-9]{4}(?:年?[-—–~～至][0-9]{4})?年?度?|前?[一二三四]季度|[上下]半年|(?:[0-9]{1,2}[-—–~～至])?[0-9]{1,2}月份?|中国|我国|台湾|全球|全国|国内|世界|及|与|和){0,6}"
)
_INDUSTRY = re.compile(
    r"(.{2,30}?)(?:行业|产业|市场|领域|发展|运行|投资|研究|现状|前景|深度|调研|调查|分析|监测|经济统计|统计|专题|白皮书|蓝皮书|年度|概览|公报|年报|报告|[（(](?![0-9]{4,6}\.))"
)
_NO_INDUSTRY = re.compile(r"(?:年|季|半年)度?.{0,2}|企业.{0,4}|.*(?:公司|20[0-9]{2}).*")


def industry_of(title: str) -> str | None:
    """What the report is about: the title between 中国 and 行业, 产业, 市场…"""
    plain = simplified(title)
    before = _BEFORE_INDUSTRY.match(plain)
    match = _INDUSTRY.match(plain, before.end() if before else 0)
    if match is None or _NO_INDUSTRY.fullmatch(match[1]):
        return None
    return title[slice(*match.span(1))]
