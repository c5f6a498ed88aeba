"""Names of regions: provinces, cities, and the bodies that statistics list among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from report_etl.language.normalize import squeeze
from report_etl.language.region_codes import CITIES, PROVINCE_ALIASES, PROVINCES
from report_etl.language.script import simplified


class RegionKind(StrEnum):
    PROVINCE = "province"
    CITY = "city"
    BODY = "body"  # 兵团, 境外, 国资委, 其他: listed among the regions, without a code
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Region:
    """A region as a table names it: provinces by their short name, all others as printed."""

    name: str
    code: str | None
    kind: RegionKind


# Bodies that lists of regions hold and that are no region of GB/T 2260.
_BODIES = (
    "新疆生产建设兵团 新疆兵团 生产建设兵团 兵团 境外 海外 国外 港澳台 港澳台地区 港澳 国资委 国务院国资委 "
    "中央企业 央企 在京央企 中央单位 中央 部委 部属 部直属 现役军人 军队 其他 其它 其他地区 其它地区 "
    "其他省份 其它省份 其他省市 其他省区市 其余地区 未知 不详 进口 进口登记 跨省 长三角 珠三角 京津冀 华东 "
    "华北 华南 华中 东北 西北 西南 东部 中部 西部 东部地区 中部地区 西部地区 东北地区 华东地区 华北地区 "
    "华南地区 华中地区 西北地区 西南地区 蒙东 蒙西 冀北 冀南"
).split()
_TOTALS = "合计 总计 共计 全国 全省 全市 全区 全县 全州 小计 总数 全国合计 全国总计 合计数 总和 累计".split()

_PEOPLES = (
    "朝鲜族 土家族 苗族 藏族 羌族 彝族 布依族 侗族 哈尼族 壮族 傣族 白族 景颇族 傈僳族 回族 蒙古族 蒙古 "
    "柯尔克孜 哈萨克"
).split()
_CITY_TAIL = re.compile(rf"(?:市|地区|(?:{'|'.join(_PEOPLES)}){{1,2}}自治州|盟)$")
# 辽宁（不含大连）, 广东(含深圳): a province with a note is another quantity than the province.
_NOTED = re.compile(r"([\u4e00-\u9fff]{2,12})[（(](?:不含|含|除|不包括|包括)[\u4e00-\u9fff、]{2,20}[）)]")
_TRANSLATED = re.compile(r"([\u4e00-\u9fff]{2,12})[A-Z][A-Za-z'’.-]+")  # 北京Beijing
# Latin words are taken whole: parted anywhere, a long one would be tried in every way
_NAME = re.compile(r"(?:[\u4e00-\u9fff（）()·、/-]|[A-Za-z]{2,12}+(?![A-Za-z])){1,24}")
_BODY_NAME = re.compile(
    r"[\u4e00-\u9fff（）()·、及和与-]{1,20}(?:集团|公司|央企|企业|机关|单位|部门|总台|总局|委员会|协会|项目|登记|机构|院校|军区|部队|兵团)"
)


@cache
def _provinces() -> dict[str, tuple[str, str]]:
    """Every way to write a province → (short name, code)."""
    names: dict[str, tuple[str, str]] = {}
    for entry in PROVINCES.replace("\n", "|").split("|"):
        if entry:
            code, short, full = entry.split()
            names[short] = names[full] = (short, code + "0000")
    for alias, short in PROVINCE_ALIASES.items():
        names[alias] = names[short]
    return names


@cache
def _cities() -> dict[str, str]:
    """Names of prefecture-level units, with and without 市 → code."""
    names: dict[str, str] = {"济源": "419001", "济源市": "419001"}
    for line in CITIES.strip().splitlines():
        province, *units = line.split()
        for unit in units:
            code, name = province + unit[:2] + "00", unit[2:]
            names[name] = code
            tail = _CITY_TAIL.search(name)
            if tail is None:
                names[name + "市"] = code
            else:
                stem = name[: tail.start()]
                if stem not in _provinces():
                    names.setdefault(stem, code)
                if "自治州" in name:
                    names.setdefault(stem + "州", code)
    del names["朝阳"]  # as often the district of Beijing
    return names


def parse_region(text: str) -> Region:
    """The region that a cell names.

    Raises:
        ValueError: the cell is not the name of a region or of a body known from such lists.
    """
    name = squeeze(text).strip("*＊①②③")
    found = _known_region(name)
    if found is None:
        raise ValueError(f"{text!r} names no region")
    return found


def is_inside(place: str, region: str) -> bool:
    """Whether a place is a province or a city in it: 深圳 in 广东省."""
    own, whole = _known_region(place), _known_region(region)
    codes = [known.code for known in (own, whole) if known is not None and known.code is not None]
    return len(codes) == 2 and codes[1].endswith("0000") and codes[0][:2] == codes[1][:2]


def _known_region(printed: str) -> Region | None:
    name = simplified(printed)
    if name in _provinces():
        short, code = _provinces()[name]
        return Region(short, code, RegionKind.PROVINCE)
    if name in _cities():
        return Region(printed, _cities()[name], RegionKind.CITY)
    if name in _TOTALS:
        return Region(printed, None, RegionKind.TOTAL)
    if name in _BODIES:
        return Region(printed, None, RegionKind.BODY)
    translated = _TRANSLATED.fullmatch(name)
    if translated and (known := _known_region(translated[1])):
        return known
    noted = _NOTED.fullmatch(name)
    if noted and _known_region(noted[1]):
        return Region(printed, None, RegionKind.BODY)
    for short in _provinces():  # 广东省深圳市, 江苏苏州
        if name.startswith(short) and name[len(short) :] in _cities():
            return Region(printed, _cities()[name[len(short) :]], RegionKind.CITY)
    return None


def parse_region_or_body(text: str) -> Region:
    """Like `parse_region`, but any short name of Chinese characters is taken as a body without code.

    For use where the column is known to hold regions: 跨省联营项目, 中央广播电视总台及在京央企.

    Raises:
        ValueError: the cell is no name at all.
    """
    name = squeeze(text)
    found = _known_region(name.strip("*＊①②③"))
    if found is not None:
        return found
    if not _NAME.fullmatch(name) or len(name) < 2:
        raise ValueError(f"{text!r} names no region")
    if any(name.startswith(first) and _known_region(name[len(first) :]) for first in _provinces()):
        raise ValueError(f"{text!r} names two regions")
    return Region(name, None, RegionKind.BODY)


def region_score(text: str) -> float:
    """How much a cell looks like the name of a region: 1.0 known, 0.5 a body by its ending, else 0."""
    name = squeeze(text)
    if _known_region(name.strip("*＊①②③")):
        return 1.0
    return 0.5 if _BODY_NAME.fullmatch(name) else 0.0


@cache
def _names_by_length() -> tuple[frozenset[str], int, frozenset[str]]:
    names = frozenset({*_provinces(), *_cities(), *_BODIES, *_TOTALS})
    return names, max(map(len, names)), frozenset(name[0] for name in names)


def match_region(text: str, start: int = 0) -> int | None:
    """End of the longest region name that stands at `start`; single white space inside is allowed."""
    names, longest, beginnings = _names_by_length()
    if simplified(text[start : start + 1]) not in beginnings:
        return None
    letters: list[str] = []
    found = None
    for index in range(start, min(len(text), start + 2 * longest)):
        if text[index].isspace():
            if not letters or text[index - 1].isspace():
                break
            continue
        letters.append(simplified(text[index]))
        if "".join(letters) in names:
            found = index + 1
        if len(letters) == longest:
            break
    return found
