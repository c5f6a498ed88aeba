"""python -m tests.bench.mutation: change one digit and see whether the audit notices.

The digit of a number in a table, or of a share or growth in a sentence, is changed in the text of a
document that has been read (so PDFs count too); the document is then extracted and audited again.
The change is *caught* when the audit reports a contradiction it did not report before, *refused* when
a row or figure is rejected that was not before. A figure is *redundant* when, in the unchanged
document, some finding holds it against another figure.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from report_etl.audit import audit_extraction
from report_etl.catalog import load_catalog
from report_etl.extract import extract_document
from report_etl.models import Document, Line, Page
from report_etl.readers import read_document
from report_etl.records import Extraction, Provenance
from tests.bench.table import Table, held
from tests.data import DATA
from tests.golden.samples import all_samples

TIMES = 1000
WANTED = 0.6
_DIGITS = re.compile("[0-9]")
_NUMERAL = re.compile("[0-9][0-9,.]*")
_NO_RELATION = {"plan_period", "issuer_count", "order_of_policies", "dates_before_report", "names_counted"}


@dataclass(frozen=True)
class Original:
    """A document, what it says, and the ranges of its text that may be changed."""

    document: Document
    extraction: Extraction
    targets: tuple[tuple[str, int, int], ...]  # kind, start, end
    redundant: frozenset[int]  # starts of the targets that a finding holds against others


@dataclass(frozen=True)
class Outcome:
    """What became of one changed digit."""

    name: str
    kind: str
    redundant: bool
    caught: bool
    refused: bool
    before: str
    after: str


def original(path: Path) -> Original:
    """Read, extract and audit a document, and find what can be changed in it."""
    document = read_document(path)
    extraction = audit_extraction(extract_document(document, load_catalog()))
    targets = tuple(_targets(document, extraction))
    cited = [
        where
        for finding in extraction.findings
        if finding.check not in _NO_RELATION
        for where in finding.provenance
    ]
    redundant = {
        start
        for _, start, end in targets
        if any(where.start <= start and end <= where.end and where.end - where.start < 60 for where in cited)
    }
    return Original(document, extraction, targets, frozenset(redundant))


def _targets(document: Document, extraction: Extraction) -> Iterator[tuple[str, int, int]]:
    for count in extraction.region_counts:
        yield from _numeral("count", document, count.provenance)
    for quantity in extraction.quantities:
        if "_table/" in quantity.provenance.rule:
            yield from _numeral("table", document, quantity.provenance)
    for percentage in extraction.percentages:
        in_table = "_table/" in percentage.provenance.rule
        kind = "table" if in_table else "share" if percentage.kind in ("share", "rate") else "growth"
        yield from _numeral(kind, document, percentage.provenance)
    for total in extraction.table_totals:
        yield from _numeral("total", document, total.provenance)


def _numeral(kind: str, document: Document, where: Provenance) -> Iterator[tuple[str, int, int]]:
    """The last numeral of a place: the figure itself, after the name of its region."""
    found = list(_NUMERAL.finditer(document.text, where.start, where.end))
    if found:
        yield kind, found[-1].start(), found[-1].end()


def change(document: Document, at: int, digit: str) -> Document:
    """The document with one character of its text replaced."""

    def line(old: Line) -> Line:
        if not old.start <= at < old.end:
            return old
        return dataclasses.replace(old, text=_put(old.text, at - old.start, digit))

    def page(old: Page) -> Page:
        if not old.start <= at < old.end:
            return old
        return dataclasses.replace(old, lines=tuple(line(one) for one in old.lines))

    text = _put(document.text, at, digit)
    return dataclasses.replace(document, text=text, pages=tuple(page(one) for one in document.pages))


def _put(text: str, at: int, digit: str) -> str:
    return text[:at] + digit + text[at + 1 :]


def mutate(source: Original, chance: random.Random) -> Outcome:
    """Change one digit of one figure and audit again."""
    kind, start, end = chance.choice(source.targets)
    places = [found.start() for found in _DIGITS.finditer(source.document.text, start, end)]
    at = chance.choice(places)
    old = source.document.text[at]
    leads = at == start and end - start > 1
    digit = chance.choice([d for d in "0123456789" if d != old and not (leads and d == "0")])
    changed = change(source.document, at, digit)
    extraction = audit_extraction(extract_document(changed, load_catalog()))
    return Outcome(
        source.document.file_name,
        kind,
        start in source.redundant,
        bool(_contradictions(extraction) - _contradictions(source.extraction)),
        len(extraction.rejects) > len(source.extraction.rejects),
        source.document.text[start:end],
        changed.text[start:end],
    )


def _contradictions(extraction: Extraction) -> set[str]:
    return {f"{f.check} {f.message}" for f in extraction.findings if f.status == "inconsistent"}


def sources() -> list[Path]:
    """The seed, where the development data is, and the samples."""
    seed = DATA / "tcpdf" / "seed.txt"
    return [*([seed] if seed.exists() else []), *(sample.path for sample in all_samples())]


def run(paths: list[Path], times: int, seed: int) -> list[Outcome]:
    """`times` changes, spread over the documents in turn."""
    chance = random.Random(seed)
    documents = [found for path in paths if (found := original(path)).targets]
    return [mutate(documents[i % len(documents)], chance) for i in range(times)]


def tables(times: int = TIMES, seed: int = 1, paths: list[Path] | None = None) -> Iterator[Table]:
    """How many changed digits are caught, by document and by kind of figure."""
    started = time.perf_counter()
    outcomes = run(paths or sources(), times, seed)
    table = Table(
        f"one digit changed, {len(outcomes)} times",
        ["figures", "changed", "redundant", "caught of these", "caught of all", "refused"],
    )
    groups = [("all", outcomes)]
    groups += [(kind, [o for o in outcomes if o.kind == kind]) for kind in sorted({o.kind for o in outcomes})]
    groups += [(name, [o for o in outcomes if o.name == name]) for name in sorted({o.name for o in outcomes})]
    for name, found in groups:
        of_these = [outcome for outcome in found if outcome.redundant]
        table.rows.append(
            [
                name,
                str(len(found)),
                str(len(of_these)),
                _share(of_these),
                _share(found),
                str(sum(outcome.refused for outcome in found)),
            ]
        )
    all_redundant = [outcome for outcome in outcomes if outcome.redundant]
    if all_redundant:
        caught = sum(outcome.caught for outcome in all_redundant) / len(all_redundant)
        reached = held(caught, WANTED, at_most=False)
        table.notes.append(
            f"caught where a redundant figure exists: {caught:.1%} (target {WANTED:.0%}): {reached}"
        )
    missed = Counter(f"{o.name} {o.kind} {o.before} → {o.after}" for o in all_redundant if not o.caught)
    table.notes += [f"missed: {what}" for what, _ in missed.most_common(8)]
    table.notes.append(f"{time.perf_counter() - started:.0f} s")
    yield table


def _share(outcomes: list[Outcome]) -> str:
    return f"{sum(o.caught for o in outcomes) / len(outcomes):.1%}" if outcomes else "-"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.mutation", description=__doc__)
    parser.add_argument("--times", type=int, default=TIMES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("paths", nargs="*", type=Path, help="these documents instead of seed and samples")
    given = parser.parse_args()
    for table in tables(given.times, given.seed, given.paths or None):
        print(table)


if __name__ == "__main__":
    main()
