"""Text files: encodings, line ends, pages; what is refused and how it is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report_etl.errors import DocumentError, UnknownEncoding
from report_etl.readers import read_bytes, read_document
from tests.data import DATA, needs_data

TEXT = "某行业发展报告\n截至2024年末，全国共有96家企业，占总数的31.1%。\n资料来源：公开资料整理\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "gbk"]
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_same_text_in_every_encoding_and_line_end(encoding: str, line_end: str) -> None:
    document = read_bytes(TEXT.replace("\n", line_end).encode(encoding), "a.txt")
    assert document.text == TEXT
    assert document.media_type == "text/plain"


def test_traditional_text_in_gb18030_is_read() -> None:
    text = "臺灣人工智慧產業發展報告，政策與市場：國家發展委員會推動的數位經濟，是產業發展的基礎。\n"
    assert read_bytes(text.encode("gb18030"), "a.txt").text == text


def test_lines_and_pages_index_the_text() -> None:
    document = read_bytes("甲\n乙\n\f丙\f".encode(), "a.txt")
    assert [page.number for page in document.pages] == [1, 2, 3]
    assert [(line.page, line.text) for line in document.lines] == [
        (1, "甲"),
        (1, "乙"),
        (1, ""),
        (2, "丙"),
        (3, ""),
    ]
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
    for page in document.pages:
        assert document.text[page.start : page.end] == "\n".join(line.text for line in page.lines)


def test_leading_spaces_mark_pages_when_pages_are_alike() -> None:
    page = "\n".join(["正文一行"] * 30)
    text = f" {page}\n {page}\n {page}\n 末页"
    document = read_bytes(text.encode(), "a.txt")
    assert document.text == text
    assert len(document.pages) == 4
    assert all(line.text == text[line.start : line.end] for line in document.lines)


def test_stray_leading_spaces_mark_no_page() -> None:
    text = "标题\n" + "\n".join(["正文一行"] * 20) + "\n 一段\n" + "\n".join(["正文一行"] * 20) + "\n 又一段"
    assert len(read_bytes(text.encode(), "a.txt").pages) == 1


def test_a_few_damaged_bytes_are_counted_not_hidden() -> None:
    data = ("行业" * 2000).encode() + b"\xe4\xb8"
    document = read_bytes(data, "a.txt")
    assert document.text.endswith("\ufffd")
    assert document.warnings == ("1 characters are unreadable (U+FFFD)",)


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 8,
        "日本の市場規模は前年比で大きく拡大しています。".encode("euc-jp"),
        "臺灣人工智慧產業發展報告，政策與市場的分析與展望".encode("big5"),
        "Отчёт о развитии рынка искусственного интеллекта".encode("koi8-r"),
        b"\x00\x01\x02\x03" * 100,
        b"PK\x03\x04rest",
    ],
)
def test_other_encodings_and_binaries_are_refused(data: bytes) -> None:
    with pytest.raises(UnknownEncoding, match=r"^b\.txt "):
        read_bytes(data, "b.txt")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\n", b"\x00" * 100])
def test_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="is empty"):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    "data", [b"<!DOCTYPE html><p>x", b"\n <html lang=zh>", b'<?xml version="1.0"?>\n<html>']
)
def test_web_page_is_named_as_such(data: bytes) -> None:
    with pytest.raises(DocumentError, match="web page"):
        read_bytes(data, "report.pdf")


def test_folder_and_missing_path_are_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="is a folder"):
        read_document(tmp_path)
    with pytest.raises(DocumentError, match="does not exist"):
        read_document(tmp_path / "none.pdf")
    with pytest.raises(DocumentError):
        read_document(tmp_path / ("x" * 5000))
    with pytest.raises(DocumentError):
        read_document(Path("a\x00b"))


def test_reading_text_loads_no_pdf_library() -> None:
    code = (
        "import sys; from report_etl.readers import read_bytes; read_bytes('正文'.encode(), 'a.txt');"
        "sys.exit(bool({'pdfplumber', 'pdfminer', 'pikepdf', 'PIL'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_data
@pytest.mark.data
def test_development_texts_have_their_pages() -> None:
    assert len(read_document(DATA / "tcpdf" / "seed.txt").pages) == 8
    assert len(read_document(DATA / "labelled" / "e07.txt").pages) == 1
    utf8, gb18030 = (read_document(DATA / "labelled" / name) for name in ("e07.txt", "e07.gb18030.txt"))
    assert utf8.text == gb18030.text


def test_a_single_nul_in_a_text_is_unreadable_and_no_reason_to_refuse_it() -> None:
    read = read_bytes("2024年\x00产量为5万吨。".encode(), "a.txt")
    assert read.text.strip() == "2024年\ufffd产量为5万吨。"


@pytest.mark.parametrize("number", ["- {} -", "—{}—", "第{}页", "第 {} 页 / 共 6 页", "        第{}页共6页"])
def test_the_number_of_a_page_parts_pages_whose_form_feed_is_lost(number: str) -> None:
    pages = ["\n".join(["正文一行"] * 12 + [number.format(n)]) for n in range(1, 4)]
    for text in ("\n".join(pages), f"{pages[0]}\n\f{pages[1]}\n{pages[2]}"):
        document = read_bytes(text.encode(), "a.txt")
        assert document.text == text
        assert len(document.pages) == 3
        assert all(line.text == text[line.start : line.end] for line in document.lines)


def test_a_list_of_numbers_of_pages_parts_none() -> None:
    text = "\n".join(["正文一行"] * 12 + [f"第{n}页" for n in range(3, 9)] + ["正文一行"] * 12)
    assert len(read_bytes(text.encode(), "a.txt").pages) == 2
