"""Wordings by which a report speaks of itself: labels of its metadata, boilerplate, contents lists."""

from __future__ import annotations

import re
from functools import cache

from report_etl.catalog import load_catalog

# The fields of the report that a line may announce; their labels stand in `schemas/wording.yaml`.
_FIELDS = ("url", "prices", "phones", "emails", "publisher", "report_number", "published", "contact")
_COLON = r"[ \u3000]{0,2}(?:[：:]|】[：:]?)"  # 报告编号：, 【报告编号】
_NOTE_LABEL = re.compile(
    r"[（(]?(?:注|备注|说明|特别说明|特别声明|声明|免责声明|重要声明|温馨提示)[0-9]{0,2}[：:]"
)
_BOILERPLATE = re.compile(
    r"(?:仅作|仅供|仅为)(?:参考|样例|示意|样式)|样式展示|为样例|示意样式|格式美观|版式|详见报告|为准|不构成|未经授权|版权所有"
)
_UNLABELLED = re.compile(r"以报告正文为准|详见报告正文|请联系客服|样式展示|不构成任?何?投资建议")
_POINTER = re.compile(r"(?:更多|完整|详细)[^。]{0,20}(?:详见|请见|参见|请访问|请关注)[^。]{0,20}。?")
_BARE_URL = re.compile(r"(?:https?://|www\.)[!-~]{3,200}", re.IGNORECASE)
# The end of an entry of a contents list: dots and a page number (12, - 12 -, iv), which may be lost.
_LEADER = re.compile(
    r"(?:(?:[.．·…‥]{4,300}|(?:[.．·…][ \u3000]){3,150})[ \u3000]{0,5}"
    r"(?:[-–—][ ]?[0-9]{1,4}[ ]?[-–—]?|[0-9]{1,4}|[IVXivx]{1,6})|(?:[.．·…][ \u3000]?){6,200})$"
)
_LONGEST_ENTRY = 400  # characters, dots included
_FIGURE = re.compile(r"[0-9０-９]")
# A value holds neither: 价格：2023年均价上涨，… is a sentence of the text.
_PROSE = re.compile(r"[。；，]|[\u4e00-\u9fff]{40}")


def metadata_fields(text: str) -> list[tuple[str, int, int]]:
    """The fields of the report that a line announces (报告价格：…), each with the range of its value.

    Empty for anything else; a line may announce several, parted by white space or a bar.
    """
    stripped = text.lstrip()
    first = _label_pattern().match(stripped)
    if first is None or _PROSE.search(stripped, first.end()):
        return []
    offset = len(text) - len(stripped)
    labels = [first, *_further_pattern().finditer(stripped, first.end())]
    ends = [*(label.start() for label in labels[1:]), len(stripped)]
    return [
        (label.lastgroup or "", offset + label.end(), offset + end)
        for label, end in zip(labels, ends, strict=True)
    ]


def is_label(text: str) -> str | None:
    """The field that a cell names which holds nothing but a label."""
    match = re.fullmatch(_groups(), "".join(text.split()), re.IGNORECASE)
    return None if match is None else match.lastgroup


@cache
def _groups() -> str:
    return "|".join(
        f"(?P<{name}>{'|'.join(map(_spaced, load_catalog().wording[f'{name}_labels']))})" for name in _FIELDS
    )


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(rf"[（(【]?(?:{_groups()}){_COLON}", re.IGNORECASE)


@cache
def _further_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s|｜])【?(?:{_groups()}){_COLON}", re.IGNORECASE)


def _spaced(label: str) -> str:
    """The label, also letter-spaced (联 系 人)."""
    return re.escape(label) if label.isascii() else r"[ \u3000]{0,2}".join(map(re.escape, label))


def idle_line(text: str) -> str | None:
    """The rule of a line that says nothing of the industry: boilerplate, bare addresses, contents."""
    stripped = text.strip()
    if _BARE_URL.fullmatch(stripped):
        return "noise/bare_url"
    if _NOTE_LABEL.match(stripped) and _BOILERPLATE.search(stripped):
        return "noise/boilerplate_note"
    if _UNLABELLED.search(stripped) and not _FIGURE.search(stripped):
        return "noise/boilerplate"
    if _POINTER.fullmatch(stripped):
        return "noise/pointer"
    if is_contents_line(stripped):
        return "noise/contents_line"
    return None


def is_contents_line(text: str) -> bool:
    """Whether dots lead from the words of a line to the number of a page, or to its end."""
    return len(text) <= _LONGEST_ENTRY and _LEADER.search(text) is not None


def has_figure(text: str) -> bool:
    """Whether a digit stands in the text."""
    return _FIGURE.search(text) is not None
