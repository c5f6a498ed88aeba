"""Whether a clause speaks of what is still to come."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.sentences.figures import DATE, FIGURE, VAGUE
from report_etl.extract.statements.sentences.vocabulary import pattern

_ALTERED: Final = "(?:{alters}|缩短|增加|拉低|抬高|控制)"
# 将 before an object (将成本降低了四成, 将占比提升至12%) is 把; before a verb or adverb it looks ahead.
_OBJECT: Final = (
    rf"(?=[^，]{{2,12}}?{_ALTERED}了|(?!{{no_objects}})[^，]{{2,8}}?{_ALTERED}{FIGURE}{{0,12}}[至到])"
)
_ahead = pattern(
    rf"预计|预测|有望|预期|假设(?!检验)|假定|将(?![军其它该此这近])(?!{_OBJECT})|料(?=将|可)|预估|估计到|目标(?![价客人市用群公企区])|力争|争取|确保|计划(?=[在于到将用投新建{DATE}{VAGUE}])|(?<![模虚])拟(?=[投建于在以将收定]|新建|新增)|(?<=[\u4e00-\u9fff])或(?=[达可将超]|突破)|(?:提出|要求)(?=[到至]?{DATE})|(?:业绩|盈利|收入|营收|利润|[产销]量)指引(?=[^，]{{0,16}}{FIGURE}|[：:])|(?<![主必首纪摘概简])[要须](?=达到?|超过?|突破|实现|完成|建成|保持|控制)"
)
_NOUNS: Final = frozenset({"目标", "预期", "预测"})  # 500亿元的目标: may stand behind its figure
_AGAINST: Final = (
    "(?:(?<![占同环百对相性价])比|较|[达完]成|达到|实现|占|符合|满足|围绕|聚焦|对照|按照?|不及|不如|落后|超出?过?|偏离|"
    "[高低好差强弱优少多大小逊快慢]于)"
)
_held_against = pattern(rf"(?:基本|大幅|略)?{_AGAINST}[^，{FIGURE}]{{0,14}}{{expected}}$")
_FULFILS: Final = re.compile("(?<!超额)[完达]成了?(?=..)")
_SET: Final = re.compile(rf"{FIGURE}|提出|设[定立]|制[定订]|定下")  # 提出翻番的目标, 以500亿元为目标
_AFTER: Final = re.compile(rf"[{DATE}{VAGUE}{FIGURE}将：:]")
_begins = pattern("{works}|投用|落地|交付|到位|上线")  # 一期5GWh预计明年投产
_ONCE: Final = re.compile(r"(?:建成|达产|投产|投运|满产|竣工|落成)后(?!，?已)")
_DONE: Final = re.compile(r"(?:实现|达到|完成|超过|突破)了|实际(?:完成|实现|达到)|已(?![知婚故])")
# What a source has counted is no longer to come, whatever the clause before looked forward to.
_COUNTED: Final = re.compile(
    r"(?:根?据|从)(?![^，]*(?:预测|预计|测算|估算|规划))[^，]{1,24}(?:数据|统计|显示)"
)
_PLANNED: Final = re.compile(r"规划|计划|方案|提出|明确|要求")
_SECTION: Final = re.compile(r"预测[与及和、][^，]{0,8}(?:评级|建议|估值)\s*[：:]?$")  # 盈利预测与投资评级：
_PROPOSED: Final = re.compile(r"(?:规划|计划|方案|纲要)[^，]{0,12}?[》”]?中?(?:明确)?(?:提出|要求|明确)，?$")
_DATED: Final = re.compile(rf"[到至]?{DATE}")
_BY: Final = re.compile(rf"[到至]{DATE}")
_FUTURE: Final = re.compile("(?<!向)未来(?![之感学城科])")


def word_ahead(clause: str) -> tuple[int, bool] | None:
    """Where the first word of the future stands, and whether figures before it are of the future, too.

    `clause` ends with its mark: 三年目标： looks ahead.
    """
    match = next((found for found in _ahead().finditer(clause) if not _is_noun(clause, found)), None)
    if match is None or _SECTION.search(clause) or _COUNTED.search(clause, match.end()):
        return None  # 盈利有望改善根据某机构数据
    return match.start(), match[0] in _NOUNS or _begins().search(clause, match.end()) is not None


def _is_noun(clause: str, word: re.Match[str]) -> bool:
    """Whether 目标, 预期 or 计划 is a thing that is met, missed or only spoken of: it looks at no figure."""
    held, at_once = clause[: word.end()], clause.startswith(FIGURE, word.end())
    if is_held_against(held, 0, word.end()) and (not at_once or fulfilled(held)):
        return True
    if word[0] not in ("目标", "预期") or _SET.search(clause, 0, word.start()):
        return False
    return _AFTER.search(clause, word.end()) is None


def is_held_against(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` ends in what figures are held against: 比市场预期, 完成全年目标."""
    return _held_against().search(text, max(start, end - 24), end) is not None


def without_expected(text: str) -> str:
    """The words before what they are held against: 收入略高于我们的预期 → 收入."""
    return _held_against().sub("", text)


def fulfilled(text: str) -> re.Match[str] | None:
    """What is fulfilled at the end of the text: 就业人数完成|全年目标任务."""
    met = _held_against().search(text)
    return _FULFILS.match(text, met.start()) if met else None


def is_done(clause: str) -> bool:
    """Whether the clause tells what has been reached (彩电销量实现了增长), or names who counted it."""
    return _DONE.search(clause) is not None or _COUNTED.search(clause) is not None


def is_planned(before: str, clause: str) -> bool:
    """Whether a plan was named in the sentence and the clause gives its year (规划提出，到2030年…)."""
    if _PROPOSED.search(before) and _DATED.match(clause.strip()) and not is_done(clause):
        return True
    return _BY.match(clause.strip()) is not None and _PLANNED.search(before) is not None


def is_once_built(clause: str) -> bool:
    """Whether the clause tells what will be once something stands: 项目建成达产后年产值可达3亿元."""
    return DATE not in clause and not is_done(clause) and _ONCE.search(clause) is not None


def speaks_of_future(clause: str) -> bool:
    """Whether the clause looks ahead to no time in particular: 未来将保持年均20%以上的增长速度."""
    return DATE not in clause and _FUTURE.search(clause) is not None
