"""Reports and damaged files, made on the spot."""

from __future__ import annotations

import io
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

REPORT = """《中国冷链物流行业发展调研报告（2025-2031）》

一、市场规模
2024年我国冷链物流市场规模约为5200亿元，同比增长8.3%。

二、地区分布
截至2024年6月，山东、江苏两地的冷库数量占比分别达到12.5%和9.8%。
资料来源：行业协会，示例研究院整理
"""


def pdf(*pages: str) -> bytes:
    """A PDF with the lines of each page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    drawn = io.BytesIO()
    canvas = Canvas(drawn, invariant=1)
    for page in pages:
        canvas.setFont("STSong-Light", 12)
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(60, 780 - 20 * number, line)
        canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def write_damaged(folder: Path) -> dict[str, str]:
    """Files that cannot be read; for each name a word that the sentence about it must hold."""
    whole = pdf(REPORT, REPORT)
    damaged = {
        "empty.pdf": (b"", "empty"),
        "empty.txt": (b"", "empty"),
        "page.pdf": (b"<!DOCTYPE html><html><body>404 Not Found</body></html>", "HTML"),
        "cut.pdf": (whole[: len(whole) // 3], "cut.pdf"),
        "picture.pdf": (_picture(), "OCR"),
        "sheet.txt": (b"PK\x03\x04" + bytes(range(256)) * 20, "sheet.txt"),
        "noise.txt": (bytes(range(128, 256)) * 40, "noise.txt"),
    }
    for name, (content, _) in damaged.items():
        (folder / name).write_bytes(content)
    return {name: word for name, (_, word) in damaged.items()}


def _picture() -> bytes:
    """A page that is a picture only."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    drawn = io.BytesIO()
    canvas = Canvas(drawn, invariant=1)
    canvas.drawImage(ImageReader(Image.new("L", (600, 800), 200)), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    return drawn.getvalue()
