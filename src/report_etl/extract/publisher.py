"""Who published the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from report_etl.catalog import Catalog, PublisherSpec
from report_etl.extract.flow import Flow
from report_etl.extract.front import compact, front_lines
from report_etl.extract.houses import house_of, periodical_of, writer_of
from report_etl.extract.marks import source_prefix
from report_etl.models import Block, BlockKind, MappedText

_INTRODUCED = re.compile(
    r"(?:^|[\s|｜])([^|｜《\s]{2,24}?)(?:最新|重磅|独家|正式)?(?:发布|推出|出版|编制|编写|撰写|出品)的?《"
)
_COMPILED = re.compile(r"(?:综合|编辑|整理|统计|测算|预测|绘制|制作|制图|汇总|编制){1,3}$")
_KIND_OF_HOUSE = re.compile(
    "(?:产业|行业)?(?:研究|研究院|研究所|咨询|智库|研究中心|咨询公司)"
)  # behind its name
_OFFICE = re.compile("(?<=证券)研究[院所部]$|(?<=咨询)研究[院所部组]?$")  # 某咨询研究绘制: of that house
_SIGNATURE = re.compile(r"[（(][^（()）]{0,60}[）)]$")
# 本报告由某证券股份有限公司研究所制作; the house itself, without its legal form and department
_MADE = re.compile(
    r"本(?:报告|白皮书|蓝皮书|研究)(?:由|(?:的?版权)(?:均?属于|归属?于?|归))"
    r"([\u4e00-\u9fffA-Za-z0-9·]{2,24}?)(?:（[^（）]{2,20}）)?"
    r"(?:(?:股份|有限|责任)|(?<=证券)研究|组织|牵头|联合|会同|所有|制作|撰写|编制|编写|发布|完成|出品|[，。,])"
)
_OWN_REPORT = re.compile(
    r"([\u4e00-\u9fff（）()]{4,30}(?:有限公司|股份公司|集团|银行))(?:[^，。]{2,50}(?:招股|募集)(?:说明书|意向书)|(?:关于)?(?:20[0-9]{2}年?)?(?:度|年度|半年度|第?[一二三四]季度)?"
    "(?:环境、|社会|及|与|和|公司治理|信息披露|（ESG）|ESG|责任|可持续发展){0,8}(?:报告|年报|中报|季报))"
)
_SPEAKS_FIRST = 6  # lines in which a declared publisher names itself


def declared_publisher(flow: Flow, url: str | None, catalog: Catalog) -> PublisherSpec | None:
    """The publisher declared in `schemas/`, by the host of the address, else by its name at the front."""
    host = re.sub(r"^(?:https?://)?(?:www\.)?", "", url.lower()).split("/")[0] if url else None
    for spec in catalog.publishers:
        if host in spec.url_hosts:
            return spec
    front = "".join(flow.repaired[index].text for index in front_lines(flow, _SPEAKS_FIRST))
    named = [spec for spec in catalog.publishers if any(name in front for name in spec.names)]
    return named[0] if len(named) == 1 else None


def find_publisher(
    flow: Flow,
    blocks: tuple[Block, ...],
    labelled: Sequence[MappedText],
    spec: PublisherSpec | None,
    cover: Sequence[MappedText],
    title: str | None,
) -> str | None:
    """The name of the publisher.

    In this order: declared in `schemas/`, behind 编制单位：, X发布的《title》, who compiled the sources,
    本报告由X编制, a house on the cover (which tells the whole of a short name), the firm whose own report
    the title says it is.
    """
    if spec is not None:
        return _printed_name(flow, spec)
    for text in labelled:
        if text:
            return re.split("[|｜]", compact(text.text))[0].rstrip("。")
    for block in blocks:
        introduced = _INTRODUCED.search(block.text.text[:200])
        if block.rule == "metadata/about_report" and introduced is not None:
            return introduced[1]
    own = _OWN_REPORT.match(title or "")
    running = [flow.repaired[index] for index in flow.furniture]
    houses = _houses(cover, title, own is not None), _houses(running, title, own is not None)
    named = _compiler_of_sources(blocks) or _maker(blocks)
    if named is not None:
        return next((house for house in (*houses[0], *houses[1]) if _is_short_for(named, house)), named)
    writer = next((name for text in cover if (name := writer_of(text.text))), None)
    return next(iter((*houses[0], *houses[1][:1])), None) or writer or (own[1] if own else None)


def _is_short_for(name: str, house: str) -> bool:
    """Whether a name is a house's with some of its characters left out: 观潮咨询 is 观潮信息咨询有限公司."""
    rest = iter(house)
    return house[:2] == name[:2] and all(character in rest for character in name)


def _printed_name(flow: Flow, spec: PublisherSpec) -> str:
    """The declared name where the address tells, else the one of the declared names that stands there."""
    text = flow.document.text
    if any(host in text for host in spec.url_hosts):
        return spec.names[0]
    return next((name for name in spec.names if name in text), spec.names[0])


def _compiler_of_sources(blocks: tuple[Block, ...]) -> str | None:
    """The house that most source lines end with: …，X整理."""
    ends: Counter[str] = Counter()
    for block in blocks:
        prefix = source_prefix(block.text.text) if block.kind is BlockKind.SOURCE else None
        if prefix is not None:
            text = _SIGNATURE.sub("", compact(block.text.text[prefix:]).rstrip("。"))
            ends[_OFFICE.sub("", _COMPILED.sub("", re.split(r"[，,、；;]", text)[-1]))] += 1
    if not ends:
        return None
    for name in list(ends):  # 观潮 is 观潮产业研究, by its short name
        whole = next((other for other in ends if _KIND_OF_HOUSE.fullmatch(other.removeprefix(name))), None)
        if whole is not None and len(name) > 2:
            ends[whole] += ends.pop(name)
    name, count = ends.most_common(1)[0]
    return name if count >= 2 and count * 5 >= sum(ends.values()) * 3 and len(name) > 2 else None


def _maker(blocks: tuple[Block, ...]) -> str | None:
    made = (_MADE.search(compact(block.text.text[:400])) for block in blocks)
    return next((match[1] for match in made if match is not None), None)


def _houses(lines: Sequence[MappedText], title: str | None, own: bool) -> list[str]:
    """The houses named in some lines, in no table, in no sentence and not by the title alone.

    A firm that the title begins with is what the report is on, unless it is its `own` report.
    """
    texts = [text.text for text in lines if not re.search("[，。]", text.text)]
    houses = [
        house_of(part) or periodical_of(text) for text in texts for part in _parts(text) if part != title
    ]
    about = re.compile("公司|集团|银行") if not own else None
    return [
        h for h in houses if h is not None and not (about and about.search(h) and (title or "").startswith(h))
    ]


def _parts(text: str) -> list[str]:
    return [compact(part.strip()) for part in re.split(r"[|｜·\s]", text)]
