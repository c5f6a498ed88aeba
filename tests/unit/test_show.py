"""`show` leads from a row back to the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from report_etl.cli import main
from report_etl.db import Database, open_database
from report_etl.pipeline import extract_file
from report_etl.pipeline.source import read_source
from report_etl.settings import load_settings
from tests.drawing import Sheet, draw
from tests.extractions import provenance

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORT_ETL_HOME", str(tmp_path))
    return tmp_path


def load(path: Path) -> str:
    """Load a file where it is; the id of its first quantity."""
    with open_database(load_settings().database_url) as database:
        database.prepare()
        database.load(extract_file(path), rules="today")
        return first_quantity(database)


def first_quantity(database: Database) -> str:
    (document,) = database.status().documents
    return f"{document.sha256[:16]}/quantities/1"


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["show", *arguments])


def page(sheet: Sheet) -> None:
    for number in range(4):
        sheet.text(80, 80 + 20 * number, "海藻肥是以海藻为原料制成的肥料，在农业上使用已久。")
    sheet.text(80, 160, "2024年，我国海藻肥产量为36万吨。")


def test_the_value_is_marked_in_its_lines(home: Path) -> None:
    path = home / "a.txt"
    path.write_text(
        "海藻肥在农业上使用已久。\n2024年，我国海藻肥产量为36万吨。\n其余从略。\n", encoding="utf-8"
    )
    result = show(load(path), "--file", str(path))
    assert result.exit_code == 0, result.output
    assert "⟦36万吨⟧。" in result.output
    assert "  海藻肥在农业上使用已久。\n" in result.output and "  其余从略。\n" in result.output
    assert "picture" not in result.output


def test_the_page_of_a_pdf_is_written_as_a_picture(home: Path) -> None:
    path = home / "a.pdf"
    path.write_bytes(draw(page))
    record = load(path)
    result = show(record, "--file", str(path))
    assert result.exit_code == 0, result.output
    assert "⟦36万吨⟧" in result.output
    picture = home / "pictures" / f"{record.replace('/', '-')}-page-1.png"
    assert f"picture  {picture}" in result.output
    assert picture.read_bytes().startswith(PNG)


def test_without_its_file_the_record_is_shown_and_what_to_do(home: Path) -> None:
    path = home / "a.txt"
    path.write_text("2024年，我国海藻肥产量为36万吨。\n", encoding="utf-8")
    record = load(path)
    result = show(record)
    assert result.exit_code == 0
    assert '"provenance"' in result.output and "--file" in result.output
    path.write_text("2024年，我国海藻肥产量为37万吨。\n", encoding="utf-8")
    result = show(record, "--file", str(path))
    assert result.exit_code == 3
    assert "is another file than the one that was loaded" in result.output


def test_a_place_of_many_lines_is_cut_short(home: Path) -> None:
    path = home / "a.txt"
    path.write_text("".join(f"第{n}行文字。\n" for n in range(40)), encoding="utf-8")
    source = read_source(load_settings(), extract_file(path).document, path)
    lines = source.marked(provenance(0, 250))
    assert len(lines) == 12 and lines[-2] == "…"
    assert source.marked(provenance(9000, 9001)) == []
