"""The documentation says what the program does today."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from report_etl.cli import main as program
from tests.reference import FOLDER, PAGES, commands

ROOT = Path(__file__).resolve().parents[1]
PROSE = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
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
