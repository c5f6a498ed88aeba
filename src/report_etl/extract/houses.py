"""Names of houses that publish, as they stand alone in a line."""

from __future__ import annotations

import re

_HOUSE = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9·]{2,20}"
    r"(?:研究院|研究所|中心|咨询|智库|证券|(?<!深度)(?<!行业)(?<!产业)(?<!专题)(?<!策略)研究|集团|公司|协会|学会|委员会|联盟|事务所|联合会|商会|总会|促进会|研究[社会室]|(?:信息|产业|资讯|经济)网|院|局|观察|资讯"
    r"|工作室|实验室|课题组|编辑部|编委会)"
)
_DID = re.compile("(?:联合)?(?:编制|编写|编著|编|出品|发布|主编|整理)$")


def house_of(text: str) -> str | None:
    """The house that a text is, perhaps with what it did (某研究中心编); None for others."""
    return next((house for house in (text, _DID.sub("", text)) if _HOUSE.fullmatch(house)), None)
