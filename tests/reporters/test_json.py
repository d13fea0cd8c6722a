"""The JSON keeps its contract."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from report_builder import clean, report

from vqr_check import check
from vqr_check.reporters import writer
from vqr_check.reporters.run import Failure, Run

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "report.schema.json").read_text("utf-8"))
RUN = Run((report(), clean()), (Failure("坏.docx", "坏.docx：不是 DOCX 文件。"),))


def outcome() -> dict:
    return json.loads(writer("json")(RUN))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_outcome_fits_the_schema() -> None:
    jsonschema.validate(outcome(), SCHEMA)


@pytest.mark.parametrize("name", ["quality-report.docx", "clean-report.docx"])
def test_the_outcome_of_a_real_report_fits_the_schema(name: str) -> None:
    checked = check(Path(__file__).parents[2] / "samples" / name)
    jsonschema.validate(json.loads(writer("json")(Run((checked,)))), SCHEMA)


def test_numbers_are_strings() -> None:
    finding = outcome()["reports"][0]["findings"][0]
    assert finding["params"] == {"reported": "42.46", "computed": "17.51"}
    assert finding["evidence"][1]["value"] == "434"


def test_a_location_is_the_contracts() -> None:
    location = outcome()["reports"][0]["findings"][2]["location"]
    assert location == {
        "part": "body", "block": 5, "row": 3, "col": 1, "start": 0, "end": 3, "text": "178",
        "section": ["三、培养质量", "（二）毕业生去向"],
    }  # fmt: skip


def test_the_ledger_counts_every_quantity() -> None:
    first = outcome()["reports"][0]
    assert first["ledger"] == {"agreed": 2, "contradicted": 11, "unchecked": 2, "total": 15}
    assert len(first["quantities"]) == 15


def test_reports_keep_the_order_of_the_inputs() -> None:
    assert [r["path"] for r in outcome()["reports"]] == ["质量报告.docx", "干净.docx"]


def test_failures_are_listed() -> None:
    assert outcome()["errors"] == [{"path": "坏.docx", "message": "坏.docx：不是 DOCX 文件。"}]


def test_two_runs_give_the_same_bytes() -> None:
    assert writer("json")(RUN) == writer("json")(Run((report(), clean()), RUN.failures))


def test_a_path_of_undecodable_bytes_is_still_utf8() -> None:
    writer("json")(Run((clean("a\udcff.docx"),))).decode("utf-8")
