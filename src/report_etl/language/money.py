"""Currencies: the words and symbols in which Chinese reports print money, as ISO 4217 codes."""

from __future__ import annotations

from typing import Final

# words after the number; the longest that fits wins
AFTER_WORDS: Final[dict[str, str]] = {
    "CNY": "块人民币 元人民币 圆人民币 人民币元 人民币 块钱 块 元 圆 RMB CNY rmb 元钱",
    "USD": "美元 美金 美刀 美圆 USD usd 元美金 元美元",
    "EUR": "欧元 EUR 元欧元 欧",
    "JPY": "日元 日圆 日币 JPY 元日币 元日元 円",
    "HKD": "港元 港币 港圆 HKD 元港币 元港元 港纸",
    "TWD": "新台币 台币 TWD 元新台币 元台币",
    "GBP": "英镑 英鎊 GBP 元英镑",
    "KRW": "韩元 韓元 韩圆 韩币 KRW",
    "CHF": "瑞士法郎 瑞郎 CHF",
    "AUD": "澳元 澳币 澳大利亚元 AUD",
    "CAD": "加元 加币 加拿大元 CAD",
    "SGD": "新加坡元 新元 新币 坡币 SGD",
    "NZD": "新西兰元 纽元 NZD",
    "RUB": "卢布 盧布 俄罗斯卢布 RUB",
    "INR": "印度卢比 卢比 盧比 INR",
    "THB": "泰铢 泰銖 THB",
    "MOP": "澳门元 澳门币 MOP",
    "MYR": "林吉特 令吉 马币 MYR",
    "IDR": "印尼盾 印尼卢比 印度尼西亚卢比 IDR",
    "VND": "越南盾 VND",
    "PHP": "菲律宾比索 PHP",
    "MXN": "墨西哥比索 MXN",
    "ARS": "阿根廷比索",
    "CLP": "智利比索",
    "COP": "哥伦比亚比索",
    "BRL": "巴西雷亚尔 雷亚尔 BRL",
    "ZAR": "南非兰特 兰特 ZAR",
    "SEK": "瑞典克朗 SEK",
    "NOK": "挪威克朗 NOK",
    "DKK": "丹麦克朗 DKK",
    "CZK": "捷克克朗",
    "PLN": "兹罗提 PLN",
    "HUF": "福林",
    "TRY": "土耳其里拉 里拉 新土耳其里拉",
    "AED": "阿联酋迪拉姆 迪拉姆 AED",
    "SAR": "沙特里亚尔 里亚尔 SAR",
    "QAR": "卡塔尔里亚尔",
    "KWD": "科威特第纳尔",
    "ILS": "新谢克尔 谢克尔",
    "EGP": "埃及镑",
    "PKR": "巴基斯坦卢比",
    "LKR": "斯里兰卡卢比",
    "BDT": "塔卡",
    "MMK": "缅元 缅币",
    "LAK": "基普",
    "KHR": "瑞尔",
    "MNT": "图格里克",
    "KZT": "坚戈",
    "UZS": "苏姆",
    "UAH": "格里夫纳",
    "NGN": "奈拉",
    "KES": "肯尼亚先令",
    "GHS": "塞地",
}
# how records call the unit of a currency
NAMES: Final[dict[str, str]] = {
    **{code: names.split()[0] for code, names in AFTER_WORDS.items()},
    "CNY": "元",
    "TWD": "元",
}
COIN_WORDS: Final[dict[int, str]] = {-1: "角 角钱 毛 毛钱", -2: "分钱"}  # tenths and hundredths of 元
CENT_WORDS: Final[dict[str, str]] = {"美分": "USD", "欧分": "EUR"}
_BEFORE_WORDS: Final[dict[str, str]] = {
    "CNY": "人民币 RMB CNY ¥ ￥ rmb CN¥",
    "USD": "US$ USD $ ＄ 美元 美金 usd",
    "EUR": "€ 欧元 EUR",
    "GBP": "£ ￡ 英镑 GBP",
    "JPY": "JPY 日元 JP¥",
    "HKD": "港元 港币 HK$ HKD",
    "TWD": "新台币 NT$ TWD NTD",
    "KRW": "₩ KRW",
    "AUD": "A$ AUD AU$",
    "CAD": "C$ CAD CA$",
    "SGD": "S$ SGD",
    "INR": "₹ INR",
    "RUB": "₽ RUB",
    "THB": "฿ THB",
    "CHF": "CHF",
    "BRL": "R$ BRL",
    "VND": "₫ VND",
    "MOP": "MOP MOP$",
    "NZD": "NZ$ NZD",
    "MYR": "MYR RM",
    "IDR": "IDR Rp",
    "ILS": "₪ ILS",
    "PHP": "₱ PHP",
    "TRY": "₺",
    "UAH": "₴",
    "NGN": "₦",
    "KZT": "₸",
}
# the characters that must not follow, because they make another word (元素, 块链, 欧洲)
GUARDS: Final[dict[str, str]] = {
    "元": "形素件器旦宇年月老组器谋江阳勋",
    "块": "链状根体茎",
    "圆": "形满柱桌",
    "欧": "美洲盟元亚拉姆阳菲派佩式冠泰",
    "新元": "素件",
    "角": "度色落形力膜质逐斗马鲨大兽铁楼",
    "毛": "利坯衣病发细巾豆坦里猪竹织泽笔皮绒",
}


def _by_last() -> dict[str, tuple[tuple[str, str], ...]]:
    entries = [(word, code) for code, words in _BEFORE_WORDS.items() for word in words.split()]
    table: dict[str, list[tuple[str, str]]] = {}
    for word, code in sorted(entries, key=lambda entry: -len(entry[0])):
        table.setdefault(word[-1], []).append((word, code))
    return {last: tuple(group) for last, group in table.items()}


_NUMERAL_ENDS: Final = frozenset("0123456789０１２３４５６７８９一二三四五六七八九十百千万亿元")
_BEFORE_BY_LAST: Final = _by_last()


def find_currency_before(text: str, position: int) -> tuple[int, str] | None:
    """Where the currency word or symbol that ends at `position` begins, and its code; None without one."""
    if position <= 0:
        return None
    for word, code in _BEFORE_BY_LAST.get(text[position - 1], ()):
        start = position - len(word)
        if text.endswith(word, 0, position) and not _inside_word(text, start, word):
            return start, code
    return None


def _inside_word(text: str, start: int, word: str) -> bool:
    """Whether the word goes on to the left, or belongs to the figure before it (8亿人民币 500)."""
    if word[0].isascii():
        before = text[start - 1 : start]
        return word[0].isalpha() and before.isascii() and before.isalpha()
    before = text[max(0, start - 3) : start].rstrip()[-1:]
    return bool(before) and word[0].isalpha() and before in _NUMERAL_ENDS
