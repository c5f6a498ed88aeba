"""Checks of parts against their whole in sentences: 其中, 合计, 其余, half years of a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from report_etl.audit.book import Book
from report_etl.audit.figures import Figure, Sentence
from report_etl.audit.findings import finding, may_be_slip, percent
from report_etl.audit.intervals import Interval, exactly, total
from report_etl.audit.pairs import base_of, listed_together
from report_etl.audit.periods import same_end
from report_etl.audit.weigh import Reading, quotient, weigh
from report_etl.language.numerals import parse_integer
from report_etl.records import Finding

_TOGETHER = re.compile("合计|共计|总计|累计|加起来|总共|共占|之和|CR[2-9]|TOP[ ]?[2-9]", re.IGNORECASE)
_MANY = re.compile(
    "(?:上述|以上|这|前)?([两二三四五六七八九])(?:大|个)?(?:省市|省区|省|地区|地|市|国|类|者|家|项|部分|品类|板块|渠道|场景|领域|企业|公司)?"
)
_LARGEST = re.compile("(?:CR|TOP[ ]?)([2-9])", re.IGNORECASE)
_REST = re.compile("其余|其他|其它|剩余|剩下")
_STRUCTURE = re.compile("结构|构成|按.{1,8}(?:分|划分)|分.{1,6}看")
_EACH = re.compile("占比分别|分别占")
# What a share may be of when it says no more: 装机量占比; 甲、乙两家的原料成本占比 are shares of two wholes.
_OF_ONE = re.compile(
    "(?:^|数|量|额|规模|市场|收入|营收|产值|装机|容量|面积|用户|人口|人数|需求|应用|客户|企业|产品)的?(?:占比|比重|比例|份额)?$"
)
_LEADERS = re.compile("CR[0-9]|TOP|前[0-9一二三四五六七八九十]|集中度", re.IGNORECASE)
_SURVEY = re.compile("调查|受访|网民|多选|用户(?:中|认为)|消费者|使用率|渗透率|普及率|覆盖率")
_DIGITS = re.compile("[0-9０-９]")
_AVERAGE = re.compile("均|单价|价格|人均|单|每")
_COUNTRY = ("全国", "我国", "中国")
_COMPLEMENTS = (
    ("出口", "进口"), ("国产", "进口"), ("男", "女"), ("线上", "线下"), ("城镇", "农村"),
    ("城市", "农村"), ("国内", "海外"), ("国内", "国外"), ("境内", "境外"), ("集中式", "分布式"),
    ("公共", "私人"), ("内销", "外销"), ("乘用车", "商用车"), ("陆上", "海上"), ("公办", "民办"),
    ("公立", "民营"), ("机构", "社区"), ("直销", "经销"),
)  # fmt: skip
# Parts of a year that make up the whole of it; {} is the year.
_PARTS_OF_YEAR = (("{}-H1", "{}-H2"), ("{}-Q1", "{}-Q2", "{}-Q3", "{}-Q4"), ("{0}-01/{0}-09", "{}-Q4"))


def _sum(whole: Figure, parts: list[Figure], *, sure: bool = True) -> Reading:
    tight, wide = total([part.tight for part in parts]), total([part.wide for part in parts])
    return Reading(whole, tuple(parts), tight, wide, f"{_plus(parts)} is", sure)


def _plus(figures: list[Figure]) -> str:
    return " + ".join(figure.text for figure in figures)


# --- shares ------------------------------------------------------------------------------------------


def shares_together(book: Book) -> Iterator[Finding]:
    """A joint share is the sum of the shares it joins: 甲、乙、丙…合计占比 = Σ shares.

    The members are the shares of the same names, or the N shares before (三省合计, CR3), in the sentence or
    the one before. Error when they stand in one sentence.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        for joint in sentence.shares:
            members = _members(book, sentence, joint, sentence.shares)
            if len(members) >= 2:
                inside = all(member.sentence == joint.sentence for member in members)
                yield from weigh("shares_together", [_sum(joint, members, sure=inside)])


def _members(book: Book, sentence: Sentence, joint: Figure, figures: list[Figure]) -> list[Figure]:
    """The figures that a joint one adds up, in order of the text."""
    subject, clause = joint.record.subject or "", sentence.clause(joint, 24)
    if not _TOGETHER.search(clause + (joint.record.measure or "")):
        return []
    before = [f for f in figures if f.at < joint.at and f.record.kind != "multiple"]
    earlier = (
        [f for other in book.context(sentence, 1) for f in other.shares] if figures == sentence.shares else []
    )
    names = [name for name in re.split("[、和与及]", subject) if name]
    if len(names) >= 2:
        pool = [*earlier, *before]
        found = [next((f for f in reversed(pool) if f.record.subject == name), None) for name in names]
        return [f for f in found if f is not None] if all(found) else []
    count = _count(subject, clause)
    apart = len({f.record.subject for f in before}) == count or len({f.period for f in before}) == 1
    return before if len(before) == count >= 2 and apart else []


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
        lists = list(_lists(sentence))
        every = [share for shares in lists for share in shares]
        if len(lists) > 1 and total([share.tight for share in every]).meets(exactly(100)):
            lists = [every]
        for shares in (found for found in lists if len(found) >= 2):
            added = total([share.tight for share in shares])
            if not added.meets(exactly(100)):
                yield from _contradiction(sentence, shares)
            elif all(s.is_exact and _DIGITS.search(s.text) for s in shares):
                yield _says_whole(shares, True, "")


def _contradiction(sentence: Sentence, shares: list[Figure]) -> Iterator[Finding]:
    """Shares that are a whole by their words and not by their sum, off by more than half a point."""
    wide = total([share.wide for share in shares])
    off = max(wide.low - 100, 100 - wide.high)
    if "其中" in sentence.text[2:] or not Fraction(1, 2) < off:
        return
    survey = _SURVEY.search(sentence.text) is not None
    rest = not survey and any(_REST.match(share.record.subject or "") for share in shares)
    if (rest or (len(shares) == 2 and _are_complements(*shares))) and off <= 25:
        yield _says_whole(shares, False, ", not 100 %")
    elif not survey and 100 < wide.low <= 200 and _speaks_of_structure(sentence, shares):
        yield _says_whole(shares, False, ", more than 100 %")


def _speaks_of_structure(sentence: Sentence, shares: list[Figure]) -> bool:
    if _STRUCTURE.search(sentence.text):
        return True
    measures = {share.record.measure or "" for share in shares}
    return _EACH.search(sentence.text) is not None and all(map(_OF_ONE.search, measures))


def _says_whole(shares: list[Figure], consistent: bool, end: str) -> Finding:
    added = total([share.tight for share in shares]).middle
    return finding(
        "shares_of_whole",
        consistent,
        f"{_plus(shares)} is {percent(added, shares[0].text)}{end}",
        [*(share.value for share in shares), added],
        [share.where for share in shares],
    )


def _lists(sentence: Sentence) -> Iterator[list[Figure]]:
    """Shares of one base and period with different subjects, joint ones left out."""
    groups: dict[tuple[str, str | None], list[Figure]] = {}
    for share in sentence.shares:
        joint = _TOGETHER.search((share.record.measure or "") + sentence.clause(share, 16))
        named = (share.record.subject or "") + (share.record.measure or "")
        if share.record.kind == "share" and not joint and not _LEADERS.search(named):
            groups.setdefault((base_of(share), share.period), []).append(share)
    for shares in groups.values():
        numbers = [share for share in shares if _DIGITS.search(share.text)]
        shares = numbers if len(numbers) >= 2 else shares  # 超六成 says again what 61.7% said
        subjects = {share.record.subject for share in shares if share.record.subject}
        if len(subjects) == len(shares):
            yield shares


# --- amounts -----------------------------------------------------------------------------------------


def amounts_together(book: Book) -> Iterator[Finding]:
    """A joint share is the sum of the amounts it joins over the whole: p ∋ 100 · Σ parts / whole.

    Wholes are larger amounts of the unit in the sentence or the three before. Any that fits will do;
    none is an error when the whole has the measure of the parts, or stands alone before them.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        for joint in sentence.shares:
            members = _members(book, sentence, joint, sentence.levels)
            if len(members) < 2 or len({member.unit for member in members}) > 1:
                continue
            added = total([member.tight for member in members])
            wholes = [
                whole
                for other in (sentence, *book.context(sentence))
                for whole in other.levels
                if whole.unit == members[0].unit and whole not in members and whole.tight.low >= added.high
            ]
            yield from weigh("amounts_together", _of_wholes(joint, members, added, wholes))


def _of_wholes(joint: Figure, members: list[Figure], added: Interval, wholes: list[Figure]) -> list[Reading]:
    sure = [w for w in wholes if _same_measure(w, members[0]) or _leads(w, members, wholes)]
    one = sure[0] if len({w.tight.middle for w in sure}) == 1 else None
    readings = [
        Reading(
            joint,
            (whole, *members),
            quotient(added, whole.tight),
            quotient(added, whole.wide),
            f"{_plus(members)} of {whole.text} is",
            whole is one,
        )
        for whole in wholes
    ]
    return [reading for reading in readings if reading.fits or reading.sure]


def _leads(whole: Figure, members: list[Figure], wholes: list[Figure]) -> bool:
    """Whether a whole stands alone before its members in their sentence."""
    alone = sum(w.sentence == whole.sentence for w in wholes) == 1
    return alone and whole.sentence == members[0].sentence and whole.at < members[0].at


def _same_measure(whole: Figure, part: Figure) -> bool:
    """Whether an amount is the whole of a part by its measure (全国库容 of 山东库容)."""
    if not part.record.measure or not whole.record.measure or not same_end(whole.period, part.period):
        return False
    everywhere = (whole.record.subject or "").startswith(_COUNTRY)
    return whole.record.measure == part.record.measure or (
        everywhere and part.record.measure in whole.record.measure
    )


def parts_of_amount(book: Book) -> Iterator[Finding]:
    """A part after 其中 is not larger than its whole; complementary parts, or all of them, add up to it.

    Formula: part ≤ whole, of one measure; 出口 + 进口 = 进出口 (also 国产/进口, 线上/线下 …); Σ parts with
    其他 or 其余 = whole. Averages and changes are left out. A part of another measure (产量…，其中出口…) is
    held against a whole that stands alone before it, as a warning.
    Source: meaning of 其中.
    """
    for sentence in book.sentences:
        yield from _trade(sentence)
        whole, parts = _whole_and_parts(sentence)
        if whole is None or not parts:
            continue
        complete = len(parts) == 2 and _are_complements(*parts)
        complete = complete or (len(parts) > 2 and _REST.match(parts[-1].record.subject or "") is not None)
        reading = _sum(whole, parts, sure=complete)
        if len(parts) >= 2 and (reading.fits or complete):
            yield from weigh("parts_of_amount", [reading])
            continue
        if _is_split(sentence, parts) and may_be_slip(reading.tight.middle, whole.tight.middle):
            more = reading.tight.low > whole.wide.high and not _SURVEY.search(sentence.text)
            yield from weigh("parts_of_amount", [replace(reading, sure=more, severity="warning")])
            continue
        alone = sum(f.unit == whole.unit for f in sentence.levels if f.at <= whole.at) == 1
        for part in parts:
            same = part.record.measure == whole.record.measure or "measure" in part.record.inherited
            if (same or alone) and part.wide.low > whole.wide.high:
                yield finding(
                    "parts_of_amount",
                    False,
                    f"the part {part.text} is more than its whole {whole.text}",
                    [part.value, whole.value],
                    [part.where, whole.where],
                    severity="error" if same else "warning",
                )


def _is_split(sentence: Sentence, parts: list[Figure]) -> bool:
    """Whether parts are listed as those of one whole: 其中国家层面12项、地方层面36项."""
    gaps = [sentence.between(left, right) for left, right in pairwise(parts)]
    return bool(gaps) and all(re.fullmatch("[、和与及][^，。；]{0,12}", gap) for gap in gaps)


def _trade(sentence: Sentence) -> Iterator[Finding]:
    """进出口 is 进口 and 出口, of one unit and period."""
    for whole in sentence.levels:
        if "进出口" not in (whole.record.measure or ""):
            continue
        parts = [f for f in sentence.levels if f.unit == whole.unit and f.period == whole.period]
        parts = [f for f in parts if "进出口" not in f.name and re.search("进口|出口", f.name)]
        if len(parts) == 2 and _are_complements(*parts):
            yield from weigh("parts_of_amount", [_sum(whole, parts)])


def _whole_and_parts(sentence: Sentence) -> tuple[Figure | None, list[Figure]]:
    cut = sentence.text.find("其中")
    if cut <= 0:
        return None, []
    end = re.search("[。；）]" if sentence.text[cut - 1] == "（" else "[。；]", sentence.text[cut:])
    stop = cut + end.start() if end else len(sentence.text)
    before = [f for f in sentence.levels if f.at < cut]
    if not before or not before[-1].value or _AVERAGE.search(before[-1].record.measure or ""):
        return None, []
    whole = before[-1]
    parts = [f for f in sentence.levels if cut < f.at < stop and f.unit == whole.unit]
    parts = [f for f in parts if f.period == whole.period and not _AVERAGE.search(f.record.measure or "")]
    return whole, parts


def _are_complements(left: Figure, right: Figure) -> bool:
    a, b = ((f.record.subject or "") + (f.record.measure or "") for f in (left, right))
    return any((x in a and y in b) or (y in a and x in b) for x, y in _COMPLEMENTS)


def share_of_complements(book: Book) -> Iterator[Finding]:
    """The share of one of two parts that make up a whole: 线上占比 ∋ 100 · 线上 / (线上 + 线下).

    For a sentence that gives both amounts, the share of one of them, and no whole.
    Source: definition of a share.
    """
    for sentence, share in book.told("share"):
        levels = [f for f in sentence.levels if f.period == share.period]
        if len(levels) != 2 or levels[0].unit != levels[1].unit or base_of(share):
            continue
        named = (share.record.subject or "") + (share.record.measure or "")
        for part, rest in (levels, levels[::-1]):
            if _are_complements(part, rest) and any(
                x in named and y not in named and x in part.name and y in rest.name
                for pair in _COMPLEMENTS
                for x, y in (pair, pair[::-1])
            ):
                tight = quotient(part.tight, part.tight + rest.tight)
                wide = quotient(part.wide, part.wide + rest.wide)
                words = f"{part.text} of {part.text} + {rest.text} is"
                exact = quotient(part.face, part.face + rest.face).middle
                reading = Reading(share, (part, rest), tight, wide, words, exact=exact)
                yield from weigh("share_of_complements", [reading])


def sum_of_list(book: Book) -> Iterator[Finding]:
    """Amounts listed and called together add up: 分别为538、471和426部，合计1435部; 合计1435部，分别为….

    After 共 or 总 alone a sum that differs by more than a sixth is taken for another thing.
    Source: arithmetic.
    """
    for sentence in book.sentences:
        levels = sentence.levels
        for place, joint in enumerate(levels):
            if len(after := _listed_after(sentence, joint)) >= 2:
                yield from weigh("sum_of_list", [_sum(joint, after)])
                continue
            clause = sentence.clause(joint, 10)
            said = re.search("(合计|共计|总计|总共|共有?|总)[^占]{0,4}$", clause)
            if not said or _REST.search(clause + (joint.record.subject or "")):
                continue
            parts = [f for f in levels[:place] if f.unit == joint.unit]
            if joint.record.subject and "subject" not in joint.record.inherited:
                parts = [part for part in parts if part.name != joint.name]
            last = (joint.record.measure or "").lstrip("总") if said[1] == "总" else None
            listed = [
                f
                for f in parts
                if f.record.measure == parts[-1].record.measure
                or (last and (f.record.measure or "").endswith(last))
            ]
            if len(listed) >= 2 and listed == parts and parts[-1].period == joint.period:
                sure = said[1] not in ("共", "共有", "总")
                yield from weigh("sum_of_list", [_sum(joint, parts, sure=sure or _are_near(joint, parts))])


def _listed_after(sentence: Sentence, joint: Figure) -> list[Figure]:
    """The amounts that a joint one is split into right behind it: 合计12.6万吨，分别为5.1万吨、…."""
    after = [f for f in sentence.levels if f.at > joint.at]
    if not after or after[0].unit != joint.unit or not _TOGETHER.search(sentence.clause(joint, 20)):
        return []
    if not re.fullmatch("[^。；0-9]{0,12}分别为?", sentence.between(joint, after[0])):
        return []
    return [f for f in after if f is after[0] or listed_together(sentence, after[0], f)]


def _are_near(whole: Figure, parts: list[Figure]) -> bool:
    """Whether parts add up to their whole but for a sixth of it."""
    gap = total([part.tight for part in parts]).middle - whole.tight.middle
    return 6 * abs(gap) <= whole.tight.middle


def parts_of_year(book: Book) -> Iterator[Finding]:
    """Half years or quarters of a flow add up to the year: H1 + H2 = year.

    For figures of one name and unit in one sentence. An error when the sum is near the year (within a
    sixth) but off by more than rounding; else the amount may be a state, which does not add up.
    Source: definition of a flow.
    """
    for sentence in book.sentences:
        groups: dict[tuple[str, str | None], dict[str, Figure]] = {}
        for level in sentence.levels:
            if level.period:
                groups.setdefault((level.name, level.unit), {})[level.period] = level
        for found in groups.values():
            for year, whole in found.items():
                for names in _PARTS_OF_YEAR if len(year) == 4 else ():
                    parts = [found[name] for part in names if (name := part.format(year)) in found]
                    if len(parts) == len(names):
                        flow = all(5 * part.tight.middle < 4 * whole.tight.middle for part in parts)
                        sure = flow and _are_near(whole, parts)
                        yield from weigh("parts_of_year", [_sum(whole, parts, sure=sure)])
