"""Reads sentences as the extraction would, without a document around them."""

from __future__ import annotations

from report_etl.extract.provenance import Locator
from report_etl.extract.statements import Statements, find_statements
from report_etl.models import Document, Line, MappedText, Page, Paragraph
from report_etl.records import Percentage, Quantity

Figure = Percentage | Quantity


def read(
    *texts: str,
    headings: tuple[str | None, ...] = (),
    captions: tuple[str | None, ...] = (),
    title: str | None = None,
    published: str | None = None,
    titles: tuple[str, ...] = (),
) -> Statements:
    """The statements of some paragraphs, with what stands around them."""
    whole = "\n".join(texts)
    line = Line(1, 0, len(whole), whole)
    document = Document("t.txt", "0" * 64, "text/plain", whole, (Page(1, 0, len(whole), (line,)),))
    paragraphs: list[Paragraph] = []
    at = 0
    for index, text in enumerate(texts):
        heading = headings[index] if headings else None
        caption = captions[index] if captions else None
        paragraphs.append(Paragraph(MappedText.of(text, at), heading, caption))
        at += len(text) + 1
    return find_statements(paragraphs, Locator(document, "test"), title, published, titles)


def figures(*texts: str) -> list[Figure]:
    """Percentages and quantities in the order they are printed."""
    found = read(*texts)
    return sorted([*found.percentages, *found.quantities], key=lambda record: record.provenance.start)


def one(text: str, printed: str) -> Figure:
    """The only record that was read from `printed`."""
    found = [record for record in figures(text) if printed in record.text]
    assert len(found) == 1, [record.text for record in figures(text)]
    return found[0]
