"""What was misprinted or misread, and how it is mended.

A `Mend` says what stands at a range of the text, what should stand there, and whether that is certain.
Only the rules in `APPLIED` change the text that values are read from: they concern numerals and
characters that show nothing. All others (brackets, misread words, punctuation, spacing) are recorded
as repairs only, and the wording of a record stays as the report prints it, so that whoever compares a
row with the page finds the same words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from report_etl.catalog import LexiconEntry
from report_etl.extract.characters import plain_characters
from report_etl.language.regions import region_score

APPLIED = frozenset(
    {"full_width", "radical_form", "ligature", "replacement_character", "footnote_mark", "digit_lookalike"}
)
_CJK = "\u4e00-\u9fff"
_UNITS = (
    "%‰％万亿千百元倍个家人户名件台辆吨米次岁款部种条套亩项座所张只间起宗笔例支枚艘架列颗粒瓶盒箱度"
    "年月日天小时分钟秒"
)
_PAIRS = {
    "（": "）",
    "(": ")",
    "《": "》",
    "〈": "〉",
    "【": "】",
    "[": "]",
    "「": "」",
    "『": "』",
    "“": "”",
    "‘": "’",
}
_ALIKE = {"）": ")", ")": "）"}  # one written for the other is no slip
_BRACKET_REACH = 200  # characters between a bracket and its partner
_DIGIT_OF = str.maketrans("lIOo丨", "11001")


@dataclass(frozen=True, slots=True)
class Mend:
    """One repair of `text[start:end]`; a `certain` one is beyond doubt, the others are suggestions."""

    start: int
    end: int
    after: str
    rule: str
    certain: bool


def find_mends(
    text: str, lexicon: Sequence[LexiconEntry] = (), apart: Mapping[str, str] | None = None
) -> list[Mend]:
    """Every repair of a stretch of running text, in order; of two that overlap the earlier rule wins.

    `apart` holds the Latin words that the document writes apart elsewhere, see `words_apart`.
    """
    rules: tuple[Callable[[str], Iterator[Mend]], ...] = (
        _plain_forms,
        _ligatures,
        _replacement_characters,
        _footnote_marks,
        lambda text: _digit_lookalikes(plain_characters(text)),
        lambda text: _lexicon(text, lexicon),
        _brackets,
        _letter_spacing,
        _stray_strokes,
        _commas,
        _doubled,
        _placeholders,
        _missing_units,
        lambda text: _written_together(text, apart or {}),
    )
    taken = bytearray(len(text))
    found: list[Mend] = []
    for rule in rules:
        for mend in rule(text):
            if not any(taken[mend.start : mend.end]):
                taken[mend.start : mend.end] = b"\1" * (mend.end - mend.start)
                found.append(mend)
    return sorted(found, key=lambda mend: (mend.start, mend.end))


def words_apart(text: str) -> dict[str, str]:
    """Pairs of Latin words written apart in the text, by how they look together: AIAgent → AI Agent."""
    pairs = _pattern(r"(?<![A-Za-z])([A-Z][A-Za-z]{1,20}) (?=([A-Z][A-Za-z]{1,20})(?![A-Za-z]))")
    return {match[1] + match[2]: f"{match[1]} {match[2]}" for match in pairs.finditer(text)}


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


# --- applied: numerals and characters that show nothing -----------------------------------------


def _plain_forms(text: str) -> Iterator[Mend]:
    """Full-width digits and letters, and radicals that stand for the characters they show."""
    plain = plain_characters(text)
    if plain == text:
        return
    start = 0
    while start < len(text):
        end = start
        while end < len(text) and plain[end] != text[end] and _is_form(text[end]) == _is_form(text[start]):
            end += 1
        if end > start:
            yield Mend(
                start, end, plain[start:end], "radical_form" if _is_form(text[start]) else "full_width", True
            )
        start = max(end, start + 1)


def _is_form(character: str) -> bool:
    return not "\uff00" <= character <= "\uffef"


def _ligatures(text: str) -> Iterator[Mend]:
    """Latin letters that a font draws as one: ﬁ, ﬂ."""
    for match in _pattern("[\ufb00-\ufb06]").finditer(text):
        yield Mend(match.start(), match.end(), unicodedata.normalize("NFKC", match[0]), "ligature", True)


def _replacement_characters(text: str) -> Iterator[Mend]:
    """U+FFFD: bytes that a converter could not read; nothing was printed there."""
    for match in _pattern("\ufffd{1,1000}").finditer(text):
        yield Mend(match.start(), match.end(), "", "replacement_character", True)


def _footnote_marks(text: str) -> Iterator[Mend]:
    """A raised number after a word or a unit (万亿元¹): it points to a footnote. m² keeps its own."""
    number = "[¹²³⁰⁴-⁹]{1,2}"
    mark = (
        rf"(?<=[{_CJK}A-Za-z”》）])(?<![mM米])(?:⁽{number}⁾|{number}⁾?)(?![0-9])"
        rf"|(?<=[{_CJK}”》）])[ᵃᵇᶜ]|\[[¹²³⁰⁴-⁹]{{1,3}}\]"
    )
    for match in _pattern(mark).finditer(text):
        yield Mend(match.start(), match.end(), "", "footnote_mark", True)


def _digit_lookalikes(text: str) -> Iterator[Mend]:
    """A letter read for a digit inside a numeral with a unit: l1.6亿元, 5O-100元.

    Certain only where the letter touches a digit, no other letter stands beside it, and the numeral ends in
    a unit: then neither a model number (H100, 5G) nor a word is possible.
    """
    numeral = _pattern(
        rf"(?<![0-9A-Za-z.\-/_])[0-9lIOo丨]{{2,12}}(?:\.[0-9lIOo丨]{{1,6}})?(?=(?:[-—–~～至][0-9]{{1,12}}(?:\.[0-9]{{1,6}})?)?[{_UNITS}])"
    )
    for match in (*numeral.finditer(text), *_counts_of_regions(text)):
        letters = [i for i, character in enumerate(match[0]) if character in "lIOo丨"]
        digits = sum(character in "0123456789" for character in match[0])
        if not letters or digits < len(letters):
            continue
        for i in letters:
            yield Mend(
                match.start() + i,
                match.start() + i + 1,
                match[0][i].translate(_DIGIT_OF),
                "digit_lookalike",
                True,
            )


def _counts_of_regions(text: str) -> Iterator[re.Match[str]]:
    """Numerals that stand alone after the name of a region, as a row of a table: 云南省 l874, 云南省 l8.4."""
    shape = r"(?:[0-9lIOo丨]{3,12}|[0-9lIOo丨]{1,12}\.[0-9lIOo丨]{1,6})(?![^\s])"
    row = _pattern(rf"(?<![{_CJK}])([{_CJK}]{{2,9}})[ \u3000]{{1,4}}(?={shape})")
    numeral = _pattern(shape)
    for match in row.finditer(text):
        found = numeral.match(text, match.end())
        if found is not None and region_score(match[1]) == 1.0:
            yield found


# --- recorded only ------------------------------------------------------------------------------


def _lexicon(text: str, lexicon: Sequence[LexiconEntry]) -> Iterator[Mend]:
    """Misread words from the reviewed list in `schemas/lexicon.yaml`."""
    for entry in lexicon:
        at = text.find(entry.before)
        while at >= 0:
            yield Mend(at, at + len(entry.before), entry.after, "lexicon", entry.certain)
            at = text.find(entry.before, at + len(entry.before))


def _brackets(text: str) -> Iterator[Mend]:
    """A closing bracket of the wrong kind: （如…》 where no 《 is open."""
    closing = {close: open_ for open_, close in _PAIRS.items()}
    stack: list[tuple[str, int]] = []
    for match in _pattern("[（()）《》〈〉【】\\[\\]「」『』“”‘’]").finditer(text):
        character, at = match[0], match.start()
        if character in _PAIRS:
            stack.append((character, at))
            del stack[:-20]
            continue
        while stack and at - stack[0][1] > _BRACKET_REACH:
            del stack[0]
        opener = closing[character]
        same = [
            i
            for i, (open_, _) in enumerate(stack)
            if open_ == opener or _PAIRS[open_] == _ALIKE.get(character)
        ]
        if same:
            del stack[same[-1] :]
        elif stack and stack[-1][0] not in "“‘" and character not in "”’":
            yield Mend(at, at + 1, _PAIRS[stack.pop()[0]], "bracket_mismatch", True)


def _letter_spacing(text: str) -> Iterator[Mend]:
    """A label set with spaces between its letters: 联 系 人："""
    for match in _pattern(
        rf"(?<![{_CJK}])[{_CJK}](?:[ \u3000]{{1,3}}[{_CJK}]){{1,5}}(?=[ \u3000]{{0,2}}[:：])"
    ).finditer(text):
        yield Mend(match.start(), match.end(), "".join(match[0].split()), "letter_spacing", True)


def _stray_strokes(text: str) -> Iterator[Mend]:
    """A lone stroke between two ideographs (训l练): read from the edge of a character."""
    for match in _pattern(rf"(?<=[{_CJK}])[l丨](?=[{_CJK}])").finditer(text):
        yield Mend(match.start(), match.end(), "", "stray_stroke", False)


def _commas(text: str) -> Iterator[Mend]:
    """An ASCII comma or semicolon in Chinese text."""
    for match in _pattern(rf"(?<=[{_CJK}）》”])[,;](?= ?[{_CJK}（《“])").finditer(text):
        yield Mend(match.start(), match.end(), {",": "，", ";": "；"}[match[0]], "punctuation", True)


def _doubled(text: str) -> Iterator[Mend]:
    """The same words twice in a row, or a particle doubled: perhaps printed twice, perhaps meant."""
    for match in _pattern(rf"([{_CJK}]{{6,30}})\1").finditer(text):
        yield Mend(match.start(), match.end(), match[1], "doubled_text", False)
    for match in _pattern(r"的的|了了|是是|在在|为为|和和|与与|，，|。。|、、").finditer(text):
        yield Mend(match.start(), match.end(), match[0][0], "doubled_character", False)


def _placeholders(text: str) -> Iterator[Mend]:
    """A template variable that was never filled in: {$url}."""
    for match in _pattern(r"\{\$[A-Za-z_]{1,20}\}").finditer(text):
        yield Mend(match.start(), match.end(), "", "placeholder", True)


def _missing_units(text: str) -> Iterator[Mend]:
    """The last of several prices without the currency that the others have: 电子版: 90元 合订版: 120."""
    price = r"[：:][ \u3000]{0,2}[0-9][0-9,.]{1,9}"
    for match in _pattern(rf"(?<=元)[ \u3000]{{1,6}}[^ \u3000：:0-9]{{2,12}}{price}$").finditer(
        text.rstrip()
    ):
        number = _pattern(r"[0-9][0-9,.]{1,9}$").search(match[0])
        if number is not None:
            yield Mend(match.start() + number.start(), match.end(), f"{number[0]}元", "missing_unit", True)


def _written_together(text: str, apart: Mapping[str, str]) -> Iterator[Mend]:
    """Two Latin words run together that the document writes apart elsewhere (AIAgent, AI Agent)."""
    if not apart:
        return
    for match in _pattern("(?<![A-Za-z0-9])[A-Z][A-Za-z]{3,41}(?![A-Za-z0-9])").finditer(text):
        if match[0] in apart:
            yield Mend(match.start(), match.end(), apart[match[0]], "spacing", True)
