from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from report_etl.language.segments import segment


@given(st.text(max_size=60))
def test_the_words_together_are_the_text(text: str) -> None:
    assert "".join(word for word, _ in segment(text)) == text


def test_a_preposition_is_a_word_of_its_own_and_no_part_of_one() -> None:
    assert [word for word, _ in segment("云服务在全球市场")][1:3] == ["服务", "在"]
    assert "在" not in [word for word, _ in segment("在建项目")]
