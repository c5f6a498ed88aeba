"""Quantities in written Chinese: numbers, percentages, money, counts, multiples, ordinals.

One pass: a compiled pattern walks from numeral to numeral; what stands directly before and after
each one (sign, currency, qualifier, scale, unit, second end of a range) is read by table look-ups.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from report_etl.language.money import find_currency, find_currency_before
from report_etl.language.numerals import DIGITS, FORMAL_DIGITS, LARGE_SCALES, SCALES, evaluate, shift, to_half_width
from report_etl.language.quantity_shapes import ARABIC, CHINESE_DATE, DATE, IDENTIFIER, NUMERAL, SCALED, URL
from report_etl.language.units import find_unit
from report_etl.models import Qualifier, QuantityKind, QuantityMention

_LIST_JOINTS: Final = frozenset({"、", "/", "／", "和", "及", "与", "或", "以及", "，和", " 和 ", " / ", "、 ", "与 "})
_RANGE_JOINTS: Final = ("——", "--", "－－", "-", "–", "—", "~", "～", "－", "―", "至", "到", "−")
_SPACES: Final = " \u3000\xa0"


class _Found:
    """A quantity while it is being read."""

    __slots__ = ("end", "high", "kind", "low", "plain", "qualifier", "scale", "start", "unit", "value")

    def __init__(self, start: int, end: int, value: Decimal) -> None:
        self.start = start
        self.end = end
        self.value: Decimal | None = value
        self.low: Decimal | None = None
        self.high: Decimal | None = None
        self.unit: str | None = None
        self.kind = QuantityKind.NUMBER
        self.qualifier = Qualifier.EXACT
        self.scale = 0  # power of ten that the printed figure was multiplied by
        self.plain = True  # an Arabic figure without scale and unit: may take both from a list


def find_quantities(text: str) -> list[QuantityMention]:
    """Every quantity in `text`, in order, not overlapping."""
    found: list[_Found] = []
    hidden = [m.span() for m in URL.finditer(text)] if ("://" in text or "www." in text or "@" in text) else []
    position, size = 0, len(text)
    search = NUMERAL.search
    while position < size:
        match = search(text, position)
        if match is None:
            break
        start = match.start()
        while hidden and hidden[0][1] <= start:
            hidden.pop(0)
        if hidden and hidden[0][0] <= start:
            position = hidden[0][1]
            continue
        if match.lastgroup == "arabic":
            item, position = _read_arabic(text, start, match.end())
        elif match.lastgroup == "chinese":
            item, position = _read_chinese(text, start, match.end())
        else:
            item, position = _read_half(text, start, match.end())
        if item is not None:
            found.append(item)
    _distribute(text, found)
    return [_mention(text, item) for item in found if _keep(text, item)]


def _mention(text: str, f: _Found) -> QuantityMention:
    return QuantityMention(
        f.start, f.end, text[f.start : f.end], f.value, f.unit, f.kind, f.qualifier, f.low, f.high
    )


# --- Arabic -------------------------------------------------------------------------------------


def _read_arabic(text: str, start: int, end: int) -> tuple[_Found | None, int]:
    before = text[start - 1] if start else ""
    after = text[end] if end < len(text) else ""
    if end - start > 24:
        return None, end
    shape = IDENTIFIER.match(text, start)
    if shape:
        return None, max(end, shape.end())
    if before not in "." or not before:
        date = DATE.match(text, start)
        if date and date.end() >= end:
            return None, date.end()
    glued = before.isascii() and before.isalpha()
    if before == "." and start > 1 and not text[start - 2].isascii():
        start -= 1
    elif before == "." and start > 1 and text[start - 2].isalnum():
        return None, end
    elif before == "." and start == 1:
        start = 0
    digits = to_half_width(text[start:end]).replace(",", "").replace("，", "")
    value = Decimal("0" + digits if digits[0] == "." else digits)
    if "E" in digits or "e" in digits:
        value = Decimal(f"{value:f}")
    item = _Found(start, end, value)
    if after:
        _read_scale(text, item)
        if item.end < len(text) and text[item.end] in "分又" or (item.end < len(text) and text[item.end] == " "):
            fraction = _fraction(text, item)
            if fraction is not None:
                return fraction, fraction.end
        _read_unit(text, item)
        _read_range(text, item)
    position = item.end
    _read_sign(text, item)
    if item.kind is QuantityKind.NUMBER:
        currency = find_currency_before(text, item.start - (text[item.start - 1 : item.start] == " "))
        if currency:
            item.start = text.rindex(currency[0], 0, item.start)
            item.kind, item.unit, item.plain = QuantityKind.MONEY, currency[1], False
    elif item.kind is QuantityKind.MONEY and item.unit == "CNY":
        currency = find_currency_before(text, item.start - (text[item.start - 1 : item.start] == " "))
        if currency:
            item.start = text.rindex(currency[0], 0, item.start)
            item.unit = currency[1]
    if before == "第" or (before == " " and text[start - 2 : start - 1] == "第"):
        return _ordinal(text, item), position
    if glued and not (item.kind in (QuantityKind.PERCENT, QuantityKind.PERCENTAGE_POINTS, QuantityKind.MONEY)):
        return None, max(position, _skip_latin(text, position))
    if item.kind is QuantityKind.NUMBER and item.scale == 0:
        nxt = text[item.end : item.end + 1]
        if nxt.isascii() and (nxt.isalpha() or nxt in "_+"):
            return None, _skip_latin(text, item.end)
        if before in "-－—" and start > 1 and text[start - 2].isascii() and text[start - 2].isalnum():
            return None, position
    _read_qualifier(text, item)
    return item, position


def _skip_latin(text: str, position: int) -> int:
    size = len(text)
    while position < size and text[position].isascii() and (text[position].isalnum() or text[position] in "-_."):
        position += 1
    return position


def _ordinal(text: str, item: _Found) -> _Found | None:
    item.start = text.rindex("第", 0, item.start)
    item.kind, item.plain = QuantityKind.ORDINAL, False
    if item.unit in ("节", "章", "条", "款", "页", "期", "篇", "部") or text[item.end : item.end + 1] in ("章", "方", "条"):
        return None
    return item


def _read_scale(text: str, item: _Found) -> None:
    """万, 亿, k, w … behind an Arabic figure, and mixed numerals (11 亿 6690 万)."""
    end = item.end
    after = text[end]
    if after in "kKwW" and item.value is not None:
        nxt = text[end + 1 : end + 2]
        if after in "kw" and not (nxt.isascii() and nxt.isalnum()) and nxt not in ("/",):
            exponent = 3 if after == "k" else 4
            item.value, item.scale, item.end, item.plain = shift(item.value, exponent), exponent, end + 1, False
        return
    scaled = SCALED.match(text, end)
    if scaled is None:
        return
    numeral = scaled.group()
    stripped = numeral.strip(_SPACES)
    if stripped[0] in "余餘多来來几":
        item.qualifier = Qualifier.OVER
        stripped = stripped[1:].strip(_SPACES)
    stop = scaled.end()
    if stripped[-1] == "百" and text[stop : stop + 1] in ("分", "度", "货", "姓", "强", "年", "事"):
        stripped, stop = stripped[:-1], stop - 1
    if stripped and stripped[-1] == "千" and text[stop : stop + 1] in ("瓦", "克", "米", "伏", "赫", "帕", "焦", "卡", "岛"):
        stripped, stop = stripped[:-1], stop - 1
    if not stripped:
        return
    if stripped[-1] in "万萬" and text[stop : stop + 1] in tuple("科达宁物向华联里"):
        return
    if stripped[-1] == "亿" and text[stop : stop + 1] in tuple("纬嘉联华航邦帆滋"):
        return
    figure = to_half_width("".join(text[item.start : end].split())).replace(",", "").replace("，", "")
    if all(c in SCALES for c in stripped):
        if stripped in ("千", "百", "十") and stop - end > 1:
            return
        exponent = sum(SCALES[c] for c in stripped)
        if item.value is not None:
            item.value, item.scale = shift(item.value, exponent), exponent
    else:
        value = evaluate(figure + "".join(to_half_width(stripped).split()))
        if value is None:
            return
        item.value, item.scale = Decimal(f"{value:f}"), -1
    item.end, item.plain = stop, False


def _skip_spaces(text: str, position: int, most: int = 2) -> int:
    while most and text[position : position + 1] in (" ", "\u3000", "\xa0"):
        position += 1
        most -= 1
    return position


_PERCENT_SIGNS: Final = frozenset("%％﹪")
_POINT_WORDS: Final = (
    "个百分点", "個百分點", "个百分點", "百分点", "百分點", "個百分点", "个点", "个pct", "个pp", "pcts", "pct", "PCT", "ppts", "ppt", "pp", "PP",
)
_BASIS_WORDS: Final = ("个基点", "基点", "個基點", "个BP", "个bp", "bps", "BPs", "BPS", "bp", "BP")


def _read_unit(text: str, item: _Found) -> None:
    """What the figure counts: percent, points, money, a measure word; sets kind, unit and end."""
    end = item.end
    if end >= len(text):
        return
    if text[end] in "余餘多来來几+＋" and text[end + 1 : end + 2] not in ("", "于", "個", "数", "样", "元化", "自", "源"):
        after_vague = end + 1
        if text[end] in "多" and text[after_vague] in "元" and text[after_vague + 1 : after_vague + 2] in tuple("化素"):
            return
        item.end = after_vague
        before_unit = item.end
        _read_plain_unit(text, item)
        if item.end == before_unit and text[end] in "来來几":
            item.end = end
            return
        if item.end == before_unit and text[end] in "+＋":
            item.end = end
        item.qualifier = Qualifier.OVER
        return
    _read_plain_unit(text, item)


def _read_plain_unit(text: str, item: _Found) -> None:
    size = len(text)
    end = item.end
    here = _skip_spaces(text, end)
    if here >= size:
        return
    c = text[here]
    if c in _PERCENT_SIGNS:
        stop = here + 1
        while stop < size and text[stop] in _PERCENT_SIGNS and stop < here + 2:
            stop += 1
        item.kind, item.unit, item.end, item.plain = QuantityKind.PERCENT, "%", stop, False
        return
    if c in "‰‱":
        item.kind, item.unit, item.end, item.plain = QuantityKind.PERCENT, c, here + 1, False
        return
    for word in _POINT_WORDS:
        if text.startswith(word, here):
            item.kind, item.unit, item.plain = QuantityKind.PERCENTAGE_POINTS, "%", False
            item.end = here + len(word)
            return
    spaced = _spaced_points(text, here)
    if spaced:
        item.kind, item.unit, item.end, item.plain = QuantityKind.PERCENTAGE_POINTS, "%", spaced, False
        return
    for word in _BASIS_WORDS:
        if text.startswith(word, here):
            item.kind, item.unit, item.plain = QuantityKind.PERCENTAGE_POINTS, "‱", False
            item.end = here + len(word)
            return
    currency = find_currency(text, here)
    if currency:
        word, code = currency
        item.kind, item.unit, item.plain = QuantityKind.MONEY, code, False
        item.end = here + len(word)
        _read_rate(text, item, word)
        if code == "CNY" and text[item.end - 1] in "元圆块":
            _read_small_money(text, item)
        elif code == "USD" or code == "EUR":
            _read_small_money(text, item)
        return
    if c == "成" and text[here + 1 : here + 2] not in tuple("为都本立果长功品交员熟型就因效份分"):
        if item.value is not None and item.scale == 0:
            item.value = shift(item.value, 1)
            item.kind, item.unit, item.end, item.plain = QuantityKind.PERCENT, "%", here + 1, False
            half = DIGITS.get(text[here + 1 : here + 2])
            if half is not None and text[here + 2 : here + 3] not in tuple("成个家名人大"):
                item.value += half
                item.end += 1
        return
    unit = find_unit(text, here)
    if unit is None:
        return
    item.kind, item.unit, item.plain = QuantityKind.COUNT, unit.name, False
    item.end = here + len(unit.name)
    if unit.name in ("倍", "番", "x", "X"):
        item.kind = QuantityKind.MULTIPLE
        item.unit = "倍" if unit.name in "xX" else unit.name
    else:
        _read_rate(text, item, unit.name)


def _spaced_points(text: str, position: int) -> int:
    """The end of 个 百 分 点 printed with spaces, 0 where it does not stand there."""
    wanted = "个百分点"
    if text[position : position + 1] not in ("个", "個") or text[position + 1 : position + 2] != " ":
        return 0
    here = position + 1
    for character in wanted[1:]:
        here = _skip_spaces(text, here)
        if text[here : here + 1] != character and not (character == "点" and text[here : here + 1] == "點"):
            return 0
        here += 1
    return here


def _read_rate(text: str, item: _Found, word: str) -> None:
    """元/吨, 万片/月: the unit becomes a rate."""
    if text[item.end : item.end + 1] not in ("/", "／"):
        return
    here = item.end + 1
    scale = text[here : here + 1] if text[here : here + 1] in ("万", "千") else ""
    below = find_unit(text, here + len(scale)) or None
    name = ""
    if below is not None:
        name = below.name
    elif text[here : here + 1] in tuple("月日年季周时桶瓶支片人股次吨克升米亩头只台"):
        name = text[here]
    if not name:
        return
    item.end = here + len(scale) + len(name)
    item.unit = f"{'元' if item.unit == 'CNY' else word}/{scale}{name}"


def _read_small_money(text: str, item: _Found) -> None:
    """123元1角7分, 两美元又三美分: the smaller coins are part of the amount."""
    here = item.end
    if text[here : here + 1] == "又":
        here += 1
    c = text[here : here + 1]
    if not c or not (c in DIGITS or c in "0123456789０１２３４５６７８９"):
        return
    for word, exponent in (("角", -1), ("毛", -1), ("美分", -2), ("分", -2), ("欧分", -2)):
        here2 = here
        digit = text[here2]
        value = DIGITS.get(digit)
        if value is None:
            figure = ARABIC.match(text, here2)
            if figure is None or figure.end() - here2 > 2:
                return
            value = int(to_half_width(figure.group()))
            stop = figure.end()
        else:
            stop = here2 + 1
        if text.startswith(word, stop) and text[stop + len(word) : stop + len(word) + 1] not in ("钟", "之"):
            if item.value is not None:
                item.value += shift(Decimal(value), exponent)
            item.end = stop + len(word)
            if word in "角毛":
                _read_small_money(text, item)
            return


def _fraction(text: str, item: _Found) -> _Found | None:
    return None


# --- ranges, signs, qualifiers ------------------------------------------------------------------


def _read_range(text: str, item: _Found) -> None:
    """30%-40%, 十八至三十万, 1 万(含)-5 万元."""
    here = item.end
    if text[here : here + 1] in ("(", "（") and text[here + 1 : here + 3] in ("含)", "含）"):
        here += 3
    here = _skip_spaces(text, here, 1)
    for joint in _RANGE_JOINTS:
        if text.startswith(joint, here):
            break
    else:
        return
    here = _skip_spaces(text, here + len(joint), 1)
    if text[here : here + 1] in ("+", "约", "近", "￥", "$", "¥", "-", "－") and item.kind is not QuantityKind.NUMBER:
        here += 1
    second = NUMERAL.match(text, here)
    if second is None or second.lastgroup == "half":
        return
    if second.lastgroup == "arabic":
        date = DATE.match(text, here)
        if date and date.end() >= second.end():
            return
        if len(second.group()) > 24:
            return
        other = _Found(here, second.end(), Decimal(to_half_width(second.group()).replace(",", "").replace("，", "")))
        if other.end < len(text):
            _read_scale(text, other)
    else:
        numeral = "".join(second.group().split())
        value = _chinese_value(numeral)
        if value is None:
            return
        other = _Found(here, second.end(), value)
        other.scale = _last_scale(numeral)
    if other.end < len(text):
        _read_unit(text, other)
    if item.kind is not QuantityKind.NUMBER and (other.kind is not item.kind or other.unit != item.unit):
        return
    if item.kind is QuantityKind.NUMBER and other.kind is QuantityKind.NUMBER and other.scale == 0 and item.scale:
        return
    _join_range(item, other)


def _join_range(item: _Found, other: _Found) -> None:
    low, high = item.value, other.value
    if low is None or high is None:
        return
    scale = other.scale
    if item.scale == 0 and item.kind is QuantityKind.NUMBER:
        if other.kind is QuantityKind.PERCENT and other.unit == "%" and other.scale == 0:
            pass
        if scale > 0 and low < high.scaleb(-scale):
            low = shift(low, scale)
    if low > high:
        return
    item.low, item.high, item.value = low, high, None
    item.kind, item.unit, item.end, item.plain = other.kind, other.unit, other.end, False
    item.scale = scale or item.scale
    if other.qualifier is not Qualifier.EXACT:
        item.qualifier = other.qualifier


def _read_sign(text: str, item: _Found) -> None:
    before = text[item.start - 1 : item.start]
    if not before or before not in "-－−–—+＋负負±":
        return
    far = text[item.start - 2 : item.start - 1]
    if before in "-－−–":
        if far and (far.isascii() and far.isalnum() or far in "%％)）年月日元倍"):
            return
    elif before == "—":
        return
    elif before in "+＋":
        if far and (far.isascii() and far.isalnum()):
            return
        item.start -= 1
        return
    elif before == "±":
        return
    item.start -= 1
    if item.value is not None:
        item.value = -item.value
    elif item.low is not None:
        item.low = -item.low
        if item.high is not None and item.high > 0 and item.kind is QuantityKind.PERCENT:
            pass


_UNDER: Final = ("不超过", "不高于", "不多于", "不大于", "未超过", "少于", "低于", "小于", "不足", "不到", "未达", "接近", "将近", "近", "最多", "至多", "逼近")
_OVER: Final = (
    "不低于", "不少于", "不小于", "不下", "超过", "高于", "大于", "多于", "突破", "超出", "逾", "超", "至少", "高出", "破", "多达", "超過", "＞", ">", "≥", "过",
)
_ABOUT: Final = ("大约", "大致", "大概", "约为", "约占", "约合", "约达", "约有", "约在", "约是", "约", "約", "左右", "上下")
_BEFORE: Final[dict[str, tuple[tuple[str, Qualifier], ...]]] = {}
for _words, _qualifier in ((_UNDER, Qualifier.UNDER), (_OVER, Qualifier.OVER), (_ABOUT, Qualifier.ABOUT)):
    for _word in _words:
        _BEFORE[_word[-1]] = tuple(
            sorted((*_BEFORE.get(_word[-1], ()), (_word, _qualifier)), key=lambda entry: -len(entry[0]))
        )
_AFTER: Final = (
    ("左右", Qualifier.ABOUT), ("上下", Qualifier.ABOUT), ("前后", Qualifier.ABOUT), ("以上", Qualifier.OVER), ("及以上", Qualifier.OVER),
    ("以下", Qualifier.UNDER), ("及以下", Qualifier.UNDER), ("以内", Qualifier.UNDER), ("之内", Qualifier.UNDER), ("有余", Qualifier.OVER),
    ("余", Qualifier.OVER), ("出头", Qualifier.OVER), ("不到", Qualifier.UNDER), ("之上", Qualifier.OVER),
)
_AFTER_FIRST: Final = frozenset(word[0] for word, _ in _AFTER)
_TIME_UNITS: Final = frozenset("年 月 个月 天 周 日 小时 季度 岁".split())


def _read_qualifier(text: str, item: _Found) -> None:
    here = item.end
    after = text[here : here + 1]
    if after in ("多", "+", "＋") and not text[here + 1 : here + 2].isascii() and item.kind is not QuantityKind.NUMBER:
        if after != "多" or text[here + 1 : here + 2] in tuple("的，。、；（"):
            item.qualifier = Qualifier.OVER
            return
    if after in _AFTER_FIRST and after:
        for word, qualifier in _AFTER:
            if text.startswith(word, here):
                item.qualifier = qualifier
                return
    here = item.start
    if here and text[here - 1] == " ":
        here -= 1
    if not here:
        return
    for word, qualifier in _BEFORE.get(text[here - 1], ()):
        if text.endswith(word, 0, here):
            if word == "近" and (item.unit in _TIME_UNITS or text[here - 2 : here - 1] in tuple("最附临远贴靠")):
                return
            if word == "过" and text[here - 2 : here - 1] in tuple("通经不度超"):
                return
            item.qualifier = qualifier
            return
    c = text[here - 1]
    if c in "为占达有合需":
        for word in ("约", "近", "超"):
            if text[here - 2 : here - 1] == word:
                item.qualifier = {"约": Qualifier.ABOUT, "近": Qualifier.UNDER, "超": Qualifier.OVER}[word]


# --- Chinese ------------------------------------------------------------------------------------


def _last_scale(numeral: str) -> int:
    """The power of ten that closes a numeral (三十万 → 4), 0 without one."""
    exponent = 0
    for c in reversed(numeral):
        if c in LARGE_SCALES:
            exponent += LARGE_SCALES[c]
        else:
            break
    return exponent


def _chinese_value(numeral: str) -> Decimal | None:
    value = evaluate(numeral.replace("點", "点"))
    return None if value is None else Decimal(f"{value:f}")


def _read_chinese(text: str, start: int, end: int) -> tuple[_Found | None, int]:
    date = CHINESE_DATE.match(text, start)
    if date:
        return None, max(end, date.end())
    raw = text[start:end].rstrip(_SPACES + "又点點多余餘几幾")
    end = start + len(raw)
    numeral = "".join(raw.split())
    percent = _chinese_percent(text, start, end, numeral)
    if percent is not None:
        return percent, percent.end
    value = _chinese_value(numeral)
    single = len(numeral) == 1
    if single and numeral in SCALES and numeral not in "十拾":
        value = None
    if value is None or (single and numeral in FORMAL_DIGITS):
        return None, max(end, start + 1)
    item = _Found(start, end, value)
    item.plain = False
    item.scale = _last_scale(numeral)
    if any(c in numeral for c in "几幾余餘多"):
        item.qualifier = Qualifier.OVER
    if text[start - 1 : start] == "第":
        _read_unit(text, item)
        return _ordinal(text, item), item.end
    if end < len(text):
        _read_unit(text, item)
        _read_range(text, item)
    position = item.end
    if item.kind is QuantityKind.NUMBER:
        nxt = text[item.end : item.end + 1]
        if single and not _stands_alone(text, item):
            return None, position
        if not single and nxt and "\u4e00" <= nxt <= "\u9fff" and nxt not in "是那这却不等和与至到以余多个左上":
            return None, position
    elif numeral == "一" and item.kind is QuantityKind.COUNT:
        return None, position
    _read_sign(text, item)
    _read_qualifier(text, item)
    return item, position


def _stands_alone(text: str, item: _Found) -> bool:
    before = text[item.start - 1 : item.start]
    after = text[item.end : item.end + 1]
    if not before and not after:
        return True
    if not before or before not in "是为于":
        return False
    return not after or not ("\u4e00" <= after <= "\u9fff") or after in "那这不却而但"


_PARTS: Final = {"百": 0, "千": 1, "万": 2, "萬": 2}


def _chinese_percent(text: str, start: int, end: int, numeral: str) -> _Found | None:
    """百分之三十, 千分之2.4, 万分之三."""
    if numeral not in _PARTS:
        return None
    here = _skip_spaces(text, end)
    if text[here : here + 1] != "分":
        return None
    here = _skip_spaces(text, here + 1)
    if text[here : here + 1] != "之":
        return None
    here = _skip_spaces(text, here + 1)
    match = NUMERAL.match(text, here)
    if match is None or match.lastgroup == "half":
        return None
    body = "".join(to_half_width(match.group()).replace(",", "").replace("，", "").split()).rstrip("又点點多余餘几幾")
    value = Decimal(body) if match.lastgroup == "arabic" else _chinese_value(body)
    if value is None:
        return None
    item = _Found(start, match.end(), value)
    item.plain = False
    item.kind, item.unit = QuantityKind.PERCENT, ("%", "‰", "‱")[_PARTS[numeral]]
    _read_qualifier(text, item)
    return item


def _read_half(text: str, start: int, end: int) -> tuple[_Found | None, int]:
    after = text[end : end + 1]
    if after in ("数", "數", "成"):
        item = _Found(start, end + 1, Decimal(50 if after != "成" else 5))
        item.kind, item.unit, item.plain = QuantityKind.PERCENT, "%", False
        _read_qualifier(text, item)
        return item, end + 1
    return None, end


# --- lists --------------------------------------------------------------------------------------


def _distribute(text: str, found: list[_Found]) -> None:
    """`6.8、7.1、7.4亿美元`: plain figures in a list take scale and unit of the item after them."""
    for index in range(len(found) - 2, -1, -1):
        item, after = found[index], found[index + 1]
        if item.kind is not QuantityKind.NUMBER or after.kind in (QuantityKind.NUMBER, QuantityKind.ORDINAL):
            if not (item.plain and after.scale > 0 and after.kind is QuantityKind.NUMBER):
                continue
        if text[item.end : after.start].strip() not in _LIST_JOINTS:
            continue
        if item.value is None or after.scale < 0:
            continue
        if item.plain and after.scale > 0:
            item.value, item.scale = shift(item.value, after.scale), after.scale
        item.kind, item.unit = after.kind, after.unit


def _keep(text: str, item: _Found) -> bool:
    """Whether a bare figure says something: years, list numbers and figures inside names do not."""
    if item.kind is not QuantityKind.NUMBER or item.value is None:
        return True
    if not item.plain or item.scale:
        return True
    figure = text[item.start : item.end]
    if len(figure) == 4 and figure[:2] in ("19", "20") and figure.isascii():
        return False
    return True
