"""What is known of the lines before their breaks are decided, from text (`fit`) or glyphs (`geometry`)."""

from __future__ import annotations

from dataclasses import dataclass, field

from report_etl.models import Span


@dataclass(frozen=True)
class Measure:
    """Widths and habits of the lines, by their indexes.

    `widths`: of each line, in em, and `text_width` that of a full one (None: not sharp).
    `full[i]`: nothing more would have fitted on line i (absent: not known).
    `divided`: full lines whose end can have cut a word; `doubtful`: those that may as well have ended at a
    space between two cells.
    `indented`: lines that begin a paragraph by their indent.
    `words`: Latin words were not cut. `keeps_spaces`: spaces at a break belong to the text.
    `apart`: pairs of lines that cannot be of one paragraph.
    `rows`: lines that are rows of cells side by side.
    `cells`: for the lines inside ruled grids, the range of their cell.
    `headings`: lines that head a section with a bare number.
    """

    widths: tuple[float, ...]
    text_width: float | None = None
    full: dict[int, bool] = field(default_factory=dict)
    divided: frozenset[int] = frozenset()
    doubtful: frozenset[int] = frozenset()
    indented: frozenset[int] = frozenset()
    words: bool = False
    keeps_spaces: bool = False
    apart: frozenset[tuple[int, int]] = frozenset()
    rows: frozenset[int] = frozenset()
    cells: dict[int, Span] = field(default_factory=dict)
    headings: frozenset[int] = frozenset()
