"""What a change is measured from where its words name that: 比年初预算, 高出省控线, the figure of a plan or a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered
from vqr_check.model import Claim, Relation
from vqr_check.relations.context import NAMED
from vqr_check.relations.readings import verdict
from vqr_check.relations.scene import FAMILIES, Scene, unit

BACK, AHEAD = 16, 4  # figures of the passage in which such a figure is looked for: in front of a change, and behind it
ONE, SOME = Decimal("0.97"), Decimal("0.6")  # one figure bears the name; several do


def named(change: Mention, now: Mention, scene: Scene) -> Iterator[tuple[Claim, Decimal]]:
    """The figures of the passage that a change is said to be measured from, but for those of another year."""
    what = compared_with(change, scene)
    wanted = scene.around.nouns.keys(what)
    if not wanted:
        return
    near = scene.found[max(0, change.order - BACK) : change.order + 1 + AHEAD]
    held: dict[Decimal, Claim] = {}
    for level in reversed(near):
        like = level.role == "level" and level is not now and unit(level.quantity) == unit(now.quantity)
        if like and level.quantity.value != change.quantity.value and covered(wanted, level.claim.keys) >= NAMED:
            held.setdefault(level.quantity.value, level.claim)
    for claim in held.values():
        yield claim, ONE if len(held) == 1 else SOME


def it(level: Mention, change: Mention, scene: Scene) -> bool:
    """Whether a figure is the plan that a change is measured from, so that the change did not lead to it."""
    what = compared_with(change, scene)
    planned = scene.words.planned.search(what) and scene.words.planned.search(level.before)
    return bool(planned) and covered(scene.around.nouns.keys(what), level.claim.keys) >= NAMED


def without(said: str, change: Mention, scene: Scene) -> str:
    """The words that say what changed, without those for what it is measured from: 平均分 of 平均分高出控制线."""
    what = compared_with(change, scene)
    if not what or said in what:
        return "" if what else said
    rest = scene.words.change.sub("", said.replace(what, "")) if what in said else said
    return str(scene.words.than.sub("", rest))


def compared_with(change: Mention, scene: Scene) -> str:
    """The words for what a change is measured from; "" where its clause names a year, or nothing.

    The second of two changes goes on from the first: 比预算增支30万元，超出12%.
    """
    said = scene.words.against.search(change.lead)
    ahead = scene.found[change.order - 1] if change.order else change
    if said is None and ahead.role in FAMILIES and ahead.clause + 1 == change.clause:
        said = scene.words.against.search(ahead.lead)
    what = scene.words.change.sub("", said["what"]).strip() if said is not None else ""
    return "" if scene.words.planned.search(what) is None and scene.words.dated.search(what) else what


def mirrored(relation: Relation, change: Mention, scene: Scene) -> bool:
    """Whether two groups are compared the other way round: 本科94.21%，硕士97.45%，落实率硕士比本科高3.24个百分点."""
    held = dict(relation.members)
    if relation.family not in ("point", "delta") or verdict(relation) != "contradicted":
        return False
    if not compared_with(change, scene):
        return False
    other = tuple({**held, "now": held["before"], "before": held["now"]}.items())
    return verdict(replace(relation, members=other)) == "agreed"
