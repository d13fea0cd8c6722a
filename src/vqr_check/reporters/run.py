"""What one run of the checker hands to its reporters: the reports, what could not be read, the counts."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from vqr_check.model import Failure, Report
from vqr_check.record import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Everything one run found, in the order of its inputs."""

    reports: tuple[Report, ...]
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one report or of several."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0
    agreed: int = 0
    contradicted: int = 0
    unchecked: int = 0
    hidden: int = 0
    tolerance: Decimal = Decimal(0)  # in units of the last printed digit

    @property
    def total(self) -> int:
        """All numbers."""
        return self.checked + self.unchecked

    @property
    def checked(self) -> int:
        """Numbers that some relation could judge, whatever came of it."""
        return self.agreed + self.contradicted

    @property
    def coverage(self) -> Decimal:
        """Checked numbers of all numbers, in whole percent; 0 where there is no number."""
        if not self.total:
            return Decimal(0)
        return (Decimal(100 * self.checked) / self.total).quantize(Decimal(1), ROUND_HALF_UP)


def tally(reports: Iterable[Report]) -> Tally:
    """The counts of these reports together."""
    listed = tuple(reports)
    severities = [f.severity for report in listed for f in report.findings]
    return Tally(
        errors=severities.count("error"),
        warnings=severities.count("warning"),
        infos=severities.count("info"),
        agreed=sum(report.ledger.count("agreed") for report in listed),
        contradicted=sum(report.ledger.count("contradicted") for report in listed),
        unchecked=sum(report.ledger.count("unchecked") for report in listed),
        hidden=sum(report.hidden for report in listed),
        tolerance=max((report.precision.tolerance for report in listed), default=Decimal(0)),
    )
