"""Finding out how a text was wrapped: the width of a full line, in which widths, breaking where.

Under the right widths and the right text width `W`, a line that was cut satisfies
`width(line) <= W < width(line + next unit)`: it fits, and what follows would not have. A wrapping is
judged by how many lines it explains that way and how unlikely that is by chance; lines longer than `W`
count against it. (The 80th percentile of the widths is a poor man's version of the same.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log

from report_etl.extract.marks import caption_mark, ends_sentence, heading_mark, source_prefix
from report_etl.extract.widths import EM, MODELS, WidthModel
from report_etl.extract.wording import metadata_fields

NO_START = "，。、；：？！）》〉】」』〕”’％%,.;:?!)]}…"  # never begins a line where a typesetter takes care
NO_END = "（《〈【「『〔“‘([{"
_DIGITS = "0123456789"
MAX_LINE = 400  # longer lines were not wrapped at all
_SAMPLE = 4000  # lines; more do not make the estimate better
_CELLS = 5  # a line with as many spaces is a row of cells
_PROVEN = 3  # lines that must end at the margin
_UNEXPLAINED = 1.0  # a long line that is not full, for no reason we know
_PENALTY = 4.0  # a line that is too long weighs as much as a line explained


@dataclass(frozen=True)
class Wrapping:
    """How a text was wrapped: in lines of `text_width` thousandths of an em under `model`.

    `words`: Latin words and numbers stay whole, punctuation does not begin a line. `moves`: what stands
    between two spaces is only divided when it is longer than a line, else it moves to the next line.
    `keeps_spaces`: spaces at a break are part of the text.
    """

    model: WidthModel
    words: bool
    text_width: int
    moves: bool = False
    keeps_spaces: bool = False

    def width(self, line: str) -> int:
        """Width of a printed line, without the spaces at its ends (unless they count)."""
        return self.model.of(line if self.keeps_spaces else line.strip())

    def is_full(self, line: str, following: str) -> bool:
        """Whether the next unit of text would not have fitted on the line any more.

        A line that is longer than the text is wide was not wrapped: it is not full, it is of its own kind.
        """
        unit = next_unit(following if self.keeps_spaces else following.strip(), self.words)
        width = self.width(line)
        return width <= self.text_width + EM and width + self.model.of(unit) > self.text_width

    def divides(self, line: str, following: str) -> bool:
        """Whether a break of a full line can have cut what stands there, not a space."""
        return not self.moves or self.model.of(across(line, following)) > self.text_width


def across(line: str, following: str) -> str:
    """What would stand between two spaces if the break had cut it."""
    return line.strip().rsplit(" ", 1)[-1] + following.strip().split(" ", 1)[0]


def next_unit(text: str, words: bool) -> str:
    """What a break may not divide at the start of a text: a character, or (`words`) a Latin word or number.

    With `words`, punctuation that may not begin a line belongs to what stands before it, and an
    opening bracket to what follows.
    """
    if not words or not text:
        return text[:1]
    end = 0
    while end < len(text) - 1 and text[end] in NO_END:
        end += 1
    if _is_latin(text[end]):
        while end < len(text) and end < 40 and _is_latin(text[end]):
            end += 1
    else:
        end += 1
    while end < len(text) and end < 44 and text[end] in NO_START:
        end += 1
    return text[:end]


def fit_with_gain(pairs: Iterable[tuple[str, str]]) -> tuple[float, Wrapping] | None:
    """The wrapping that explains most breaks and how much it explains, or None when none stands out.

    `pairs` are the lines with the line that follows each of them; blank lines and page furniture
    left out.
    """
    sample = [pair for pair in pairs if len(pair[0]) <= MAX_LINE][:_SAMPLE]
    shown = [(line.strip(), following.strip()) for line, following in sample]
    units = {words: [next_unit(following, words) for _, following in shown] for words in (False, True)}
    words_after = [following.split(" ", 1)[0] if " " in line else "" for line, following in shown]
    ended = [ends_sentence(line) for line, _ in shown]
    best: dict[bool, tuple[float, Wrapping]] = {}
    for model in MODELS:
        lines = [model.of(line) for line, _ in (sample if model.narrow == EM else shown)]
        moving = [width + model.of(word) for width, word in zip(lines, words_after, strict=True)]
        for words in (False, True):
            spans = [(width, width + model.of(unit)) for width, unit in zip(lines, units[words], strict=True)]
            cuts = [words and _cuts_word(*pair) for pair in shown]
            found = _best_width(spans, cuts, list(zip(ended, moving, strict=True)))
            if found is not None and (words not in best or found[0] > best[words][0] + 1e-6):
                best[words] = (found[0], Wrapping(model, words, found[1]))
    return _choose(best, sample)


def _choose(
    best: dict[bool, tuple[float, Wrapping]], pairs: Sequence[tuple[str, str]]
) -> tuple[float, Wrapping] | None:
    """Whole words or cut words, by gain; where words moved to the next line, cut words."""
    found = {words: (gain, _with_habits(wrapping, pairs)) for words, (gain, wrapping) in best.items()}
    if False in found and found[False][1].moves:
        return found[False]
    return max(found.values(), key=lambda item: item[0], default=None)


def _with_habits(wrapping: Wrapping, pairs: Sequence[tuple[str, str]]) -> Wrapping:
    """Add what the lines show: whether spaces were kept at a break, and whether short words moved.

    A line that is not full though the next word would not have fitted shows a word that moved; a full line
    whose last word would have fitted on the next line shows one that was divided (or a space that happened
    to stand at the end of a full line, which is common between short cells).
    """
    of, limit = wrapping.model.of, wrapping.text_width
    kept = dropped = moved = 0
    divided = 0.0
    for line, following in pairs:
        shown, next_shown = line.strip(), following.strip()
        if of(shown) > limit:
            continue
        if line != shown and of(line) + of(following[:1]) > limit:
            kept, dropped = (kept + 1, dropped) if of(line) <= limit else (kept, dropped + 1)
        if of(shown) + of(next_shown[:1]) > limit:
            if of(across(line, following)) <= limit:
                divided += doubt_of_division(shown)
        elif may_move(shown, next_shown):
            moved += limit - of(shown) < of(next_shown.split(" ", 1)[0]) <= limit
    return replace(wrapping, moves=not wrapping.words and moved > divided, keeps_spaces=kept > dropped)


def doubt_of_division(line: str) -> float:
    """How much a full line proves that words are divided: half in a row of cells."""
    return 0.5 if line.count(" ") >= _CELLS else 1.0


def may_move(line: str, following: str) -> bool:
    """Whether a space behind a line can show a moved word: not where a sentence, title or field ends."""
    if " " not in line or ends_sentence(line) or heading_mark(line) or caption_mark(line):
        return False
    return source_prefix(line) is None and not metadata_fields(line) and not metadata_fields(following)


def _best_width(
    spans: Sequence[tuple[int, int]], cuts: Sequence[bool], rests: Sequence[tuple[bool, int]]
) -> tuple[float, int] | None:
    """The text width that explains most with its gain, None when it explains too little.

    `spans` hold for each line its width and the width with the next unit, `cuts` tells of each line
    whether a break there contradicts the habits of the wrapping, `rests` whether a sentence ends there
    and the width with the next word, if one could have moved.
    """
    if not spans:
        return None
    gain, text_width = _sweep(spans)
    full = [width <= text_width < end for width, end in spans]
    gain -= _PENALTY * sum(cut and is_full for cut, is_full in zip(cuts, full, strict=True))
    gain -= _UNEXPLAINED * sum(
        text_width < 2 * width and end <= text_width and not ended and moving <= text_width
        for (width, end), (ended, moving) in zip(spans, rests, strict=True)
    )
    near = sum(width * 20 > text_width * 17 for width, _ in spans)
    # A text of a few lines proves nothing; and of the long lines a good part must end at the margin
    # (not most: words that move to the next line leave room).
    if sum(full) < _PROVEN or sum(full) * 4 < near or gain <= 0:
        return None
    return gain, text_width


def _sweep(spans: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """The width with the largest gain, by passing over all starts and ends of the spans once."""
    events: list[tuple[int, int, float]] = []
    for width, end in spans:
        value = log(max(width, EM) / max(end - width, 50) + 1.0)
        events.append((width, 1, value))  # from here on the line fits
        events.append((end, 0, value))  # from here on it is not full
    events.sort()
    gain = -_PENALTY * len(spans)
    best, best_width = gain, 0
    for position, starts, value in events:
        gain += value + _PENALTY if starts else -value
        if starts and gain > best:
            best, best_width = gain, position
    return best, best_width


def _cuts_word(line: str, following: str) -> bool:
    """Whether the break lies inside a number, or before punctuation that may not begin a line."""
    if following[:1] in NO_START:
        return True
    return following[:1] in _DIGITS and line.rstrip(".")[-1:] in _DIGITS


def _is_latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in "+-./%_@#&'~:")
