"""Bytes of a text → characters: UTF-8, UTF-16 and GB18030, refused when the result is no plausible text."""

from __future__ import annotations

import re

from report_etl.errors import UnknownEncoding

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BROKEN = 0.002  # share of characters that may be damaged before the encoding itself is in doubt
# Han characters and punctuation that make up at least a tenth of any Chinese text, simplified or not.
_COMMON = frozenset(
    "的一是不了在人有我他中大来上个国年和地要出会发展行业产市场公司政策部元万亿，。、：；（）《》"
)
# NUL is no character of a text, and PostgreSQL does not take it.
_REPLACED = str.maketrans({**dict.fromkeys("\x0b\x85\u2028\u2029", "\n"), "\x00": "\ufffd"})


def decode_text(data: bytes, file_name: str) -> tuple[str, tuple[str, ...]]:
    """The text, its lines ended by a newline, and what is to be said about it.

    Raises:
        UnknownEncoding: the bytes are in none of the encodings a report is written in.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(_decoded(data[len(bom) :], encoding), file_name)
    if b"\x00" in data and (wide := _wide(data)) is not None:
        return _finish(wide, file_name)
    return _finish(_decoded(data, "utf-8") or _gb18030(data), file_name)


def _finish(text: str | None, file_name: str) -> tuple[str, tuple[str, ...]]:
    if text is None or len(_CONTROL.findall(text)) > _BROKEN * len(text) + 1:
        raise UnknownEncoding(f"{file_name} is no text in UTF-8, UTF-16 or GB18030: save it as UTF-8 first")
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)
    unreadable = text.count("\ufffd")
    warnings = (f"{unreadable} characters are unreadable (U+FFFD)",) if unreadable else ()
    return text, warnings


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text when (nearly) all bytes are good; a damaged one becomes U+FFFD."""
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    if broken and broken - _decodable_marks(data, encoding) > max(1, int(_BROKEN * len(text))):
        return None
    return text


def _decodable_marks(data: bytes, encoding: str) -> int:
    """How many U+FFFD the bytes spell out themselves."""
    return data.decode(encoding, errors="ignore").count("\ufffd")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark, in the byte order that gives a plausible text."""
    read = (_decoded(data, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    return next((text for text in read if text is not None and _is_plausible(text)), None)


def _gb18030(data: bytes) -> str | None:
    text = _decoded(data, "gb18030")
    return text if text is not None and _is_plausible(text) else None


def _is_plausible(text: str) -> bool:
    """Whether the characters are such as a Chinese text has: bytes of other encodings decode to rare ones."""
    if "\x00" in text:
        return False
    wide = [character for character in text if character > "\x7f"]
    if not wide:
        return True
    common = sum(1 for character in wide if character in _COMMON)
    known = sum(1 for character in wide if _is_simplified(character))
    return known >= 0.85 * len(wide) or (common >= 0.08 * len(wide) and known >= 0.4 * len(wide))


def _is_simplified(character: str) -> bool:
    """Whether GB 2312 has the character in its symbols, digits or first level of Han characters."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and (0xA1 <= code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)
