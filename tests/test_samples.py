"""The samples: what the script writes, and what a check of them must find."""

from __future__ import annotations

import pytest
from build_samples import NAMES, SAMPLES, blocks, expected, outcome, source
from report_text import build

from vqr_check import check

every_sample = pytest.mark.parametrize("name", NAMES)


@every_sample
def test_a_sample_is_what_its_source_makes(name: str) -> None:
    assert blocks((SAMPLES / f"{name}.docx").read_bytes()) == blocks(build(source(name)))


@every_sample
def test_writing_a_sample_twice_gives_the_same_bytes(name: str) -> None:
    assert build(source(name)) == build(source(name))


@every_sample
def test_a_check_finds_what_is_expected(name: str) -> None:
    found, written = outcome(name), expected(name)
    assert [brief(f) for f in found["reports"][0]["findings"]] == [brief(f) for f in written["reports"][0]["findings"]]
    assert found == written


def brief(finding: dict[str, object]) -> tuple[object, ...]:
    """What one sees of a finding at first sight, for a readable difference."""
    return finding["rule"], finding["severity"], finding["message"]


def test_nothing_is_found_in_the_clean_report() -> None:
    assert outcome("clean-report")["reports"][0]["findings"] == []


def test_most_numbers_of_the_clean_report_are_agreed_and_none_is_contradicted() -> None:
    ledger = check(SAMPLES / "clean-report.docx").ledger
    assert ledger.count("contradicted") == 0
    assert ledger.count("agreed") * 4 > len(ledger.entries) * 3


@pytest.mark.parametrize("planted", ["2091", "42.46%", "21.23%", "18.44%", "358", "46.51", "5.2.1", "5.2.5"])
def test_the_planted_error_is_found(planted: str) -> None:
    findings = outcome("quality-report")["reports"][0]["findings"]
    shown = {e["location"]["text"] for f in findings for e in [f, *f["evidence"]]}
    assert planted in shown


def test_no_more_than_what_is_planted_is_an_error() -> None:
    planted = {"2091", "42.46%", "21.23%", "18.44%", "358", "46.51"}
    for finding in outcome("quality-report")["reports"][0]["findings"]:
        figures = {e["location"]["text"] for e in [finding, *finding["evidence"]]}
        assert finding["severity"] != "error" or figures & planted, finding["message"]
