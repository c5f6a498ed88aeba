"""The sample reports: where they are, what their authors know of them, what we extract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from report_etl.language.normalize import normalize_text, squeeze
from report_etl.pipeline import extract_file

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


@dataclass(frozen=True)
class Sample:
    """One sample: the content its author wrote (`source`) and the file drawn from it."""

    source: Path

    @property
    def name(self) -> str:
        return f"{self.source.parent.name}/{self.source.stem}"

    @property
    def path(self) -> Path:
        return next(
            self.source.with_suffix(end) for end in (".pdf", ".txt") if self.source.with_suffix(end).exists()
        )

    @property
    def expected(self) -> Path:
        return self.source.with_suffix(".expected.json")

    @property
    def content(self) -> dict[str, Any]:
        loaded: dict[str, Any] = yaml.safe_load(self.source.read_text(encoding="utf-8"))
        return loaded

    def all_tables(self) -> list[dict[str, Any]]:
        """The tables that the author wrote, cells as they will be compared."""
        return [
            {**item["table"], "rows": [[bare(str(cell)) for cell in row] for row in item["table"]["rows"]]}
            for item in self.content["body"]
            if "table" in item
        ]

    def tables(self, kind: str) -> list[dict[str, Any]]:
        """Those of one kind."""
        return [table for table in self.all_tables() if table["kind"] == kind]

    def extract_json(self) -> str:
        """What `report-etl extract` prints for the sample, but for the digest that every new word changes."""
        printed = extract_file(self.path).model_dump_json(indent=2) + "\n"
        return re.sub('"rule_version": "[^"]*"', '"rule_version": "…"', printed)


def all_samples() -> list[Sample]:
    return [Sample(source) for source in sorted(SAMPLES.glob("*/*.yaml"))]


def bare(text: str | None) -> str:
    """Text without white space, full-width digits made plain, outer 《》 dropped: as compared."""
    plain = squeeze(normalize_text(text or ""))
    return plain[1:-1] if re.fullmatch("《[^《》]*》", plain) else plain
