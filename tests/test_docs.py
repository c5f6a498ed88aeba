"""The documentation says what the program does today."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from report_etl.cli import main as program
from report_etl.cli.text import extraction_as_text
from report_etl.pipeline import extract_file
from tests.reference import FOLDER, PAGES, commands

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "report_etl"
PROSE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
PATH = re.compile(r"`((?:[\w-]+/)*[\w-]+(?:\.(?:py|md|toml|yaml)|/))`")
MADE = ("var/", "documents/", "archive/", "inbox/sub/", "work/", "quarantine/")  # by a run
KNOWN = {" ".join(path) for path, _ in commands(program)}


@pytest.mark.parametrize(("name", "page"), PAGES.items(), ids=PAGES)
def test_the_generated_pages_are_fresh(name: str, page: Callable[[], str]) -> None:
    assert (FOLDER / name).read_text("utf-8") == page(), "run `make golden`"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_command_named_exists(path: Path) -> None:
    """`report-etl word` in the documentation is a command, and `make word` a target."""
    text = path.read_text("utf-8")
    for word in re.findall(r"report-etl ((?:db |schemas )?[a-z]+)", text):
        assert word in KNOWN | {"db", "schemas"}, f"report-etl {word}"
    targets = set(re.findall(r"^([a-z.]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for word in re.findall(r"`make ([a-z.]+)", text):
        assert word in targets, f"make {word}"


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_named_exists(path: Path) -> None:
    """`db/schema.py` is a file of the project or of the package, `policies.yaml` one of any folder."""
    for name in PATH.findall(path.read_text("utf-8")):
        beside = [folder / name for folder in (ROOT, PACKAGE)]
        anywhere = () if "/" in name else (*PACKAGE.rglob(name), *(ROOT / "schemas").rglob(name))
        assert name.startswith(MADE) or anywhere or any(place.exists() for place in beside), name


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_setting_named_exists(path: Path) -> None:
    known = set(re.findall(r"REPORT_ETL_\w+", (FOLDER / "settings.md").read_text("utf-8")))
    for name in re.findall(r"REPORT_ETL_[A-Z_]+[A-Z]\b", path.read_text("utf-8")):
        assert name in known or name.startswith("REPORT_ETL_TEST_"), name


def test_the_drawing_of_the_way_names_what_is_there() -> None:
    drawing = (ROOT / "docs" / "architecture.md").read_text("utf-8").split("```")[1]
    code = "".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    defined = set(re.findall(r"(?:def|class) (\w+)", code)) | {path.stem for path in PACKAGE.rglob("*")}
    for name in re.findall(r"\b(?:[a-z]+_[a-z_]+|[A-Z][a-z]+[A-Z]?\w+)", drawing):
        assert name in defined | {path.stem for path in (ROOT / "schemas").rglob("*")}, name


def test_the_readme_shows_what_is_printed() -> None:
    """What it shows of one report, and the rows of all: lines are left out (…), none is another one."""
    blocks = (ROOT / "README.md").read_text("utf-8").split("```")[1::2]
    shown = next(block for block in blocks if block.startswith("\nsmart_home.txt")).splitlines()
    printed = extraction_as_text(extract_file(ROOT / "samples" / "yunting" / "smart_home.txt"))
    assert [line for line in shown if line not in printed.splitlines() and line.strip() != "…"] == []
    expected = [json.loads(path.read_text("utf-8")) for path in ROOT.glob("samples/*/*.expected.json")]
    for kind in ("policies", "region_counts", "table_totals", "percentages", "quantities", "value_chain"):
        assert f"{kind}: {sum(len(one[kind]) for one in expected)}, " in "".join(blocks)
    findings = [finding["status"] for one in expected for finding in one["findings"]]
    wrong = findings.count("inconsistent")
    assert f"findings: {len(findings)} ({wrong} inconsistent)" in "".join(blocks)
