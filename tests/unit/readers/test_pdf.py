"""PDF pages → lines: text, boxes, spaces, reading order, what is set apart."""

from __future__ import annotations

import io

import pikepdf
import pytest

from report_etl.errors import DocumentError, NoTextLayer, PasswordNeeded
from report_etl.models import Document
from report_etl.readers import read_bytes
from tests.drawing import FONT, HEIGHT, WIDTH, Sheet, draw

PROSE = "本行业近年来保持较快增长并在多个领域形成集聚效应企业数量持续增加投资规模不断扩大"


def texts(document: Document, page: int = 1) -> list[str]:
    return [line.text for line in document.pages[page - 1].lines]


def test_offsets_edges_and_boxes_belong_to_the_characters() -> None:
    document = read_bytes(
        draw(
            lambda s: (s.text(60, 80, "一、市场规模"), s.text(60, 100, "2024年达31.1亿元")),
            lambda s: s.text(60, 80, "末"),
        ),
        "a.pdf",
    )
    assert document.media_type == "application/pdf"
    assert document.text == "一、市场规模\n2024年达31.1亿元\f末"
    for line in document.lines:
        assert document.text[line.start : line.end] == line.text
        assert line.box is not None
        assert len(line.edges) == len(line.text)
        assert line.edges[0][0] == pytest.approx(60, abs=0.1)
        assert line.box.top < (80 if line.text != "2024年达31.1亿元" else 100) < line.box.bottom
        assert line.size == pytest.approx(10, abs=0.1)
    assert [page.number for page in document.pages] == [1, 2]
    assert (document.pages[0].width, document.pages[0].height) == (WIDTH, HEIGHT)


def test_gaps_become_spaces_and_real_spaces_stay() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 80, "左栏")
        s.text(300, 80, "右栏")
        s.text(60, 100, "AI Agent 平台")
        s.text(60, 120, "无")
        s.text(70.5, 120, "缝")

    assert texts(read_bytes(draw(page), "a.pdf")) == ["左栏 右栏", "AI Agent 平台", "无缝"]


def test_letter_spacing_is_no_space() -> None:
    def page(s: Sheet) -> None:
        for number, character in enumerate("早诊早治方案"):
            s.text(60 + 18 * number, 80, character)
        s.text(60, 100, "正文一行文字")

    assert texts(read_bytes(draw(page), "a.pdf"))[0] == "早诊早治方案"


def test_bold_by_overprinting_is_read_once() -> None:
    def page(s: Sheet) -> None:
        for shift in (0.0, 0.3, 0.5):
            s.text(60 + shift, 80, "人人11")

    assert texts(read_bytes(draw(page), "a.pdf")) == ["人人11"]


def test_note_marks_do_not_run_into_figures() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 80, "达2.63")
        s.text(86.5, 76, "1", 6)
        s.text(90, 80, "亿元")

    (line,) = texts(read_bytes(draw(page), "a.pdf"))
    assert line == "达2.63¹亿元"


def test_raised_brackets_and_letters_are_marks_too() -> None:
    def page(s: Sheet) -> None:
        for y, mark in ((80, "(1)"), (120, "1)"), (160, "a")):
            s.text(60, y, "管理办法")
            s.text(100.5, y - 4, mark, 6)

    assert texts(read_bytes(draw(page), "a.pdf")) == ["管理办法⁽¹⁾", "管理办法¹⁾", "管理办法ᵃ"]


def test_text_outside_the_page_is_left_out() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 80, "在页上")
        s.text(60, -40, "在页外")
        s.text(900, 80, "更远")

    assert texts(read_bytes(draw(page), "a.pdf")) == ["在页上"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_set_sideways_is_read_upright(turn: int) -> None:
    def page(s: Sheet) -> None:
        s.canvas.translate(WIDTH / 2, HEIGHT / 2)
        s.canvas.rotate(turn)
        s.canvas.setFont(FONT, 10)
        s.canvas.drawString(-200, 20, "第一行文字")
        s.canvas.drawString(-200, 0, "第二行文字")

    document = read_bytes(draw(page), "a.pdf")
    assert texts(document) == ["第一行文字", "第二行文字"]
    sheet = document.pages[0]
    assert sheet.rotation == 360 - turn
    first, second = (line.box for line in document.lines)
    assert first is not None and second is not None
    assert first.x0 == pytest.approx(second.x0)
    assert first.top < second.top
    assert 0 <= first.x0 < first.x1 <= (sheet.width or 0)
    assert any("sideways" in warning for warning in document.warnings)


def test_rotate_key_is_obeyed_without_a_rotation_of_the_text() -> None:
    source = pikepdf.open(io.BytesIO(draw(lambda s: s.text(60, 80, "一行文字"), size=(HEIGHT, WIDTH))))
    source.pages[0].MediaBox = [0, 0, 595, 842]
    source.pages[0].Rotate = 90
    source.pages[0].obj.Contents = source.make_stream(
        b"q 0 1 -1 0 595 0 cm " + source.pages[0].Contents.read_bytes() + b" Q"
    )
    target = io.BytesIO()
    source.save(target)
    document = read_bytes(target.getvalue(), "a.pdf")
    assert texts(document) == ["一行文字"]
    assert document.pages[0].width == HEIGHT


def test_two_columns_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        s.text(60, 60, "横贯两栏的标题文字在上面一行到右边为止都有内容不留空隙给栏间的空白")
        for number in range(10):
            s.text(60, 100 + 16 * number, f"左{number}" + PROSE[:20])
            s.text(320, 100 + 16 * number, f"右{number}" + PROSE[:20])

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[:2] for line in lines[1:]] == [f"左{n}" for n in range(10)] + [f"右{n}" for n in range(10)]


def test_two_columns_with_tables_among_the_text_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        for number in range(6):
            s.text(60, 100 + 16 * number, f"左{number}" + PROSE[:20])
        for number in range(10):
            for x in (75, 140, 205):
                s.text(x, 206 + 19 * number, f"左{number}")
        for number in range(5):
            s.text(320, 295 + 16 * number, f"右{number}" + PROSE[:20])
        for number in range(10):
            for x in (350, 430, 510):
                s.text(x, 102 + 18 * number, f"右{number}")

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[0] for line in lines] == ["左"] * 16 + ["右"] * 15


def test_two_columns_of_one_width_with_little_but_tables_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        for number in range(4):
            s.text(60, 60 + 16 * number, f"左{number}" + PROSE[:20])
            s.text(320, 718 + 16 * number, f"右{number}" + PROSE[:20])
        for number in range(33):
            for x, words in ((60, "左表"), (130, "一些"), (200, PROSE[:8]))[number % 2 * 2 :]:
                s.text(x, 130 + 19 * number, words)  # every other line holds the rest of one cell
        for number in range(36):
            for x, words in ((320, "右表"), (390, "一些"), (460, PROSE[:8]))[number % 2 * 2 :]:
                s.text(x, 58 + 17.6 * number, words)

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert len(lines) == 4 + 33 + 36 + 4
    assert not any("左" in line and "右" in line for line in lines)


@pytest.mark.parametrize("prose", [1, 0])
def test_two_columns_of_one_width_may_be_filled_by_tables(prose: int) -> None:
    def page(s: Sheet) -> None:
        for number in range(38):
            for x, words in ((60, "左表"), (130, "一些"), (200, PROSE[:8]))[number % 2 * 2 :]:
                s.text(x, 100 + 18 * number, words)
        for number in range(prose, 40):
            for x, words in ((320, "右表"), (390, "一些"), (460, PROSE[:8]))[number % 2 * 2 :]:
                s.text(x, 98 + 16.9 * number, words)
        if prose:
            s.text(60, 82, "左" + PROSE[:20])
            s.text(320, 96, "右" + PROSE[:20])

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert len(lines) == 78 + prose
    assert not any("左" in line and "右" in line for line in lines)


def test_cells_that_miss_the_lines_beside_them_are_read_across() -> None:
    def page(s: Sheet) -> None:
        for number in range(18):
            for line in range(2):
                for x in (60, 170):
                    s.text(x, 85 + 39 * number + 12 * line, f"左{number}" + PROSE[:6])
            for line in range(3):
                for x in (320, 430):
                    s.text(x, 79 + 39 * number + 12 * line, f"右{number}" + PROSE[:6])

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[0] for line in lines[:5]] == ["右", "左", "右", "左", "右"]


def test_columns_whose_paragraphs_begin_at_one_height_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        for number in range(9):
            top = 100 + 55 * (number // 3) + 14 * (number % 3)
            s.text(60, top, f"左{number}" + PROSE[:20])
            s.text(320, top + 1.6, f"右{number}" + PROSE[:20])
        for number in range(24):
            s.text(70, 270 + 10.4 * number, f"左{number}", 8)
            s.text(200, 270 + 10.4 * number, f"{number}00", 8)

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[0] for line in lines] == ["左"] * 33 + ["右"] * 9


def test_rows_of_one_line_beside_rows_of_two_are_cells() -> None:
    def page(s: Sheet) -> None:
        for number in range(10):
            s.text(60, 106 + 32 * number, f"左{number}" + PROSE[:14])
            s.text(260, 100 + 32 * number, f"右{number}" + PROSE[:14])
            s.text(260, 112 + 32 * number, PROSE[14:28])

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[:2] for line in lines[:3]] == ["右0", "左0", PROSE[14:16]]


def test_mark_that_hangs_out_of_a_table_is_the_end_of_its_cell() -> None:
    def page(s: Sheet) -> None:
        s.grid([60, 160, 260], [80, 100, 120, 140])
        for number in range(3):
            s.text(64, 95 + 20 * number, f"第{number}行")
            s.text(210 - 10, 95 + 20 * number, "到右边为止。")

    document = read_bytes(draw(page), "a.pdf")
    assert texts(document) == ["第0行", "到右边为止。", "第1行", "到右边为止。", "第2行", "到右边为止。"]


def test_cells_of_a_table_are_read_across() -> None:
    def page(s: Sheet) -> None:
        for number in range(10):
            s.text(60, 100 + 16 * number, f"地区{number}")
            s.text(320, 100 + 16 * number, f"{number}00")

    assert texts(read_bytes(draw(page), "a.pdf"))[0] == "地区0 000"


def test_sidebar_does_not_run_into_the_text() -> None:
    def page(s: Sheet) -> None:
        for number in range(24):
            s.text(40, 100 + 15 * number, f"{number:02}" + PROSE[:30])
        for number in range(30):
            s.text(400, 103 + 11.3 * number, f"总市值与流通市值{number}", 7)

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert not any("总市值" in line for line in lines[:24])


def test_text_beside_a_table_with_lines_of_its_own_is_read_whole() -> None:
    def page(s: Sheet) -> None:
        s.text(40, 40, "概览")
        s.text(500, 40, "产业研究")
        for number, length in enumerate((27, 27, 9, 27, 12, 27, 15)):
            s.text(40, 100 + 16.5 * number, f"左{number}" + PROSE[:length])
        s.text(345, 104, "图表：产量")
        for number in range(5):
            s.line(345, 110 + 22 * number, 560, 110 + 22 * number)
            for x in (355, 430, 510):
                s.text(x, 125 + 22 * number, f"{number}{x}")
        s.text(40, 780, "来源：公开资料")
        s.text(550, 780, "4")

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert [line[:2] for line in lines[1:8]] == [f"左{n}" for n in range(7)]
    assert lines[0] == "概览 产业研究" and lines[8] == "图表：产量" and lines[-1] == "来源：公开资料 4"


def test_two_pages_on_one_sheet_are_read_one_after_the_other() -> None:
    def page(s: Sheet) -> None:
        for number in range(8):
            s.text(40, 80 + 20 * number, f"甲{number}" + PROSE[: 10 + number])
            s.text(461, 80 + 20 * number, f"乙{number}" + PROSE[: 10 + number])

    lines = texts(read_bytes(draw(page, size=(842, 595)), "a.pdf"))
    assert [line[0] for line in lines] == ["甲"] * 8 + ["乙"] * 8


def test_watermarks_are_set_apart() -> None:
    def page(s: Sheet) -> None:
        for number in range(20):
            s.text(60, 100 + 16 * number, PROSE[:30])
        s.canvas.saveState()
        s.canvas.translate(200, 600)
        s.canvas.rotate(45)
        s.canvas.setFont(FONT, 30)
        s.canvas.drawString(0, 0, "内部资料")
        s.canvas.restoreState()
        s.canvas.setFillGray(0.8)
        s.text(100, 210, "仅供参考", 40)
        s.canvas.setFillGray(0)

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert lines[:20] == [PROSE[:30]] * 20
    assert sorted(lines[20:]) == ["仅供参考", "内部资料"]


def test_a_large_mark_is_set_apart_whatever_its_colour() -> None:
    """A mark that one sees through is drawn in a full colour."""

    def page(s: Sheet) -> None:
        for number in range(20):
            s.text(60, 100 + 16 * number, PROSE[:30])
        s.canvas.setFillGray(0.4)
        s.text(100, 210, "仅供参考", 40)

    lines = texts(read_bytes(draw(page), "a.pdf"))
    assert lines == [*[PROSE[:30]] * 20, "仅供参考"]


def test_pictures_without_text_need_ocr() -> None:
    with pytest.raises(NoTextLayer, match=r"scan\.pdf .*OCR"):
        read_bytes(draw(lambda s: s.box(50, 50, 500, 700)), "scan.pdf")


def test_pages_without_text_and_without_pictures_are_not_called_pictures() -> None:
    for page in (lambda s: None, lambda s: s.line(60, 80, 300, 200)):
        with pytest.raises(NoTextLayer, match=r"empty\.pdf has no text that can be read: .*OCR"):
            read_bytes(draw(page), "empty.pdf")


def test_a_file_encrypted_for_a_certificate_is_not_called_damaged() -> None:
    whole = draw(lambda s: s.text(60, 80, PROSE))
    encrypted = whole.replace(b"trailer\n<<", b"trailer\n<<\n/Encrypt << /Filter /Adobe.PubSec /V 4 >>")
    assert encrypted != whole
    with pytest.raises(PasswordNeeded, match=r"a\.pdf is encrypted in a way .* without encryption first"):
        read_bytes(encrypted, "a.pdf")


def test_password_is_asked_for_and_owner_password_is_not() -> None:
    plain = pikepdf.open(io.BytesIO(draw(lambda s: s.text(60, 80, "正文"))))
    for user, opens in (("secret", False), ("", True)):
        target = io.BytesIO()
        plain.save(target, encryption=pikepdf.Encryption(owner="owner", user=user))
        if opens:
            assert texts(read_bytes(target.getvalue(), "a.pdf")) == ["正文"]
        else:
            with pytest.raises(PasswordNeeded, match=r"^a\.pdf needs a password"):
                read_bytes(target.getvalue(), "a.pdf")


def test_lost_tail_is_mended_and_a_cut_file_refused() -> None:
    data = draw(*[lambda s: s.text(60, 80, PROSE)] * 6)
    assert read_bytes(data[: data.rindex(b"startxref")], "a.pdf").text == "\f".join([PROSE] * 6)
    with pytest.raises(DocumentError, match=r"^a\.pdf is damaged"):
        read_bytes(data[: len(data) // 2], "a.pdf")


def test_junk_before_the_header_does_no_harm() -> None:
    data = b"HTTP/1.1 200 OK\r\n\r\n" + draw(lambda s: s.text(60, 80, "正文"))
    assert texts(read_bytes(data, "a.pdf")) == ["正文"]


def test_same_bytes_give_the_same_document() -> None:
    data = draw(
        lambda s: s.text(60, 80, PROSE),
        lambda s: s.grid([60, 200, 300], [100, 120, 140]) or s.text(70, 112, "甲"),
    )
    assert read_bytes(data, "a.pdf") == read_bytes(data, "a.pdf")


@pytest.mark.parametrize(
    ("box", "pages"),
    [
        (b"/MediaBox [0 0 /a 842]", b"/Kids [3 0 R] /Count 1"),
        (b"/MediaBox << /a 1 >>", b"/Kids [3 0 R] /Count 1"),
        (b"/MediaBox [0 0 595 842] /Resources 7", b"/Kids [3 0 R] /Count 1"),
        (b"/MediaBox [0 0 595 842]", b"/Kids 5 /Count 1"),
    ],
)
def test_a_structure_that_is_not_what_it_promises_is_damage(box: bytes, pages: bytes) -> None:
    data = b"".join(
        (
            b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
            b"2 0 obj\n<< /Type /Pages " + pages + b" >>\nendobj\n",
            b"3 0 obj\n<< /Type /Page /Parent 2 0 R " + box + b" >>\nendobj\n",
            b"trailer << /Root 1 0 R /Size 4 >>\n%%EOF\n",
        )
    )
    with pytest.raises(DocumentError):
        read_bytes(data, "a.pdf")
