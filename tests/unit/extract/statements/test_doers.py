"""A measure in brackets is of what is changed, not of whoever changes it."""

from __future__ import annotations

import pytest

from tests.statements import read


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("2024年监管部门持续提高银行的拨备覆盖率（4月是142%，7月是152%）。", "银行"),
        ("2024年某协会逐步降低小微企业的担保费率（4月是1.2%，7月是0.9%）。", "小微企业"),
        ("2024年甲银行的拨备覆盖率（4月是142%，7月是152%）继续提高。", "甲银行"),
    ],
)
def test_a_rate_is_of_its_owner(sentence: str, subject: str) -> None:
    """Who raises a rate is before the verb, whose rate it is behind it."""
    assert {p.subject for p in read(sentence).percentages} == {subject}
