"""Times of broker sentences: how many labels differ from the period of a record by convention only.

Which conventions, and why ours differ: docs/decisions/040-the-period-of-a-figure.md.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

from report_etl import extract_text
from report_etl.records import Percentage, Quantity

Record = Percentage | Quantity


def agreement(folder: Path) -> tuple[int, int, int]:
    """Labels with a year; those whose time a record agrees with; those that differ by convention."""
    spec = importlib.util.spec_from_file_location("scorer", folder / "score_indicators.py")
    assert spec is not None and spec.loader is not None
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    totals = [0, 0, 0]
    for line in (folder / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        sentence = json.loads(line)
        found = extract_text(sentence["text"])
        records = [*found.percentages, *found.quantities]
        places = [{"start": r.provenance.start, "end": r.provenance.end} for r in records]
        labels = scorer.groups(sentence, scorer.collections.Counter())
        partners = scorer.assign(sentence["text"], labels, places)
        for index, label in enumerate(labels):
            times = [value["time"] for value in label["alts"] if value.get("time")]
            wanted = [time for time in map(scorer.period, times) if any(time)]
            if not wanted:
                continue
            totals[0] += 1
            if index in partners:
                record = records[partners[index]]
                agrees = _agrees(record, wanted, scorer)
                totals[1] += agrees
                totals[2] += not agrees and any(_by_convention(record, time, scorer) for time in times)
    return totals[0], totals[1], totals[2]


def _agrees(record: Record, wanted: list[Any], scorer: Any) -> bool:
    days = scorer.period(record.period or "")[0]
    return bool(days) and any(
        days[0] in times or (opened and days[0][0] == opened) for times, opened in wanted
    )


def _by_convention(record: Record, time: str, scorer: Any) -> bool:
    """An item of the run of years, an end of the span of a compound rate, or the date compared with."""
    days, wanted = scorer.period(record.period or "")[0], scorer.period(time)[0]
    if not days or not wanted:
        return False
    (first, last), (low, high) = days[0], wanted[0]
    inside = low <= first and last <= high  # one of the years that the label runs over
    spans = first <= low and high <= last and any(word in (record.measure or "") for word in ("复合", "年均"))
    base = getattr(record, "base", None) or ""
    return inside or spans or time.rstrip("年") in base
