"""A report made of sentences and tables whose records are given, not extracted."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from report_etl.audit import CHECKS
from report_etl.audit.book import Book
from report_etl.models import Layout
from report_etl.records import (
    DocumentInfo,
    Extraction,
    Finding,
    Percentage,
    Policy,
    Provenance,
    Quantity,
    RegionCount,
    Reject,
    ReportInfo,
    Table,
    TableTotal,
)

Given = tuple[str, dict[str, Any]]


def amount(text: str, value: str, unit: str, name: str = "", **fields: Any) -> Given:
    """A quantity of a sentence; `name` is 主题|指标."""
    subject, _, measure = name.partition("|")
    given = {"value": Decimal(value), "unit": unit, "kind": "count"}
    return text, given | {"subject": subject or None, "measure": measure or None} | fields


def per_cent(text: str, name: str = "", **fields: Any) -> Given:
    """A percentage of a sentence: a share unless `kind` says otherwise."""
    subject, _, measure = name.partition("|")
    value = Decimal("".join(c for c in text if c in "0123456789."))
    given = {"value": value, "kind": "share", "unit": None}
    return text, given | {"subject": subject or None, "measure": measure or None} | fields


def growth(text: str, name: str = "", **fields: Any) -> Given:
    """A growth rate, upwards unless `direction` says otherwise."""
    return per_cent(text, name, **({"kind": "growth", "direction": "up"} | fields))


class Report:
    """Collects records, each with its own place in the text."""

    def __init__(self, **fields: Any) -> None:
        self.fields = fields
        self.records: dict[str, list[Any]] = {}
        self.reached = 0

    def _add(self, kind: str, record: Any) -> None:
        self.records.setdefault(kind, []).append(record)

    def _at(self, start: int, length: int, rule: str) -> Provenance:
        return Provenance(page=1, start=start, end=start + length, rule=rule, rule_version="1", confidence=1)

    def say(self, statement: str, *figures: Given) -> Report:
        """Add a sentence with its figures, in order of the text."""
        place = 0
        for text, given in figures:
            place = statement.index(text, place)
            where = self._at(self.reached + place, len(text), "statement/test")
            place += len(text)
            fields = {"text": text, "statement": statement, "provenance": where} | given
            if fields["unit"] is None:
                del fields["unit"]
                self._add("percentages", Percentage(**fields))
            else:
                self._add("quantities", Quantity(**fields))
        self.reached += len(statement) + 1
        return self

    def table(
        self, caption: str | None, header: list[str], rows: list[list[str]], kind: str = "unknown"
    ) -> Report:
        """Add a table of cells."""
        where = self._at(self.reached, 100, "ruled_table/test")
        self._add(
            "tables",
            Table(
                caption=caption, kind=kind, layout=Layout.RULED, header=header, rows=rows, provenance=where
            ),
        )
        self.reached += 101
        return self

    def cell(self, text: str, value: str, unit: str | None, name: str, **fields: Any) -> Report:
        """Add a figure read from the last table."""
        subject, _, measure = name.partition("|")
        where = self._at(self.reached - 50, 2, "ruled_table/test")
        given: dict[str, Any] = {
            "subject": subject, "measure": measure, "value": Decimal(value), "text": text,
            "statement": text, "provenance": where,
        }  # fmt: skip
        if unit is None:
            self._add("percentages", Percentage(**(given | {"kind": "growth", "direction": "up"} | fields)))
        else:
            self._add("quantities", Quantity(**(given | {"unit": unit, "kind": "count"} | fields)))
        return self

    def regions(
        self,
        counts: dict[str, int],
        total: int | None = None,
        shares: dict[str, str] | None = None,
        **fields: Any,
    ) -> Report:
        """Add a region table; names in brackets are bodies without code, those in 市 are cities."""
        given = {"unit": "家", "measure": "企业数量", "as_of": "2024-12", "caption": "企业分布"} | fields
        for name, count in counts.items():
            code = None if name.startswith("（") else "110300" if name.endswith("市") else "110000"
            where = self._at(self.reached, 8, "ruled_table/region_counts")
            share = Decimal(shares[name]) if shares and name in shares else None
            self._add(
                "region_counts",
                RegionCount(
                    region=name.strip("（）"), region_code=code, count=count, share=share, provenance=where,
                    **given,
                ),
            )  # fmt: skip
            self.reached += 10
        if total is not None:
            where = self._at(self.reached, 8, "ruled_table/region_counts")
            self._add(
                "table_totals",
                TableTotal(
                    caption=given["caption"], measure=given["measure"], unit=given["unit"],
                    value=Decimal(total), provenance=where,
                ),
            )  # fmt: skip
            self.reached += 10
        return self

    def refuse(self, kind: str) -> Report:
        """Add a row that was refused."""
        where = self._at(self.reached - 5, 2, "ruled_table/test")
        self._add("rejects", Reject(record_kind=kind, reason="", raw="", readings=[], provenance=where))
        return self

    def policy(self, title: str, issued: str, **fields: Any) -> Report:
        """Add a policy."""
        given: dict[str, Any] = {
            "issuers": ["某部"], "issuer_count": None, "issuers_text": "某部", "content": None
        } | fields  # fmt: skip
        where = self._at(self.reached, 8, "ruled_table/policies")
        self._add("policies", Policy(title=title, issued=issued, provenance=where, **given))
        self.reached += 10
        return self

    @property
    def extraction(self) -> Extraction:
        info = DocumentInfo(
            sha256="0" * 64, file_name="t.txt", media_type="text/plain", page_count=1, character_count=9
        )
        return Extraction(document=info, report=ReportInfo(**self.fields), **self.records)

    def check(self, name: str) -> list[Finding]:
        """The findings of one check."""
        return list(CHECKS[name](Book(self.extraction)))

    def statuses(self, name: str) -> list[str]:
        return [finding.status for finding in self.check(name)]
