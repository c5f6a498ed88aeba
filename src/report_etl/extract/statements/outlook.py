"""Whether a clause speaks of what is still to come."""

from __future__ import annotations

import re
from typing import Final

from report_etl.extract.statements.figures import DATE, FIGURE, VAGUE

_TURNED: Final = "降低|提升|提高|压缩|缩短|减少|增加|扩大|拉低|抬高|下调|上调|控制|推高"
# 将 before an object (将成本降低了四成, 将占比提升至12%) is 把; before a verb or adverb it looks ahead.
_OBJECT: Final = (
    rf"(?=[^，]{{2,12}}?(?:{_TURNED})了|"
    r"(?!进一步|大幅|小幅|逐[步年渐]|持续|继续|不断|快速|稳步|显著|明显|分别|有望|从|由|在|于|以|会|要|超|突破|达|"
    rf"是|为|成|迎|保持|维持)[^，]{{2,8}}?(?:{_TURNED})[至到])"
)
_AHEAD: Final = re.compile(
    rf"预计|预测|有望|预期|假设(?!检验)|假定|将(?![军其它该此这近])(?!{_OBJECT})|料(?=将|可)|预估|估计到|目标(?!价)|力争|争取|确保|计划(?=[在于到将用投新建{DATE}{VAGUE}])|(?<![模虚])拟(?=[投建于在以将收定])|(?<![主必首纪摘概简])[要须](?=达到?|超过?|突破|实现|完成|建成|保持|控制)"
)
_NOUNS: Final = frozenset({"目标", "预期", "预测"})  # 500亿元的目标: may stand behind its figure
# What was expected is only held against the figure (比市场预期低5%), or an aim is spoken of without one.
_MEASURED_BY: Final = re.compile(
    rf"(?:符合|完成|超出?|[高低好优差快慢弱强]于|不及|不如|围绕|聚焦)[^，{FIGURE}{DATE}{VAGUE}]{{0,12}}$"
    r"|[比较与](?:市场|一致|此前|原先|我们|公司|机构){1,2}的?$|[比较]$"
)
_BEGINS: Final = re.compile(
    r"投产|达产|建成|投运|投用|落地|上市|开工|竣工|完工|交付|到位|上线"
)  # 一期5GWh预计明年投产
_ONCE: Final = re.compile(r"(?:建成|达产|投产|投运|满产|竣工|落成)后(?!，?已)")
_DONE: Final = re.compile(r"(?:实现|达到|完成|超过|突破)了|实际(?:完成|实现|达到)|已(?![知婚故])")
# What a source has counted is no longer to come, whatever the clause before looked forward to.
_COUNTED: Final = re.compile(
    r"(?:根?据|从)(?![^，]*(?:预测|预计|测算|估算|规划))[^，]{1,24}(?:数据|统计|显示)"
)
_PLANNED: Final = re.compile(r"规划|计划|方案|提出|明确|要求")
_SECTION: Final = re.compile(r"预测[与及和、][^，]{0,8}(?:评级|建议|估值)\s*$")  # 盈利预测与投资评级：
_PROPOSED: Final = re.compile(r"(?:规划|计划|方案|纲要)[^，]{0,12}?[》”]?中?(?:明确)?(?:提出|要求|明确)，?$")
_DATED: Final = re.compile(rf"[到至]?{DATE}")
_BY: Final = re.compile(rf"[到至]{DATE}")
_FUTURE: Final = re.compile("(?<!向)未来(?![之感学城科])")


def word_ahead(clause: str) -> tuple[int, bool] | None:
    """Where the first word of the future stands, and whether figures before it are of the future, too."""
    found = _AHEAD.finditer(clause)
    match = next(
        (m for m in found if m[0] not in _NOUNS or not _MEASURED_BY.search(clause[: m.start()])), None
    )
    if match is None or _SECTION.search(clause) or _COUNTED.search(clause, match.end()):
        return None  # 盈利有望改善根据某机构数据
    return match.start(), match[0] in _NOUNS or _BEGINS.search(clause, match.end()) is not None


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
