"""Function words of statistical prose: they link, compare or hedge, and name nothing themselves.

Written in simplified characters; `sentences.simplify` brings traditional text to them.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import Final


class Word(Enum):
    """What a function word does between a name and its figure."""

    LINK = "link"  # 为, 达到: what stands before is measured
    HEDGE = "hedge"  # 约, 超过
    FORECAST = "forecast"  # 预计, 有望
    ADVERB = "adverb"
    TOTAL = "total"  # 合计, 三地合计
    EACH = "each"  # 分别
    UP = "up"  # 增长
    DOWN = "down"
    REACH = "reach"  # 增至: a level, not a change
    FROM = "from"  # 由, 从 … 至
    COMPARE = "compare"  # 同比, 环比
    BASE = "base"  # 上年同期: what a change is counted from
    SHARE = "share"  # 占
    THAN = "than"  # 较, 比
    TIMES = "times"  # 相当于, 是 … 的三倍


_WORDS: Final = {
    Word.LINK: """
        为 是 达 达到 达成 达了 达到了 到 至 有 共有 等于 在 位于 处于 保持 保持在 维持 维持在 稳定在
        集中在 分布在 介于 落在 规划在 控制在 录得 报于 收于 收报 仅为 约为 均达 已达 则为 也为 即 高达
        低至 多达 达至 为期 可达 有着 拥有 占有 有望达到 介乎 以 于 在于 突破至 报价为 落于 超过了 突破了
        跌破 升破 涨破 跌穿 合为 一度达到 首破 首次突破 保持着 分布于 稳定 的是 占到了 作为
        多在 大多在 普遍在 基本在 多为 大多为
        普遍为 基本为 大都在 大都为 均为 均在 为盈利
    """,
    Word.HEDGE: """
        约 大约 大概 大致 近 将近 接近 逼近 超 超过 超出 突破 逾 破 不足 不到 未满 不满 不超过 不低于
        不少于 低于 少于 至少 至多 最多 最高 最低 大于 小于 不高于 足有 已近 已超 高于 高出 远超 远高于
        远低于 略高于 略低于 略超 多达
    """,
    Word.FORECAST: """
        将 将会 将要 预计 预计将 预计将会 有望 可望 或 或将 或可 料将 预测 拟 计划 目标 力争 估计 预期
        将有望 料可 势将 望 预估 预计为 测算 规划 预计可 要 须 应 应当 确保 争取
    """,
    Word.ADVERB: """
        虽 虽然 却 双双 则处 急剧 急速 显著地 大幅度 加速 逐渐 逐月 逐季 微幅 一路 陆续
        已 已经 仅 仅仅 只 仍 仍然 均 都 则 也 还 就 又 才 更 更是 再 各 各自 依次 逐步 逐年 一般 普遍 平均
        基本 大多 可 约合 折合 合计约 相当 首次 一度 亦 皆 甚至 竟 便 却 尚 不断 持续 继续 进一步 明显 显著
        大幅 小幅 快速 迅速 稳步 略 略有 轻微 整体 总体 同样 目前 现已 当前 如今 此前 最终 实际 惊人的 惊人
        可以 能够 年内 全年 平稳 强劲 了 着 开始 更为 尤其 特别 单独 变化 变动
    """,
    Word.TOTAL: "合计 总计 共计 总共 共 累计 合共 总和 总体 统共 总计达 加总",
    Word.EACH: "分别 各自 依次",
    Word.UP: """
        增长 增加 翻 翻了 提高 提升 上升 上涨 上行 上浮 上调 回升 反弹 扩大 扩张 扩容 增 升 涨 多 多出 高
        高出 净增 净增加 加快 改善 延长 攀升 提速 走高 超出 激增 猛增 大增 飙升 暴涨 微增 微涨 微升 大涨
        陡增 剧增 走强 跃升 回暖 续增 再增 快 增大 抬升 攀高 高增长 增厚 拉升 正增长 领先 同增 环增 劲增
        增收 增多 上扬 成长 年增 年成长 高成长 扩增 攀涨 跃增 急增 走扬 扬升 净增长 猛涨 翻升 跳升 抬高 走升
        增产 大幅增长 小幅增长 快速增长 稳步增长 稳健增长 持续增长
    """,
    Word.DOWN: """
        下降 下滑 减缓 趋缓 减少 降低 回落 下跌 下调 缩减 萎缩 收窄 减 降 跌 少 低 放缓 微降 缩小 缩短 下行
        走低 下挫 骤降 锐减 下探 减弱 收缩 大降 大跌 暴跌 微跌 滑落 跌落 走低 下移 下挫 挫跌 负增长 慢 走弱
        恶化 缩水 跌去 年减 年降 滑坡 缩量 急降 大减 少出 净减少 压缩 削减 同降 同减 骤减 大幅下降
        小幅下降 急跌 衰退 落后 低出 下浮 节约
        节省 减慢 回调 回撤 减产
    """,
    Word.FROM: "由 从 自 起自 自从",
    Word.COMPARE: """
        同比 环比 按年 按月 按季 同比去年 同比上年 年同比 单月同比 累计同比 季环比 月环比 同比和环比
        年增 年减 年成长 较上年同比 YoY yoy QoQ qoq YOY QOQ 同环比 周环比 年均 平均每年 每年平均
    """,
    Word.BASE: """
        上年 上年末 上年底 上年同期 去年 去年末 去年底 去年同期 去年全年 前一年 前一年同期 上一年 上一年度
        上年度 年初 期初 上季度 上一季度 上月 上个月 上期 上一期 上周 同期 前年 前年同期 往年 往年同期 此前
        上一周 前值 上一雪季 上一采暖季 上一榨季 上一财年 上一季 上季末 上月末 昨日 前一交易日 历史同期
        上年水平 去年水平 疫情前 年初时 年初水平 年末 年底 期末 月末 月初 季初 季末 本轮 全国平均 行业平均
        平均水平 全国平均水平 行业平均水平
    """,
    Word.SHARE: "占 占到 约占 占据 占了 占据了 占据着",
    Word.THAN: "较 比 相较 相较于 较之 相比 相比于 比起 对比 相对于 相对",
    Word.TIMES: "相当于 约相当于 等同于 折合为 约合为",
}
_REACH_ENDS: Final = ("至", "到", "为", "达", "成", "至约", "到了")
_TURNS: Final = "增 升 降 跌 减 涨 提 扩 调 调整 升级 发展 变 变动 恢复 转变 演变 拓展".split()


@cache
def function_words() -> dict[str, frozenset[Word]]:
    """Every function word with its uses; a direction + 至 or 到 is a level reached."""
    found: dict[str, set[Word]] = {}
    for use, words in _WORDS.items():
        for word in words.split():
            found.setdefault(word, set()).add(use)
    for word in [w for w, uses in found.items() if uses & {Word.UP, Word.DOWN}]:
        for end in _REACH_ENDS:
            reached = word + end
            found.setdefault(reached, set()).add(Word.REACH)
    for word in _TURNS:
        for end in ("至", "到", "为"):
            found.setdefault(word + end, set()).add(Word.REACH)
    return {word: frozenset(uses) for word, uses in found.items()}


@cache
def _by_last() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for word in sorted(function_words(), key=len, reverse=True):
        table.setdefault(word[-1], []).append(word)
    return {last: tuple(words) for last, words in table.items()}


# 华为, 因为: no link; 主要, 响应: no words of the future
_NO_WORD: Final = {
    "为": "华认作成视名行因称",
    "要": "主必首纪摘概简需",
    "应": "供响反效适相对",
    "须": "必",
    "均为": "平",
    "均在": "平",
}


def word_ending_at(text: str, start: int, end: int) -> str | None:
    """The longest function word that ends at `end` and does not reach before `start`."""
    if end <= start:
        return None
    for word in _by_last().get(text[end - 1], ()):
        begin = end - len(word)
        if begin >= start and text.startswith(word, begin):
            if begin > start and text[begin - 1] in _NO_WORD.get(word, ""):
                return None
            return word
    return None


VERBS: Final = frozenset(
    """
    实现 完成 取得 获得 获取 披露 公告 投产 达产 形成 创造 带动 拉动 提供 投入 推出 发布 建设 建成 覆盖
    收到 包含 涉及 达成 新建 承接 引进 吸引 拥有 涌现 收获 开展 落实 安排 下达 发放 减免 兑现 宣布 表示
    显示 报告 给予 上市 购买 收录 产生 持有 收购 落地 对应 启动 举办 创收 斩获 集聚 汇聚 培育 支付 发行
    募集 筹集 释放 惠及 接待 招聘 招收 吸纳 处置 运送 发送 运输 新增 净增 现存 存续 开发 上线 开通 开业
    投运 试点 遴选 认定 入选 注册 登记 备案 签约 签订 中标 运营 录得 报收 共计 出售 供应 累计实现 合计实现
    参与 设立 组建 部署 铺设 安装 存有 存在 创下 缴纳 上缴 回收 消耗 减少排放 申请 下线 交付 出台 成立 预计
    宣称 满足 纳入
    载客 载货 增发 回购 拟投资 规划 拟投入 计划投资 拟募集 占据 占有 达到 突破 增持 减持 惠及 开设 关闭 达标
    """.split()
)

# Verbs that lead to a measure and belong to neither name: 公司实现营收.
LIGHT_VERBS: Final = frozenset(
    """
    实现 完成 取得 获得 获取 披露 公告 宣布 形成 创造 带动 拉动 提供 拥有 共有 达到 突破 预计 创下 收获
    斩获 募集 筹集 投入 录得 报收 贡献 对应 产生 宣称 表示 显示 确认 计提 保持 维持 迎来 呈现
    """.split()
)

# Verbs that stand before the thing they count: 新增养老相关企业4.3万家.
LEADING_VERBS: Final = frozenset(
    """
    新增 净增 现存 存续 建成 拥有 接待 覆盖 新建 开通 投运 吸引 带动 培育 引进 发布 推出 备案 注册 登记
    建设 完成 成立 设立 开设 关闭 涉及 包含 入选 认定 签约 落地 出台 授权 发放 惠及 开展 举办 投产 出口
    年产 日产 创建 新创建 进口 出售 收购 部署 安装 招聘 吸纳 交付 新开 新设 汇聚 集聚 涌现 遴选 支付 收录
    """.split()
)
