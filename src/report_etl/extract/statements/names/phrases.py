"""Noun phrase → who or what is spoken of, and what is measured of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.names.circumstances import left_out, without_causes
from report_etl.extract.statements.names.measures import is_growth, is_rate, is_share, measure_start
from report_etl.extract.statements.names.nouns import as_name, is_told_apart, names_nothing
from report_etl.extract.statements.names.predicates import (
    Predicated,
    acts,
    is_joint,
    is_place,
    read_predicated,
    read_relative,
    with_first_half,
    without_first_adverbs,
    without_function_words,
    without_times,
    without_verbs,
)
from report_etl.extract.statements.names.wholes import whole_in
from report_etl.extract.statements.sentences.figures import DATE, NESTED, VAGUE
from report_etl.extract.statements.sentences.vocabulary import longest_first, pattern, words
from report_etl.extract.statements.sentences.words import word_ending_at
from report_etl.language.segments import is_parted, segment

LONGEST_SUBJECT: Final = 30
_LOST: Final = 5  # characters from which words that are no name still tell of somebody: 持有执照的|人数
_LONGEST_DOING: Final = 12
_LETTERS: Final = re.compile(r"[A-Za-z\u4e00-\u9fff]{2}")
_MARKS: Final = f"{DATE}{NESTED}{VAGUE}"

_LEADS: Final = (
    "{leads}",
    r"[\s、，“”\"'‘’·:：\-—/*+＋❖➢■◆●•·▪►]",
    r"[0-9]{1,2}[.．、)）](?=[\u4e00-\u9fff])",  # of a list: 2.静丙
    rf"[{_MARKS}]+(?:年?[底末初]|期末|期间(?!费用)|以来|全年|起|时|度(?=[\u4e00-\u9fff]{{2}})|份|内(?![资需销外部贸地蒙容河存饰置镜科陆环燃卷生])|[、和及与至/\-—–~～])?",
    rf"(?:进入|步入|迈入|跨入|[在到于从自至由])(?=[{_MARKS}])",
    r"(?:按|从|就)[^，]{1,8}?(?:来看|看|计(?!算)|口径)",
    r"[\u4e00-\u9fff]{2,6}口径下?",
    r"(?:年度|半年度|季度)?报告(?:披露|公告)日前?|期间(?!费用)|而(?!言)|另(?!类)|与(?!此)|较(?=[\u4e00-\u9fff])|其(?!他|余|它|中)|如(?!今)|[这此][款批类种家]",
    r"已(?!婚|知|故)|并(?![网购列行发存非联轨排])",
    r"[远略]?(?:高于|低于|大于|小于|优于)|不及|不如|逊于",
    r"(?:[一二三四五六、和及]{1,5}期)?(?:全部|全面|完全)?(?:[达投满]产|建成|投运|完工|[^，]{0,4}完成)(?:达标|达效|达产|运行)?后(?=[\u4e00-\u9fff])",
    "(?:据|根据|按照?|参考)[^，]{0,24}?{reported}{1,3}[，,：:]?",
)
_lead = pattern(f"(?:{'|'.join(_LEADS)})+")
_FRAME: Final = re.compile(
    r"^(?:从|就|以|按|分|对|在)?(.{1,14}?)(?:来看|看|而言|来说|来讲|方面|层面|上|划分|分)$"
)
_TRIM_RIGHT: Final = "的、， \t\u3000-—:：·“\"‘'（("
_SPAN_OF_TIME: Final = re.compile(
    r"^[近这]?[一二两三四五六七八九十0-9]+(?:个)?(?:年|月|天|周|季度|日)(?:来|间|内|多)?$|^每.{0,2}$"
)
_doing = pattern("(?<!可)(?<!重复)(?<!综合)使用|(?<!综合)(?<!重复)利用|{doing}")
_PART_OF_THOSE: Final = re.compile(r"([\u4e00-\u9fff]{2,6}?)(占比|比例|比重|份额)")
_OTHERS: Final = frozenset("其他 其它 其余".split())
_COUNTS: Final = frozenset("人数 人次 次数".split())
_JOINS: Final = frozenset("和及与、")
_SHORT: Final = 2  # characters of a measure that may be a thing of its own: 出口|均价
_PER: Final = re.compile(r"每[0-9一二三四五六七八九十百千万]")
_EACH: Final = re.compile(r"(?<=..)每[台辆车户人头亩件单套只吨][^，的]{3,}$")
_PEOPLE: Final = re.compile(r"(?:注册|活跃|付费)?(?:用户|网民|会员|客户|游客|员工|门店|从业人员)")
_BY: Final = re.compile(r"^(?:通过|利用|借助)(?=[^的]{2,8}的$)")  # 通过手机上网的|流量
_BOTH: Final = re.compile(r"(?:实现|完成|取得|录得)([^及和与的、]{2,4}[及和与][^及和与的、]{2,6})$")
_RUNNING: Final = re.compile(  # 销量连续4个月|同比增速
    r"(?<=..)已?连续[0-9一二两三四五六七八九十]{1,3}(?:个月|个季度|年|周|天)(?=[同环]比)"
)
# What something suffers or profits from is no part of its name.
_suffers = pattern("(?:(?<=..)|^)受(?![访益众托灾损让理害试])[^，的]{2,}{influences}$")
_WRAPPED: Final = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")  # a line ended inside a word
_PLUS: Final = re.compile(r"([\u4e00-\u9fff]{2})[+＋]$")
_PULLED: Final = re.compile(r"拉动(?=[^率力，的][^率，])")
_EFFECT: Final = re.compile(r"对(?!外)[^，对]{1,14}?的?(?:贡献率|贡献度|依存度|拉动率)$")
_LED: Final = re.compile(
    r"^(?:合计|共|累计)?(?:实现|完成|取得|录得|获得|达成)(?=..)|"
    r"^.{0,8}(?:(?:[达投]产|建成|上市|完工|完成)后|后(?=[可将能实形预]))(?:可|将|能|预计)?(?:实现|形成)?"
)
_SUPPOSED: Final = re.compile(r"预计|预测|认为|假设|^(?:测算|估算|推算)")
_RATIO: Final = re.compile(r"/(?=[^/、]{2,10}$)")
_verb_last = pattern("(?:累计|共|净|新|现|合计|共计|仅)*{verbs|leading_verbs}$")
_verb_first = pattern(
    "(?:累计|已|共|净|新|现|合计|共计|总计|仅)*{leading_verbs}"
    "(?!网(?!民)|[企式型性者品商费率额量区点站权员书证期力业局端店厂数线])(?=[^，]{1,16}$)"
)
# What is left of an unknown verb before the figure: 增速将减缓至.
_PREDICATE: Final = re.compile(
    r"(?<=[率额量费价值数速幅比重模入润])(?:将|已|或|可|仍)?[\u4e00-\u9fff]{1,3}[至到]$"
)
_ACHIEVED: Final = re.compile(r"(.{2,}?)(?:共|累计|合计|全年)?(?:实现|完成|取得|录得|获得)(?=[^的])")
_PLACES: Final = frozenset(
    "中美日德英法韩俄印欧加澳台港京津沪渝粤苏浙鲁冀豫鄂湘皖赣闽川陕甘青宁新藏蒙辽吉黑晋桂琼云贵我各锂镍钴锰铜铝锌锡钛钨煤"
)
# Who supposes is not who is spoken of: 某证券预计2026年我国咖啡市场规模.
_supposes = pattern("{supposes}(?:[到在至将]|将会)?$")
_SAID: Final = re.compile(r"要求|规定|提出|明确|表示|认为|自$|由$|在$")
_TOWARD: Final = re.compile(r"(?:对|向|自|从)[\u4e00-\u9fff]{1,6}$")
_SCOPE: Final = re.compile(r"(?:全[国球省市区县州行业社会]{1,3}|我国|国内|各地|本[省市区县]|行业|我们)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase cut in two; either part may be empty.

    `verb` tells that the measure is a verb, `lost` that words before the measure name somebody
    whom nobody understands.
    """

    subject: str
    measure: str
    verb: bool = False
    lost: bool = False


def without_lead(phrase: str) -> str:
    """The phrase without connectives, sources and dates at its start."""
    match = _lead().match(phrase)
    return phrase[match.end() :] if match else phrase


def cut(phrase: str) -> Phrase:
    """Cut a phrase that may hold dates: 某平台2025年6月月活用户 → 某平台 | 月活用户."""
    phrase = _WRAPPED.sub("", phrase)
    found = _cut_dated(phrase)
    if found.subject or found.measure:
        return found
    return replace(found, lost=_tells(_suffers().sub("", re.sub(f"[{_MARKS}]", "", without_lead(phrase)))))


def _tells(words_left: str) -> bool:
    """Whether words that are neither a name nor a measure to us hold a noun: they do name something."""
    return bool(_LETTERS.search(words_left)) and any(
        (word.tag[0] in "nj" or word.tag == "eng") and len(word.word) > 1 and not names_nothing(word.word)
        for word in segment(words_left)
    )


def _cut_dated(phrase: str) -> Phrase:
    phrase = without_lead(phrase).replace(NESTED, "").rstrip(_TRIM_RIGHT)
    place = max((phrase.rfind(sign) for sign in _MARKS), default=-1)
    if place < 0:
        return _cut_plain(phrase)
    left = re.split(f"[{_MARKS}，]", phrase[:place].rstrip(_MARKS + "/、"))[-1]  # 公司20/21/22年
    right = _cut_plain(without_lead(phrase[place + 1 :]))
    if not left:
        return right
    before = _cut_plain(without_adverbs(without_lead(left)))
    if before.measure and right.subject in words("suffixes"):
        return Phrase(before.subject, before.measure + right.subject)  # 收购价全年|均值
    if before.subject and not right.measure and _PEOPLE.fullmatch(right.subject):
        return Phrase(before.subject, right.subject)  # 某平台2024年|用户
    if right.subject not in ("", *words("scopes")):
        supposed = _supposes().search(left) and not is_place(before.subject)
        told = _SAID.search(before.subject) or supposed
        right = right if told else _done_in(right)
        if right.verb and before.subject and not before.measure and not told:
            return _counted(before.subject, right.measure, right.subject)  # 某公司3月|销售载货汽车
        if told or not right.measure or right.verb or before.measure or not before.subject:
            return right
        if _SCOPE.fullmatch(before.subject):  # 我国2024年光伏|装机
            return Phrase(before.subject + right.subject, right.measure)
        return Phrase(before.subject, right.subject + right.measure)  # 某企业2024年|配方颗粒收入
    if right.subject:  # 某企业2024年海外|订单
        return Phrase((before.subject or before.measure) + right.subject, right.measure, right.verb)
    if before.measure and not before.verb and (is_growth(right.measure) or is_share(right.measure)):
        return Phrase(before.subject, before.measure + right.measure)  # 市场规模到2024年将以年复合增长率
    name = before.subject if before.verb else before.subject or before.measure
    return Phrase(name, right.measure, right.verb)


def _done_in(found: Phrase) -> Phrase:
    """What somebody did in a period, cut behind its verb, in no list, too: 运输|旅客, 合计出栏|生猪."""
    pieces = [] if found.measure else segment(found.subject)
    at = next((at for at, piece in enumerate(pieces) if piece.word not in words("total")), len(pieces))
    verbal = at + 1 < len(pieces) and pieces[at].tag in ("v", "vn") and pieces[at + 1].tag[0] == "n"
    if not verbal or found.subject.endswith(longest_first("classes")):
        return found  # 注册用户, 生产企业
    thing = "".join(word for word, _ in pieces[at + 1 :])
    return Phrase(thing, found.subject.removesuffix(thing), True)


def without_adverbs(text: str) -> str:
    """The text without function words at its end."""
    while (word := word_ending_at(text, 0, len(text))) and len(word) < len(text):
        if text.endswith(longest_first("verbs")) and len(word) == 1:
            break
        text = text[: -len(word)]
    return text


def _cut_plain(phrase: str) -> Phrase:
    phrase = without_causes(_suffers().sub("", _RUNNING.sub("", phrase)).rstrip(_TRIM_RIGHT))
    if not phrase:
        return Phrase("", "")
    if phrase[-2:] in words("parts_of_people") and is_told_apart(phrase[:-2]):
        return Phrase(phrase[:-2], phrase[-2:])
    if (left := left_out(phrase)) and (rest := _cut_plain(phrase[len(left) :])).measure:
        return replace(rest, measure=left + rest.measure)
    if (ratio := _RATIO.search(phrase)) and (at := measure_start(phrase[: ratio.start()])) is not None:
        return Phrase(_as_subject(phrase[:at]), phrase[at:])  # 经营性现金流/净利润
    if predicate := _PREDICATE.search(phrase):
        phrase = phrase[: predicate.start()]
    if toward := _EFFECT.search(phrase):
        return Phrase(_as_subject(phrase[: toward.start()]), toward[0])  # 消费|对经济增长的贡献率
    if (pulled := _PULLED.search(phrase)) and measure_start(phrase) is not None:
        return Phrase(_as_subject(phrase[: pulled.start()]), phrase[pulled.start() :])  # 拉动业务收入增长
    phrase = without_first_adverbs(without_function_words(without_times(phrase, 1)))
    told = read_predicated(phrase)
    per = phrase.startswith("每")
    if told and not (per and not (told.has and _as_subject(told.name))) and (read := _cut_predicated(told)):
        return read
    start = measure_start(phrase)
    if start and phrase.startswith("来自"):
        return Phrase("", phrase)  # 来自国外客户收入|占比
    if start is not None and (within := whole_in(phrase[:start], phrase[start:])):
        return Phrase(_as_subject(phrase[: within.start()]), phrase[start:])  # 直流桩在公用桩中的比重
    if start is not None:
        return _cut_at_measure(phrase, start)
    if each := _EACH.search(phrase):
        return Phrase(_as_subject(phrase[: each.start()]), each[0])  # 某车型|每台电机耗用磁材
    if phrase.startswith("每"):
        return Phrase(_as_subject(phrase), "")
    return _cut_at_verb(phrase)


def _cut_predicated(told: Predicated) -> Phrase | None:
    """某公司|累计|接待旅客, 某省|增加|耕地面积; None where the name is itself a measure, or all there is."""
    if measure_start(told.name) is not None:
        return None
    who, read = _as_subject(told.name), _cut_plain(told.words)
    if not who or (told.supposed and read.subject and not is_place(who)):
        return read if read.subject or read.measure else None
    if _SCOPE.fullmatch(who):
        thing = read.subject if told.has else without_verbs(read.subject)
        if read.measure and not read.verb:
            return replace(read, subject=who + thing)
        return replace(read, subject=thing or read.subject)
    if told.has and measure_start(told.words) is None:
        return Phrase(who, told.words + "数量")
    if measure_start(told.words) is not None or read.verb:
        return Phrase(who, told.words, read.verb)
    does = len(told.words) <= _LONGEST_DOING and without_verbs(told.words) not in ("", told.words)
    return Phrase(who, told.words, True) if does else None


def _cut_at_measure(phrase: str, start: int) -> Phrase:
    """Cut a phrase whose measure begins at `start`, or earlier with the words that belong to it."""
    start = with_first_half(phrase, _with_turn(phrase, _with_verbal_noun(phrase, start)))
    if both := _BOTH.match(phrase):
        return Phrase("", both[1])  # 实现|门票及综合收入
    if achieved := _ACHIEVED.match(phrase[:start]):  # 东部地区完成|软件业务收入
        return Phrase(_as_subject(achieved[1]), phrase[achieved.end() :])
    if phrase[:start].endswith("或") and (first := measure_start(phrase[: start - 1])) is not None:
        start = first  # 收入或净利润
    if joint := _PLUS.search(phrase[:start]):
        start = joint.start(1)  # 管理+研发费用率
    if phrase[:start].endswith("的") and (related := _cut_relative(phrase[: start - 1], phrase[start:])):
        return related
    named = _BY.sub("", phrase[:start]) if phrase[:start].endswith("的") else phrase[:start]
    subject = _as_subject(named)
    if subject in _OTHERS or (
        subject in words("cores") and len(subject) > _SHORT and not named.endswith("的")
    ):
        return Phrase("", subject + phrase[start:])  # 应收账款|平均回收期
    if per := _PER.search(subject):  # 每10股派发|现金红利
        return Phrase(_as_subject(subject[: per.start()]), subject[per.start() :] + phrase[start:])
    lost = not subject and named.endswith("的") and len(without_lead(named)) >= _LOST
    return _with_doing(phrase, start) or Phrase(subject, phrase[start:], lost=lost)


def _cut_relative(before: str, measure: str) -> Phrase | None:
    """某国|拥有护照的人口比例, 位于山区的门店|占比, 每个工人|生产的|产值: a clause before the measure."""
    relative = read_relative(before)
    if relative is None or is_rate(measure) or measure in words("parts_of_people"):
        return None
    who, doing = _as_subject(relative[0]), relative[1]
    part = _PART_OF_THOSE.fullmatch(measure)
    those = part and measure not in words("cores") and measure_start(part[1]) is None
    if is_share(measure) and part and those and part[1] not in words("modifiers"):
        return Phrase(who, f"{doing}的{measure}") if who else Phrase(f"{doing}的{part[1]}", part[2])
    return Phrase(who, measure) if who and acts(before) and not is_share(measure) else None


def _cut_at_verb(phrase: str) -> Phrase:
    """Cut a phrase that ends in no measure: a verb before its end, or a name alone."""
    verb = None if is_joint(phrase) else _verb_last().search(phrase)
    before = without_function_words(phrase[: verb.start()]) if verb else ""
    if verb and (at := measure_start(before)) is not None:
        return Phrase(_as_subject(before[:at]), before[at:])  # 快递业务量|仍完成
    if verb and verb[0] in words("empty_verbs"):
        return Phrase(_as_subject(phrase[: verb.start()]), "")
    if verb:
        return Phrase(_as_subject(phrase[: verb.start()]), verb[0], True)
    verb = _verb_first().search(phrase)
    if verb and (phrase[verb.end() : verb.end() + 1] in _JOINS or phrase.endswith("类")):
        verb = None  # 燃气生产和供应业, 生产控制类
    if verb and (first := with_first_half(phrase, verb.start())) < verb.start():
        return Phrase(_as_subject(phrase[:first]), phrase[first:])  # 直接就业和间接|带动就业
    if verb and "的" not in phrase[verb.end() :] and not phrase[: verb.start()].endswith("的"):
        return _counted(phrase[: verb.start()], verb[0], phrase[verb.end() :].strip(_TRIM_RIGHT + "了"))
    return Phrase(_as_subject(phrase), "")


def _with_verbal_noun(phrase: str, start: int) -> int:
    """Where a measure begins whose name needs the verb before it: 回收|市场规模, 对甲国|出口占比."""
    if start == 1 and phrase[0] not in _PLACES and phrase[0] not in "按以为在从对由其":
        return 0  # 生产量: no name has one character
    before = without_lead(phrase[:start])
    tokens = segment(phrase[:start])
    if phrase[start:] in _COUNTS and len(tokens) > 1 and tokens[-1].word in words("verbs"):
        return start - len(tokens[-1].word)  # 户外运动|参与人数
    acts = words("verbs", "leading_verbs", "counted_verbs")
    verbal = before in acts - words("light_verbs") and len(segment(before)) == 1
    toward = _TOWARD.search(before) if phrase.startswith(("出口", "进口", "投资", "贸易"), start) else None
    toward = toward if toward and is_parted(before, toward.start() + 1) else None  # 自行车|出口
    return start - len(before if verbal else toward[0] if toward else "")


def _with_turn(phrase: str, start: int) -> int:
    """Where a size begins that is the size of a change: 外贸|增长规模, 用户|新增数量."""
    turn = word_ending_at(phrase, 0, start) or ""
    sized = phrase[start:] in words("suffixes") and turn in words("up", "down") and len(turn) > 1
    return start - len(turn) if sized else start


def _counted(actor: str, verb: str, thing: str) -> Phrase:
    """广东省|拥有|产业园区 → 广东省 | 拥有产业园区; but 全国|累计建成|加氢站 → 加氢站 | 累计建成."""
    who, name = _as_subject(actor), _as_subject(thing)
    if who and name and _SCOPE.fullmatch(who) is None:
        return Phrase(who, verb + thing, True)
    return Phrase(name, "" if verb.endswith("有") else verb, not verb.endswith("有"))


def _with_doing(phrase: str, start: int) -> Phrase | None:
    """游客使用导览设备的比例 → 游客 | 使用导览设备的比例."""
    if phrase[start:] not in words("parts_of_people") or phrase[start - 1 : start] != "的":
        return None
    doing = _doing().match(phrase, 0, start) or _doing().search(phrase, 2, start)
    if doing is None or len(phrase) - doing.start() > 24:
        return None
    lost = doing.start() == 0 and phrase.endswith("人数")  # those who do it, and nobody told of before
    return Phrase(_as_subject(phrase[: doing.start()]), phrase[doing.start() :], lost=lost)


def _as_subject(text: str) -> str:
    """The name at the end of the text, without the verb and adverbs that lead to the measure."""
    text = text.strip().rstrip(_TRIM_RIGHT)
    if is_told_apart(named := without_lead(text)):
        return named
    while text:
        verb = next((v for v in longest_first("light_verbs") if text.endswith(v)), None)
        word = verb or word_ending_at(text, 0, len(text))
        if word is None or len(word) == len(text) or (len(word) == 1 and verb is None):
            break
        text = text[: -len(word)].rstrip(_TRIM_RIGHT)
        if verb in words("publishing") and text.endswith(longest_first("sources")):
            return ""  # 海关总署公布|出口金额
    text = without_function_words(text)
    if word_ending_at(text, 0, len(text)) == text or text in words("verbs"):
        return ""
    text = _LED.sub("", without_lead(_SUPPOSED.split(text)[-1]))
    if _SPAN_OF_TIME.match(text) or not re.search(r"[A-Za-z\u4e00-\u9fff]", text):
        return ""
    text = as_name(without_times(text))
    return text if len(text) <= LONGEST_SUBJECT else ""


def frame(phrase: str) -> str | None:
    """从全球看, 价格方面: what the clause is about, None when it is no such frame."""
    bare = phrase.strip(" ，")
    match = _FRAME.match(bare) or _FRAME.match(without_lead(bare))
    return match[1] if match else None
