"""A page as a picture with boxes drawn on it: what a person checks a value against.

pypdfium2 draws; its text is never read, as it depends on the fonts of the machine. A Chinese font that is
neither in the file nor on the machine leaves blanks without an error: that is found and said.
"""

from __future__ import annotations

import ctypes
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw

from report_etl.errors import DocumentError
from report_etl.models import Box

_SCALE = 2.0  # pixels per point
_ROOM = 2.0  # points between a box and what it surrounds
_COLOUR = (200, 30, 30)
_LOOKED_AT = 2000  # characters of a page by which a font is judged
_FLAT = 0.05  # share of its width below which the height of a glyph shows that nothing is drawn


@dataclass(frozen=True)
class PagePicture:
    """A PNG, and the fonts whose Chinese characters it does not show."""

    png: bytes
    missing_fonts: tuple[str, ...] = ()

    @property
    def complaint(self) -> str | None:
        """What the picture does not show, and what to do; None when it shows all."""
        if not self.missing_fonts:
            return None
        return (
            f"the picture lacks Chinese characters: {', '.join(self.missing_fonts)} is not in the file and "
            "no font of this machine stands in for it; install one (Debian: apt-get install fonts-wqy-zenhei)"
        )


def draw_page(
    data: bytes, file_name: str, number: int, boxes: Sequence[Box], rotation: int = 0
) -> PagePicture:
    """Page `number` (from 1) of a PDF with `boxes` around what was read.

    `rotation` as in `Page.rotation`: the picture is turned so that the boxes fit.

    Raises:
        DocumentError: the file cannot be drawn.
    """
    try:
        image, missing = _drawn(data, file_name, number)
    except pdfium.PdfiumError as error:  # of the file as a whole, or of this page
        raise DocumentError(f"{file_name} cannot be drawn ({error}): open it in a viewer instead") from error
    target = io.BytesIO()
    _with_boxes(image.rotate(rotation, expand=True), boxes).save(target, "PNG")
    return PagePicture(target.getvalue(), missing)


def _drawn(data: bytes, file_name: str, number: int) -> tuple[Image.Image, tuple[str, ...]]:
    """The page, and the fonts that it lacks."""
    pdf = pdfium.PdfDocument(data)
    try:
        if not 1 <= number <= len(pdf):
            raise DocumentError(f"{file_name} has no page {number}: it has {len(pdf)}")
        page = pdf[number - 1]
        page.set_cropbox(*page.get_mediabox())  # boxes are counted from the corner of the media box
        image = page.render(scale=_SCALE).to_pil().convert("RGB")
        return image, tuple(_missing_fonts(page))
    finally:
        pdf.close()


def _with_boxes(image: Image.Image, boxes: Sequence[Box]) -> Image.Image:
    draw = ImageDraw.Draw(image)
    for box in boxes:
        corners = (box.x0 - _ROOM, box.top - _ROOM, box.x1 + _ROOM, box.bottom + _ROOM)
        draw.rectangle([_SCALE * corner for corner in corners], outline=_COLOUR, width=3)
    return image


def _missing_fonts(page: pdfium.PdfPage) -> Iterator[str]:
    """Fonts that are not in the file and most of whose Chinese characters are drawn as nothing."""
    seen: Counter[str] = Counter()
    flat: Counter[str] = Counter()
    text = page.get_textpage()
    for index in range(min(text.count_chars(), _LOOKED_AT)):
        if not "\u4e01" <= chr(pdfium_c.FPDFText_GetUnicode(text, index)) <= "\u9fff":
            continue  # 一 (U+4E00) is flat by itself
        font = pdfium_c.FPDFTextObj_GetFont(pdfium_c.FPDFText_GetTextObject(text, index))
        if font and pdfium_c.FPDFFont_GetIsEmbedded(font) == 0:
            left, bottom, right, top = text.get_charbox(index)
            name = _name(font)
            seen[name] += 1
            flat[name] += top - bottom < _FLAT * (right - left)
    return (name for name in sorted(seen) if 2 * flat[name] > seen[name])


def _name(font: object) -> str:
    buffer = ctypes.create_string_buffer(200)
    pdfium_c.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")
