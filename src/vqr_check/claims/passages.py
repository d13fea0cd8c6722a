"""Passages: the running text of a document, sentences whole again where a page break or a list cut them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from vqr_check.model import Block, Document
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more paragraphs read as one text; ``starts[k]`` is where ``blocks[k]`` begins in it."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]

    def locate(self, at: int) -> tuple[Block, int]:
        """The block that holds this character, and where in the block it stands."""
        k = bisect_right(self.starts, at) - 1
        return self.blocks[k], at - self.starts[k]


def passages(document: Document, packs: Packs) -> Iterator[Passage]:
    """The document's paragraphs and headings in order, as passages.

    A paragraph that ends in the middle of a sentence goes on in the next one (page numbers between them are
    passed over); one that ends with a colon takes the list items behind it along.
    """
    words = packs.table("passages")
    page_number = ready(words["page_number"])
    unfinished = ready(words["unfinished"])
    fresh = ready(words["fresh"])
    opens_list = ready(words["opens_list"])
    item = ready(words["item"])
    held: list[Block] = []
    listing = False
    skipped: list[Block] = []
    for block in document.blocks:
        if block.kind == "contents":
            continue
        if block.kind == "paragraph" and held and page_number.fullmatch(block.text):
            skipped.append(block)
            continue
        goes_on = (
            held
            and block.kind == "paragraph"
            and held[-1].part == block.part
            and block.text.strip()
            and (
                (unfinished.search(held[-1].text) and not fresh.match(block.text) and not block.label)
                or (listing and (item.match(block.text) or block.label))
            )
        )
        if not goes_on:
            yield from _closed(held, listing)
            yield from (_one(b) for b in skipped)
            held, listing = [], False
        skipped = []
        if block.kind == "table":
            continue
        if block.kind == "heading" or not block.text.strip():
            yield from _closed(held, listing)
            held, listing = [], False
            yield _one(block)
            continue
        held.append(block)
        listing = listing or bool(opens_list.search(block.text))
    yield from _closed(held, listing)


def _one(block: Block) -> Passage:
    return Passage(block.text, (block,), (0,))


def _closed(held: Sequence[Block], listing: bool) -> Iterator[Passage]:
    if not held:
        return
    text, starts = "", []
    for block in held:
        if text and listing:
            text += "\n"
        starts.append(len(text))
        text += block.text
    yield Passage(text, tuple(held), tuple(starts))
