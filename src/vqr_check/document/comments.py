"""Word comments: what each says and the characters it stands on."""

from __future__ import annotations

from typing import Any

from vqr_check.document.blocks import Gathered, Holder
from vqr_check.document.names import ID, P, T, W
from vqr_check.model import Comment

Element = Any


def read_comments(root: Element, gathered: Gathered) -> tuple[Comment, ...]:
    """The comments of word/comments.xml that are anchored somewhere.

    A range over several paragraphs counts for the first, up to its end; a comment with a reference
    alone stands on the whole paragraph or cell.
    """
    places: dict[str, dict[str, tuple[Holder, int]]] = {"start": {}, "end": {}, "at": {}}
    for holder, mark in gathered.marks:
        places[mark.kind].setdefault(mark.name, (holder, mark.offset))
    out = []
    for element in root.iterchildren(W + "comment"):
        name = element.get(ID) or ""
        begin, last = places["start"].get(name), places["end"].get(name)
        found = begin or places["at"].get(name) or last
        if found is None:
            continue
        holder, start = found
        end = length = gathered.lengths[holder]
        if begin is None:
            start = 0
        elif last and last[0] == holder and start <= last[1] <= length:
            end = last[1]
        part, block, row, col = holder
        text = "\n".join("".join(t.text or "" for t in p.iter(T)) for p in element.iter(P))
        out.append(Comment(element.get(W + "author") or "", text, part, block, row, col, start, end))
    return tuple(out)
