"""vqr-check reads the numbers of a Chinese report and says which of them cannot be true."""

from __future__ import annotations

from vqr_check.config import Config
from vqr_check.engine import check
from vqr_check.many import check_many
from vqr_check.model import (
    Check,
    Claim,
    Entry,
    Evidence,
    Failure,
    Finding,
    Ledger,
    Location,
    Precision,
    Quantity,
    Relation,
    Report,
    Rule,
    VqrCheckError,
)

__version__ = "0.1.0"
__all__ = [
    "Check",
    "Claim",
    "Config",
    "Entry",
    "Evidence",
    "Failure",
    "Finding",
    "Ledger",
    "Location",
    "Precision",
    "Quantity",
    "Relation",
    "Report",
    "Rule",
    "VqrCheckError",
    "__version__",
    "check",
    "check_many",
]
