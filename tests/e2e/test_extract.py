"""`extract` and `explain` as a person or a program meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from report_etl import extract_file
from report_etl.records import RECORD_KINDS
from tests.e2e.conftest import Run
from tests.e2e.files import REPORT, pdf, write_damaged

# What `extract` must not pay for when the input is a text.
HEAVY = (
    "prefect",
    "sqlalchemy",
    "alembic",
    "pdfplumber",
    "pdfminer",
    "pypdfium2",
    "pikepdf",
    "fastapi",
    "numpy",
    "report_etl.extract.tables.drawn.find",
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "冷链.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_json_holds_every_key_of_the_contract_and_the_same_bytes_each_time(run: Run, report: Path) -> None:
    first, second = run("extract", report), run("extract", report, PYTHONHASHSEED="7")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout == extract_file(report).model_dump_json().encode("utf-8")
    assert json.loads(first.stdout).keys() >= {"contract", "document", "report", "coverage", *RECORD_KINDS}


@pytest.mark.parametrize("locale", ["C", "POSIX", "zh_CN.GBK"])
def test_output_is_utf8_in_any_locale(run: Run, report: Path, locale: str) -> None:
    for form in ("json", "text"):
        result = run("extract", report, "--format", form, LC_ALL=locale, PYTHONIOENCODING="", PYTHONUTF8="0")
        assert result.returncode == 0, result.stderr
        assert "示例研究院" in result.stdout.decode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_standard_input_is_read_in_any_encoding(run: Run, encoding: str) -> None:
    result = run("extract", "-", stdin=REPORT.encode(encoding))
    assert result.returncode == 0, result.stderr
    assert "5200亿元" in result.stdout.decode("utf-8")


def test_a_name_in_another_encoding_is_shown_with_its_bytes(run: Run, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode("报告.txt".encode("gbk"))
    path.write_text(REPORT, encoding="utf-8")
    result = run("extract", path)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["document"]["file_name"] == r"\xb1\xa8\xb8\xe6.txt"


def test_a_pdf_is_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf(REPORT))
    result = run("extract", path)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["document"]["media_type"] == "application/pdf"


def test_explain_shows_lines_and_what_no_rule_claimed(run: Run, report: Path) -> None:
    result = run("explain", report)
    assert result.returncode == 0, result.stderr
    text = result.stdout.decode("utf-8")
    assert "2024年我国冷链物流市场规模约为5200亿元" in text
    titles = [line.split(":")[0] for line in text.splitlines() if line and not line.startswith(" ")]
    assert titles == ["LINES", "BLOCKS", "TABLES", "NO RECORD", "REJECTS", "REPAIRS", "FINDINGS", "UNCLAIMED"]


def test_what_cannot_be_read_is_exit_code_3_and_one_sentence(run: Run, tmp_path: Path) -> None:
    expected = write_damaged(tmp_path)
    (tmp_path / "folder.pdf").mkdir()
    expected |= {"folder.pdf": "folder", "nowhere.pdf": "nowhere.pdf"}
    for name, word in expected.items():
        result = run("extract", tmp_path / name)
        sentence = result.stderr.decode("utf-8")
        assert (result.returncode, result.stdout) == (3, b""), f"{name}: {sentence}"
        assert sentence.count("\n") == 1 and name in sentence and word in sentence, sentence
        assert "fault of the program" not in sentence


def test_the_reader_of_a_pipe_may_leave(run: Run, report: Path) -> None:
    program = (
        f"import sys; sys.argv[1:] = ['extract', {str(report)!r}]; from report_etl.cli import main; main()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_extracting_a_text_imports_nothing_heavy(report: Path) -> None:
    program = (
        "import sys\n"
        "from report_etl.cli import main\n"
        f"main(['extract', {str(report)!r}], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stderr == "[]\n"
