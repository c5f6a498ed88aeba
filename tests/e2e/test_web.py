"""The inspection pages by the real command, in a real browser, without JavaScript."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from report_etl.web import Server
from tests.e2e.browser import NAMES, Tab, browser, find_chromium
from tests.e2e.conftest import PROGRAM, Run
from tests.e2e.files import REPORT, pdf

EVIL = "<script>document.title='taken'</script>"


@pytest.fixture
def server(run: Run, home: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the pages over a text with an evil name and line, a PDF, and an empty file."""
    inbox = home / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "<script>x<b>.txt").write_text(REPORT + f"\n{EVIL}2024年产量为36万吨。\n", encoding="utf-8")
    (inbox / "冷链.pdf").write_bytes(pdf(REPORT))
    (inbox / "empty.pdf").write_bytes(b"")
    assert run("ingest", "--quiet").returncode == 1
    environment = {**os.environ, "REPORT_ETL_HOME": str(home)}
    command = [*PROGRAM, "web", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path, text=True
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        try:
            yield process.stdout.readline().split()[0]
            process.send_signal(signal.SIGINT)
            assert process.wait(60) == 0, process.stderr.read()
            assert process.stderr.read() == ""
        finally:
            process.kill()


@pytest.fixture
def tab(tmp_path: Path) -> Iterator[Tab]:
    program = find_chromium()
    if program is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed (Debian: apt-get install chromium)")
    with browser(program, tmp_path / "profile") as opened:
        yield opened


def test_a_person_clicks_from_a_report_to_the_box_on_its_page(server: str, tab: Tab) -> None:
    tab.open(server)
    assert tab.value("document.title") == "Documents · report_etl"
    assert "<script>x<b>.txt" in tab.text() and "冷链.pdf" in tab.text()
    tab.search("input[name=q]", "冷链.pdf")
    assert "1–1 of 1" in tab.text() and "<script>" not in tab.text()
    tab.click("td.report a")
    assert "lines accounted for" in tab.text()
    tab.click("a[href='?kind=quantities']")
    tab.click("a.open")
    assert "5200亿元" in tab.value("document.querySelector('mark').innerText")
    assert tab.value("document.querySelector('img').naturalWidth") > 1000
    tab.click(".crumbs a[href^='/documents/']")
    assert tab.value("document.querySelector('h1').innerText") == "冷链.pdf"
    assert tab.complaints == []


def test_what_a_report_smuggles_in_is_text(server: str, tab: Tab) -> None:
    for path in ("", "arrivals", "records?kind=quantities", "?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E"):
        tab.open(server + path)
        assert tab.value("document.scripts.length") == 0
        assert "taken" not in tab.value("document.title")
    tab.open(f"{server}records?kind=quantities&q=taken")
    tab.open(f"{server}?state=quarantined")
    assert "empty.pdf is empty" in tab.text()
    assert tab.complaints == []


def test_the_pages_are_styled_and_a_missing_one_is_said(server: str, tab: Tab) -> None:
    tab.open(server)
    picture = Image.open(io.BytesIO(tab.picture())).convert("RGB")
    assert picture.getpixel((picture.width - 20, 10)) == (0x17, 0x32, 0x4D)  # the bar at the top
    tab.open(f"{server}records/0000000000000000/policies/1")
    assert "404 · Not Found" in tab.text() and "is no record of this database" in tab.text()


def test_without_a_browser_the_pages_are_html_and_foreign_names_refused(server: str) -> None:
    with urllib.request.urlopen(server, timeout=60) as answer:
        assert "冷链.pdf" in answer.read().decode("utf-8")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(urllib.request.Request(server, headers={"Host": "evil.example"}), timeout=60)
    with urllib.request.urlopen(f"{server}health", timeout=60) as answer:
        assert answer.read() == b"well\n"


def test_it_starts_without_prefect_and_what_prefect_brings() -> None:
    program = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(['prefect', 'fastapi', 'starlette', 'uvicorn']))\n"
        "from report_etl.web import Server\n"
        "with Server('127.0.0.1', 0) as server: print(server.url)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert result.stdout.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    ("host", "names", "answered", "refused"),
    [
        ("127.0.0.1", (), {"localhost", "127.0.0.1", "[::1]"}, {"reports.example"}),
        ("0.0.0.0", ("Reports.example",), {"localhost", "reports.example"}, {"evil.example"}),
    ],
)
def test_it_answers_to_its_names(
    host: str, names: tuple[str, ...], answered: set[str], refused: set[str]
) -> None:
    with Server(host, 0, names) as server:
        assert server.hosts is not None and server.hosts >= answered and not server.hosts & refused


def test_without_names_a_server_for_others_answers_to_all() -> None:
    with Server("0.0.0.0", 0) as server:
        assert server.hosts is None and not server.is_local


def test_a_port_in_use_and_a_database_that_is_not_there_are_said(
    server: str, run: Run, tmp_path: Path
) -> None:
    port = server.rstrip("/").rsplit(":", 1)[1]
    result = run("web", "--port", port)
    assert result.returncode == 2
    assert f"127.0.0.1 port {port} cannot be listened on" in result.stderr.decode("utf-8")
    result = run("web", "--database", f"sqlite:///{tmp_path}/none.db")
    assert result.returncode == 2 and "no database here yet" in result.stderr.decode("utf-8")
