"""Comments: a Word comment ``vqr-check: 忽略 VQR201 原因`` on a figure settles the findings about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from vqr_check.model import Comment, Document, Finding, Location
from vqr_check.packs import Packs, ready
from vqr_check.packs.schema import meant
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True)
class Wish:
    """A comment that asks for silence: about which rules, and why."""

    comment: Comment
    codes: tuple[str, ...]
    reason: str


def suppressed(
    findings: Sequence[Finding], document: Document, packs: Packs
) -> tuple[tuple[Finding, ...], int, tuple[str, ...]]:
    """The findings that no comment settles, how many are settled, and Chinese lines about comments that cannot act."""
    wishes = list(_wishes(document, packs))
    able = [wish for wish in wishes if wish.reason]
    used = {id(wish) for finding in findings for wish in able if _settles(wish, finding)}
    shown = tuple(f for f in findings if not any(_settles(wish, f) for wish in able))
    return shown, len(findings) - len(shown), tuple(_complaints(wishes, used, packs))


@cache
def _pattern(packs: Packs) -> Any:
    return ready(packs.table("suppress")["comment"])


def _wishes(document: Document, packs: Packs) -> Iterator[Wish]:
    for comment in document.comments:
        found = _pattern(packs).match(comment.text)
        if found is not None:
            yield Wish(comment, tuple(found.captures("code")), found["reason"].strip(" \t\n，,。.：:；;"))


def _settles(wish: Wish, finding: Finding) -> bool:
    if finding.rule not in wish.codes and finding.name not in wish.codes:
        return False
    places = (finding.location, *(evidence.location for evidence in finding.evidence))
    return any(_on(wish.comment, place) for place in places)


def _on(comment: Comment, place: Location) -> bool:
    """Whether a comment stands on a figure, or has its end inside it."""
    if (comment.part, comment.block, comment.row, comment.col) != place.holder:
        return False
    if comment.start == comment.end:
        return place.start <= comment.start <= place.end
    return comment.start < place.end and place.start < comment.end


def _complaints(wishes: Sequence[Wish], used: set[int], packs: Packs) -> Iterator[str]:
    names = {*packs.rules, *(rule["name"] for rule in packs.rules.values())}
    for wish in wishes:
        said = " ".join(wish.comment.text.split())
        unknown = [code for code in wish.codes if code not in names]
        if unknown:
            yield f"批注“{said}”：没有规则 {unknown[0]}{meant(unknown[0], names)}"
        elif not wish.reason:
            yield f"批注“{said}”没有写原因，不起作用；请写成：vqr-check: 忽略 {'、'.join(wish.codes)} 原因"
        elif id(wish) not in used:
            yield f"批注“{said}”所在的数字没有这一问题，可以删去这条批注。"
