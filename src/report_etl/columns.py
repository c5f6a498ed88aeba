"""COLUMN_TYPES: for each type of column `score(text)` and `parse(text)`, built on `language`.

`score` is the plausibility (0 to 1) of a text as a cell of that column; `parse` gives its value, or
None for a cell that says "no value" (`—`, `--`, `/`), or raises `ValueError` when it is neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from report_etl.language.calendar_periods import Period, day, half, month, months, quarter, year, years
from report_etl.language.normalize import normalize_text, squeeze
from report_etl.language.organisations import Issuers, issuers_score, parse_issuers
from report_etl.language.regions import parse_region_or_body, region_score
from report_etl.language.titles import parse_titles, title_score


@dataclass(frozen=True, slots=True)
class PrintedPeriod:
    """A period as a cell prints it: partial ISO 8601, and whether the cell calls it a forecast."""

    iso: str
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class ColumnType:
    """What the cells of a column look like and what they mean."""

    name: str
    score: Callable[[str], float]
    parse: Callable[[str], object]


_ABSENT: Final = re.compile(r"[-－—–―−─/／*.…～~]{0,4}|N/?A|n/?a|无|暂无|未披露|未公布|不详|缺失")
_NUMBER: Final = re.compile(r"([-−－–—+])?((?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[0-9]{1,18})(?:\.[0-9]{1,10})?)")
_TWO_LINES: Final = re.compile(r"[0-9%]\s*\n\s*[0-9]")
_FOOTNOTE: Final = re.compile(r"[*＊①-⑳†‡]+$|[（(\[]注[0-9]{0,2}[）)\]]$|(?<=[0-9%])\[[0-9]{1,2}\]$")
_FORECAST: Final = re.compile(r"(?:[（(](?:E|F|e|f|预测|预计|估算|估计)[）)]|[EFef]|预测|预计)$")
_ACTUAL: Final = re.compile(r"(?:[（(]A[）)]|A)$")
# Behind a date, what happened on it: 起施行, 生效, （修订）
DATE_TAIL: Final = re.compile(
    "[（(][^（）()]{1,16}[）)]"
    "|(?:起|正式|开始){0,2}(?:施行|实施|生效|执行|发布|公布|颁布|印发|出台|下发|通过|修订|修正|更新)"
)
_DATE_END: Final = re.compile(f"(?:{DATE_TAIL.pattern}|起|以来|左右)$")
_QUARTERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PLANS: Final = {"十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}


def is_absent(text: str) -> bool:
    """Whether a cell says that there is no value: empty, `—`, `--`, `/`, 暂无."""
    return _ABSENT.fullmatch(squeeze(text)) is not None


def are_several(text: str) -> bool:
    """Whether a cell holds figures on lines of their own."""
    return _TWO_LINES.search(text) is not None


# --- numbers -----------------------------------------------------------------------------------


def parse_decimal(text: str) -> Decimal | None:
    """The number in a cell, thousands separators and footnote marks dropped; None when absent."""
    if are_several(text):
        raise ValueError(f"{text!r} are several numbers")
    plain = _FOOTNOTE.sub("", squeeze(normalize_text(text)))
    if is_absent(plain):
        return None
    found = _NUMBER.fullmatch(plain.replace("，", ","))
    if found is None:
        raise ValueError(f"{text!r} is no number")
    value = Decimal(found[2].replace(",", ""))
    return -value if found[1] and found[1] != "+" else value


def parse_integer(text: str) -> int | None:
    """A whole number."""
    value = parse_decimal(text)
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValueError(f"{text!r} is no whole number")
    return int(value)


def parse_percent(text: str) -> Decimal | None:
    """A percentage in per cent, with or without its sign %, never expanded."""
    plain = _FOOTNOTE.sub("", squeeze(normalize_text(text)))
    if plain.endswith("%") and is_absent(plain[:-1]):
        return None
    return parse_decimal(plain.removesuffix("%"))


def parse_rank(text: str) -> int | None:
    """A place in a list: 1, 第1, 第一名 is not used in tables; None for `—`."""
    value = parse_integer(re.sub(r"^(?:第|NO\.?|No\.?|TOP)|[名位.、]$", "", squeeze(text)))
    if value is not None and not 0 < value < 10_000:
        raise ValueError(f"{text!r} is no rank")
    return value


def _number_score(text: str) -> float:
    try:
        return 0.6 if parse_decimal(text) is None else 1.0
    except ValueError:
        return 0.0


def _integer_score(text: str) -> float:
    try:
        return 0.6 if parse_integer(text) is None else 1.0
    except ValueError:
        return 0.0


def _percent_score(text: str) -> float:
    if squeeze(normalize_text(text)).endswith("%"):
        try:
            return 1.0 if parse_percent(text) is not None else 0.6
        except ValueError:
            return 0.0
    return 0.5 * _number_score(text)


def _rank_score(text: str) -> float:
    try:
        value = parse_rank(text)
    except ValueError:
        return 0.0
    return 0.5 if value is None or value > 100 else 0.9


# --- dates and periods -------------------------------------------------------------------------

_SEP = r"[-./－．]"
_DAY = re.compile(rf"([0-9]{{4}})(?:年|{_SEP})([0-9]{{1,2}})(?:月|{_SEP})([0-9]{{1,2}})日?")
_MONTH = re.compile(rf"([0-9]{{4}})(?:年|{_SEP})([0-9]{{1,2}})月?")
_YEAR = re.compile(r"([0-9]{4})(?:年度|年[底末]?|全年)?")
_HALF = re.compile(r"([0-9]{4})年?(?:(上|下)半年|[Hh]([12]))")
_QUARTER = re.compile(r"([0-9]{4})年?(?:第?([一二三四1-4])季度?|[Qq]([1-4])|-Q([1-4]))")
_HALF_FIRST = re.compile(r"([1-4])[Qq]([0-9]{2}|[0-9]{4})|([12])[Hh]([0-9]{2}|[0-9]{4})")
_MONTHS = re.compile(
    r"([0-9]{4})(?:年|[.])(?:([0-9]{1,2})月?[-—–~～至]([0-9]{1,2})月|前([0-9一二三四])个?(季度|月))"
)
_YEARS = re.compile(r"([0-9]{4})年?[-—–~～至]([0-9]{4})年?")
_PLAN = re.compile(r"[“\"]?(十[二三四五]五)[”\"]?(?:期间|时期)?")


def _calendar(text: str) -> Period | None:
    """The period a whole cell names; None when it names none. Impossible dates raise `ValueError`."""
    found: re.Match[str] | None
    if found := _YEAR.fullmatch(text):
        return year(_plausible_year(found[1]))
    if found := _MONTH.fullmatch(text):
        return month(_plausible_year(found[1]), int(found[2]))
    if found := _DAY.fullmatch(text):
        return day(_plausible_year(found[1]), int(found[2]), int(found[3]))
    if found := _HALF.fullmatch(text):
        return half(_plausible_year(found[1]), 1 if found[2] == "上" or found[3] == "1" else 2)
    if found := _QUARTER.fullmatch(text):
        return quarter(_plausible_year(found[1]), _QUARTERS[found[2] or found[3] or found[4]])
    if found := _HALF_FIRST.fullmatch(text):
        number = int(found[2] or found[4])
        number += 2000 if number < 100 else 0
        return quarter(number, int(found[1])) if found[1] else half(number, int(found[3]))
    if found := _MONTHS.fullmatch(text):
        return _months(found)
    if found := _YEARS.fullmatch(text):
        return years(_plausible_year(found[1]), _plausible_year(found[2]))
    if found := _PLAN.fullmatch(text):
        return years(_PLANS[found[1]], _PLANS[found[1]] + 4)
    return None


def _months(found: re.Match[str]) -> Period:
    if found[4]:
        count = _QUARTERS.get(found[4], 0) or int(found[4])
        return months(int(found[1]), 1, count * 3 if found[5] == "季度" else count)
    return months(int(found[1]), int(found[2]), int(found[3]))


def _plausible_year(text: str) -> int:
    number = int(text)
    if not 1900 <= number <= 2100:
        raise ValueError(f"{text} is no year of a report")
    return number


def parse_date(text: str) -> str | None:
    """A date of issue as partial ISO 8601: 2023年3月 → 2023-03; None when absent."""
    plain = squeeze(normalize_text(text))
    if is_absent(plain):
        return None
    plain = plain.lstrip("自从于")
    for _ in range(3):
        period = None if _YEARS.fullmatch(plain) else _calendar(plain)
        if period is not None:
            return period.iso
        shorter = _DATE_END.sub("", plain)
        if shorter == plain:
            break
        plain = shorter
    raise ValueError(f"{text!r} is no date")


def parse_period(text: str) -> PrintedPeriod | None:
    """A period: 2025年E → 2025 (forecast), 2024年一季度 → 2024-Q1, 2024H1 → 2024-H1."""
    plain = squeeze(normalize_text(text)).removeprefix("截至").removeprefix("截止")
    if is_absent(plain):
        return None
    shorter = _FORECAST.sub("", plain)
    period = _calendar(_ACTUAL.sub("", shorter))
    if period is None:
        raise ValueError(f"{text!r} is no period")
    return PrintedPeriod(period.iso, shorter != plain)


def period_of(text: str) -> PrintedPeriod | None:
    """The period that a text is; None when it is none."""
    try:
        return parse_period(text)
    except ValueError:
        return None


def _scored_by(parse: Callable[[str], object]) -> Callable[[str], float]:
    def score(text: str) -> float:
        try:
            value = parse(text)
        except ValueError:
            return 0.0
        if value is None:
            return 0.2
        # A bare 2024 may as well be a number.
        return 0.7 if squeeze(text).isascii() and len(squeeze(text)) == 4 else 1.0

    return score


# --- words -------------------------------------------------------------------------------------


def parse_text(text: str) -> str | None:
    """The words of a cell on one line; None when absent."""
    words = " ".join(text.split())
    return None if is_absent(words) else words


def _issuers(text: str) -> Issuers | None:
    return None if is_absent(text) else parse_issuers(text)


def _titles(text: str) -> tuple[str, ...] | None:
    return None if is_absent(text) else parse_titles(text)


def _text_score(text: str) -> float:
    words = squeeze(text)
    if not words or _NUMBER.fullmatch(words):
        return 0.1
    return 0.8 if words.endswith(("。", "；", ";")) else 0.5


def _name_score(text: str) -> float:
    words = squeeze(text)
    if not words or _number_score(words) or words.endswith("。"):
        return 0.0
    return 0.7 if len(words) <= 16 else 0.3


COLUMN_TYPES: Final[dict[str, ColumnType]] = {
    column_type.name: column_type
    for column_type in (
        ColumnType("date", _scored_by(parse_date), parse_date),
        ColumnType("period", _scored_by(parse_period), parse_period),
        ColumnType("organisations", issuers_score, _issuers),
        ColumnType("policy_title", title_score, _titles),
        ColumnType("region", region_score, parse_region_or_body),
        ColumnType("integer", _integer_score, parse_integer),
        ColumnType("decimal", _number_score, parse_decimal),
        ColumnType("percent", _percent_score, parse_percent),
        ColumnType("rank", _rank_score, parse_rank),
        ColumnType("label", _name_score, parse_text),
        ColumnType("free_text", _text_score, parse_text),
    )
}
