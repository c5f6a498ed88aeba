"""Names of houses that publish, as they stand alone in a line."""

from __future__ import annotations

import re

_HOUSE = re.compile(
    r"(?!(?:19|20)[0-9]{2})[\u4e00-\u9fffA-Za-z0-9·]{2,20}"
    r"(?:研究院|研究所|中心|咨询|智库|证券|(?<!深度)(?<!行业)(?<!产业)(?<!专题)(?<!策略)(?<!公司)(?<!宏观)(?<!市场)研究|集团|公司|协会|学会|委员会|联盟|事务所|联合会|商会|总会|促进会|研究[社会室]|(?:信息|产业|资讯|经济)网|院|局|(?<!行业)(?<!产业)(?<!市场)(?<!季度)(?<!年度)观察|资讯|大学|人民政府|办公[厅室]|(?<=[省区])[\u4e00-\u9fff]{1,8}(?<!大)厅"
    r"|工作室|实验室|课题组|编辑部|编委会)"
)
_DID = re.compile("(?:联合)?(?:编制|编写|编著|撰写|编|出品|发布|主编|整理)$")
# a periodical, with its issue: 《某业评论》2025年第5期
_JOURNAL = re.compile(
    r"《?([\u4e00-\u9fff]{2,10}(?:评论|周刊|杂志|导刊|学报|论坛))》?\s*(?:(?:19|20)[0-9]{2}年)?(?:总?第[0-9一二三四五六七八九十]{1,4}[期卷]){1,2}"
)
# who wrote it, alone in a line, by a name that tells no house: —某某保险编写—
_WRITER = re.compile(
    r"[-—–·\s]*(?!联合|组织|专家|集体|共同|参与|正式|重磅|首次|最新|隆重|独家|全球|内部|本)"
    r"([\u4e00-\u9fffA-Za-z]{3,14}?)(?:联合)?(?:编写|编制|撰写|出品)[-—–\s]*"
)


def periodical_of(text: str) -> str | None:
    """The periodical of which a line names the issue."""
    match = _JOURNAL.fullmatch(text.strip())
    return match[1] if match else None


def writer_of(text: str) -> str | None:
    """Whoever a line of the cover says wrote the report."""
    match = _WRITER.fullmatch(text)
    return match[1] if match else None


def house_of(text: str) -> str | None:
    """The house that a text is, perhaps with what it did (某研究中心编); None for others."""
    return next((house for house in (text, _DID.sub("", text)) if _HOUSE.fullmatch(house)), None)
