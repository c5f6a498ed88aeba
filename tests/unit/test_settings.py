"""Settings come from the environment, and from nowhere else."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

import pytest

from report_etl.errors import ConfigError
from report_etl.settings import Settings, export_settings, load_settings, set_default_variables


def test_without_variables_everything_lies_below_var() -> None:
    settings = load_settings({})
    home = Path.cwd() / "var"
    assert settings.home == home
    assert settings.database_url == f"sqlite:///{home}/report_etl.db"
    folders = (settings.inbox, settings.work, settings.archive, settings.quarantine, settings.receipts)
    assert [folder.relative_to(home).as_posix() for folder in folders] == [
        "inbox",
        "work",
        "archive",
        "quarantine",
        "receipts",
    ]
    assert settings.workers >= 1


def test_the_home_folder_moves_all_others_and_each_can_be_moved_alone(tmp_path: Path) -> None:
    settings = load_settings({"REPORT_ETL_HOME": str(tmp_path), "REPORT_ETL_INBOX": "/srv/scans"})
    assert settings.archive == tmp_path / "archive"
    assert settings.inbox == Path("/srv/scans")
    assert settings.database_url == f"sqlite:///{tmp_path}/report_etl.db"


@pytest.mark.parametrize("field", dataclasses.fields(Settings), ids=lambda field: field.name)
def test_every_field_has_a_variable(field: dataclasses.Field[object]) -> None:
    value = {"Path": "/somewhere", "str": "sqlite:///x.db", "int": "7", "float": "0.5"}[str(field.type)]
    settings = load_settings({f"REPORT_ETL_{field.name.upper()}": value})
    assert str(getattr(settings, field.name)) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BATCH_SIZE", "0"),
        ("BATCH_SIZE", "-1"),
        ("BATCH_SIZE", "２５"),
        ("BATCH_SIZE", "2.5"),
        ("MAX_PAGES", "9" * 30),
        ("MAX_MEMORY", "2GB"),
        ("SETTLE_SECONDS", "nan"),
        ("SETTLE_SECONDS", "-1"),
        ("MAX_SECONDS", "a minute"),
        ("HOME", ""),
        ("DATABASE_URL", " "),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_variable(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=f"^REPORT_ETL_{name} is "):
        load_settings({f"REPORT_ETL_{name}": value})


def test_a_misspelt_variable_is_refused_with_the_likely_one() -> None:
    with pytest.raises(ConfigError, match="did you mean REPORT_ETL_BATCH_SIZE"):
        load_settings({"REPORT_ETL_BATCHSIZE": "10"})


def test_variables_of_others_and_of_the_test_suite_are_not_looked_at() -> None:
    assert load_settings({"REPORT_ETL_TEST_POSTGRES_URL": "x", "HOME": "/root"}) == load_settings({})


def test_exported_settings_load_again_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environ: dict[str, str] = {}
    monkeypatch.setattr(os, "environ", environ)
    settings = load_settings({"REPORT_ETL_HOME": str(tmp_path), "REPORT_ETL_SETTLE_SECONDS": "0.25"})
    export_settings(settings)
    assert load_settings(environ) == settings


def test_defaults_for_other_programs_never_replace_what_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"PREFECT_HOME": "/mine"}
    monkeypatch.setattr(os, "environ", environ)
    set_default_variables({"PREFECT_HOME": "/other", "DO_NOT_TRACK": "1"})
    assert environ == {"PREFECT_HOME": "/mine", "DO_NOT_TRACK": "1"}
