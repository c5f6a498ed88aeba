"""One name for one measure: short forms are written out, so that rows of many reports can be grouped.

The statement of a record keeps the words as printed.
"""

from __future__ import annotations

from report_etl.extract.statements.sentences.vocabulary import pattern, written_out

_short = pattern("{short_forms}(?!入|润|额|量)")
_verbs = pattern("{counted_verbs}(?=$|同比|环比|占比|增|减|净增|年复合)")


def full_name(measure: str) -> str:
    """The measure with its short forms written out: 营收同比 → 营业收入同比."""
    named = _short().sub(lambda match: written_out("short_forms")[match[0]], measure)
    return _verbs().sub(lambda match: written_out("counted_verbs")[match[0]], named)
