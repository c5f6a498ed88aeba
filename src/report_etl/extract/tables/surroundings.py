"""What stands around a table: above it its caption and the unit of its figures, below it the source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_etl.extract.flow import Flow
from report_etl.extract.marks import caption_mark, ends_sentence, source_prefix
from report_etl.extract.tables.dated_notes import date_over
from report_etl.extract.tables.drawn.cells import Piece, line_segments, piece_of
from report_etl.extract.tables.matching.labels import find_unit_note
from report_etl.language.dates import find_dates
from report_etl.models import Block, BlockKind, Box, MappedText

_TICKED = re.compile("[□☐☑☒√✓\ue000-\uf8ff]")  # a form to be ticked
_SPACES = re.compile(r"\s{2}|\t")
_TRANSLATION = re.compile(r"[A-Z](?=.*[a-z]{3})[!-~ ‘’–]{8,}")  # of a caption above it
_LONGEST = 60  # characters of a caption
_NEAR = 2.6  # em between a table and the line above it
_NEAR_UNIT = 3.6  # the same where that line notes the unit
_NEAR_NUMBERED = 4.5  # the same where it is a caption with a number
_LONGEST_PAGE = 150  # lines
_MOST_ABOVE = 8  # lines looked at
_TIME = 16  # characters at the start of a caption that may be a time
_STOPS = frozenset("，。；：")
_INDENT = 0.5  # em by which a line in the middle of others is drawn in, and may miss it


@dataclass(frozen=True, slots=True)
class Above:
    """The caption of a table, the unit noted above it, and the lines that hold them."""

    caption: MappedText | None = None
    unit_note: str | None = None
    lines: tuple[int, ...] = ()


def block_of_lines(blocks: Sequence[Block], count: int) -> list[Block | None]:
    """For each line the block it belongs to."""
    found: list[Block | None] = [None] * count
    for block in blocks:
        for index in range(block.first, min(block.last, count - 1) + 1):
            found[index] = block
    return found


def mark_table(owners: list[Block | None], lines: Sequence[int]) -> None:
    """Note that lines are rows of a table: they tell nothing of the table below them."""
    block = Block(BlockKind.TABLE, min(lines), max(lines), MappedText("", ()), "table")
    for index in lines:
        owners[index] = block


def _is_row(owner: Block | None) -> bool:
    return owner is not None and owner.kind is BlockKind.TABLE


def look_above(flow: Flow, owners: Sequence[Block | None], first: int, box: Box | None = None) -> Above:
    """Caption and unit note of the table that begins at line `first`, with its top edge at `box` if drawn."""
    above = _lines_above(flow, owners, first, box)
    if box is None or above.unit_note is not None:
        return above
    return next((replace(above, unit_note=unit) for unit in _units_over(flow, box)), above)


def printed_before(flow: Flow, first: int) -> int | None:
    """Where the header of a table was printed before, if it stands at the top of a page, below nothing."""
    words, page = flow.lines[first].text.split(), flow.lines[first].page
    for index in range(first - 1, max(-1, first - _LONGEST_PAGE) if len(words) > 1 else first, -1):
        line = flow.lines[index]
        if line.text.split() == words:
            return index if line.page != page else None
        if line.page == page and line.text.strip() and index not in flow.furniture:
            return None
    return None


def _units_over(flow: Flow, box: Box) -> Iterator[str]:
    """Units noted right above a drawn table on lines that do not stand before it in reading order."""
    for line in flow.document.pages[box.page - 1].lines:
        own, size = line.box, line.em
        if own is None or line.grid is not None or not -2 <= box.top - own.bottom <= _NEAR_UNIT * size:
            continue
        note = find_unit_note(line.text.strip())
        if note is not None and note.start() < 3 and own.x0 < box.x1 + 2 * size and own.x1 > box.x0:
            yield note["unit"]


def _lines_above(flow: Flow, owners: Sequence[Block | None], first: int, box: Box | None) -> Above:
    unit: str | None = None
    lines: list[int] = []
    edge = box
    for index in range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1):
        owner = owners[index]
        if _is_row(owner):
            break
        start, text = _up_to(flow, owner, index, box)
        if index in flow.furniture or len(text.text.strip()) < 2:
            continue
        note, dated = find_unit_note(text.text), date_over(text.text) is not None
        if edge is not None and _TRANSLATION.fullmatch(text.text.strip()) and not caption_mark(text.text):
            lines.append(index)
            edge = flow.lines[index].box or edge
            continue
        if (
            box is not None
            and edge is not None
            and not _is_above(flow, range(start, index + 1), box, edge, note is not None or dated)
        ):
            break
        if dated or (note and note.start() < 3 and not lines):
            unit = note["unit"] if note else unit
            lines.append(index)
            edge = flow.lines[index].box
            continue
        caption, claimed = _caption(flow, owners, range(start, index + 1), text, box)
        if box is not None:
            pieces = captions_in(flow, index)
            beside = next((p for p in pieces if p.box.x0 < box.x1 and p.box.x1 > box.x0), None)
            caption = beside.text if beside is not None else caption
        if caption is not None and note and unit is None:
            unit = note["unit"]
            if text.text[note.start()] not in "（(":
                caption = text.slice(0, note.start()).strip()
        if caption is None:
            break
        return Above(caption, unit, (*lines, *range(start, index + 1)) if claimed else tuple(lines))
    return Above(None, unit, tuple(lines))


def _up_to(flow: Flow, owner: Block | None, index: int, box: Box | None) -> tuple[int, MappedText]:
    """The line, or the caption of which it is the last one, and where that begins.

    In a text, a few words drawn in right below a caption are its rest: it was longer than a line of the page.
    """
    if owner is not None and owner.kind is BlockKind.CAPTION and owner.first < index == owner.last:
        return owner.first, flow.join(owner.first, index)
    text = flow.repaired[index]
    if index and box is not None and _is_rest_of_caption(flow, index, box):
        return index - 1, MappedText.join((flow.repaired[index - 1].strip(), text.strip()))
    if not index or not flow.document.is_text or caption_mark(flow.repaired[index - 1].text.strip()) is None:
        return index, text
    above, below = flow.lines[index - 1].text, flow.lines[index].text
    drawn_in = len(below) - len(below.lstrip()) > len(above) - len(above.lstrip())
    short = 2 * len(below.strip()) < len(above.strip()) and not _SPACES.search(below.strip())
    if not drawn_in or not short or ends_sentence(below) or find_unit_note(below):
        return index, text
    return index - 1, MappedText.join((flow.repaired[index - 1].strip(), text.strip()))


def _is_rest_of_caption(flow: Flow, index: int, box: Box) -> bool:
    """Whether a line is what the line above had no room for: …分布情|况.

    The line above is a numbered caption, begins with a time (截至2031年4月我国…), or is as wide as the table
    below and stands in the middle above it, as the line does.
    """
    above, line = flow.lines[index - 1], flow.lines[index]
    upper, lower = above.box, line.box
    over, words = flow.repaired[index - 1].text.strip(), flow.repaired[index].text.strip()
    if upper is None or lower is None or upper.page != lower.page or index - 1 in flow.furniture:
        return False
    if (
        abs(above.em - line.em) > 0.08 * line.em
        or not -0.5 * line.em < lower.top - upper.bottom < 0.9 * line.em
    ):
        return False
    if any(ends_sentence(text) for text in (over, words)) or find_unit_note(words) or caption_mark(words):
        return False
    mark = caption_mark(over)
    begun = _is_begun(over) and find_dates(words) == [] and not _STOPS & set(words)
    flush = abs(upper.x0 - lower.x0) < 0.5 * line.em
    centred = abs(upper.middle_x - lower.middle_x) < 0.5 * line.em
    if begun and (flush or centred) and lower.x1 - lower.x0 < upper.x1 - upper.x0 + line.em:
        return True
    full = upper.x1 - upper.x0 > box.x1 - box.x0 - 2.5 * line.em and lower.x1 - lower.x0 < upper.x1 - upper.x0
    middle = abs(upper.middle_x - box.middle_x) < 1.5 * line.em
    inside = centred and lower.x0 > upper.x0 + line.em
    return full and ((flush and mark is not None) or (inside and (mark is not None or middle)))


def _is_begun(text: str) -> bool:
    """Whether a line may begin the caption of a table: it has a number or begins with a time."""
    mark = caption_mark(text)
    if mark is not None:
        return not mark.is_of_figure
    dates = find_dates(text[:_TIME])
    return bool(dates) and text[: dates[0].start] in ("", "截至", "截止", "截止到") and not _STOPS & set(text)


def _is_above(flow: Flow, lines: range, box: Box, edge: Box, is_unit: bool) -> bool:
    """Whether lines end right above a drawn table, or above the note of its unit at `edge`."""
    index = lines[-1]
    line = flow.lines[index]
    if line.box is None or line.grid is not None:
        return False
    printed = [own for number in lines if (own := flow.lines[number].box)]
    beside = all(own.x0 > box.x1 or own.x1 < box.x0 for own in printed)
    if line.page != edge.page or (beside and line.box.top > edge.top + 2):  # before a page or column break
        announces = is_unit or caption_mark(flow.repaired[lines[0]].text) is not None
        # cells side by side are the last row of a table, which may go on below
        alone = len(line_segments(flow, index)) == 1
        return announces or (alone and (_is_centred(flow, index, box) or _is_drawn_in(flow, index)))
    if beside and not is_unit:
        return False
    numbered = caption_mark(flow.repaired[lines[0]].text) is not None
    near = (_NEAR_NUMBERED if numbered else _NEAR_UNIT if is_unit else _NEAR) * line.em
    return edge.top - line.box.bottom <= near and line.box.top <= edge.top + 2


def captions_in(flow: Flow, index: int) -> list[Piece]:
    """The captions that stand side by side on a line; empty where it holds fewer than two."""
    text = flow.lines[index].text
    starts = [n for n in range(len(text)) if text[n] in "表图" and (not n or text[n - 1].isspace())]
    starts = [n for n in starts if caption_mark(text[n:]) is not None]
    if len(starts) < 2:
        return []
    pieces = [piece_of(flow, index, start, end) for start, end in pairwise([*starts, len(text)])]
    return [piece for piece in pieces if piece is not None]


def _caption(
    flow: Flow, owners: Sequence[Block | None], lines: range, text: MappedText, box: Box | None
) -> tuple[MappedText | None, bool]:
    """The `text` of some lines as a caption, if it is one, and whether the table may claim it."""
    text = text.strip()
    if _TICKED.search(flow.lines[lines[-1]].text):
        return None, False
    if caption_mark(text.text) is not None and not text.text.endswith("。"):
        return text.strip("：:"), True
    owner = owners[lines[-1]]
    if len(text) > _LONGEST or source_prefix(text.text) is not None:
        return None, False
    if owner is not None and owner.kind in (BlockKind.SOURCE, BlockKind.NOISE, BlockKind.METADATA):
        return None, False
    if owner is not None and owner.kind is BlockKind.HEADING:
        return owner.text if len(owner.text) <= _LONGEST else None, False
    if ends_sentence(text.text) or text.text[-1] in "，、,":
        return None, False
    centred = box is not None and any(_is_centred(flow, index, box) for index in lines)
    if centred or _stands_alone(flow, owners, lines[0]):
        return text, True
    return None, False


def _is_centred(flow: Flow, index: int, box: Box) -> bool:
    """Whether the line stands in the middle above the table or of the page, clear of the left side."""
    line = flow.lines[index]
    if line.box is None:
        return False
    width = flow.document.pages[line.page - 1].width
    size = line.em
    middles = [box.middle_x, *([width / 2] if width else [])]
    near = any(abs(line.box.middle_x - middle) < 1.5 * size for middle in middles)
    return near and line.box.x0 > box.x0 + 3 * size


def _is_drawn_in(flow: Flow, index: int) -> bool:
    """Whether the line stands in the middle of its column, as far in from both sides of the lines above."""
    line = flow.lines[index]
    size, own = line.em, line.box
    above = [flow.lines[n] for n in range(max(0, index - _MOST_ABOVE), index) if n not in flow.furniture]
    boxes = [other.box for other in above if other.box and other.page == line.page]
    boxes = [box for box in boxes if own and box.bottom <= own.top and box.x0 < own.x1 and box.x1 > own.x0]
    if own is None or not boxes:
        return False
    indents = own.x0 - min(box.x0 for box in boxes), max(box.x1 for box in boxes) - own.x1
    return min(indents) >= _INDENT * size and max(indents) - min(indents) <= _INDENT * size


def _stands_alone(flow: Flow, owners: Sequence[Block | None], index: int) -> bool:
    """Whether the line is no end of a longer paragraph; the line above may be a row of a table."""
    owner = owners[index]
    if owner is None:
        return True
    before = next(
        (
            i
            for i in range(index - 1, owner.first - 1, -1)
            if flow.lines[i].text.strip() and i not in flow.furniture
        ),
        None,
    )
    if before is None or _is_row(owners[before]):
        return True
    line, above = flow.lines[index], flow.lines[before]
    if line.size and above.size and abs(line.size - above.size) > 0.08 * line.size:
        return True
    return ends_sentence(flow.repaired[before].text)


def source_after(flow: Flow, line: int) -> MappedText | None:
    """The source that the next line of text names, without its prefix."""
    for index in range(line + 1, min(line + 8, len(flow.lines))):
        text = flow.repaired[index]
        if index in flow.furniture or not text.text.strip():
            continue
        prefix = source_prefix(text.text)
        if prefix is None:
            return None
        last = index
        while last + 1 < len(flow.lines) and flow.breaks[last].value == "cut":
            last += 1
        return flow.join(index, last).slice(prefix).strip()
    return None
