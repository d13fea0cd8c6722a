"""Findings: failed relations as a reviewer reads them, one root each, and the ledger of every quantity."""

from __future__ import annotations

from vqr_check.findings.ledger import ledger
from vqr_check.findings.roots import findings

__all__ = ["findings", "ledger"]
