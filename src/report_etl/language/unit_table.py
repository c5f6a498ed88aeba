"""Measure words and units of reports, as data.

One entry is `word`, with two guards that may be left out: `word|soft!hard`. A character of a guard that
follows makes the word the beginning of a longer one: the hard guard always holds (等12部门 has no 12 部),
the soft one after a space only (4 台州 is a cell and the next one; 300台中型客车 counts).
"""

from __future__ import annotations

from typing import Final

# people, organisations, things: the classifiers of ordinary counting
CLASSIFIERS: Final = """
人次 人|工民才均类力文心群物事生格造脸体像机形血社寿士大 人份 人月 人天 人头 头份
名|单称义牌优录副目额胜字校贵山 位|置次!于居列数元移 户|型外口籍主均用县 户次
家|电居具庭乐装族纺政园禽畜教校暴属务谱乡长里 家次 款|项式待 件|套均价 件套
台|州北南东中积基账式风阶词灯面历山江儿!湾 台套 台次 辆|均价 辆次 部|长位署落属下里级件!门委分队
张|家口掖江北店 张次 只!有要是能会需限松 支|撑柱护部行队!持付出援 片|面剂!区段 颗|粒 粒|子度径 枚
块|根茎!链状 根!据本源治 条|件例款约文理形码 条次 个|人性体股税别案展护位险贷 份|有!额 项|目链城!下式
种|植子类群族业质源养草 类|脑固!似别型比 批|评!准复发判签 批次 套|利餐装期现件路 套次 座|谈位椅舱落 栋 幢
艘 艘次 架|设势!构空 架次 架构 列!入为出车表举示强支 所!有以在得谓属示述致需 间|歇断!接隔距
笔|记者试芯画迹电 单!一个品价体季晶月独击张元极双边家纯线身车克抗位 宗|旨教 例!如外行子
起!来重到因于始源步诉初飞搏草点 届 场|所地馆外内面均站效!景 场次 次|新贷氯磷世品生!于要数级日方幂
头!部寸发盔像戏皮等条孢 匹|配!狼 株|式洲机连 棵!树 朵 盏 眼!镜睛科 口|岸径号味服腔罩述 桩 瓶|颈装盖 盒|装子马
袋|装子 包!括含装裹容商邮络揽头 罐|装车体头 杯|子 碗|柜 桶|装 箱|体包货式变 床|位上头垫 床位 桌|面游
门!店户槛票类诊禁窗市头 篇|章幅 首!先席要个家批创届都页发部经期季台次套款 册|数
集|约采散结安市资!中团群成合装运聚体 字符!集串 字!节体形型库母段符 页|面岩码 席|位卷 课时 学时 课!程题 亩次
对!0123456789比于外应象标接手此冲照话面策阵付方其 双!十方碳重创边轮向减休职语循鸭
副!总主产作业省会 盘|点子面锦古 处!于理置罚分方境女死级长事暑所在世变决心
剂|量型次料 组|段页!织成件合建分装 站!点台长内在 层|压析出!面次级 环!保比节境球卫绕形
轮!胎船毂廓动播流换机台 轮次
款次 航次 车次 班次 列次 标段 单元|格 用例 社区 街道 村|镇民庄委 镇|江痛海 乡|村镇 县|城!级域市 省区市 省市
省份 地市 区县 省!级会电钱去心略 市!场值民面政区盈净占 区!域块间位别分县
国!家内际产务资外民企有标债信泰轩集 品种|权 品规|目 院!校士线内长 校!园企长 机柜 标准机架 机架
核!心电能酸准定 芯!片路 卡!片车通塔位 路!径由线透面网灯公 把!握手控关脉 顶 股|市息比改民!票份权东价
手!机段术续工游动册势写套表中 折!交叠旧射合线现返扣算价戟磨让损耗 点!击评燃位赞对
分!析为别布享成子公支类散拆期红担之钟辨泌众配行局数项包层解离级色手管馆 度!假过数来 岁 周岁 客!户单运流
打!印击造破开通算包官分球工 标箱 标准箱 万标箱
"""

# lengths, areas, volumes, weights, energy, time, data
MEASURES: Final = """
平方米 平方公里 平方千米 平方厘米 平方毫米 平方英尺 平方英寸 平方英里 平方 平米 亩|产均 公顷 顷 立方米
立方厘米 立方 米|兰饭粉其面勒林易脂 千米 公里 里!面程约氏昂斯 海里 厘米 毫米 微米 纳米|级材技线压 英寸
英尺 英里 寸 尺!寸度 吨|位袋!级 吨公里 吨标准煤 吨标煤 吨二氧化碳 吨位!居列于次处 吨次 公吨 载重吨 总吨 千克
克!服隆拉难莱里罗朗什孜制 克拉|玛 毫克 微克 公斤 斤 磅 盎司|制 蒲式耳 桶油当量 桶油
千升!级至到高值幅温降为
升!级至到高值幅温降学破起阶为任华 毫升 微升 加仑 千瓦时 兆瓦时 瓦时 度电|成 千瓦 兆瓦 吉瓦时 吉瓦 太瓦时
瓦|斯特楞房解 千伏安 千伏 伏|特加 安时 毫安时 马力 牛米 牛·米 帕 千帕 兆帕 焦耳 千焦 大卡 千卡 卡路里 赫兹
兆赫 吉赫 字节 比特 流明 摄氏度 华氏度 分贝 勒克斯 当量吨 年|报度化均底初末货薪检味产青鉴夜猪糕终!代级龄轻
年期 个月|均 个季度 周|转报末一黑鸿大口刊宁岁围!期边年 周年|庆 星期 季度
天|河山下水宁门府桥猫虹翼弘合堂花坛士键顺马奈鹅弃赋!津然气 日|益趋产韩喀照文志常历!本报均元 日龄 小时|候!制
个小时 分钟|级 秒!杀级表针 秒钟 毫秒|级 微秒 纳秒 人年 人日 人时 人工日 工时 台班 车公里 路公里 皮长公里
芯公里 人公里
"""

MULTIPLES: Final = "倍!增率受感速镜频数体 番|茄禺号外!景风情作事天滋味功话热新波较检"

LATIN: Final = """
GWh MWh kWh TWh KWh KWH GWH MWH kwh Wh GW MW kW KW kw TW W Mt Gt kt kg KG Kg g mg μg ug ng t km KM Km m M2
m2 m3 m² m³ ㎡ km² km2 cm cm² mm mm² μm um nm L l ml mL ML μL dL TB GB MB PB EB ZB KB kB Gb Mb Tb Gbps
Mbps Tbps Kbps kbps Gbit/s Mbit/s GHz MHz kHz KHz THz Hz ℃ °C °F dB kV KV MV V mV kVA MVA mAh Ah MPa kPa
Pa GPa EFLOPS EFlops Eflops EFLOPs PFLOPS PFlops Pflops TFLOPS TFlops GFLOPS GFlops TOPS Tops GOPS ms μs
token tokens Token Tokens
ns s h min rpm hm² ha ppm ppb DWT dwt TEU teu CGT mm³ cm³ kcal MJ GJ kJ kN N·m Nm km/h m/s tce lm nits fps
FPS dpi ppi mAh/g Wh/kg Wh/L mol
"""
LATIN_MULTIPLES: Final = "x X"

# another word for the same unit
SYNONYMS: Final = {"人口": "人"}

# words that make a guarded character harmless: 312部位列第四, 三亿人参与, 两种业务
GUARD_EXCEPTIONS: Final = tuple(
    """
位列 位居 位于 位次 参与 参加 参保 参会 参展 业务 份额 分布 分别 不到 不等 不足 中国 北京 南京 南方 东部 江苏
江西 河南 河北 用户 用电 目标 长期 电力 居民 居家 列席
""".split()
)

# After one Chinese digit these name an order, a kind or a part rather than count things (三级医院,
# 二次元, 两种方式, 四点意见): no fact of a report is lost with them.
STRUCTURAL: Final = frozenset(
    """
乡 位 例 册 处 分 列 副 区 单 卡 县 口 国 地 块 头 字 宗 客 对 层 市 席 度 手 把 本 村 条 校 核 根 次 点 片
环 盘 省 眼 种 站 篇 类 级 组 股 芯 课 起 轮 里 镇 门 院 集 面 页 顶 首
""".split()
)
# The same after one Arabic digit: 3类新药, 4层架构
CLASSES: Final = frozenset("类 层".split())
# 三个方面 and the like announce a list
STRUCTURE_NOUNS: Final = tuple(
    """
方面 层面 层次 维度 角度 阶段 部分 环节 步骤 特点 要点 问题 原因 因素 领域 板块 方向 梯队 类别 特征 趋势
大类 主要 重点 核心 关键 不同 基本 层级 相互 月内 世纪
""".split()
)
# what has so many digits: 15位密码, 3位数
DIGITED: Final = tuple(
    """
字符 字母 数字 数 二进制 八进制 十进制 十六进制 整数 整型 整 小数 无符号 有符号 浮点 密码 口令 编码 代码
标识 掩码 校验 码 身份证 手机号 验证码 号码 账号 精度 ASCII Unicode
""".split()
)
