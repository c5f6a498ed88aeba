"""Checks of parts against their whole in sentences: 其中, 合计, 其余, half years of a year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import Reading, finding, may_be_slip, percent, reading, weigh
from report_etl.audit.intervals import Interval, Severity, exactly, share_of, total
from report_etl.audit.periods import same_end
from report_etl.language.numerals import parse_integer
from report_etl.records import Finding

_TOGETHER = re.compile("合计|共计|总计|累计|加起来|总共|共占|之和|CR[2-9]|TOP[ ]?[2-9]", re.IGNORECASE)
_MANY = re.compile(
    "(?:上述|以上|这|前)?([两二三四五六七八九])(?:大|个)?(?:省市|省区|省|地区|地|市|国|类|者|家|项|部分|品类|板块|渠道|场景|领域|企业|公司)?"
)
_MANY_OF = re.compile("(?:上述|以上|这|前)?([^、]*)([两二三四五六七八九])[大个]?[省市区地国家类者]{1,2}")
_LARGEST = re.compile("(?:CR|TOP[ ]?)([2-9])", re.IGNORECASE)
_REST = re.compile("其余|其他|其它|剩余|剩下")
_STRUCTURE = re.compile("结构|构成|按.{1,8}(?:分|划分)|分.{1,6}看")
# What a share may be of when it says no more: 装机量占比; 甲、乙两家的原料成本占比 are shares of two wholes.
_OF_ONE = re.compile(
    "(?:^|数|量|额|规模|市场|收入|营收|产值|装机|容量|面积|用户|人口|人数|需求|应用|客户|企业|产品)的?(?:占比|比重|比例|份额)?$"
)
_LEADERS = re.compile("CR[0-9]|TOP|前[0-9一二三四五六七八九十]|集中度", re.IGNORECASE)
_SURVEY = re.compile("调查|受访|网民|多选|用户(?:中|认为)|消费者|使用率|渗透率|普及率|覆盖率")
_BOTH = re.compile("(?:两者|二者|双方|两项|两类|两家)(?:的)?(?:合计|之和|总和|总计|总量|总额|总数)")
_LITTLE = 5  # per cent that shares of a whole are too many
_AVERAGE = re.compile("均|单价|价格|人均|单|每")
_SUM = re.compile("(合计|共计|总计|总共|共有?|总)[^占]{0,4}$")
_COMPLEMENTS = tuple(
    tuple(pair.split("/"))
    for pair in (
        "出口/进口 国产/进口 男/女 线上/线下 城镇/农村 城市/农村 国内/海外 国内/国外 境内/境外 集中式/分布式 "
        "公共/私人 内销/外销 乘用车/商用车 陆上/海上 公办/民办 公立/民营 机构/社区 直销/经销"
    ).split()
)
# Parts of a year that make up the whole of it; {} is the year.
_PARTS_OF_YEAR = (("{}-H1", "{}-H2"), ("{}-Q1", "{}-Q2", "{}-Q3", "{}-Q4"), ("{0}-01/{0}-09", "{}-Q4"))


def _sum(
    whole: Figure, parts: Sequence[Figure], *, sure: bool = True, severity: Severity = "error"
) -> Reading:
    return reading(whole, parts, total, f"{_plus(parts)} is", sure=sure, severity=severity)


def _plus(figures: Sequence[Figure]) -> str:
    return " + ".join(figure.text for figure in figures)


def _are_near(whole: Figure, parts: list[Figure]) -> bool:
    """Whether parts add up to their whole but for a sixth of it."""
    return 6 * abs(sum(part.middle for part in parts) - whole.middle) <= whole.middle


def _sides(left: Figure, right: Figure) -> list[tuple[str, str]]:
    """The words by which two parts make up a whole: 线上, 线下."""
    both = [*_COMPLEMENTS, *(pair[::-1] for pair in _COMPLEMENTS)]
    return [(x, y) for x, y in both if x in left.said and y in right.said]


# --- shares ------------------------------------------------------------------------------------------


def shares_together(book: Book) -> Iterator[Finding]:
    """A joint share is the sum of the shares it joins: 甲、乙、丙…合计占比 = Σ shares.

    The members are the shares of the same names, or the N shares before (三省合计, CR3), in the sentence or
    the one before. Error when they stand in one sentence.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        earlier = [share for other in book.context(sentence, 1) for share in other.shares]
        for joint in sentence.shares:
            members = _members(sentence, joint, sentence.shares, earlier)
            if len(members) >= 2:
                inside = all(member.sentence == joint.sentence for member in members)
                yield from weigh("shares_together", [_sum(joint, members, sure=inside)])


def _members(
    sentence: Sentence, joint: Figure, figures: list[Figure], earlier: Sequence[Figure] = ()
) -> list[Figure]:
    """The figures that a joint one adds up, in order of the text."""
    clause = sentence.clause(joint, 24)
    if not _TOGETHER.search(clause + joint.measure):
        return []
    before = [figure for figure in figures if figure.at < joint.at]
    names = _names(joint)
    if len(names) >= 2:
        latest = {figure.subject: figure for figure in (*earlier, *before)}
        return [latest[name] for name in names] if all(name in latest for name in names) else []
    count = _count(joint.subject, clause)
    apart = len({f.subject for f in before}) == count or len({f.period for f in before}) == 1
    return before if len(before) == count >= 2 and apart else []


def _names(joint: Figure) -> list[str]:
    """The names that a joint figure joins: 甲、乙与丙合计."""
    return [name for name in re.split("[、和与及]", joint.subject) if name]


def _count(subject: str, clause: str) -> int:
    """How many a joint figure joins: 三省, 前五家, CR3."""
    if largest := _LARGEST.search(subject + clause):
        return int(largest[1])
    many = _MANY.fullmatch(subject) or _MANY.match(clause)
    return parse_integer(many[1]) if many else 0


def shares_of_whole(book: Book) -> Iterator[Finding]:
    """The shares of a whole are 100 % together when a sentence lists them all, and never more.

    A list is complete when it ends with 其余 or 其他, or is a pair like 线上/线下: then Σ ≠ 100 is an error.
    Else only Σ > 100 is one, where the sentence speaks of structure; answers of surveys may be more than
    100 together.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        lists = _lists(sentence)
        every = [share for shares in lists for share in shares]
        if len(lists) > 1 and total(*(share.tight for share in every)).meets(exactly(100)):
            lists = [every]
        for shares in (found for found in lists if len(found) >= 2):
            if total(*(share.tight for share in shares)).meets(exactly(100)):
                if all(share.is_exact for share in shares):
                    yield _says_whole(shares, "")
            elif end := _contradiction(sentence, shares):
                yield _says_whole(shares, end)


def _contradiction(sentence: Sentence, shares: list[Figure]) -> str | None:
    """What is wrong with shares that are a whole by their words, but not (by half a point) by their sum."""
    wide = total(*(share.wide for share in shares))
    off = max(wide.low - 100, 100 - wide.high)
    if not Fraction(1, 2) < off or _are_of_part(sentence, shares, off):
        return None
    survey = _SURVEY.search(sentence.text) is not None
    rest = not survey and any(_REST.match(share.subject) for share in shares)
    if off <= 25 and (rest or (len(shares) == 2 and _sides(*shares))):
        return ", not 100 %"
    each = all(_OF_ONE.search(s.measure) for s in shares) and re.search("占比分别|分别占", sentence.text)
    of_one = each or _STRUCTURE.search(sentence.text) or _are_among(sentence, shares, off)
    return ", more than 100 %" if not survey and 100 < wide.low <= 200 and of_one else None


def _are_of_part(sentence: Sentence, shares: list[Figure], off: Fraction) -> bool:
    """Whether 其中 may part the shares of a whole from those of its part: not if all follow."""
    cut = sentence.text.find("其中", 2)
    mixed = "其中" in sentence.text[shares[0].at :] or any(share.at < cut for share in sentence.shares)
    return cut >= 0 and (mixed or off > _LITTLE)


def _are_among(sentence: Sentence, shares: list[Figure], off: Fraction) -> bool:
    """Whether three shares or more, a little too many, are of what the sentence names: 出口产品中，甲占….

    Traits that overlap (民营企业占八成，中小企业占七成) are far more than 100 % together.
    """
    base = shares[0].base
    told = re.search(f"{re.escape(base)}之?[中里]，", sentence.text[: shares[0].at]) if base else None
    return told is not None and len(shares) >= 3 and off <= _LITTLE


def _says_whole(shares: list[Figure], end: str) -> Finding:
    added = total(*(share.tight for share in shares)).middle
    return finding(
        "shares_of_whole",
        not end,
        f"{_plus(shares)} is {percent(added, shares[0].text)}{end}",
        [*(share.value for share in shares), added],
        [share.where for share in shares],
    )


def _lists(sentence: Sentence) -> list[list[Figure]]:
    """Shares of one base and period with different subjects, joint ones left out."""
    groups: dict[tuple[str, str | None], list[Figure]] = defaultdict(list)
    subjects = {share.subject for share in sentence.shares}
    for share in sentence.shares:
        joint = _TOGETHER.search(share.measure + sentence.clause(share, 16)) or _LEADERS.search(share.said)
        own = len(names := _names(share)) >= 2 and subjects.isdisjoint(names)  # a part, told as one of two
        if share.kind == "share" and (own or not joint) and not share.subject.endswith("中"):
            groups[share.base, share.period].append(share)
    found: list[list[Figure]] = []
    for shares in groups.values():
        numbers = [share for share in shares if re.search("[0-9０-９]", share.text)]
        shares = numbers if len(numbers) >= 2 else shares  # 超六成 says again what 61.7% said
        if len({share.subject for share in shares if share.subject}) == len(shares):
            found.append(shares)
    return found


# --- amounts -----------------------------------------------------------------------------------------


def amounts_together(book: Book) -> Iterator[Finding]:
    """A joint share is the sum of the amounts it joins over the whole: p ∋ 100 · Σ parts / whole.

    Wholes are larger amounts of the unit in the sentence or the three before. Any that fits will do;
    none is an error when one whole has the measure of the parts.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        for joint in sentence.shares:
            members = _members(sentence, joint, sentence.levels)
            if len(members) < 2:
                continue
            added = total(*(member.tight for member in members))
            wholes = [
                whole
                for other in (sentence, *book.context(sentence))
                for whole in other.levels
                if whole.unit == members[0].unit and whole not in members and whole.tight.low >= added.high
            ]
            yield from weigh("amounts_together", _of_wholes(joint, members, wholes))


def _of_wholes(joint: Figure, members: list[Figure], wholes: list[Figure]) -> list[Reading]:
    part = members[0]
    sure = [w for w in wholes if w.measure == part.measure != "" and same_end(w.period, part.period)]
    readings = [
        reading(
            joint, (whole, *members), _share_of_sum, f"{_plus(members)} of {whole.text} is",
            sure=whole in sure[:1] and len({w.middle for w in sure}) == 1,
        )
        for whole in wholes
    ]  # fmt: skip
    return [one for one in readings if one.fits or one.sure]


def _share_of_sum(whole: Interval, *parts: Interval) -> Interval:
    return share_of(total(*parts), whole)


def parts_of_amount(book: Book) -> Iterator[Finding]:
    """A part after 其中 is not larger than its whole; complementary parts, or all of them, add up to it.

    Formula: part ≤ whole, of one measure; 出口 + 进口 = 进出口 (also 国产/进口, 线上/线下 …); Σ parts with
    其他 or 其余 = whole. Averages and changes are left out. A part of another measure (产量…，其中出口…) is
    held against a whole that stands alone before it, as a warning.
    Source: meaning of 其中.
    """
    for sentence in book.sentences:
        whole, parts = _whole_and_parts(sentence)
        if whole is None or not parts:
            continue
        complete = len(parts) == 2 and bool(_sides(*parts))
        complete = complete or (len(parts) > 2 and _REST.match(parts[-1].subject) is not None)
        held = _sum(whole, parts, sure=complete)
        if len(parts) >= 2 and (held.fits or complete):
            yield from weigh("parts_of_amount", [held])
        elif _is_split(sentence, parts) and may_be_slip(held.tight.middle, whole.middle):
            more = held.tight.low > whole.wide.high and not _SURVEY.search(sentence.text)
            yield from weigh("parts_of_amount", [_sum(whole, parts, sure=more, severity="warning")])
        else:
            alone = sum(f.unit == whole.unit for f in sentence.levels if f.at <= whole.at) == 1
            held_to = [part for part in parts if part.measure == whole.measure or alone]
            yield from (_is_more(part, whole) for part in held_to if part.wide.low > whole.wide.high)


def _is_more(part: Figure, whole: Figure) -> Finding:
    return finding(
        "parts_of_amount",
        False,
        f"the part {part.text} is more than its whole {whole.text}",
        [part.value, whole.value],
        [part.where, whole.where],
        severity="error" if part.measure == whole.measure else "warning",
    )


def _is_split(sentence: Sentence, parts: list[Figure]) -> bool:
    """Whether parts are listed as those of one whole: 其中国家层面12项、地方层面36项."""
    gaps = [sentence.between(left, right) for left, right in pairwise(parts)]
    return bool(gaps) and all(re.fullmatch("[、和与及][^，。；]{0,12}", gap) for gap in gaps)


def _whole_and_parts(sentence: Sentence) -> tuple[Figure | None, list[Figure]]:
    """An amount with the parts after 其中, or 进出口 with 进口 and 出口."""
    for whole in (level for level in sentence.levels if "进出口" in level.measure):
        parts = [f for f in sentence.levels if (f.unit, f.period) == (whole.unit, whole.period)]
        parts = [f for f in parts if "进出口" not in f.name and re.search("进口|出口", f.name)]
        if len(parts) == 2 and _sides(*parts):
            return whole, parts
    cut = sentence.text.find("其中")
    end = re.search("[。；）]" if sentence.text[cut - 1] == "（" else "[。；]", sentence.text[max(cut, 0) :])
    stop = cut + end.start() if end else len(sentence.text)
    levels = [f for f in sentence.levels if not _AVERAGE.search(f.measure)]
    before = [f for f in sentence.levels if f.at < cut][-1:]
    if not before or before[0] not in levels or not before[0].value:
        return None, []
    whole = before[0]
    parts = [f for f in levels if cut < f.at < stop]
    return whole, [f for f in parts if (f.unit, f.period) == (whole.unit, whole.period)]


def share_of_complements(book: Book) -> Iterator[Finding]:
    """The share of one of two parts that make up a whole: 线上占比 ∋ 100 · 线上 / (线上 + 线下).

    For a sentence that gives both amounts, the share of one of them, and no whole; or one of 两者合计.
    Source: definition of a share.
    """
    for sentence, printed in book.told("share"):
        levels = [f for f in sentence.levels if f.period == printed.period]
        both = _BOTH.search(printed.base) is not None
        if len(levels) != 2 or levels[0].unit != levels[1].unit or (printed.base and not both):
            continue
        for part, rest in (levels, levels[::-1]):
            own = both and part.subject == printed.subject != rest.subject
            if own or any(x in printed.said and y not in printed.said for x, y in _sides(part, rest)):
                words = f"{part.text} of {part.text} + {rest.text} is"
                held = reading(printed, (part, rest), lambda one, other: share_of(one, one + other), words)
                yield from weigh("share_of_complements", [held])


def sum_of_list(book: Book) -> Iterator[Finding]:
    """Amounts listed and called together add up: 分别为538、471和426部，合计1435部; 合计1435部，分别为….

    After 共 or 总 alone a sum that differs by more than a sixth is taken for another thing.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        for joint in sentence.levels:
            parts, said = _listed_after(sentence, joint), "合计"
            if not parts:
                parts, said = _listed_before(sentence, joint)
            if len(parts) >= 2:
                sure = said not in ("共", "共有", "总") or _are_near(joint, parts)
                yield from weigh("sum_of_list", [_sum(joint, parts, sure=sure)])


def _listed_after(sentence: Sentence, joint: Figure) -> list[Figure]:
    """The amounts that a joint one is split into right behind it: 合计12.6万吨，分别为5.1万吨、…."""
    after = [f for f in sentence.levels if f.at > joint.at]
    if not after or after[0].unit != joint.unit or not _TOGETHER.search(sentence.clause(joint, 20)):
        return []
    if not re.fullmatch("[^。；0-9]{0,12}分别为?", sentence.between(joint, after[0])):
        return []
    return [f for f in after if f is after[0] or sentence.listed(after[0], f)]


def _listed_before(sentence: Sentence, joint: Figure) -> tuple[list[Figure], str]:
    """The amounts of one measure before a joint one, and the word that joins them."""
    clause = sentence.clause(joint, 10)
    said = _SUM.search(clause)
    before = [f for f in sentence.levels if f.at < joint.at and f.unit == joint.unit]
    sums = [n for n, f in enumerate(before, 1) if _SUM.search(sentence.clause(f, 10))]
    parts = before[sums[-1] if sums else 0 :]  # 全国合计350台，甲58台、乙34台，两省合计92台
    if not parts or said is None or _REST.search(clause + joint.subject):
        return [], ""
    named = "subject" not in joint.record.inherited
    names = _names(joint) if named else []
    if len(names) >= 2 and not any(f.subject in names for f in parts):  # 丁与戊合计, after 甲、乙 and 丙
        return [], ""
    last = joint.measure.lstrip("总") if said[1] == "总" else ""
    alike = all(f.measure == parts[-1].measure or (last and f.measure.endswith(last)) for f in parts)
    own = joint.subject and named and any(f.name == joint.name for f in parts)
    many = _MANY_OF.fullmatch(joint.subject)  # 西北四省合计, after three others
    own = own or (many is not None and (bool(many[1]) or parse_integer(many[2]) != len(parts)))
    return (parts, said[1]) if alike and not own and parts[-1].period == joint.period else ([], "")


def parts_of_year(book: Book) -> Iterator[Finding]:
    """Half years or quarters of a flow add up to the year: H1 + H2 = year.

    For figures of one name and unit in one sentence. An error when the sum is near the year (within a
    sixth) but off by more than rounding; else the amount may be a state, which does not add up.
    Source: definition of a flow.
    """
    for sentence in book.sentences:
        groups: dict[tuple[str, str | None], dict[str, Figure]] = defaultdict(dict)
        for level in sentence.levels:
            groups[level.name, level.unit][level.period or ""] = level
        for found in groups.values():
            for year in (period for period in found if len(period) == 4):
                for names in _PARTS_OF_YEAR:
                    parts = [found[name] for part in names if (name := part.format(year)) in found]
                    if len(parts) == len(names):
                        whole = found[year]
                        flow = all(5 * part.middle < 4 * whole.middle for part in parts)
                        sure = flow and _are_near(whole, parts)
                        yield from weigh("parts_of_year", [_sum(whole, parts, sure=sure)])


CHECKS = (
    share_of_complements,
    shares_together,
    shares_of_whole,
    amounts_together,
    parts_of_amount,
    sum_of_list,
    parts_of_year,
)
