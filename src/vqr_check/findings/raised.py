"""Raised: a rule's words filled in with what was found, as a finding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from vqr_check.model import Check, Evidence, Finding, Location, Severity


def raised(
    rule: Mapping[str, Any],
    at: Location,
    values: Mapping[str, str],
    key: str,
    proof: Iterable[Evidence] = (),
    checks: Iterable[Check] = (),
    cause: str = "",
    severity: Severity | None = None,
) -> Finding:
    """The finding of a ``[[rule]]`` at a place; ``values`` fill its message, ``key`` is what a baseline knows it by."""
    return Finding(
        rule=rule["code"],
        name=rule["name"],
        severity=severity or rule["severity"],
        title=rule["title"],
        message=str(rule["message"]).format_map(values),
        location=at,
        evidence=tuple(proof),
        checks=tuple(checks),
        params=tuple(values.items()),
        cause=cause,
        hint=rule.get("mend", ""),
        fingerprint=key,
    )


def digest(*parts: str) -> str:
    """A short name for these texts, the same in every run."""
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
