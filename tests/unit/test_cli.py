"""Exit codes, one sentence for each error, help with examples: what all commands share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from report_etl import __version__
from report_etl.cli import main
from report_etl.cli.text import cut_to_width
from report_etl.errors import ConfigError, DatabaseError, DocumentError
from report_etl.records import DocumentInfo, Extraction

SMALL = Extraction(
    document=DocumentInfo(
        sha256="ab" * 32, file_name="a.txt", media_type="text/plain", page_count=1, character_count=9
    )
)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REPORT_ETL_HOME", str(tmp_path))
    return tmp_path


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def commands(group: click.Group = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_command_explains_itself_with_an_example(path: tuple[str, ...]) -> None:
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert f"  report-etl {' '.join(path)}" in result.output


def test_the_commands_of_the_contract_are_there() -> None:
    assert {" ".join(path) for path in commands()} >= {
        "extract",
        "explain",
        "ingest",
        "serve",
        "status",
        "log",
        "findings",
        "show",
        "reprocess",
        "export",
        "web",
        "watch",
        "db upgrade",
        "schemas check",
    }


def test_the_version_is_printed() -> None:
    assert run("--version").output == f"report-etl, version {__version__}\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (ConfigError("schemas/a.yaml:3: wrong field: correct it"), 2),
        (DocumentError("a.pdf is empty: copy it again"), 3),
        (DatabaseError("the server does not answer: start it"), 3),
        (KeyError("x"), 70),
        (RecursionError("too deep"), 70),
        (KeyboardInterrupt(), 130),
    ],
)
def test_each_error_has_its_exit_code_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*arguments: object) -> None:
        raise error

    monkeypatch.setattr("report_etl.pipeline.extract_file", fail)
    result = run("extract", "a.pdf")
    assert result.exit_code == code
    assert result.stdout == ""
    (sentence,) = result.stderr.split("\n")[-2:-1]
    assert sentence.startswith("report-etl: ")
    assert result.stderr.strip() == sentence
    assert "Traceback" not in result.stderr
    assert "Traceback" in run("extract", "a.pdf", "--debug").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract"],
        ["extract", "a.pdf", "--format", "xml"],
        ["nonsense"],
        ["ingest", "a.pdf", "--inbox", "."],
        ["serve", "--every", "5"],
        ["serve", "--every", "5m", "--cron", "* * * * *"],
        ["status", "--database", "mysql://somewhere"],
        ["log", "a.pdf"],
    ],
    ids=" ".join,
)
def test_wrong_use_is_exit_code_2(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr


def test_a_misspelt_setting_is_exit_code_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORT_ETL_INBOKS", "/tmp")
    result = run("ingest")
    assert result.exit_code == 2
    assert "did you mean REPORT_ETL_INBOX?" in result.stderr


def test_json_is_exactly_the_extraction(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_etl.pipeline.extract_file", lambda path, settings: SMALL)
    assert run("extract", "a.txt").stdout_bytes == SMALL.model_dump_json().encode("utf-8")


def test_standard_input_is_read_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def extract(data: bytes, name: str, settings: object) -> Extraction:
        seen.append(data)
        return SMALL

    monkeypatch.setattr("report_etl.pipeline.extract_bytes", extract)
    assert run("extract", "-", stdin="行业".encode("gb18030")).exit_code == 0
    assert seen == ["行业".encode("gb18030")]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_a_script_for_the_shell(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_REPORT_ETL_COMPLETE" in result.stdout


def test_text_is_cut_by_the_columns_it_takes_on_a_terminal() -> None:
    assert cut_to_width("行业报告", 8) == "行业报告"
    assert cut_to_width("行业报告", 6) == "行业…"
    assert cut_to_width("abcdef", 4) == "abc…"


def test_a_file_name_cannot_command_the_terminal(tmp_path: Path) -> None:
    result = run("extract", str(tmp_path / "a\x1b[2J\nb.pdf"))
    assert result.exit_code == 3
    assert "\x1b" not in result.stderr and result.stderr.count("\n") == 1
    assert r"a\x1b[2J b.pdf" in result.stderr
