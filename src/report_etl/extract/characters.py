"""Characters that print alike but are coded apart, made plain without moving an offset.

Some PDF fonts code 月 as the radical ⽉ and 车 as ⻋: the same glyph, another character. Unicode maps
the Kangxi radicals and the compatibility ideographs itself; most of the radicals supplement
(U+2E80–U+2EF3) it leaves alone, so the simplified forms that whole words are written with are listed.
Two more characters share their glyph with another one in fonts of simplified Chinese: ⼾ and 㬵.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from report_etl.language.normalize import normalize_text

_LISTED = dict(
    zip(
        "⺁⺄⺆⺇⺈⺊⺋⺌⺍⺐⺒⺓⺖⺗⺘⺙⺛⺝⺟⺠⺡⺣⺤⺦⺧⺨⺩⺪⺬⺭⺮⺯⺳⺶⺷⺹⺼⺽⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻍⻐⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⼾㬵",
        "厂乙冂几刀卜㔾小小尢巳幺忄心扌攵旡月母民氵灬爫丬牛犭王疋示礻竹糸网羊羊耂肉臼艹艹虎衤覀西见角讠贝车辶钅長镸长门雨青韦页风飞食饣饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟户胶",
        strict=True,
    )
)


@cache
def _compatible() -> re.Pattern[str]:
    return re.compile("[\u2329\u232a\u2e80-\u2ef3\u2f00-\u2fd5\u3b35\uf900-\ufaff]")


def plain_characters(text: str) -> str:
    """Radicals and brackets as the characters they show, full-width digits, letters as ASCII; same length."""
    if _compatible().search(text):
        text = _compatible().sub(lambda match: _plain(match[0]), text)
    return normalize_text(text)


def _plain(character: str) -> str:
    listed = _LISTED.get(character)
    if listed is not None:
        return listed
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
