"""A figure behind which a paragraph breaks off may be half of one."""

from __future__ import annotations

from report_etl.catalog import load_catalog
from report_etl.extract import extract_document
from report_etl.models import Document
from tests.wrapping import DISPLAY, by_words, printed

TEXT = (
    "茶叶品类中绿茶产量继续领先，乌龙茶与白茶增速更快，企业加工能力持续提高，毛茶收购价格总体平稳，产区管理"
    "更加规范，行业利润水平稳中有升，龙头企业的渠道布局逐步完善，消费者对品质与产地的关注度明显提高，电商平台"
    "与线下门店的融合进一步加深，仓储物流条件不断改善，精制率达到61.2%，同口径下比较上年的58.6%再提升2.6个"
)
LINES = by_words(TEXT, 31, DISPLAY)


def page(*rest: str) -> Document:
    lines = [(line, 50.0, 100.0 + 16 * n, 10.0) for n, line in enumerate([*LINES, *rest])]
    return printed([*lines, ("二、茶园建设", 50.0, 300.0, 14.0)])


def test_the_last_figure_is_refused() -> None:
    broken = extract_document(page(), load_catalog())
    assert [q.text for q in broken.quantities] == []
    assert [(r.raw, r.reason) for r in broken.rejects] == [
        ("2.6个", "the paragraph breaks off in this figure")
    ]
    assert "61.2" in [str(p.value) for p in broken.percentages]


def test_a_figure_that_goes_on_in_the_next_line_is_not() -> None:
    whole = extract_document(page("百分点。"), load_catalog())
    assert not whole.rejects
    assert [str(p.value) for p in whole.percentages if p.kind == "change_points"] == ["2.6"]
