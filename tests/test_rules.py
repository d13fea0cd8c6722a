"""Every rule is whole, and its own examples show it: the bad one raises it, the good one raises nothing."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from string import Formatter
from typing import Any, get_args

import pytest
from report_text import build

from vqr_check import check
from vqr_check.model import Report, Severity
from vqr_check.packs import load

RULES = {rule["code"]: rule for rule in load().entries("rule")}
KEYS = ("code", "name", "title", "message", "reason", "mend", "bad", "good")
FAMILIES = {  # the roles of a relation and what every check has to say of it: see model.Relation
    "share": "part whole share",
    "grim": "part share",
    "sum": "total part",
    "flow": "total part less",
    "subset": "part whole",
    "delta": "now before change",
    "growth": "now before rate",
    "rise": "now change rate",
    "compound": "now before rate",
    "point": "now before change",
    "times": "now before rate",
    "equal": "a b",
    "ratio": "a b rate",
    "mean": "total count mean",
    "pctsum": "part",
    "count": "n items listed",
    "rank": "item",
    "reach": "total first second count",
}
ALWAYS = {"reported", "computed", "difference"}

every_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
Rule = Mapping[str, Any]


def checked(example: str, last_year: str = "") -> Report:
    """The outcome for an example, a small report in plain text (see tools/report_text.py), perhaps with last year's."""
    previous = io.BytesIO(build(last_year)) if last_year else None
    return check(io.BytesIO(build(example)), name="example.docx", previous=previous)


def test_no_code_and_no_name_is_used_twice() -> None:
    rules = load().entries("rule")
    assert len({rule["code"] for rule in rules}) == len({rule["name"] for rule in rules}) == len(rules)


@every_rule
def test_a_rule_says_all_that_a_reader_needs(rule: Rule) -> None:
    missing = [key for key in KEYS if not str(rule.get(key, "")).strip()]
    assert not missing


@every_rule
def test_codes_and_names_are_well_formed(rule: Rule) -> None:
    assert re.fullmatch(r"VQR[0-6]\d\d", rule["code"])
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule["name"])


@every_rule
def test_a_severity_that_is_set_is_known(rule: Rule) -> None:
    assert rule.get("severity", "error") in get_args(Severity)


@every_rule
def test_a_message_asks_politely_and_never_says_who_is_wrong(rule: Rule) -> None:
    assert rule["message"].endswith("请核对")
    assert "错误" not in rule["message"]


@every_rule
def test_a_message_names_only_what_a_check_knows(rule: Rule) -> None:
    if "relation" not in rule:
        pytest.skip("not about a relation")
    roles = FAMILIES[rule["relation"]].split()
    known = ALWAYS | set(roles) | {f"{role}_name" for role in roles}
    assert {field for _, field, _, _ in Formatter().parse(rule["message"]) if field} <= known


@every_rule
def test_the_bad_example_raises_the_rule(rule: Rule) -> None:
    assert rule["code"] in {finding.rule for finding in checked(rule["bad"], rule.get("last_year", "")).findings}


@every_rule
def test_the_good_example_raises_nothing(rule: Rule) -> None:
    assert [finding.message for finding in checked(rule["good"], rule.get("last_year", "")).findings] == []
