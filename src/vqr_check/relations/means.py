"""Means and per-head values in running text: total ÷ count = mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import covered, similar
from vqr_check.model import Claim, Relation
from vqr_check.packs import Packs
from vqr_check.relations.context import NAMED, Surroundings, sentence_start
from vqr_check.relations.readings import Reading, agreed, reading, settle

TOTALS = frozenset({"level", "before"})
BACK = 8  # figures in front of a mean among which its total and count are looked for
NAMED_THERE, GUESS = Decimal("0.86"), Decimal("0.5")
KEPT = 200  # claims looked at for one word
GROSS = Decimal("0.2")  # a count that is defined otherwise (折合在校生, 平均人数) differs by less than this


def means(found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Relation]:
    """The means of one passage."""
    for mention in found:
        if mention.role != "mean":
            continue
        relation = settle(_here(mention, found, around, packs), doubt=2)
        if relation is None:
            relation = _elsewhere(mention, found, around, packs)
        if relation is not None:
            yield relation


def _here(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Iterator[Reading]:
    """Total and count in the sentence of the mean: 66期、6250人次，平均每期94.7人."""
    counts = list(_counts(mention, found, around, packs))
    for total, certainty in _totals(mention, found):
        for count, support in counts:
            if count is not total and count.quantity.value > 1:
                sure = certainty * support
                yield reading("mean", sure, "mean", total=total.claim, count=count.claim, mean=mention.claim)


def _totals(mention: Mention, found: Sequence[Mention]) -> Iterator[tuple[Mention, Decimal]]:
    """The figures that may have been divided, with how surely."""
    start = sentence_start(found, mention.order)
    near = [m for m in _around(mention, found) if m.role in TOTALS and _divisible(m, mention)]
    ahead = [m for m in reversed(near) if m.order < mention.order and m.order >= start]
    behind = [m for m in near if m.order > mention.order]
    direct = behind[:1] if behind and behind[0].order == mention.order + 1 and behind[0].separator in ("，", "") else []
    for level in direct:
        yield level, Decimal("0.98") if not ahead else Decimal("0.97")
    for rank, level in enumerate(ahead):
        sure = Decimal("0.98") if not direct else GUESS
        yield level, sure if not rank else GUESS


def _around(mention: Mention, found: Sequence[Mention]) -> list[Mention]:
    """The figures of the stretch between semicolons that holds the mean."""
    first = max(sentence_start(found, mention.order), mention.order - BACK)
    for k in range(mention.order, first, -1):
        if found[k].separator == "；":
            first = k
            break
    out = list(found[first : mention.order])
    for other in found[mention.order + 1 : mention.order + 3]:
        if other.sentence != mention.sentence or other.separator == "；":
            break
        out.append(other)
    return out


def _divisible(total: Mention, mean: Mention) -> bool:
    mine, other = total.quantity, mean.quantity
    same = (
        mine.unit == other.unit
        or (mine.dimension == other.dimension and mine.dimension in ("people", "objects", "occasions"))
        or {mine.unit, other.unit} == {"人", "人次"}
    )
    return same and mine.value > other.value


def _counts(
    mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs
) -> Iterator[tuple[Mention, Decimal]]:
    """The figures in front of a mean that the total may have been divided by: its unit or its words are the mean's."""
    per = mention.base
    units = tuple(packs.table("means")["counted"].get(per, (per,)))
    wanted = around.nouns.keys(per)
    near = [m for m in reversed(_around(mention, found)) if m.role == "level" and m.order < mention.order]
    near = [m for m in near if m.quantity.kind == "count"]
    named = [m for m in near if wanted and covered(wanted, m.claim.keys) >= NAMED]
    fits = [m for m in near if per and (m.quantity.unit in units or per.endswith(m.quantity.unit or "-"))]
    first = (named or fits)[:1]
    for level in near:
        yield level, Decimal("0.97") if level in first else GUESS


# ---- a count that stands elsewhere --------------------------------------------------------------


def _elsewhere(mention: Mention, found: Sequence[Mention], around: Surroundings, packs: Packs) -> Relation | None:
    """生均图书35册: the count is what the document says of 在校生.

    Such counts are often defined otherwise (折合在校生, 平均人数); so the mean must be far from what any of them
    gives before it is called wrong.
    """
    total = next((total for total, _ in _totals(mention, found)), None)
    if total is None:
        return None
    named = list(_named(mention, total, around, packs))
    readings = [reading("mean", sure, "mean", total=total.claim, count=c, mean=mention.claim) for c, sure in named]
    held = agreed(readings)
    if held is not None or not readings:
        return held
    printed, far = mention.quantity.value, GROSS
    if all(not -far < printed * c.quantity.value / total.quantity.value - 1 < far for c, _ in named):
        best = max(readings, key=lambda r: (r.support, dict(r.relation.members)["count"].quantity.value))
        if best.support >= NAMED_THERE:
            return replace(best.relation, strength="likely")
    return None


def _named(mention: Mention, total: Mention, around: Surroundings, packs: Packs) -> Iterator[tuple[Claim, Decimal]]:
    """The counts of those whom a mean is per."""
    said = total.claim.measure if mention.base == packs.table("means")["person"] else mention.base
    seen: set[Decimal] = set()
    for entry in packs.table("means")["whose"]:
        if not any(word in said for word in entry["words"]):
            continue
        for rank, name in enumerate(entry["names"]):
            wanted = around.nouns.keys(name)
            for claim in sorted(_people(wanted, around), key=lambda c: -c.quantity.value):
                if claim.quantity.value > 1 and claim.quantity.value not in seen and claim.id != total.claim.id:
                    seen.add(claim.quantity.value)
                    yield claim, NAMED_THERE if not rank or len(seen) == 1 else GUESS
        return


def _people(wanted: frozenset[str], around: Surroundings) -> Iterator[Claim]:
    """The counts of people whose words are just these."""
    if wanted:
        rarest = min(wanted, key=lambda word: (len(around.by_word.get(word, ())) or 10**6, word))
        for claim in around.by_word.get(rarest, ())[:KEPT]:
            if claim.quantity.dimension == "people" and similar(wanted, claim.keys) >= NAMED:
                yield claim
