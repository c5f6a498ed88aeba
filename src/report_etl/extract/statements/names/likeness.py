"""A head that leaves its words to the figure before it: 占全球530GW|的52.4%, 日本的37%和|德国的|29%."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from report_etl.extract.statements.names.heads import Head

_AND: Final = re.compile(r"[和与及、]|以及")
_ITEM: Final = re.compile(r"(?:、|，|以及|[和及与])$")


@dataclass(slots=True)
class Before:
    """The figure before, as far as the next one of its clause may lean on it."""

    head: Head | None = None
    thing: str = ""  # what it counted: 18家|银行

    def complete(self, words: str, head: Head) -> Head:
        """The head of the next figure, read from `words`, with what it leaves to the figure before."""
        first, thing = self.head, self.thing
        if first is not None:
            if first.share_of is not None and words.strip() == "的":
                head = replace(first, date=None)  # 占全球新增装机530GW|的52.4%
            elif _AND.match(words):
                head = _like(first, head)
            elif thing and _ITEM.sub("", words) == thing:
                head = replace(first, date=None)  # 18家银行、|98家城商行
        self.head, self.thing = head, ""
        return head


def _like(first: Head, head: Head) -> Head:
    """What follows 和 is compared, or is the whole, as the name before it is."""
    name = _AND.sub("", head.part_of or "")
    if not name:
        return head
    if first.part_of or first.share_of is not None:
        return replace(head, phrase="", part_of=name)
    return replace(head, phrase=name, part_of=None, words=head.words | first.words)
