"""Patterns that hold word lists of `schemas/wording.yaml`."""

from __future__ import annotations

from report_etl.extract.statements.sentences.vocabulary import pattern, words


def test_a_name_in_braces_stands_for_the_words_of_the_list() -> None:
    matches = pattern("{down}{0,2}([0-9]{1,2})%")().fullmatch("下降12%")
    assert matches is not None and matches[1] == "12"
    assert pattern("{up|down}")().fullmatch("增长") and not pattern("{down}")().fullmatch("增长")


def test_of_two_words_that_begin_alike_the_longer_one_is_read() -> None:
    read = pattern("{raises}")()
    assert {"改扩建", "扩建"} <= words("raises")
    match = read.match("改扩建至")
    assert match is not None and match[0] == "改扩建"


def test_a_pattern_is_compiled_once() -> None:
    compiled = pattern("{each}")
    assert compiled() is compiled()
