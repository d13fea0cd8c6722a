"""The shipped packs keep to the schema that packs of users are held to, where they hold the same tables."""

from __future__ import annotations

import jsonschema
import pytest

from vqr_check.packs import load
from vqr_check.packs.meaning import schema
from vqr_check.packs.schema import problems

OURS = ("previous", "last_year", "and_others", "way")  # messages for special cases, which only shipped rules have
SHARED = ("rule", "synonym", "partition", "flow", "role", "cue", "order")


@pytest.mark.parametrize("key", SHARED)
def test_the_entries_of_the_shipped_packs_fit_the_schema(key: str) -> None:
    data = {key: [{k: v for k, v in entry.items() if k not in OURS} for entry in load().entries(key)]}
    assert [problem.message for problem in problems(data, schema(), schema())] == []


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize(
    "data",
    [
        {"off": "VQR201"},
        {"rule": [{}]},
        {"severity": {"VQR201": "bad"}},
        {"partition": [{"name": "", "parts": []}]},
        {},
    ],
)
def test_our_validator_and_the_library_agree(data: dict[str, object]) -> None:
    ours = bool(list(problems(data, schema(), schema())))
    assert ours == bool(list(jsonschema.Draft202012Validator(schema()).iter_errors(data)))
