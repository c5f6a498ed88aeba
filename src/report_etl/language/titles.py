"""Titles of policy documents: 《…》 or bare, where they begin and where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

# The word that ends a title says what kind of document it is. Strong words end titles and little else;
# weak words are as common inside a sentence.
STRONG_SUFFIXES = frozenset(
    "意见 通知 通告 通报 公告 公报 公约 决定 决议 批复 复函 办法 方案 计划 规划 纲要 条例 细则 "
    "规定 规则 规程 规范 准则 守则 章程 措施 指南 指引 手册 导则 目录 名录 清单 白皮书 蓝皮书 "
    "绿皮书 报告 建议书 提案 倡议 宣言 共识 声明 大纲 路线图 法典 修正案 提示函 意见稿 纪要 备忘录 "
    "协定 议定书 预案 通则 总则 法案 法令 行政令 条约 若干政策 工作提示 工作要点 重点任务 工作任务 "
    "规范条件 准入条件 三年行动 专项行动 十条 二十条 三十条 议程".split()
)
WEAK_SUFFIXES = frozenset(
    "行动 工程 试点 示范 体系 机制 改革 审查 任务 安排 部署 要求 条件 标准 建议 政策 制度 提示 "
    "说明 解读 要点 原则 举措 函 令 法 战略 解释 框架 协议 合同 构想 答复 讲话 指令 年版".split()
)
# （2021—2035年）（试行）(征求意见稿) [2023版] （国发〔2021〕8号） 1.0版: what may follow the suffix.
_NOTE = (
    r"\s{0,2}(?:[（(〔\[](?:[^（）()〔〕\[\]。，]|[〔\[][^（）()〔〕\[\]。，]{1,8}[〕\]]){1,24}[）)〕\]]"
    r"|[0-9]{1,2}\.[0-9]{1,2}(?:版)?|[0-9]{4}年?版|[一二三]期|(?:修订|修正|补充|试行|送审|征求意见)[版稿案])"
)
_STRONG = tuple(STRONG_SUFFIXES)
_WEAK = tuple(WEAK_SUFFIXES)
_NOTE_AT = re.compile(_NOTE)
_NOTES_AT_END = re.compile(rf"(?:{_NOTE}){{0,2}}[》〉”\"]?$")
_BOOK = re.compile(r"《((?:[^《》]|《[^《》]{0,120}》){1,200})》")
_OPENERS, _CLOSERS = "《〈（(“‘[【「〔", "》〉）)”’]】」〕"
_QUOTES = frozenset({4, 5})  # their places among these: a quotation may end anywhere


def balanced(text: str, *, misprints: bool = False) -> bool:
    """Whether brackets open and close in order; half and full width count as one kind.

    With `misprints`, one that closes none of its kind may stand for the end of the last one: （2021—2023年》.
    """
    depth: list[int] = []
    for character in text:
        kind = _OPENERS.find(character)
        if kind >= 0:
            depth.append(_kind_of(kind))
            continue
        kind = _CLOSERS.find(character)
        if kind < 0:
            continue
        own = _kind_of(kind)
        mended = misprints and own not in depth and not _QUOTES.intersection((own, *depth[-1:]))
        if not depth or (depth.pop() != own and not mended):
            return False
    return not depth


def _kind_of(index: int) -> int:
    return 2 if index == 3 else index  # ( and （ are one kind


def parse_titles(text: str) -> tuple[str, ...]:
    """The titles in a cell: one, or several in 《》 side by side; outer 《》 are dropped.

    Raises:
        ValueError: the cell is empty or can be no title.
    """
    printed = " ".join(text.split())
    books = list(_BOOK.finditer(printed))
    between = _BOOK.sub("", printed)
    if books and not re.sub(r"[\s、，,；;和及与•·-]", "", between):
        return tuple(match[1].strip() for match in books)
    if not printed or len(printed) > 300 or not re.search(r"[\u4e00-\u9fffA-Za-z]", printed):
        raise ValueError(f"{text!r} is no title")
    if "。" in printed:
        raise ValueError("a title holds no full stop")
    if not balanced(printed, misprints=True):
        raise ValueError("a bracket of the title has no partner: a part of it is missing")
    return (printed,)


def title_score(text: str) -> float:
    """How much a cell looks like a title.

    1.0 in 《》, 0.9 or 0.8 by its ending, less without one, 0.0 for a sentence.
    """
    printed = re.sub(r"\s+", "", text)
    if not 3 <= len(printed) <= 200 or "。" in printed or "；" in printed:
        return 0.0
    if not re.search(r"[\u4e00-\u9fffA-Za-z]{2}", printed):
        return 0.0
    if _BOOK.fullmatch(printed):
        return 1.0
    if not balanced(printed):
        return 0.1
    notes = _NOTES_AT_END.search(printed)
    words = printed[: notes.start()] if notes else printed
    if words.endswith(_STRONG) or (words.endswith("法") and words.startswith("中华人民共和国")):
        return 0.9
    if words.endswith(_WEAK):
        return 0.8
    return 0.5 if printed.startswith("关于") or _BOOK.search(printed) else 0.3


def strong_end(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends as a title surely does."""
    return text.endswith(_STRONG, start, end)


def strong_ends(text: str, start: int, end: int) -> list[int]:
    """Every place between `start` and `end` where a strong suffix ends."""
    return sorted({stop for suffix in _STRONG for stop in _found(text, suffix, start, end)})


def suffix_ends(text: str, start: int, end: int) -> list[int]:
    """Every place between `start` and `end` where a title may end: after a suffix or a note on it."""
    ends = {stop for suffix in (*_STRONG, *_WEAK) for stop in _found(text, suffix, start, end)}
    notes = [note for stop in ends if (note := _NOTE_AT.match(text, stop, end))]
    return sorted(ends.union(note.end() for note in notes))


def _found(text: str, suffix: str, start: int, end: int) -> Iterator[int]:
    place = text.find(suffix, start, end)
    while place >= 0:
        yield place + len(suffix)
        place = text.find(suffix, place + 1, end)
