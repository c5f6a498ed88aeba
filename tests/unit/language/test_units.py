"""Units found where they stand, and not found where a longer word begins."""

import pytest

from report_etl.language.money import find_currency_before
from report_etl.language.units import find_unit
from report_etl.models import QuantityKind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("人次", "人次", QuantityKind.COUNT),
        ("家企业", "家", QuantityKind.COUNT),
        ("个项目", "个", QuantityKind.COUNT),
        ("平方公里", "平方公里", QuantityKind.COUNT),
        ("千瓦时", "千瓦时", QuantityKind.COUNT),
        ("GWh的", "GWh", QuantityKind.COUNT),
        ("亿", None, None),
        ("元", "CNY", QuantityKind.MONEY),
        ("美元", "USD", QuantityKind.MONEY),
        ("元人民币", "CNY", QuantityKind.MONEY),
        ("瑞士法郎", "CHF", QuantityKind.MONEY),
        ("个百分点", "%", QuantityKind.PERCENTAGE_POINTS),
        ("pct，", "%", QuantityKind.PERCENTAGE_POINTS),
        ("个基点", "‱", QuantityKind.PERCENTAGE_POINTS),
        ("％", "%", QuantityKind.PERCENT),
        ("倍", "倍", QuantityKind.MULTIPLE),
        ("xPE", "倍", QuantityKind.MULTIPLE),
    ],
)
def test_the_longest_unit_that_fits_is_found(text: str, name: str | None, kind: QuantityKind | None) -> None:
    unit = find_unit(text, 0)
    assert (unit and unit.name, unit and unit.kind) == (name, kind)


@pytest.mark.parametrize(
    "text", ["部门", "部委", "津", "元素", "成都", "倍率", "x86", "GWx", "折叠屏", "单位", "对比"]
)
def test_the_beginning_of_a_longer_word_is_no_unit(text: str) -> None:
    assert find_unit(text, 0) is None


@pytest.mark.parametrize("text", ["台州", "家具", "个人", "张家口", "天水", "盘锦", "名义"])
def test_after_a_space_the_next_cell_is_no_unit(text: str) -> None:
    assert find_unit(text, 0, spaced=True) is None


def test_without_a_space_the_same_characters_count() -> None:
    unit = find_unit("台州际列车", 0)
    assert unit is not None
    assert unit.name == "台"


def test_a_guarded_character_may_begin_a_harmless_word() -> None:
    unit = find_unit("人参与", 0, spaced=True)
    assert unit is not None
    assert unit.name == "人"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("售价$", (2, "USD")),
        ("HK$", (0, "HKD")),
        ("约人民币", (1, "CNY")),
        ("RMB", (0, "CNY")),
        ("XRMB", None),
        ("3亿人民币", None),
        ("", None),
    ],
)
def test_a_currency_may_stand_before_the_figure(text: str, found: tuple[int, str] | None) -> None:
    assert find_currency_before(text, len(text)) == found
