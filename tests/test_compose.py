"""compose.yaml: what it names exists, and the settings it sets are settings. Docker itself is not needed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from report_etl.cli import main
from report_etl.db.engine import parse_url
from report_etl.settings import load_settings

ROOT = Path(__file__).resolve().parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
_KEYS = set("build command depends_on environment healthcheck image init ports restart volumes".split())


def filled_in(text: str) -> str:
    """The text with the defaults of its variables."""
    return re.sub(r"\$\{[A-Z_]+:-([^}]*)\}", r"\1", text)


def test_the_services_are_there_and_well_formed() -> None:
    assert set(SERVICES) == {"postgres", "prefect", "deploy", "worker", "web"}
    for name, service in SERVICES.items():
        assert set(service) <= _KEYS, name
        assert "image" in service or "build" in service
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith(("./", "/")) or source in COMPOSE["volumes"]


def test_who_is_waited_for_exists_and_can_be_waited_for() -> None:
    for service in SERVICES.values():
        for other, how in service.get("depends_on", {}).items():
            if how["condition"] == "service_healthy":
                assert "healthcheck" in SERVICES[other]
            else:
                assert how["condition"] == "service_completed_successfully"
                assert "restart" not in SERVICES[other]


def test_the_settings_are_settings_and_the_hosts_are_services() -> None:
    for name in ("deploy", "worker", "web"):
        environment = {key: filled_in(value) for key, value in SERVICES[name]["environment"].items()}
        settings = load_settings(environment)
        url = parse_url(settings.database_url)
        assert url.host in SERVICES
        mounted = [volume.split(":")[1] for volume in SERVICES[name]["volumes"]]
        assert str(settings.home) in mounted
        assert f"//{environment['PREFECT_API_URL'].split('/')[2].split(':')[0]}" in {
            f"//{s}" for s in SERVICES
        }
    assert url.password == filled_in(SERVICES["postgres"]["environment"]["POSTGRES_PASSWORD"])
    assert url.database == SERVICES["postgres"]["environment"]["POSTGRES_DB"]


def test_our_commands_are_commands_and_the_image_has_what_they_need() -> None:
    image = (ROOT / "Dockerfile").read_text("utf-8")
    commands = [words for service in SERVICES.values() for words in [shlex.split(service.get("command", ""))]]
    ours = [words[2].split() for words in commands if words[:2] == ["sh", "-c"]]
    assert [words[:3] for words in ours] == [["report-etl", "db", "upgrade"]]
    assert {"db", "watch"} <= set(main.commands)
    root = click.Context(main, **main.context_settings)
    for words in commands:
        if words[:1] == ["report-etl"]:
            assert main.commands[words[1]].make_context(words[1], words[2:], root)  # its options are options
    for copied in re.findall(r"^COPY (.*) \S+$", image, re.MULTILINE):
        assert all((ROOT / path).exists() for path in copied.split())


def test_what_is_published_can_be_reached_from_this_machine_only() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"prefect", "web"}
    for name, ports in published.items():
        for port in ports:
            address, outside, inside = port.split(":")
            assert (address, outside) == ("127.0.0.1", inside)
            assert f":{inside}/" in SERVICES[name]["healthcheck"]["test"][-1]
    words = shlex.split(SERVICES["web"]["command"])
    assert words[words.index("--port") + 1] == inside and words[words.index("--host") + 1] == "0.0.0.0"
    assert SERVICES["web"]["volumes"] == ["./var:/var/report_etl:ro"]


def has_docker_compose() -> bool:
    command = ["docker", "compose", "version"]
    return shutil.which("docker") is not None and subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.skipif(not has_docker_compose(), reason="docker compose is not installed")
def test_docker_reads_it() -> None:
    command = ["docker", "compose", "--file", str(ROOT / "compose.yaml"), "config", "--quiet"]
    subprocess.run(command, check=True, timeout=60)
