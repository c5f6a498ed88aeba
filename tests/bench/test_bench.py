"""The benchmark prints readable tables, and says what it skips."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import __main__ as bench
from tests.bench.speed import prose
from tests.bench.table import Table, width


def test_a_section_without_its_data_is_skipped_by_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(bench, "DATA", tmp_path / "absent")
    monkeypatch.setattr("sys.argv", ["bench", "labelled", "reports", "language"])
    bench.main()
    printed = capsys.readouterr().out
    assert printed.count("skipped: ../shared/data is not here") == 3


def test_columns_line_up_under_chinese_names() -> None:
    lines = str(Table("t", ["name", "n"], [["文件", "1"], ["file", "22"]])).splitlines()[2:]
    assert len({width(line) for line in lines}) == 1


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_invented_prose_has_the_length_asked_for(size: int) -> None:
    assert len(prose(size)) == size
    assert prose(size) == prose(size)
