"""A page is drawn with boxes on it, and says what its fonts do not show."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from PIL import Image

from report_etl.errors import DocumentError
from report_etl.models import Box
from report_etl.readers import read_bytes
from report_etl.readers.picture import PagePicture, draw_page
from tests.drawing import draw

# pdfium is started again with a folder that holds no font: a machine without fonts.
_WITHOUT_FONTS = """
import ctypes, sys
import pypdfium2.raw as c
from report_etl.readers.picture import draw_page
c.FPDF_DestroyLibrary()
folder = ctypes.cast(ctypes.create_string_buffer(b"/nonexistent"), ctypes.POINTER(ctypes.c_char))
paths = (ctypes.POINTER(ctypes.c_char) * 2)(folder, None)
c.FPDF_InitLibraryWithConfig(c.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths))
print(draw_page(sys.stdin.buffer.read(), "a.pdf", 1, []).complaint)
"""


def red(picture: PagePicture) -> tuple[int, int, int, int] | None:
    """The rectangle of the picture, in pixels, that holds the colour of the boxes."""
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    pixels = [
        image.getpixel((x, y)) == (200, 30, 30) for y in range(image.height) for x in range(image.width)
    ]
    mask = Image.new("1", image.size)
    mask.putdata(pixels)
    return mask.getbbox()


def test_the_box_surrounds_what_was_read() -> None:
    data = draw(lambda sheet: sheet.text(100, 200, "96"), size=(300, 400))
    (line,) = read_bytes(data, "a.pdf").lines
    assert line.box is not None
    left, top, right, bottom = red(draw_page(data, "a.pdf", 1, [line.box])) or (0, 0, 0, 0)
    assert 190 <= left <= 200 <= right <= 235
    assert 370 <= top <= 390 <= 400 <= bottom <= 420


def test_boxes_of_a_page_set_sideways_lie_on_the_turned_page() -> None:
    data = draw(lambda sheet: None, size=(300, 400))
    picture = draw_page(data, "a.pdf", 1, [Box(1, 350, 10, 380, 30)], rotation=90)
    assert Image.open(io.BytesIO(picture.png)).size == (800, 600)
    assert red(picture) == (696, 16, 765, 65)


def test_a_font_that_is_nowhere_is_named() -> None:
    data = draw(lambda sheet: sheet.text(100, 200, "海藻肥产量"), size=(300, 400))
    run = subprocess.run(
        [sys.executable, "-c", _WITHOUT_FONTS], input=data, capture_output=True, check=True, timeout=60
    )
    said = run.stdout.decode()
    assert "STSong" in said and "fonts-wqy-zenhei" in said


def test_latin_text_needs_no_chinese_font() -> None:
    data = draw(lambda sheet: sheet.text(100, 200, "GDP 2024"), size=(300, 400))
    assert draw_page(data, "a.pdf", 1, []).complaint is None


def test_what_cannot_be_drawn_is_said() -> None:
    with pytest.raises(DocumentError, match="has no page 2: it has 1"):
        draw_page(draw(lambda sheet: None), "a.pdf", 2, [])
    with pytest.raises(DocumentError, match="cannot be drawn"):
        draw_page(b"%PDF-1.4 nothing", "a.pdf", 1, [])
