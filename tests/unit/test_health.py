"""A report of which less was read than of its publisher's others is named."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from report_etl.cli import main
from report_etl.db import open_database
from report_etl.records import Coverage
from report_etl.settings import load_settings
from tests.extractions import sample_extraction


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ETL_HOME", str(tmp_path))


def load(claimed: list[int]) -> None:
    """Reports of 100 lines by one publisher, a day after one another."""
    for day, lines in enumerate(claimed, 1):
        now = datetime.datetime(2025, 5, day, tzinfo=datetime.UTC)
        with open_database(load_settings().database_url, clock=lambda now=now: now) as database:  # type: ignore[misc]
            database.prepare()
            coverage = Coverage(lines=100, lines_claimed=lines, lines_noise=2)
            extraction = sample_extraction(f"{day:02x}" * 32, f"{day}.pdf", coverage=coverage)
            database.load(extraction, rules="today")


def status() -> list[str]:
    result = CliRunner().invoke(main, ["status"])
    assert result.exit_code == 0, result.output
    return [line for line in result.output.splitlines() if line.startswith("warning")]


def test_a_drop_against_the_publishers_own_past_is_a_warning() -> None:
    load([96, 94, 95, 71])
    (warning,) = status()
    assert "4.pdf: 73% of its lines are accounted for, 97% of 示例研究院's 3 reports before" in warning
    assert "warning: 4.pdf" in CliRunner().invoke(main, ["log", "4.pdf"]).output
    assert "warning" not in CliRunner().invoke(main, ["log", "1.pdf"]).output


@pytest.mark.parametrize("claimed", [[96, 94, 95, 90], [96, 71], [60, 62, 61, 60]])
def test_a_small_drop_a_short_past_and_low_figures_throughout_are_none(claimed: list[int]) -> None:
    load(claimed)
    assert status() == []
