"""Rates that are by definition the sum of others: 升学率 is 国内升学率 and 出国出境深造率 in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from vqr_check.claims.mentions import Mention
from vqr_check.claims.nouns import Nouns, nouns
from vqr_check.model import Relation
from vqr_check.packs import Packs, ready
from vqr_check.record import dataclass
from vqr_check.relations.readings import Reading, agreed, reading, settle

SURE, ALIKE, OTHERS = map(Decimal, ("0.92", "0.86", "0.3"))  # 其中 · of the same group · of another one
BACK = 3  # passages in front of the parts in which their total is looked for
RATED = frozenset({"quota", "rate", "share", "percentage"})


@dataclass(frozen=True, slots=True)
class _Sum:
    """What a rate is called, and each of the rates that it is the sum of."""

    whole: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]


@cache
def _known(packs: Packs) -> tuple[_Sum, ...]:
    """The breakdowns of the packs that are of rates."""
    ends = packs.table("rates")["rate"]
    entries = (e for e in packs.entries("partition") if "whole" in e and e["parts"][0][0].endswith(ends))
    return tuple(_Sum(tuple(e["whole"]), tuple(map(tuple, e["parts"]))) for e in entries)


def rate_sums(passages: Sequence[Sequence[Mention]], packs: Packs) -> Iterator[Relation]:
    """The sums that rates of a document are by their definition.

    All the parts stand side by side in one sentence, and nothing else between them; the rate that they make up is
    the one in front of them in it, or one in a sentence or passage above that is of the same group (本科毕业生).
    """
    for number, found in enumerate(passages):
        for known in _known(packs) if any(m.role == "quota" for m in found) else ():
            for run in _runs(found, known):
                above = [m for passage in passages[max(0, number - BACK) : number] for m in passage]
                readings = list(_readings(run, [*above, *found[: run[0].order]], known, packs))
                relation = agreed(readings) or _failing(readings)
                if relation is not None:
                    yield relation


def _failing(readings: Sequence[Reading]) -> Relation | None:
    """The reading that speaks though it fails; none where rates of one group differ among themselves."""
    best = [r for r in readings if r.support == max(r.support for r in readings)]
    values = {r.relation.members[0][1].quantity.value for r in best}
    return settle(best[-1:]) if len(values) == 1 else None


def _runs(found: Sequence[Mention], known: _Sum) -> Iterator[list[Mention]]:
    """Rates side by side that are all the parts, each once."""
    size = len(known.parts)
    rates = [m for m in found if m.role in RATED and m.quantity.kind == "percent"]
    for k in range(len(rates) - size + 1):
        run = rates[k : k + size]
        parts = {_named(m, names) for m in run for names in known.parts if _named(m, names)}
        slots = [next((p for p, names in enumerate(known.parts) if _named(m, names)), None) for m in run]
        one = run[0].sentence == run[-1].sentence and all(m.separator in ("、", "，") for m in run[1:])
        others = [m for m in rates[k + size : k + size + 1] if m.separator == "、" and m.sentence == run[0].sentence]
        if one and len(parts) == size and {*slots} == {*range(size)} and not others:
            yield run


def _named(mention: Mention, names: Sequence[str]) -> str:
    """The name that the words of a rate end in, "" where they end in none of them."""
    return next((name for name in names if mention.base.endswith(name)), "")


def _readings(run: Sequence[Mention], ahead: Sequence[Mention], known: _Sum, packs: Packs) -> Iterator[Reading]:
    first, noun = run[0], nouns(packs)
    group = _group(first, known.parts, noun, packs)
    for total in ahead:
        if total.role not in RATED or total.quantity.kind != "percent" or not _named(total, known.whole):
            continue
        if any(_named(total, names) for names in known.parts):
            continue
        beside = total.passage == first.passage and total.sentence == first.sentence and first.order - total.order == 1
        support = SURE if beside else ALIKE if _group(total, (known.whole,), noun, packs) == group else OTHERS
        yield reading("sum", support, "rates", total=total.claim, part=[m.claim for m in run])


def _group(mention: Mention, parts: Sequence[Sequence[str]], noun: Nouns, packs: Packs) -> frozenset[str]:
    """The words that say whose rate it is: 本科 of 本科毕业生升学率; none where it is that of all."""
    name = next(_named(mention, names) for names in parts if _named(mention, names))
    said = mention.base.removesuffix(name)
    return noun.keys(ready(packs.table("rates")["everyone"]).sub("", said))
