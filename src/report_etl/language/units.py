"""Units of counted and measured things, and the words that only look like one.

A measure word counts only where it does not begin a longer word: 4 天津 is no four days, 3 家电 no
three firms. The table therefore names, for each unit, the characters that must not follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: `name` as reported, `guard` = the characters that must not follow it."""

    name: str
    guard: str = ""
    generic: bool = False  # 个, 种, 项 …: after 一 an article, no count
    latin: bool = False


# unit|characters that must not follow. The longest entry that fits wins.
_MEASURES: Final = """
人次 人 |工民才口均类力文为心群物事生参格造脸体 人份 人月 人天 万人次
家 |电居具庭乐装族纺政园禽畜教校暴属务谱乡长里
家次 名 |单称义牌优录副目额胜 位 |于居列置数次元 户 |型外口籍主均用
款 |项式待 件 |套均价 件套 台 |湾州北南东中积基账式风阶词灯面历 台套 台次 辆 |次均 辆次 部 |门委分队件长位署落属下里级
张 |家口掖江北 张次 只 |有要是能不占用剩限为需 支 |撑持付出付援柱 片 |区面段 颗 |粒 粒 |子度径 枚 块 |钱链状根 根 |据本源 条 |件例款约文理线形
条次 个 |人性体股税别案展护位子险贷 份 |额有 项 |目链 种 |植子类群族业质 类 |似别型比脑人固 批 |准次复发判评 批次 套 |利餐装期现件路 套次
座 |谈位椅舱落 栋 幢 艘 |次 艘次 架 |构次空设势 架次 架构 列 |入为出车表举示强 节 |能点目日省约奏假 所 |有以在得需谓属占处示述为致用 所有
间 |接隔距歇断 笔 |记者试芯画迹 单 |位一个日品价体季晶月独项击张元极车双边家纯边线晶身元 单位 宗 |旨教 例 |如外行子 起 |来重到因于始源步诉初飞动搏草 届 |时
场 |景所地馆外内面均合站效次 场次 次 |于要数级新日年贷氯品元磷生 人均 头 |部条寸发盔像戏皮程 匹 |配 株 |式洲机连 棵 朵 盏 架 眼 口 |岸径号味服腔罩 
桩 瓶 |颈装盖 盒 |装子马 袋 |装子 包 |括含装裹容商邮络月办 罐 |装车体头 杯 |子 碗 桶 |装 箱 |体包货式 斤 公斤 床 |位上头 床位 桌 |面游 门 |店户槛票类诊禁窗市类
篇 |章幅 首 |次先席要个家批创届都页款发部经期季台套 册 |数 集 |中团群成合装运约聚体采散结 集数 字 |节符体段 页 |面岩码 
站 |点台长内在 席 |位 课时 学时 课 |程题 所 亩次 亩 |产均 公顷 顷 平方公里 平方千米 平方米 平米 平方厘米 平方 立方米 立方 亿立方米 
米 |兰饭粉其面勒 千米 公里 里 |面程约氏昂斯 海里 厘米 毫米 微米 纳米 |级材技线压 英寸 英尺 英里 寸 尺 |寸度
吨 |位级袋 吨公里 吨位 吨标准煤 吨二氧化碳 千克 公吨 克 |服隆拉难莱里罗朗什 毫克 微克 斤 |两 磅 盎司 蒲式耳 
升 |级至到高值幅温降学学破起阶为任华 毫升 加仑 桶油 标准箱 标箱 载重吨 总吨 
千瓦时 兆瓦时 瓦时 度电 度 |假过数来 千瓦 |时 兆瓦 |时 吉瓦 |时 太瓦时 瓦 |斯特楞房解 千伏安 千伏 伏 |特加 安时 安培 毫安时 马力 牛米 匹马力 帕 千帕 兆帕 焦耳 千焦 大卡 千卡 赫兹 赫 兆赫 
字节 比特 流明 摄氏度 华氏度 贝 分贝 勒克斯 
年 |报度化均轻级底初末货龄薪检会前味产销版青鉴夜猪糕终月增复营 年期 |末初 个月 |均 月期 周 |期边转报年末一围黑鸿大 周岁 周年 星期 季度 天 |津河山下然气赋水宁门府桥猫虹翼弘合能使堂空文花线际麻竺坛心成力士键顺马奈府鹅弃分 
天次 日龄 小时 |候 个小时 分钟 |级 秒 |杀级表针 秒钟 毫秒 微秒 纳秒 岁 |月 世代 代 |表理替工码价谢言办际步号销储 轮 |胎船毂廓动播流换机 轮次 
倍 |增率受感速镜频 番 |茄禺号外 折 |叠旧射合线现返扣算价戟磨让损耗 
点 |击评燃位 股 |票份权东价市息比改民 手 |机段术续工游动册势写套表 层 |面次级出压析 级 |别数联 级别 档 |案次位 度 环 |保比节境球卫绕形 款次 
区块 省 |份级会电钱去心略 市 |场值民面政区盈净占 县 |级域市 区 |域块间位别分 镇 |江痛海 乡 |村镇镇 村 |民庄镇 镇街 社区 街道 地 |区方产铁面理点质级址位带标板块图震球热 国 |家内际产务资外民企有标债信泰轩 国家 企业 品种 
车次 航次 班次 班 |级组子 列次 标段 单元 |格 用例 支队 支付 组 |织成件合建分装 对 |于比外应象标接手此冲照话面口策阵付方其 双 |方碳重创边轮向一减休职语面十循随 副 |总主产作业省 
盘 |点子面 场馆 校 |园企长 院 |校士线内长 路 |径由线透面网 号 |称召 道 |路德具琼题 股权 客 |户单运流 人份 头次 头/年 万标箱
卡 |片车通塔位 机柜 标准机架 机架 核 |心电能酸准定 芯 |片 路公里 车公里 芯公里 皮长公里 
"""
_LATIN: Final = (
    "GWh MWh kWh TWh KWh KWH GWH MWH kwh Wh WH GW MW kW KW kw TW W Mt Gt kt kg KG Kg g mg μg ug ng t km KM Km m M2 m2 m3 m² m³ ㎡ "
    "km² km2 cm cm² mm mm² μm um nm L l ml mL ML μL dL hL GB TB MB PB EB ZB KB kB Gb Mb Tb Gbps Mbps Tbps Kbps kbps GHz MHz kHz KHz THz Hz "
    "℃ °C °F dB kV KV MV V mV kVA MVA mAh Ah AH MPa kPa Pa GPa EFLOPS EFlops Eflops PFLOPS PFlops Pflops TFLOPS TFlops GFLOPS TOPS Tops "
    "GOPS ms μs ns s h min rpm hm² ha ppm ppb DWT dwt TEU teu CGT mm³ cm³ kcal MJ GJ kJ kN N·m Nm km/h m/s tce lm nits K/s fps FPS "
    "dpi PPI ppi mAh/g Wh/kg x X"
)
_GENERIC: Final = frozenset(
    "个 种 类 项 款 位 名 家 件 台 部 张 只 支 片 条 份 批 套 座 架 列 节 所 间 笔 单 例 起 场 次 头 块 根 包 门 首 册 集 页 站 课 层 级 "
    "档 环 轮 组 对 双 副 盘 路 号 道 卡 手 股 点 代 届 区 国 地 省 市 县 镇 乡 村 校 院 天 年 周 秒 分 度 里 米 人 户 口 床 桌 "
    "字 班 客 核 芯 朵 眼 身 番 升 克 斤 寸 尺 瓦 伏 岁 周年 国家 企业 品种 单元 季度 人次 单位 架构".split()
)


def _build() -> dict[str, tuple[tuple[str, Unit], ...]]:
    words = _MEASURES.split()
    table: dict[str, Unit] = {}
    for word in words:
        if word.startswith("|"):
            table[last] = Unit(last, word[1:], last in _GENERIC)
        else:
            last = word
            table.setdefault(last, Unit(last, "", last in _GENERIC))
    for word in _LATIN.split():
        table[word] = Unit(word, latin=True)
    by_first: dict[str, list[tuple[str, Unit]]] = {}
    for word in sorted(table, key=len, reverse=True):
        by_first.setdefault(word[0], []).append((word, table[word]))
    return {first: tuple(entries) for first, entries in by_first.items()}


_BY_FIRST: Final = _build()


def find_unit(text: str, position: int) -> Unit | None:
    """The unit that stands at `position`, the longest that fits; None where there is none."""
    if position >= len(text):
        return None
    for word, unit in _BY_FIRST.get(text[position], ()):
        if text.startswith(word, position):
            end = position + len(word)
            if end < len(text):
                after = text[end]
                if unit.latin and (after.isascii() and after.isalnum()):
                    continue
                if after in unit.guard:
                    continue
            return unit
    return None
