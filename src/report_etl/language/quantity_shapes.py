"""Shapes in running text: numerals, and what begins like one but is a date, a code or a name.

`NUMERAL` starts with a plain set of characters, so that `re` skips ordinary text at full speed.
Repetitions are of single characters or bounded: matching is linear on any input.
"""

from __future__ import annotations

import re
from typing import Final

from report_etl.language.numerals import CHINESE_NUMERALS

D: Final = "[0-9０-９]"
_GAP: Final = "[ \u3000\xa0]"
# 9 333家, 2 965.2万件: blanks between thousands, where nothing but a noun stands before and a unit after
# (a blank before may part two cells; 图3 345家 is a caption and a figure)
_PARTED: Final = (
    r"(?:(?<=[\u4e00-\u9fff，、；：（(][0-9])(?<![图表第章节例注附栏栋][0-9])"
    r"(?:[0-9]{0,2}(?:[ \xa0\u2009\u202f][0-9]{3})+)"
    r"|[0-9]{0,2}(?:[\u2009\u202f][0-9]{3})+)(?=(?:\.[0-9]{1,4})?[\u4e00-\u9fff])"
)
# 收入6. 68亿元: a blank behind the point, where a noun stands before and a unit after
_POINT_APART: Final = (
    r"(?<=[\u4e00-\u9fff][0-9])(?<![图表第章节例注附条款][0-9])[0-9]{0,3}[.．] [0-9]{1,4}"
    r"(?=[ ]?(?:[%％‰万亿倍元吨]|个?百分点))"
)
_SCALE: Final = "[十百千万亿兆仟佰]"
_LARGE: Final = "[十百千万亿兆]"

# A numeral. Groups tell its script: `arabic`, `chinese` or `half` (半).
NUMERAL: Final = re.compile(
    rf"[0-9０-９半{CHINESE_NUMERALS}]"
    rf"(?:(?<={D})(?P<arabic>(?:{_PARTED}|{_POINT_APART}|{D}{{0,2}}(?:,{D}{{3}})+(?:，{D}{{3}}(?:,{D}{{3}})*)?(?!{D})"
    rf"|(?<=[０-９]){D}{{0,2}}(?:，[０-９]{{3}})+(?!{D})|{D}*)(?:[.．]{D}+)?"
    r"(?:[eE][+-]?[0-9]{1,2}(?![0-9A-Za-z年]))?)"
    rf"|(?<=[{CHINESE_NUMERALS}])(?P<chinese>(?:{_GAP}{{0,2}}[{CHINESE_NUMERALS}]"
    rf"|{_GAP}?[几余多来]{_GAP}?(?={_LARGE})|几|{_GAP}?点{_GAP}?(?=[{CHINESE_NUMERALS}])){{0,60}})"
    r"|(?<=半)(?P<half>))"
)
# What may follow an Arabic figure and belongs to it: 11 亿 6690 万, 7万5千4百, 1千零20, 万亿, 余万
SCALED: Final = re.compile(
    rf"{_GAP}{{0,3}}(?:[余多来几]{_GAP}?)?{_SCALE}{{1,4}}"
    rf"(?:{_GAP}{{0,2}}零?{D}{{1,4}}(?:\.{D}{{1,4}})?{_GAP}{{0,2}}{_SCALE}{{1,2}}(?!分)){{0,4}}"
    rf"(?:零{D}{{1,3}}(?![0-9.])|(?<=[千仟]){D}{{3}}(?![0-9.])|(?<=万){D}{{4}}(?![0-9.]))?"
)
# a unit begins here and no scale: 千瓦, 百分点, 兆帕
UNIT_GUARDS: Final[dict[str, str]] = {"百": "分", "千": "瓦克米伏赫帕焦卡升", "兆": "瓦帕赫欧"}
# names that begin with a scale; only a space before them lets a figure stand next to one (5 万科)
NAME_GUARDS: Final[dict[str, str]] = {
    "万": "科达宁物向华联里事般圣象载荣泰孚和安年载盛荣州",
    "亿": "纬嘉联华航邦帆滋欧田晶利",
    "百": "度货姓强年事色济盛胜威川联科叶思仕",
    "千": "岛禧山方金斤禾",
    "十": "堰字分足大佳强年月日里几",
    "兆": "易丰",
}

_YEAR: Final = r"(?:1[6-9]|20|21)[0-9]{2}"
_JOINT: Final = r"\s?(?:——|-{2,3}|[-–—~～至到、/和及与或－―−])\s?"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
# Dates and periods, lists of years and months included. What matches is no quantity; the exact
# reading is the work of `dates`. Group `bare`: no word says that it is a date (2000-2010).
DATE: Final = re.compile(
    rf"{_YEAR}(?:年?{_JOINT}(?:{_YEAR}|[0-9]{{2}})[EeF]?){{1,12}}\s?(?:年|财年|学年|[EeF](?![A-Za-z]))"
    rf"|{_YEAR}\s?(?:年度|财年|学年|年)(?:(?:前|第)?[一二三四1-4](?:{_JOINT}[一二三四1-4])?季度?"
    rf"|\s?{_MONTH}(?:{_JOINT}{_MONTH})?\s?月份?(?:\s?{_DAY}(?:{_JOINT}{_DAY})?\s?[日号])?)?"
    rf"|{_YEAR}\s?年?\s?-?(?:[Hh][12]|[Qq][1-4])(?:{_JOINT}[HhQq]?[1-4]){{0,3}}(?![0-9.])"
    rf"|{_YEAR}[-./]{_MONTH}[-./]{_DAY}(?![0-9])"
    rf"|{_YEAR}\s?[EeFA](?![A-Za-z0-9])"
    rf"|(?P<bare>(?:19|20)[0-9]{{2}}(?:[-./](?:1[0-2]|0[1-9])|{_JOINT}(?:19|20)[0-9]{{2}}[EeF]?)(?![0-9.]))"
    rf"|[1-4][Qq](?:{_YEAR}|[0-9]{{2}})(?![0-9])|[12][Hh](?:{_YEAR}|[0-9]{{2}})(?![0-9])"
    rf"|[0-9]{{2}}\s?年?(?:[Hh][12]|[Qq][1-4])(?:{_JOINT}[HhQq]?[1-4]){{0,3}}(?![0-9.])"
    rf"|[0-9]{{2}}\s?年(?:(?:前|第)?[一二三四1-4]季|[上下]半年|{_MONTH}月|[末底初])"
    rf"|[0-4][0-9](?:年?{_JOINT}[0-4][0-9]){{1,8}}\s?(?:年(?!期|[来间以])|E)"
    rf"|{_MONTH}(?:(?:{_JOINT}|[,，] ?){_MONTH}){{0,5}}\s?月(?!均|薪|息|租)份?"
    rf"(?:\s?{_DAY}(?:{_JOINT}{_DAY})?\s?[日号])?"
    rf"|{_DAY}(?:{_JOINT}{_DAY})?\s?(?:日|号)(?![均元本线])"
    rf"|(?:1[6-9]|20|21)?[0-9]0(?:{_JOINT}[0-9]0)?\s?(?:年代|后(?![续期来])|[sS](?![A-Za-z]))"
    rf"|[1-4](?:{_JOINT}[1-4])?季[度报]|[0-9]{{1,2}}世纪"
    rf"|[0-2]?[0-9][:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9.%％/])|[0-2]?[0-9](?:时(?![间段代尚速])|点钟)"
)
# 21年, 15年: a short year, unless the words around speak of a duration
SHORT_YEAR: Final = re.compile(
    r"(?:0[0-9]|1[0-9]|2[0-9]|3[0-5]|[89][0-9])\s?年(?![来间期多历内左之])(?!以[来内上下])"
)
DURATION_BEFORE: Final = frozenset("近去来约超逾历每前后达长满首任需隔第过为期有足余仅在")
# telephone numbers, versions and chapter numbers, stock codes, identifiers, compact dates
IDENTIFIER: Final = re.compile(
    r"0[0-9]{2,3}[-－—][0-9]{7,8}(?![0-9])|[0-9]{3,4}[-－][0-9]{3,4}[-－][0-9]{4}(?![0-9])"
    r"|[48]00[- ]?[0-9]{3}[- ]?[0-9]{4}(?![0-9])|1[3-9][0-9]{9}(?![0-9.万亿])"
    r"|[0-9]{1,3}(?:\.[0-9]{1,3}){2,8}|[0-9]{6}\.(?:SH|SZ|BJ|OF|CSI|sh|sz)|[0-9]{4,5}\.(?:HK|hk|T)(?![0-9A-Za-z])"
    r"|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-3][0-9])?(?![0-9.万亿元])"
)
_CN: Final = "[一二三四五六七八九十]"
_CN0: Final = "[〇○零一二三四五六七八九]"
CHINESE_DATE: Final = re.compile(
    rf"{_CN0}{{4}}年?(?:[至到—-]{_CN0}{{4}})?年|[两二]千(?:零|〇)?{_CN}{{1,3}}年"
    rf"|{_CN}{{1,3}}(?:[至到、—-]{_CN}{{1,3}})?(?:年代|世纪|月(?!龄|均|薪)份?|季[度报]|日(?![均元本])|号)"
    r"|[一二三四](?:、[一二三四])?季(?!节)|十[一二三四五六七八九]五"
    rf"|[一二]?十[一二三四五六七八九]?大(?=报告|以来|精神|提|召开|代表|[，。、])"
)
URL: Final = re.compile(r"(?:https?|ftp)://[!-~]{1,2000}|www\.[!-~]{1,2000}")
MAIL_HOST: Final = re.compile(r"@[A-Za-z0-9._+-]{0,254}")
MAIL_NAME: Final = re.compile(r"[A-Za-z0-9._+-]{0,64}$")
CODE: Final = re.compile(r"[A-Za-z0-9._-]*")
LATIN_WORD: Final = re.compile(r"[A-Za-z]{0,12}$")
