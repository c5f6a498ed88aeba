"""The inspection pages over a real database: every link answers, nothing is run, nothing is changed."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from wsgiref.util import setup_testing_defaults

import pytest
from PIL import Image
from sqlalchemy import Engine

from report_etl.db import Arrival, Database, StoredRecord
from report_etl.errors import DatabaseError
from report_etl.pipeline import extract_bytes
from report_etl.records import RECORD_KINDS
from report_etl.sandbox import Failure, Trouble
from report_etl.web import Sources, make_application, pages
from report_etl.web import sources as sources_module
from report_etl.web.server import LOCAL
from report_etl.web.sources import Look, Picture, Place, places_of
from tests.databases import dump
from tests.drawing import Sheet, draw
from tests.extractions import SHA256, sample_extraction
from tests.ingesting import settings_in

EVIL = '<script>alert("1")</script>&amp;\' onload=x'


class InventedSources(Sources):
    """No process and no file: each place is the evil line."""

    def __init__(self) -> None:
        pass

    def look(self, stored: StoredRecord) -> Look:
        places = tuple(Place(where, (f"前{EVIL}", f"⟦{EVIL}⟧后")) for where in places_of(stored))
        return Look(places, (Picture(2, b"\x89PNG", EVIL),) if places else ())


class Page(HTMLParser):
    """What a browser would take from a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]
        if tag not in ("meta", "link", "input", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data


class Browser:
    """Asks the application without a server."""

    def __init__(self, database: Database, sources: Sources | None = None) -> None:
        self.application = make_application(database, sources or InventedSources(), hosts=LOCAL)

    def get(self, url: str, method: str = "GET", host: str = "127.0.0.1:8421") -> tuple[int, bytes]:
        path, _, query = url.partition("?")
        environ: dict[str, Any] = {
            "PATH_INFO": path.encode("utf-8").decode("latin-1"),
            "QUERY_STRING": query,
            "REQUEST_METHOD": method,
            "HTTP_HOST": host,
        }
        setup_testing_defaults(environ)
        self.headers: dict[str, str] = {}
        status: list[str] = []

        def start(line: str, headers: list[tuple[str, str]]) -> Any:
            status.append(line)
            self.headers = dict(headers)

        body = b"".join(self.application(environ, start))  # type: ignore[arg-type]
        return int(status[0].split()[0]), body

    def page(self, url: str) -> Page:
        status, body = self.get(url)
        assert status == 200, f"{url}: {status}"
        return Page(body.decode("utf-8"))


@pytest.fixture
def filled(database: Database) -> Database:
    """A report, a hostile one, a duplicate, two files in quarantine: one was read, one was not."""
    database.load(sample_extraction(), rules="r1", arrival=Arrival("1", "储能.pdf"))
    evil = sample_extraction("ab" * 32, EVIL)
    changes = {
        kind: [record.model_copy(update=_evil(record)) for record in getattr(evil, kind)]
        for kind in type(evil).model_fields
        if kind not in ("contract", "document", "report", "coverage")
    }
    report = evil.report.model_copy(update=_evil(evil.report))
    database.load(
        evil.model_copy(update={**changes, "report": report}), rules="r1", arrival=Arrival("2", EVIL)
    )
    database.record_duplicate(Arrival("3", "copy.pdf"), SHA256, "r1")
    database.record_quarantine(Arrival("4", "scan.pdf"), "cd" * 32, "NoTextLayer", "scan.pdf: pictures only")
    database.record_quarantine(Arrival("5", f"5{EVIL}"), None, "DocumentError", f"{EVIL}: gone")
    return database


def _evil(record: Any) -> dict[str, Any]:
    """Every free text of a record."""
    free = [name for name, value in record if isinstance(value, str) and name not in _RULED]
    return {
        **dict.fromkeys(free, EVIL),
        **({"header": [EVIL], "rows": [[EVIL]]} if hasattr(record, "rows") else {}),
        **({"readings": [EVIL, EVIL]} if hasattr(record, "readings") else {}),
    }


_RULED = set("issued as_of period published kind layout qualifier direction status severity".split())


def crawl(browser: Browser, start: str = "/") -> Iterator[tuple[str, Page | None]]:
    """Every address that can be reached by links; None for what is no page."""
    seen, waiting = {start}, [start]
    while waiting:
        url = waiting.pop()
        status, body = browser.get(url)
        assert status == 200, f"{url}: {status} {body.decode('utf-8', 'replace')[:2000]}"
        found = (
            Page(body.decode("utf-8")) if browser.headers["Content-Type"].startswith("text/html") else None
        )
        yield url, found
        for link in found.links if found else ():
            target = urljoin(url, link)
            if target not in seen:
                seen.add(target)
                waiting.append(target)


def test_every_link_answers_and_nothing_of_a_report_gets_into_the_page(
    filled: Database, engine: Engine
) -> None:
    before = dump(engine, without=frozenset())
    browser = Browser(filled)
    shown = 0
    addresses = []
    for url, page in crawl(browser):
        addresses.append(url)
        assert browser.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert browser.headers["X-Content-Type-Options"] == "nosniff"
        if page is None:
            continue
        assert page.open == [], url
        assert not page.tags & {"script", "style", "iframe", "object"}, url
        assert not {name for name in page.attributes if name.startswith("on") or name == "style"}, url
        assert all(link.startswith(("/", "?")) for link in page.links), url
        shown += EVIL in page.text
    assert shown > 40  # it has been there, as text
    assert len(addresses) > 100
    assert any(address.endswith(".png") for address in addresses)
    assert dump(engine, without=frozenset()) == before


def test_the_first_page_tells_state_coverage_and_counts(filled: Database) -> None:
    text = Browser(filled).page("/").text
    for words in (
        "储能.pdf",
        "中国新型储能行业观察（2025-2030）",
        "示例研究院",
        "97.5 %",
        "1 contradict",
        "1 refused",
    ):
        assert words in text, words
    assert re.search(r"Loaded\s+2", text) and re.search(r"In quarantine\s+2", text)
    empty = {kind: [] for kind in RECORD_KINDS}
    filled.load(sample_extraction("ef" * 32, "empty.txt", **empty), rules="r1")
    assert "nothing found" not in text and "nothing found" in Browser(filled).page("/").text
    quarantined = Browser(filled).page("/?state=quarantined").text
    assert "scan.pdf: pictures only" in quarantined and "储能.pdf" not in quarantined


def test_a_document_shows_each_kind_and_its_history(filled: Database) -> None:
    browser = Browser(filled)
    address = f"/documents/{SHA256}"
    assert sample_extraction().policies[0].title in browser.page(address).text
    assert "2024年 示例" in browser.page(f"{address}?kind=rejects").text
    assert "9 + 100.0 is not 29" in browser.page(f"{address}?kind=findings").text
    assert "》" in browser.page(f"{address}?kind=repairs").text
    assert "第3页共9页" in browser.page(f"{address}?kind=unclaimed").text
    history = browser.page(f"{address}?kind=history").text
    assert "copy.pdf" in history and "same content as 储能.pdf" in history
    assert "pictures only" in browser.page("/documents/" + "cd" * 32).text
    assert "Nothing found." in browser.page(f"{address}?kind=policies&q=nowhere").text


def test_a_record_shows_its_fields_its_lines_and_its_page(filled: Database) -> None:
    status, body = Browser(filled).get(f"/records/{SHA256[:16]}/quantities/1")
    html = body.decode("utf-8")
    assert status == 200
    quantity = sample_extraction().quantities[0]
    assert quantity.statement is None or quantity.statement in html
    assert "<mark>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;&amp;amp;&#39; onload=x</mark>后" in html
    assert f'<img src="/pictures/{SHA256[:16]}/quantities/1/2.png"' in html
    status, body = Browser(filled).get(f"/pictures/{SHA256[:16]}/quantities/1/2.png")
    assert (status, body) == (200, b"\x89PNG")


def test_search_finds_chinese_and_is_shown_again(filled: Database) -> None:
    browser = Browser(filled)
    assert "1–1 of 1" in browser.page("/?q=%E5%82%A8%E8%83%BD.pdf").text
    page = browser.page("/records?kind=headings&q=%3Cscript%3E")
    assert EVIL in page.text
    _, body = browser.get("/?q=%22%3E%3Cscript%3E")
    assert b'value="&#34;&gt;&lt;script&gt;"' in body


def test_lists_are_paged_and_links_keep_what_was_asked(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(7):
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        database.load(sample_extraction(sha256, f"报告{number}.pdf"), rules="r1")
    monkeypatch.setattr(pages, "ROWS", 3)
    monkeypatch.setattr("report_etl.web.request.ROWS", 3)
    browser = Browser(database)
    url, names = "/?q=%E6%8A%A5%E5%91%8A", []
    while True:
        page = browser.page(url)
        names += re.findall("报告[0-9].pdf", page.text)
        forward = [link for link in page.links if f"page={len(names) // 3 + 1}" in link]
        if not forward:
            break
        url = urljoin(url, forward[-1])
        assert "q=%E6%8A%A5%E5%91%8A" in url
    assert names == [f"报告{number}.pdf" for number in range(7)]
    assert "7–7 of 7" in page.text
    status, body = browser.get("/?page=4")
    assert status == 404 and "the last one is 3" in body.decode("utf-8")


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/nothing", 404, "no page of this address"),
        ("/documents/" + "00" * 32, 404, "no document"),
        ("/documents/../../etc/passwd", 404, "no page"),
        ("/records/nothing", 404, "no records of the kind"),
        ("/records/0000000000000000/policies/1", 404, "no record of this database"),
        ("/pictures/0000000000000000/policies/1/1.png", 404, "no record of this database"),
        (f"/pictures/{SHA256[:16]}/quantities/1/9.png", 404, "no such picture"),
        ("/?page=0", 400, "give a number"),
        ("/?page=²", 400, "give a number"),
        ("/?page=99999999999999999999", 400, "give a number"),
        ("/?page=2", 404, "the last one is 1"),
        ("/?state=lost", 400, "it can be loaded, review, quarantined"),
        ("/?q=%00", 400, "NUL"),
        ("/?q=%ff", 400, "UTF-8"),
        ("/?q=" + "x" * 300, 400, "at most 200"),
        ("/?" + "&".join(f"a{n}=1" for n in range(50)), 400, "cannot be read"),
        (f"/documents/{SHA256}?kind=receipt", 400, "kind is"),
    ],
)
def test_what_is_not_there_or_not_sensible_is_said_in_a_sentence(
    filled: Database, url: str, status: int, words: str
) -> None:
    found, body = Browser(filled).get(url)
    assert found == status, body.decode("utf-8")
    assert words in Page(body.decode("utf-8")).text


def test_nothing_can_be_written_and_no_foreign_name_is_answered(filled: Database) -> None:
    browser = Browser(filled)
    for method in ("POST", "PUT", "DELETE"):
        assert browser.get("/", method)[0] == 405
        assert browser.headers["Allow"] == "GET, HEAD"
    assert browser.get("/", "HEAD") == (200, b"") and int(browser.headers["Content-Length"]) > 1000
    for host in ("evil.example", "evil.example:8421", "", "127.0.0.1.evil.example"):
        assert browser.get("/", host=host)[0] == 400, host
    for host in ("localhost:8421", "127.0.0.1", "[::1]:8421", "LOCALHOST"):
        assert browser.get("/", host=host)[0] == 200, host


def test_a_database_that_is_gone_and_a_fault_are_said(
    filled: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise DatabaseError("the server does not answer; start it")

    monkeypatch.setattr(filled, "documents", gone)
    status, body = Browser(filled).get("/")
    assert status == 503 and "the server does not answer" in body.decode("utf-8")

    def broken(*_: object, **__: object) -> None:
        raise KeyError("secret")

    monkeypatch.setattr(filled, "documents", broken)
    status, body = Browser(filled).get("/")
    assert status == 500 and "Fault of the program (KeyError)" in body.decode("utf-8")
    assert b"secret" not in body and "secret" in caplog.text


def page(sheet: Sheet) -> None:
    sheet.text(80, 80, "海藻肥是以海藻为原料制成的肥料，在农业上使用已久。")
    sheet.text(80, 120, "2024年，我国海藻肥产量为36万吨。")


def test_lines_and_pictures_come_from_the_archive(database: Database, tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "home")
    data = draw(page)
    extraction = extract_bytes(data, "海藻.pdf", settings)
    sha256 = extraction.document.sha256
    database.load(extraction, rules="r1")
    record = f"{sha256[:16]}/quantities/1"
    with Sources(settings) as sources:
        browser = Browser(database, sources)
        assert "海藻.pdf is not in the archive" in browser.page(f"/records/{record}").text
        archived = settings.archive / sha256[:2] / f"{sha256}.pdf"
        archived.parent.mkdir(parents=True)
        archived.write_bytes(data)
        _, body = browser.get(f"/records/{record}")
        assert "<mark>36万吨</mark>" in body.decode("utf-8")
        status, png = browser.get(f"/pictures/{record}/1.png")
        assert status == 200 and browser.headers["Content-Type"] == "image/png"
        colours = Image.open(io.BytesIO(png)).getcolors(1 << 24) or []
        assert {colour: number for number, colour in colours}[200, 30, 30] > 100
        (process,) = sources.process_ids
    assert not Path(f"/proc/{process}").exists()


def test_lines_are_shown_of_a_page_that_cannot_be_drawn(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = settings_in(tmp_path / "home")
    data = draw(page)
    extraction = extract_bytes(data, "海藻.pdf", settings)
    sha256 = extraction.document.sha256
    database.load(extraction, rules="r1")
    archived = settings.archive / sha256[:2] / f"{sha256}.pdf"
    archived.parent.mkdir(parents=True)
    archived.write_bytes(data)
    monkeypatch.setattr(sources_module, "_look", look_without_drawing)
    with Sources(settings) as sources:
        browser = Browser(database, sources)
        text = browser.page(f"/records/{sha256[:16]}/quantities/1").text
        assert "36万吨" in text and "海藻.pdf cannot be drawn (Failed to load page.)" in text
        assert browser.get(f"/pictures/{sha256[:16]}/quantities/1/1.png")[0] == 404


def look_without_drawing(question: Any) -> Look:
    """In the process: its drawing library loads no page."""
    import pypdfium2

    def fail(self: object, number: int) -> None:
        raise pypdfium2.PdfiumError("Failed to load page.")

    pypdfium2.PdfDocument.__getitem__ = fail
    return _LOOK(question)


_LOOK = sources_module._look


def crash(question: object) -> Look:
    import os

    os._exit(1)


def test_a_document_that_crashes_its_reader_costs_only_its_lines(
    filled: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources_module, "_look", crash)
    with Sources(settings_in(tmp_path)) as sources:
        browser = Browser(filled, sources)
        assert "crashes the program that reads it" in browser.page(f"/records/{SHA256[:16]}/policies/1").text
        assert browser.get("/")[0] == 200


def test_a_limit_gone_over_is_named() -> None:
    look = sources_module._in_words("a.pdf", Failure(Trouble.WALL))
    assert look.sentence is not None and "more than the limit allows (wall)" in look.sentence
    with pytest.raises(RuntimeError, match="cannot be shown"):
        sources_module._in_words("a.pdf", Failure(Trouble.RAISED, KeyError("x")))
