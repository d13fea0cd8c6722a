"""The ledger: every quantity of the document in exactly one bin, with the checks that it takes part in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from vqr_check.claims import Statements
from vqr_check.findings.checks import check
from vqr_check.findings.reasons import reasons
from vqr_check.findings.written import name_of
from vqr_check.model import Check, Claim, Entry, Ledger, LeftOut, Relation, Status, Verdict
from vqr_check.packs import Packs
from vqr_check.relations.readings import verdict


class Written(Ledger):
    """A ledger whose entries are written when somebody first asks for them; most runs print no more than counts."""

    __slots__ = ("_held", "_states", "_write")
    _held: tuple[Entry, ...] | None
    _states: Mapping[Status, int]
    _write: Callable[[], tuple[Entry, ...]]

    def __init__(
        self, write: Callable[[], tuple[Entry, ...]], left_out: tuple[LeftOut, ...], states: Mapping[Status, int]
    ) -> None:
        put = object.__setattr__
        put(self, "left_out", left_out)
        put(self, "_states", states)
        put(self, "_write", write)
        put(self, "_held", None)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The quantities in document order."""
        if self._held is None:
            object.__setattr__(self, "_held", self._write())
            object.__setattr__(self, "_write", tuple)  # what they were written from may go
        return self._held or ()

    def count(self, status: Status) -> int:
        """How many quantities have this status."""
        return self._states.get(status, 0)

    def _whole(self) -> Ledger:
        return Ledger(self.entries, self.left_out)

    def __eq__(self, other: object) -> bool:
        return other._whole() == self._whole() if isinstance(other, Written) else other == self._whole()

    def __hash__(self) -> int:
        return hash(self._whole())

    def __repr__(self) -> str:
        return repr(self._whole())

    def __reduce__(self) -> tuple[type[Ledger], tuple[object, ...]]:
        return Ledger, (self.entries, self.left_out)


def ledger(
    relations: Sequence[Relation], said: Statements, packs: Packs, verdicts: Sequence[Verdict] | None = None
) -> Ledger:
    """Agreed, contradicted or unchecked (with the reason) for each claim; what is no quantity apart.

    ``verdicts`` are those of the relations, where they are known. Checks and entries are written when asked for.
    """
    judged = verdicts if verdicts is not None else tuple(map(verdict, relations))
    failed: set[int] = set()
    checked: set[int] = set()
    for relation, found in zip(relations, judged, strict=True):
        (failed if found == "contradicted" else checked).update([claim.id for _, claim in relation.members])
    states = Counter(_status(claim, failed, checked) for claim in said.claims())
    return Written(lambda: tuple(_entries(relations, said, packs)), said.left_out, states)


def _status(claim: Claim, failed: Set[int], checked: Set[int]) -> Status:
    if claim.id in failed:
        return "contradicted"
    return "agreed" if claim.id in checked else "unchecked"


def _entries(relations: Sequence[Relation], said: Statements, packs: Packs) -> Iterator[Entry]:
    checks: dict[int, list[Check]] = {}
    for relation in relations:
        done = check(relation, packs)
        for _, claim in relation.members:
            checks.setdefault(claim.id, []).append(done)
    why, in_table = dict(reasons(said, packs)), str(packs.table("reason")["cell"])
    for claim in said.claims():
        yield _entry(claim, tuple(checks.get(claim.id, ())), why.get(claim.id, in_table), packs)


def _entry(claim: Claim, checks: tuple[Check, ...], why: str, packs: Packs) -> Entry:
    status: Status = "unchecked"
    if any(c.verdict == "contradicted" for c in checks):
        status = "contradicted"
    elif checks:
        status = "agreed"
    quantity = claim.quantity
    return Entry(
        location=claim.location,
        literal=quantity.literal,
        value=quantity.value,
        step=quantity.step,
        unit=quantity.unit,
        measure=name_of(claim, packs),
        scope="，".join(claim.scope),
        period=claim.period,
        status=status,
        reason="" if checks else why,
        checks=checks,
    )
