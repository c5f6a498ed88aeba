"""The written forms of dates: characters made alike, and one pattern for each form.

Every pattern is matched at a known position, repeats nothing without a bound and backtracks over a few
characters at most, so that reading stays linear in the length of the text.
"""

from __future__ import annotations

import re

# Signs that look like a dash, and other zeros. One for one.
DASHES = dict.fromkeys(map(ord, "—–―－‐‑‒−～〜∼~﹣"), "-")
_ALIKE = {
    **dict.fromkeys(" \t\n\r\f\v\u00a0\u2002\u2003\u2009\u202f\u3000", " "),
    **dict.fromkeys("○◯Ｏ", "〇"),
    **dict(zip("（）／．：，＇＋％", "()/.:，'+%", strict=True)),
    **{
        chr(code): chr(code - 0xFEE0)
        for first, last in ("０９", "ＡＮ", "ＰＺ", "ａｚ")
        for code in range(ord(first), ord(last) + 1)
    },
}
ALIKE = {**DASHES, **{ord(seen): meant for seen, meant in _ALIKE.items()}}

ZERO_TO_NINE = dict(zip("〇零一二三四五六七八九0123456789O", [0, *range(10), *range(10), 0], strict=True))
_UNITS = "一二三四五六七八九"

# 1-31 and the ways they are written: 7, 07, 七, 十七, 二十七, 廿七, 三十.
SMALL: dict[str, int] = {"元": 1, "正": 1, "两": 2, "卅": 30, "卅一": 31}
for _number in range(1, 32):
    SMALL[str(_number)] = SMALL[f"{_number:02d}"] = _number
    _tens, _ones = divmod(_number, 10)
    _written = ("" if _tens == 0 else ("" if _tens == 1 else _UNITS[_tens - 1]) + "十") + (
        _UNITS[_ones - 1] if _ones else ""
    )
    SMALL[_written] = _number
    if _tens == 2:
        SMALL["廿" + (_UNITS[_ones - 1] if _ones else "")] = _number

SP = "[ ]{0,2}"
DASH = f"{SP}(?:-{{1,3}}|起?[至到]){SP}"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = f"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[{_UNITS}]?|廿[{_UNITS}]?|[{_UNITS}])"
_FEW = "(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,2})"
_QUARTER = "[一二三四1-4]"
_AND = f"{SP}[、和与及]{SP}"
_NEXT_QUARTERS = f"{_AND}第?({_QUARTER})(?:{_AND}第?{_QUARTER}){{0,2}}季"
_NEXT_MONTHS = f"{_AND}({_MONTH})(?:{_AND}{_MONTH}){{0,10}}月"
_NO_LETTER = "(?![0-9B-DF-Zb-df-z])"  # 2021Q1E and 2021Q1A may follow, Q10 and QA may not

# What may stand after a year, or alone with the year left to the context.
TAIL = re.compile(
    rf"""
      (?P<months>(?P<ma>{_MONTH}){SP}(?:月份?)?{DASH}(?P<mb>{_MONTH}){SP}月份?(?!{SP}{_DAY}{SP}[日号]|[内龄]))
    | (?P<month>(?P<m>{_MONTH}){SP}(?:月份?|(?={_NEXT_MONTHS}))
        (?:{SP}(?P<d>{_DAY}){SP}(?:[日号](?!线)|(?={SP}(?:[-、和]|至|到){SP}{_DAY}[日号]))
          | (?P<bare>二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?)(?=[，。；、,;) ]|$)
          | {SP}(?P<third>[上中下])旬
          | {SP}(?:末|底|初)(?![步级期])
        )?)
    | (?P<quarters>第?{SP}(?P<qa>{_QUARTER}){SP}(?:个?季度?)?{DASH}第?{SP}(?P<qb>{_QUARTER}){SP}季度?
        | [Qq](?P<qc>[1-4]){DASH}[Qq]?(?P<qd>[1-4]){_NO_LETTER})
    | (?P<quarter>第?{SP}(?P<q>{_QUARTER}){SP}
          (?:个?季(?![早中晚]?稻)(?:度(?:末|底|初)?|(?P<report>报))?|(?={_NEXT_QUARTERS}))
        | (?:[Qq](?P<q1>[1-4])|(?P<q2>[1-4])[Qq]){_NO_LETTER}(?:单季度?)?)
    | (?P<half>(?P<h>[上下前后])半年度?|(?:[Hh](?P<h1>[12])|(?P<h2>[12])[Hh]){_NO_LETTER}|半年[度报]?|中报)
    | (?P<first>[前头首]{SP}(?:(?P<fq>[一二三两1-3]){SP}个?季度?|(?P<fm>{_FEW}){SP}个?月))
    | (?P<last>(?:最后|后){SP}(?P<lm>{_FEW}){SP}个月)
    | (?P<letters>[Mm](?P<la>1[0-2]|0?[1-9])(?:-[Mm]?(?P<lb>1[0-2]|0?[1-9]))?(?![0-9A-Za-z]))
    | (?P<edge>年?(?:末(?!端|位)|底(?![部层盘线价座])|初(?![步级创期衷始次]))|年[终中](?![国])|全年度?)
    """,
    re.VERBOSE,
)

_YEAR4 = "(?:1[6-9]|20|21)[0-9]{2}"
_YEAR_DIGITS = "[一二][〇零O0一二三四五六七八九]{3}"
_YEAR_WORDS = "(?:[一二两]千(?:[一二三四五六七八九]百|零|〇)?(?:[二三四五六七八九]?十)?[一二三四五六七八九]?)"
YEAR = re.compile(
    rf"""(?:(?P<fy>[Ff][Yy])?{SP}(?:
        (?P<y4>{_YEAR4})(?![0-9]) | (?P<y2>[0-9]{{2}})(?![0-9]))
      | (?P<yc>{_YEAR_DIGITS})(?={SP}年) | (?P<yw>{_YEAR_WORDS})(?={SP}年)
      | (?:中华)?民国{SP}(?P<roc>[0-9]{{1,3}}|[一二三四五六七八九]?十?[一二三四五六七八九]?){SP}(?=年))
      (?P<nian>{SP}年(?:度(?!假))?)?""",
    re.VERBOSE,
)
# 2024-03-31, 2024/3/31, 2024.3.31, 2024 03 31
FULL = re.compile(
    r"([12][0-9]{3}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{1,2})(?![0-9])"
    r"|([12][0-9]{3}) ([01][0-9]) ([0-3][0-9])(?![0-9.%])"
)
# 31.3.2024, 31/3/2024
FULL_REVERSED = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:19|20)[0-9]{2})(?![0-9])")
# 2024-03, 2024/3, 2024.03
YEAR_MONTH = re.compile(
    r"([12][0-9]{3})(?:-(0?[1-9]|1[0-2])(?!-?[0-9])|/(0?[1-9]|1[0-2])(?!/?[0-9])|\.(0[1-9]|1[0-2])(?!\.?[0-9])"
    r"|- (0[1-9]|1[0-2])(?![0-9]))(?! ?[%年EeQ万亿元])"
)
# 10/2018
MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])/((?:19|20)[0-9]{2})(?![0-9/年.%])")
# 3Q20, 1H2021, Q3 2020, Q3'20
QUARTER_YEAR = re.compile(
    r"(?:([1-4])([QqHh])'?((?:19|20)?[0-9]{2})|([QqHh])([1-4])(?: ((?:19|20)[0-9]{2})|'([0-9]{2})))"
    r"(?![0-9])年?"
)
# 2021、2022和2023年; 21/22/23年
YEAR_LIST = re.compile(
    rf"((?:19|20)?[0-9]{{2}})((?:[Ee]?{SP}[、/，,和与及]{SP}(?:19|20)?[0-9]{{2}}(?![0-9])){{1,9}})"
    rf"{SP}(?:年度?|[EeFf](?![A-Za-z]))"
)
QUARTER_NEXT = re.compile(_NEXT_QUARTERS)
MONTH_NEXT = re.compile(_NEXT_MONTHS)
DASHED = re.compile(DASH)
SLASHED = re.compile(f"{DASH}|/")
DAY_ONLY = re.compile(rf"({_DAY}){SP}[日号]")
# 截至2024年6月30日|止六个月
ENDED = re.compile(
    rf"{SP}止(?:的?(?:财政|会计|财务)?(?P<what>半?年|季)度?|{SP}(?P<n>{_FEW}){SP}个月)(?:期间?)?"
)
SEASON = re.compile(f"{SP}(?:冰雪季|雪季|赛季|财政?年度?|榨季|学年|采暖季|供暖季|市场年度|作物年度|年度)")
FORECAST = re.compile(rf"(?:[EeFf](?![A-Za-z])|{SP}[(]{SP}(?:预计|预测|预估|估计|E|F){SP}[)])")
ACTUAL = re.compile("[Aa](?![A-Za-z0-9])")
WEEKDAY = re.compile(rf"{SP}[，,(]?{SP}(?:星期|周|礼拜)[一二三四五六日天]\)?")
# 2019年以来|首次, 2008年|危机以来的最低: what comes is compared with that year and is not of it
FIRST_SINCE = re.compile(
    "(?:(?<=以来)|(?<=至今)|[^，。；0-9]{1,10}?(?:以来|至今))的?(?:首[次度]|再[次度]|第一次|唯一|最|历史|新[高低])"
)
OPEN = re.compile(
    rf"""{SP}(?:
      (?P<incl>[及或和与]{SP}其?)?(?:(?P<before>之前|以前|更早)|(?P<after>之后|以后|更晚)|(?P<since>以来|至今|到现在|迄今))
    | (?P<since2>起(?!步|源|点|伏|初|草|落|家|诉|始|飞|重|降)|开始)
    | (?P<before2>前)(?![0-9一二两三四五六七八九十半后端沿景述期夕瞻列往置提卫线锋身方任个者])
    | (?P<after2>后)(?![半端续期市缀台来方备勤者缘疫])
    )""",
    re.VERBOSE,
)
_DECADE = "(?:[0-9]0|[一二三四五六七八九]十)"
ERA = re.compile(
    rf"""(?:(?P<century>[12][0-9]|二十一?|十[一二三四五六七八九]){SP}世纪|(?P<which>[上本])个?世纪)
         {SP}(?:的{SP})?(?:(?:(?P<a>{_DECADE})(?:年代)?{DASH})?(?P<b>{_DECADE}){SP}年代)?(?:初期?|中期|中叶|末期?|末叶|早期|晚期)?
      | (?P<full>(?:1[6-9]|20)[0-9]0){SP}年代(?:初期?|中期|末期?|早期|晚期)?
      | (?:(?P<c>{_DECADE})(?:年代)?{DASH})?(?P<e>{_DECADE}){SP}年代(?:初期?|中期|末期?|早期|晚期)?""",
    re.VERBOSE,
)
PLAN = re.compile(
    rf"""(?P<open>[“"「『‘])?(?P<n>十[一二三四五六七八]五|十五|[五六七八九]五)(?P<close>[”"」』’])?
         {SP}(?:(?P<end>期?末|收官之年)|(?P<part>[前后]){SP}(?P<of>[一二两三四1-4]){SP}年|(?P<start>开局之年|期?初(?!步))|规划?期间?|期间|时期)?""",
    re.VERBOSE,
)
RELATIVE = re.compile(
    rf"(?P<word>去年|上年|前年|今年|本年|明年|后年|同年|次年|翌年|当年(?!价))度?{SP}的?{SP}(?P<same>同期)?"
)
NOW = re.compile("目前|当前|现在")

# What stands after a number that counts something and is no year.
MEASURES = frozenset(
    "元万亿千百个家人次台套件只辆吨公米平亩股户款项条种名位所座处场份篇部张枚颗支根片块层级批册集小斤克升毫厘瓦伏安倍成折"
    "%‰多余点口头匹艘架床间栋幢瓶盒包箱袋桶滴字页卷例起宗笔单票美港欧日英韩岁周天余MGWKmgkwtT℃°号"
)
# Two digits before 年 are a duration, not a year, after these words …
DURATION_BEFORE = re.compile(
    "(?:[近达约超逾长第创每这后前共足不有了满整多用需要再已另最过历]|过去|未来|历经|历时|为期|期限|寿命|连续|时隔|至[少多]|年限|平均|使用|持续|"
    "积累|累计|拥有|耗时|随后|此后|大于|小于|低于|高于|质保|运营|经营|从业|签订|签署)$"
)
# … and before these.
DURATION_AFTER = re.compile(
    " ?(?:来(?!自)|代|级|以(?!来)|内(?!地|蒙|部|资|需|销|外)|间|左右|期(?!间|末|货|初)|之|多|余|新高|"
    "新低|国债|质保|寿命|周期|磨|如一|一遇|不等|"
    "的?(?:历史|发展|时间|经验|积累|沉淀|寿命|期限|使用|保修|租期|服务期)|长期|合同|风雨|后|前(?![一二三四0-9]))"
)
# For two of them (15-20年) only the plain cases: 预计嗨体达20-22年 may end in any word.
DURATION_RANGE_BEFORE = re.compile(
    "(?:近|约|长达|寿命|为期|期限|未来|过去|需要?|历时|周期|可到|可达|可用|使用|质保|至少|最长|延长|维持)$"
)
# 10-15年|的电梯, 10-15年|占两成: how old what is counted is
AGED = re.compile(" ?(?:的(?!年?[均复]|.{0,4}(?:增[速长]|C))|占(?!比))")
# 使用年限在15年以上的占8%，11-14年|的占22%: and before it, that ages are told
AGES = re.compile("龄|年限|(?<=[0-9一二三四五六七八九十]年)[及或]?以[上下内]|年期")
# A bare 2018 is a year between these.
PLAIN_BEFORE = re.compile(
    r"(?:^|[。！？；，、：:;,!?(\[《“\"|>]|预[计测]|测算|其中|[在于至到自从和与及较比期])[ ]?$"
)
PLAIN_AFTER = re.compile(
    r"[ ]?(?:$|[。！？；，、：:;!?)\]》”\"|<])|[ ]|(?:全球|世界|全国|中国|我国|国内|国际|版|届|将(?!军))"
)
DOCUMENT_NUMBER = re.compile(r"[\])〕](?:[0-9]|[ ]?第|[ ][0-9]+[ ]?号)")  # 〔2021〕35号

CN = "〇零一二三四五六七八九十两廿"
# The first character selects quickly; what follows decides whether reading is worth trying.
TRIGGER = re.compile(
    rf"""[0-9{CN}上下前全首去今明后同次翌目当现年本民中第QqHhFf“"「『‘](?:
        (?<=[0-9])[0-9]*
      | (?<=[{CN}])[{CN}0O]{{0,8}}(?:(?<=五)|(?<=千)|(?=[ ]?[年月季世千至到、和与\-]))
      | (?<=[上本])(?=个?世纪) | (?<=[上下])(?=半年)
      | (?<=[前首])(?=[ ]?[0-9一二两三四五六七八九十]{{1,2}}[ ]?个?[月季])
      | (?<=第)(?=[ ]?[一二三四1-4][ ]?[季至到、和\-]) | (?<=年)(?=[末底初]) | (?<=全)(?=年)
      | (?<=[去上前今本明后同次翌])(?=年) | (?<=目)(?=前) | (?<=当)(?=前|年(?!价)) | (?<=现)(?=在)
      | (?<=民)(?=国) | (?<=中)(?=华民国) | (?<=[Qq])(?=[1-4])
      | (?<=[Hh])(?=[12][ ](?:19|20)) | (?<=[Ff])(?=[Yy])
      | (?<=[“"「『‘])(?=[十九八七六五][一二三四五六七八]?五)
    )""",
    re.VERBOSE,
)
# One or two figures before anything else are an amount.
AFTER_TWO_FIGURES = frozenset("年月季世日QqHhMmEeFf至到起-/、,，和与及'")
