"""Whole PDFs → broken ones, the same for the same seed.

python -m tests.faults.mutate FOLDER NUMBER      writes so many broken PDFs
"""

from __future__ import annotations

import io
import random
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

from tests.data import DATA

ROOT = Path(__file__).resolve().parents[2]
_HUGE = (b"0", b"-1", b"65535", b"2147483648", b"99999999999999999999")


def broken_pdfs(number: int, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Names and contents: first those built on purpose, then mutations of our samples and of `damaged`."""
    chance = random.Random(seed)
    sources = sorted([*ROOT.glob("samples/*/*.pdf"), *(DATA / "damaged").glob("*.pdf")])
    contents = [path.read_bytes() for path in sources]
    built = _BUILT[: number // 6]
    yield from ((f"built-{build.__name__.strip('_')}.pdf", build()) for build in built)
    for index in range(number - len(built)):
        mutate = _MUTATIONS[index % len(_MUTATIONS)]
        data = chance.choice([content for content in contents if content])
        for _ in range(chance.randint(1, 4)):
            data = mutate(data, chance)
        yield f"{index:04}-{mutate.__name__.strip('_')}.pdf", data


def _flip_bits(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 200)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut_off(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop_a_part(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 5000) :]


def _repeat_a_part(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start : start + chance.randint(1, 5000)] * chance.randint(2, 50) + data[start:]


def _noise_within(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.randbytes(chance.randint(1, 3000)) + data[start:]


def _other_numbers(data: bytes, chance: random.Random) -> bytes:
    """Lengths, counts, offsets and references that lead nowhere, or in a circle."""
    found = list(re.finditer(rb"(?<=[ /\[])[0-9]+(?=[ \]\r\n/>])", data))
    for match in sorted(
        chance.sample(found, min(len(found), chance.randint(1, 20))), key=lambda m: -m.start()
    ):
        number = chance.choice((*_HUGE, str(chance.randint(1, 60)).encode()))
        data = data[: match.start()] + number + data[match.end() :]
    return data


def _other_names(data: bytes, chance: random.Random) -> bytes:
    """A key or name of the structure turned into another one."""
    names = list(re.finditer(rb"/[A-Z][A-Za-z]+", data))
    for match in sorted(
        chance.sample(names, min(len(names), chance.randint(1, 10))), key=lambda m: -m.start()
    ):
        data = data[: match.start()] + chance.choice(names)[0] + data[match.end() :]
    return data


def _inside_a_stream(data: bytes, chance: random.Random) -> bytes:
    """The packed content of pages and fonts changed, and packed again: damage no checksum shows."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            streams = [item for item in pdf.objects if isinstance(item, pikepdf.Stream)]
            for stream in chance.sample(streams, min(3, len(streams))):
                mutate = chance.choice((_flip_bits, _drop_a_part, _repeat_a_part, _other_numbers))
                stream.write(mutate(stream.read_bytes(), chance))
            saved = io.BytesIO()
            pdf.save(saved, fix_metadata_version=False, deterministic_id=True)
            return saved.getvalue()
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError):
        return _flip_bits(data, chance)


_MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    _flip_bits,
    _cut_off,
    _drop_a_part,
    _repeat_a_part,
    _noise_within,
    _other_numbers,
    _other_names,
    _inside_a_stream,
]


def _pdf(*objects: bytes) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalog."""
    parts = [b"%PDF-1.7\n"]
    for number, content in enumerate(objects, 1):
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    parts.append(b"trailer << /Root 1 0 R /Size %d >>\n%%%%EOF\n" % (len(objects) + 1))
    return b"".join(parts)


def _stream(packed: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>"


def _bomb(unit: bytes, size: int) -> bytes:
    packer = zlib.compressobj(9)
    part = unit * (1_000_000 // len(unit))
    return b"".join([*(packer.compress(part) for _ in range(size // len(part))), packer.flush()])


def _bomb_of_blanks() -> bytes:
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE % b"",
        _stream(_bomb(b" ", 3_000_000_000)),
    )


def _bomb_of_lines() -> bytes:
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE % b"",
        _stream(_bomb(b"0 0 m 9 9 l S ", 500_000_000)),
    )


def _pages_in_a_circle() -> bytes:
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>",
        _PAGE % b"",
        _stream(zlib.compress(b"")),
    )


def _forms_in_a_circle() -> bytes:
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >>"
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        _PAGE % b"/Resources << /XObject << /F 5 0 R >> >>",
        _stream(zlib.compress(b"/F Do")),
        _stream(zlib.compress(b"/F Do /F Do"), form),
    )


def _nested_brackets() -> bytes:
    return _pdf(b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 500_000 + b" >>", b"<< /Kids [] /Count 0 >>")


def _a_million_pages() -> bytes:
    return _pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1000000 /Kids [" + b"3 0 R " * 1_000_000 + b"] >>",
        _PAGE % b"",
        _stream(zlib.compress(b"BT (x) Tj ET")),
    )


_BUILT = [
    _bomb_of_blanks,
    _pages_in_a_circle,
    _forms_in_a_circle,
    _bomb_of_lines,
    _nested_brackets,
    _a_million_pages,
]


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    for name, content in broken_pdfs(int(sys.argv[2])):
        (target / name).write_bytes(content)
