"""The names of what is measured: 市场规模, 国产化率, 累计装机 …, and where they begin in a noun phrase.

A measure is MODIFIER* CORE SUFFIX* at the end of a phrase. Cores are words of economic, technical
and social statistics; what no list holds is recognised by its last character (腐损率, 采浆量).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from report_etl.extract.statements.words import VERBS

_MODIFIERS: Final = """
    总 季度 年度 月度 单季度 单月 全年 年均 月均 日均 周均 年化 人均 户均 亩均 单位 平均 每股 单日 单次
    单部 单店 加权 加权平均 摊薄 稀释 中位 累计 合计 新增 净增 新 净 毛 综合 整体 总体 有效 实际 名义
    名义上 规模以上 主流 潜在 首年 同店 单季 当月 当年 可比 常规 自有 存量 增量 在建 已建 活跃 月活跃
    日活跃 归母 扣非 扣非后 扣非归母 扣非后归母 归属于上市公司股东的 归属于母公司股东的
    归属于母公司所有者的 归属母公司 归属于母公司 主营 主营业务 经营性 经营 投资性 非经常性 直接 间接 基础
    主要 核心 年末 期末 期间 存续 本年 滚动 动态 静态 TTM 预期 目标 一致 合理 建议 财政 终端 出厂 中标 招标
    采购 最终 最低 最高 平均每部 平均每户 平均每人 每户 每人 每标准箱 每平方米 整机 销售 研发
    资产 负债 重复 二次 首次 一次 设计 额定 计划 规划 理论 标准
    高端 中端 低端 等效 单均 件均 亩均 店均 车均 桩均 年化 限额以上
"""
_CORES: Final = """
    市场规模 市场空间 市场容量 市场份额 市场占有率 市占率 市场渗透率 市场集中度 市场需求量 市场需求
    市场交易额 市场总额 市场价值 市场销售额 市场规模量 规模 总规模 体量 容量 空间 份额 占有率 集中度 CR3
    CR4 CR5 CR8 CR10 CR20 HHI CRn 营业收入 营业总收入 营收 总营收 收入 总收入 主营业务收入 主营收入
    销售收入 收入规模 营收规模 票房 票房收入 销售额 销售总额 销售金额 销售规模 销售量 销量 销售均价 零售额
    零售总额 社会消费品零售总额 成交额 成交量 成交金额 成交面积 成交均价 交易额 交易总额 交易金额 交易量
    交易规模 流水 GMV ARPU ARPPU 产值 总产值 工业产值 增加值 工业增加值 产量 总产量 产能 年产能 总产能
    设计产能 产能利用率 开工率 稼动率 产销率 产销量 出货 出货量 出货金额 出货额 发货量 交付量 交付 保有量
    存栏量 出栏量 存栏 出栏 存量 库存 库存量 库存周转天数 库容 总库容 容积 存储容量 装机 装机量 装机容量
    装机规模 并网容量 并网规模 发电量 用电量 耗电量 上网电价 电价 弃光率 弃风率 利用小时数 利用小时 进口
    出口 进出口 进口额 出口额 进口量 出口量 进口金额 出口金额 进出口额 进出口总额 进出口总值 贸易额
    贸易总额 贸易顺差 贸易逆差 顺差 逆差 外贸额 出口值 进口值 出口交货值 进口均价 出口均价 利润 净利润
    总利润 利润总额 毛利 毛利润 毛利率 净利 净利率 利润率 营业利润 营业利润率 归母 扣非 扣非归母 归母净利
    归母利润 归母净利润
    扣非净利润 扣非归母净利润 扣非净利 净亏损 亏损 亏损面 亏损额 EBITDA EBIT 现金流 经营现金流
    净现金流 经营活动现金流 现金流净额 每股收益 EPS ROE ROA ROIC ROI 净资产收益率 资产负债率 负债率 负债
    资产 总资产 净资产 市值 总市值 流通市值 估值 市盈率 市净率 市销率 PE PB PS PEG PE估值 目标价 股价
    收盘价 涨跌幅 换手率 股息率 分红 派息 应收账款 应付账款 存货 商誉 合同负债 预收款 预收账款 资本开支
    资本支出 支出 费用 费用率 研发费用 研发费用率 销售费用 销售费用率 管理费用 管理费用率 财务费用
    财务费用率 期间费用率 三费率 研发投入 研发支出 研发经费 研发投入占比 研发强度 投入 投入强度 成本 总成本
    成本占比 单价 均价 价格 售价 报价 客单价 出厂价 批发价 零售价 终端价 中标价 运价 租金 票价 费率 税率
    利率 汇率 保费 保费收入 赔付率 薪酬 工资 月薪 年薪 收益 收益率 回报率 投资 投资额 投资总额 总投资
    投资规模 投资金额 投资额度 累计投资 融资 融资额 融资金额 融资总额 融资规模 融资事件 融资事件数 募资 募资额
    募资规模 补贴 补助 资金 资金规模 基金规模 管理规模 贷款余额 存款余额 余额 税收 纳税额 财政收入 财政支出
    债务 赤字 用户数 用户数量 用户规模 用户总数 用户渗透率 注册用户 付费用户 活跃用户 活跃用户数 月活用户
    日活用户 月活 日活 MAU DAU 签约用户 会员数 客户数 客户数量 人数 总人数 人口数 网民规模 参保人数
    从业人员 从业人数 就业人数 员工人数 职工人数 学生人数 在校生 招生人数 患者人数 患病人数 缺口 人才缺口
    接待游客 接待人次 游客人次 旅游人次 客流量 客运量 旅客吞吐量 货运量 货邮吞吐量 吞吐量 吨位 货物吞吐量
    集装箱吞吐量 周转量 运量 运力 访问量 下载量 播放量 浏览量 点击量 观看量 使用时长 时长 观看时长 里程
    总里程 通车里程 营业里程
    线路里程 行驶里程 续航 续航里程 面积 总面积 占地 占地面积 建筑面积 种植面积 播种面积
    覆盖面积 覆盖率 渗透率 普及率 使用率 利用率 国产化率 国产率 自给率 转化率 复购率 续费率 留存率 退货率
    投诉率 满意度 满意率 合格率 达标率 优良率 良率 良品率 命中率 空置率 出租率 入住率 上座率 腐损率 损耗率
    返工率 故障率 失业率 就业率 出生率 死亡率 患病率 发病率 治愈率 检出率 城镇化率 城市化率 老龄化率 抚养比
    参与率 毛入学率 转换效率 效率 能效 单耗 能耗 能耗强度 排放量 排放强度 碳排放 碳排放量 减排量 回收率
    回收量 替代率 电动化率 自动化率 数字化率 上云率 联网率 采浆量 批签发 批签发量 批签发数量 诊疗量
    诊疗人次 门诊量 床位数 病床数 手术量 接种率 接种量 中标量 中标金额 订单 订单量 订单金额 订单额 在手订单
    新签订单 合同额 合同金额 数量 总数 总量 个数 企业数 企业数量 机构数量 机构数 门店数 门店数量
    店铺数 网点数 基站数 专利数 专利数量 专利申请量 专利授权量 有效专利 申请量 授权量 注册量 登记量
    登记数量 备案量 备案数量 登记证数量 备案产品数量 产品数量 项目数量 项目数 品种数量 品种数 案例数 部数
    集数 件数 次数 频次 频率 比例 比重 占比 比率 率 需求量 需求 需求总量 消费量 消费额 消费支出 消费规模
    消费总额 消费金额 人均消费 人均消费支出 人均可支配收入 可支配收入 人均GDP GDP 国内生产总值 生产总值 CPI
    PPI PMI 指数 景气指数 信心指数 景气度 得分 评分 排名 供给 供给量 供应量 供给缺口 供需缺口 配送量 业务量
    业务收入 业务总量 快件量 件量 投递量 处理量 处理能力 产出 亩产 单产 单位产量 产值规模 算力 算力规模
    算力总规模 总算力 带宽 速率 流量 数据量 数据产量 增速 增长率 增长速度 增长幅度 增幅 涨幅 降幅 跌幅 减幅
    升幅 复合增长率 年复合增长率 复合年增长率 年均复合增长率 年均增长率 年均增速 平均增速 复合增速
    年复合增速 年均复合增速 复合年均增长率 年增长率 年均增长 复合年均增速 复合年增速 年均增幅 年复合增长
    复合增长 年化增速 年化增长率 CAGR 年复合 同比增速 同比增长率 同比增幅 同比降幅 同比 环比 环比增速
    环比增长率 环比增幅 环比降幅 同比跌幅 环比跌幅 环比涨幅 同比涨幅 收入增速 贡献率 贡献度 贡献 支付比例
    不良贷款率 不良率 拨备覆盖率 资本充足率 贷存比 存贷比 净息差 营业收入利润率 成本费用利润率 年增率
    地区生产总值 人均地区生产总值 人均生产总值 固定资产投资 调查失业率 城镇调查失业率 城镇登记失业率
    森林覆盖率 恩格尔系数 基尼系数 报销比例 持股比例 股权比例 转股比例 股份 股本 身高 体重 年龄 平均年龄
    寿命 预期寿命 平均寿命 期限 年限 周期 天数 周转天数 周转率 存货周转天数 应收账款周转天数 账期 工期 精度
    准确率 密度 浓度 强度 温度 厚度 功率 电压 能量密度 存储密度 毛利占比 收入占比 营收占比 销售占比 纯度
    人次 总人次 金额 电量 电费 产地均价 产地价 产地价格 出栏均价 收购价 收购均价 到岸价 离岸价 成长率 年成长率
    复合成长率 年复合成长率 年均复合成长率 复合年成长率 年复合增速 总人数 户数 产品规模 参数量 参数规模
    溢价 经济损失 直接经济损失 损失 成交价款 质量 重量 净资本
    注册资本 折旧 摊销 资金来源 价值 业务价值 销额 消费水平 样本量 销售 支付 代销 累计 开支 医美开支
    一般公共预算收入 一般公共预算支出 政府性基金收入 居民消费价格 居民消费价格指数 消费价格指数 价格指数
    消费价格 工业生产者出厂价格 工业生产者购进价格
    生产者出厂价格 购进价格 货币供应量 广义货币供应量 狭义货币供应量
    固定资产投资 房地产开发投资 开发投资 技改投资 新开工面积 竣工面积 施工面积 待售面积 作业面积 到位资金
    社会融资规模 社会融资规模存量 社会融资规模增量 外汇储备 外汇储备余额 实际使用外资 财产净收入 转移净收入
    工资性收入 经营净收入 营业成本 总成本 完全成本 价差 差价 差距 比值 新增就业 航程 时速 载重 商载
    从业人数 上涨空间 上升空间 下跌空间 增长空间 商品零售 餐饮收入 网上零售额 充电量 充电总量 服务费 年增长率
"""
_SUFFIXES: Final = """
    两年平均增速 两年平均增长 两年平均增长率 三年平均增速 三年平均增长率
    占比 比重 比例 占有率 份额 同比 环比 同比增速 环比增速 增速 增长率 增幅 降幅 涨幅 跌幅 合计 总计 总额
    总量 总数 总和 均值 中位数 平均值 平均 规模 水平 缺口 目标 目标值 上限 下限 峰值 数 数量 人数 额 量
    金额 年复合增长率 复合增长率 年均复合增长率 复合增速 年复合增速 年均增速 年均增长率 复合年增长率 CAGR
    年均复合增速 年复合成长率 复合成长率 成长率 总值 余额 净额 渗透率 覆盖率 利用率 情况 总体 总规模
    增长 年复合 复合年均增长率 缺口率
    集中度 增加值 产值 价值 费用率
"""
_YEARLY: Final = (
    "(?<![0-9一二两三四五六七八九十几老少中青成去今明前每近])[年月日周]"  # 年产能, but not 三年投资
)
_TAILS: Final = "率额量价值数"  # 腐损率: two characters and one of these
_NO_TAILS: Final = "放量|上量|起量|大量|少量|海量|批量|降价|涨价|提价"
_GROWTH: Final = re.compile(
    r"(?:同比|环比|复合|年均|年化|累计|平均|期间|[两二三四五]?年)*"
    r"(?:增速|增率|成长率|成长幅度|增长率|增长速度|增长幅度|涨跌幅|增幅|涨幅|降幅|跌幅|减幅|升幅|CAGR|年复合|"
    r"复合年增长率|复合年均增长率|复合年均增速|复合年增速|增长|成长)(?:增长)?$|(?:同比|环比)$"
)
_COMPOUND: Final = re.compile(r"复合|CAGR|cagr|年化增|年均增")
_SHARE: Final = re.compile(r"占比|比重|份额|市占率|占有率|集中度|CR[0-9n]+|比例|贡献|构成|股权|股份")
_RATE: Final = re.compile(
    r"(?:率|ROE|ROA|ROIC|ROI|[息利]差|纯度|毛利|渗透|精度)(?:平均值|年均值|均值|中位数|水平)?$"
)
_NEAR: Final = 2  # characters between 的 and a measure that are part of its name
_DOWN: Final = re.compile(r"(?<![涨增升])(?:降幅|跌幅|减幅)|下降速度")


def _alternatives(words: str) -> str:
    return "|".join(sorted({re.escape(word) for word in words.split()}, key=len, reverse=True))


@cache
def _measure() -> re.Pattern[str]:
    cores, suffixes = _alternatives(_CORES), _alternatives(_SUFFIXES)
    whole = r"(?:全球|全国|世界|国内)(?=占比|份额|比重|市场份额|市占率|占有率)"
    return re.compile(
        rf"(?:{_alternatives(_MODIFIERS)}|{_YEARLY}|{whole}){{0,4}}(?:{cores}|CR[0-9]{{1,3}})(?:{suffixes}){{0,3}}$"
    )


@cache
def _unlisted() -> re.Pattern[str]:
    modified = rf"(?:{_alternatives(_MODIFIERS)}){{1,3}}[\u4e00-\u9fff]{{1,2}}"
    named = rf"[\u4e00-\u9fff](?!{_NO_TAILS})[\u4e00-\u9fff](?:化(?=率))?总?"
    return re.compile(rf"(?:{modified}|{named})[{_TAILS}](?:{_alternatives(_SUFFIXES)}){{0,2}}$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase cut into what is spoken of and what is measured of it; either may be empty."""

    subject: str
    measure: str


@cache
def _measure_first() -> re.Pattern[str]:
    cores, suffixes = _alternatives(_CORES), _alternatives(_SUFFIXES)
    return re.compile(rf"(?:{_alternatives(_MODIFIERS)}){{0,3}}(?:{cores})(?:{suffixes}){{0,2}}")


def measure_at(text: str) -> str:
    """The measure the text begins with; empty without one."""
    match = _measure_first().match(text[:24])
    return match[0] if match else ""


def measure_start(phrase: str) -> int | None:
    """Where the measure at the end of the phrase begins; None without one."""
    window = max(0, len(phrase) - 24)
    listed, other = _measure().search(phrase, window), None
    if listed is None or len(listed[0]) == 1:
        other = _unlisted().search(phrase, window)  # 客座率 rather than its last character
        if other and phrase[other.start() - 1 : other.start() + 1] in VERBS and other.start():
            return other.start() + 1  # 拉动|消费, no 动消费
    match = other or listed
    if match is None:
        return None
    of = phrase.rfind("的", max(1, match.start() - _NEAR - 1), match.start())
    return of + 1 if of >= 0 else match.start()  # 电力巡检的|无人化率, 机器人的|单均成本


def is_growth(measure: str) -> bool:
    """Whether the measure is itself a rate of change (增速, 同比增长率, CAGR)."""
    return bool(_GROWTH.search(measure))


def is_compound(measure: str) -> bool:
    """Whether it is a rate of change per year over several years (CAGR)."""
    return bool(_COMPOUND.search(measure))


def is_share(measure: str) -> bool:
    """Whether it says which part of a whole something is (占比, 市场份额)."""
    return bool(_SHARE.search(measure))


def is_rate(measure: str) -> bool:
    """Whether it is a ratio of its own (毛利率, 覆盖率)."""
    return bool(_RATE.search(measure))


def falls(measure: str) -> bool:
    """Whether the measure itself says that something falls (降幅)."""
    return bool(_DOWN.search(measure))


def without_growth(measure: str) -> str:
    """The measure that the growth is the growth of: 出货量增速 → 出货量; 增速 → empty."""
    return _GROWTH.sub("", measure)
