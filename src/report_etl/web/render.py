"""Templates → HTML. Everything that comes from a report is escaped; a name that is missing is an error."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from report_etl.db import DocumentSummary
from report_etl.pipeline.health import covered
from report_etl.present import value_as_text
from report_etl.records import Record

_MARKS = {"⟦": Markup("<mark>"), "⟧": Markup("</mark>")}


def render(template: str, **values: Any) -> bytes:
    """The page as UTF-8."""
    return _environment().get_template(template).render(**values).encode("utf-8", "backslashreplace")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("report_etl.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(marked=marked, moment=moment, share=share, words=words, label=label)
    environment.globals.update(covered=covered)
    return environment


def marked(line: str) -> Markup:
    """A line of a source, with what was read as <mark>."""
    text = escape(line)
    for sign, tag in _MARKS.items():
        text = text.replace(sign, tag)
    return text


def moment(value: datetime.datetime) -> str:
    """A moment in UTC, to the second."""
    return value.strftime("%Y-%m-%d %H:%M:%S")


def share(document: DocumentSummary) -> str:
    """How much of a document is accounted for, in per cent; never 100 % with a line missing."""
    part = covered(document)
    return "100 %" if part == 1 else f"{min(part, 0.999):.1%}".replace("%", " %")


def words(value: object) -> str:
    """A field of a record, lists with a comma between."""
    if isinstance(value, list):
        return ", ".join(words(part) for part in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else value_as_text(value)


def label(name: str) -> str:
    """A field or kind as words."""
    return name.replace("_", " ")


def fields(record: Record) -> dict[str, object]:
    """What a record says, without what is absent and without its place."""
    return {name: value for name, value in record if value not in (None, []) and name != "provenance"}
