"""Two extractions of one document → the rows that a change of rules adds, removes and changes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from report_etl.models import Span
from report_etl.records import RECORD_KINDS, Extraction, Provenance, Record

REPORT = "report"  # what the report says of itself: one row, compared like a record


@dataclass(frozen=True)
class Difference:
    """A row before and after; None where there was, or will be, none."""

    kind: str
    before: Record | None
    after: Record | None

    @property
    def sign(self) -> str:
        """`+` added, `-` removed, `~` changed."""
        return "+" if self.before is None else "-" if self.after is None else "~"


def differences(before: Extraction, after: Extraction) -> list[Difference]:
    """The rows that differ, in the order of the kinds and of the text.

    Two rows are the same when all their values are; the version of their rule does not count. Of those
    left over, a row before and one after that stand at the same place are one row changed.
    """
    found: list[Difference] = []
    if before.report != after.report:
        found.append(Difference(REPORT, before.report, after.report))
    for kind in RECORD_KINDS:
        found.extend(_of_kind(kind, getattr(before, kind), getattr(after, kind)))
    return found


def _of_kind(kind: str, before: Sequence[Record], after: Sequence[Record]) -> Iterator[Difference]:
    groups: dict[str, tuple[list[Record], list[Record]]] = defaultdict(lambda: ([], []))
    for side, records, others in ((0, before, after), (1, after, before)):
        same = Counter(_values(record) for record in others)
        for record in records:
            if same[values := _values(record)]:
                same[values] -= 1
            else:
                groups[_group(record)][side].append(record)
    for old, new in groups.values():
        yield from _paired(kind, sorted(old, key=_place), sorted(new, key=_place))


def _paired(kind: str, old: list[Record], new: list[Record]) -> Iterator[Difference]:
    while old or new:
        if old and new and _place(old[0]).overlaps(_place(new[0])):
            yield Difference(kind, old.pop(0), new.pop(0))
        elif new and (not old or _place(new[0]) < _place(old[0])):
            yield Difference(kind, None, new.pop(0))
        else:
            yield Difference(kind, old.pop(0), None)


def _values(record: Record) -> str:
    return record.model_dump_json(exclude={"provenance"}) + "".join(
        where.model_dump_json(exclude={"rule_version"}) for where in _provenance(record)
    )


def _group(record: Record) -> str:
    """Only rows of one check (or repair) can be the same row changed."""
    return str(getattr(record, "check", getattr(record, "rule", "")))


def _place(record: Record) -> Span:
    for where in _provenance(record):
        return Span(where.start, max(where.end, where.start + 1))
    return Span(0, 1)


def _provenance(record: Record) -> list[Provenance]:
    where = getattr(record, "provenance", None)
    return where if isinstance(where, list) else [where] if isinstance(where, Provenance) else []
