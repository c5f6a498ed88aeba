"""Tables that show nothing but lines across (three-line tables, lines below the rows): kept together.

Lines of one length, one below the other, frame what stands between them. Where text stands beside such
a frame, rows of the table and lines of that text share baselines; the frame keeps them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from report_etl.readers.items import Item
from report_etl.readers.rulings import Edge

_SAME = 6.0  # points by which lines of one frame may differ at their ends (dashes)
_CROSSES = 3.0  # points by which text may reach over the side of a frame
_NARROWEST = 90.0  # points
_APART = 15.0  # points between two frames side by side
_NEAR = 2.4  # em between a frame and its caption or source
_ABOVE, _BELOW = 20, 1  # pieces of header, caption and source that belong to a frame
_FULL = 0.9  # share of a frame that a line of running text is wide
_SHORT, _CLOSE = 6.0, 4.0  # em that a merged cell is wide, and apart from the cells beside it
_MAX_RULES = 400  # of one page; more are a drawing

_Group = tuple[float, float, list[float]]  # left, right and heights of lines of one length


def frame_items(items: Sequence[Item], rules: Sequence[Edge]) -> list[Item]:
    """The items, those inside a frame with text beside it as one item."""
    free = list(items)
    blocks: list[Item] = []
    groups = list(_groups(rules))
    for x0, x1, tops in groups:
        for top, bottom in _uncrossed(free, x0, x1, tops):
            inside = [i for i in free if _stands_in(i, x0, x1, top, bottom)]
            level = [item for item in items if top < _middle(item) < bottom]  # in another frame as well
            beside = [item for item in level if not _is_inside(item, x0, x1)]
            if all(i.grid is not None for i in inside) or _are_merged_cells(beside, x0, groups):
                continue
            inside = _with_neighbours(free, inside, x0, x1)
            taken = {id(item) for item in inside}
            free = [item for item in free if id(item) not in taken]
            edges = [edge for item in inside for edge in (item.box[1], item.box[3])]
            box = (x0, min(top, *edges), x1, max(bottom, *edges))
            blocks.append(Item(box, box[1], 0.0, inside=tuple(inside)))
    return free + blocks


def _are_merged_cells(beside: Sequence[Item], x0: float, groups: Sequence[_Group]) -> bool:
    """Whether what stands beside a frame is short, close on its left, and in no other one.

    Then it is cells for several rows.
    """
    return all(
        item.is_text
        and item.box[2] <= x0 + _CROSSES
        and item.box[2] - item.box[0] <= _SHORT * item.size
        and x0 - item.box[2] <= _CLOSE * item.size
        and not any(_is_inside(item, left, right) for left, right, _ in groups)
        for item in beside
    )


def divide_items(items: Sequence[Item], rules: Sequence[Edge], dividers: Sequence[Edge]) -> list[Item]:
    """The items, those on each side of a line drawn down between a table and a text as one item.

    No line across touches it, it is the only one at its height, and lines across stand on one side only:
    where it parts columns of a table, they run on.
    """
    result = list(items)
    alone = [edge for edge in dividers if not any(_touches(edge, rule) for rule in rules)]
    for edge in alone:
        if any(other is not edge and other.low < edge.high and other.high > edge.low for other in alone):
            continue
        level = [item for item in result if edge.low - _CROSSES < _middle(item) < edge.high + _CROSSES]
        sides = (
            [item for item in level if item.box[2] <= edge.at + _CROSSES],
            [item for item in level if item.box[0] >= edge.at - _CROSSES],
        )
        whole = sum(map(len, sides)) == len(level) and all(item.is_text for item in level)
        if whole and min(map(len, sides)) > 1 and _has_rule(rules, edge):
            taken = {id(item) for item in level}
            result = [item for item in result if id(item) not in taken] + [_block(side) for side in sides]
    return result


def _touches(edge: Edge, rule: Edge) -> bool:
    return (
        edge.low - _SAME <= rule.at <= edge.high + _SAME
        and rule.low <= edge.at + _SAME
        and rule.high >= edge.at - _SAME
    )


def _has_rule(rules: Sequence[Edge], edge: Edge) -> bool:
    """Whether lines across stand beside a line down, all on one side of it."""
    level = [r for r in rules if edge.low <= r.at <= edge.high and r.high - r.low >= _NARROWEST]
    return len({rule.low > edge.at for rule in level}) == 1


def _block(inside: Sequence[Item]) -> Item:
    lefts, tops, rights, bottoms = zip(*(item.box for item in inside), strict=True)
    return Item((min(lefts), min(tops), max(rights), max(bottoms)), min(tops), 0.0, inside=tuple(inside))


def _groups(rules: Sequence[Edge]) -> Iterator[_Group]:
    """The lines that begin and end at the same places."""
    groups: list[_Group] = []
    for rule in sorted(rules) if len(rules) <= _MAX_RULES else ():
        if rule.high - rule.low < _NARROWEST:
            continue
        for x0, x1, heights in groups:
            if abs(x0 - rule.low) <= _SAME and abs(x1 - rule.high) <= _SAME:
                heights.append(rule.at)
                break
        else:
            groups.append((rule.low, rule.high, [rule.at]))
    yield from (group for group in groups if len(group[2]) > 1 and not _is_nested(group, groups))


def _is_nested(group: _Group, groups: Sequence[_Group]) -> bool:
    """Whether longer lines stand above, below, between (two of these): these part rows of some columns only.

    Unless others like them stand beside: two tables side by side between others.
    """
    x0, x1, heights = group
    longer = any(
        left <= x0 + _SAME
        and right >= x1 - _SAME
        and right - left > x1 - x0 + _SAME
        and _surround(tops, heights) > 1
        for left, right, tops in groups
    )
    beside = any(
        (left > x1 + _APART or right < x0 - _APART) and abs(tops[0] - heights[0]) <= _SAME and len(tops) > 1
        for left, right, tops in groups
    )
    return longer and not beside


def _surround(longer: Sequence[float], heights: Sequence[float]) -> int:
    """On how many sides of some lines others stand: above them, below, between."""
    above, below = longer[0] <= heights[0] + _SAME, longer[-1] >= heights[-1] - _SAME
    return above + below + any(heights[0] < top < heights[-1] for top in longer)


def _uncrossed(
    items: Sequence[Item], x0: float, x1: float, heights: Sequence[float]
) -> Iterator[tuple[float, float]]:
    """Top and bottom of the stretches in which nothing runs over a side."""
    crossing = [
        _middle(item)
        for item in items
        if item.box[0] < x1 - _CROSSES and item.box[2] > x0 + _CROSSES and not _is_inside(item, x0, x1)
    ]
    start = heights[0]
    for above, below in pairwise(heights):
        if any(above < middle < below for middle in crossing):
            if above > start:
                yield start, above
            start = below
    if heights[-1] > start:
        yield start, heights[-1]


def _with_neighbours(items: Sequence[Item], inside: list[Item], x0: float, x1: float) -> list[Item]:
    """The items of a frame with its header and caption above and the source below."""
    taken = {id(item) for item in inside}
    own = sorted(
        (i for i in items if i.grid is None and id(i) not in taken and _is_inside(i, x0, x1)), key=_middle
    )
    found = list(inside)
    top, bottom = min(item.box[1] for item in inside), max(item.box[3] for item in inside)
    for item in [item for item in reversed(own) if _middle(item) < top][:_ABOVE]:
        prose = item.box[2] - item.box[0] > _FULL * (x1 - x0)
        if top - item.box[3] > _NEAR * item.size or prose:
            break
        found.append(item)
        top = min(top, item.box[1])
    for item in [item for item in own if _middle(item) > bottom][:_BELOW]:
        if item.box[1] - bottom <= _NEAR * item.size:
            found.append(item)
    return found


def _is_inside(item: Item, x0: float, x1: float) -> bool:
    return item.box[0] >= x0 - _CROSSES and item.box[2] <= x1 + _CROSSES


def _stands_in(item: Item, x0: float, x1: float, top: float, bottom: float) -> bool:
    return top < _middle(item) < bottom and _is_inside(item, x0, x1)


def _middle(item: Item) -> float:
    return (item.box[1] + item.box[3]) / 2
