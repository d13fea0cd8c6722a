"""The ledger: every number of a document in exactly one bin."""

from collections import Counter

import pytest
from build_samples import NAMES, SAMPLES

from vqr_check.claims import statements
from vqr_check.config import Config
from vqr_check.document import read
from vqr_check.document.sketch import sketch
from vqr_check.engine import examine
from vqr_check.packs import load


@pytest.mark.parametrize("name", NAMES)
def test_every_numeral_of_every_scan_is_in_exactly_one_bin(name: str) -> None:
    document = read(SAMPLES / f"{name}.docx")
    said = statements(document, load())
    ledger = examine(document, load(), Config()).ledger
    numerals = Counter[str]()
    for scan in said.scans:
        numerals.update(q.literal for q in scan.quantities)
        numerals.update(other.literal for other in scan.others)
        numerals.update(bad.literal for bad in scan.malformed)
    booked = [e.literal for e in ledger.entries if e.location.row is None]
    assert (
        Counter([*booked, *(left.location.text for left in ledger.left_out if left.location.row is None)]) == numerals
    )


@pytest.mark.parametrize("name", NAMES)
def test_no_place_is_booked_twice(name: str) -> None:
    ledger = examine(read(SAMPLES / f"{name}.docx"), load(), Config()).ledger
    places = [(e.location.holder, e.location.start) for e in ledger.entries]
    places += [(left.location.holder, left.location.start) for left in ledger.left_out]
    assert [place for place, times in Counter(places).items() if times > 1] == []


def test_a_measure_has_no_stray_brackets() -> None:
    report = examine(sketch("人数最多的是给排水（21人）、工程造价（18人）和会计（9人）。"), load(), Config())
    assert not any((e.measure[:1] in "）、" and e.measure) or e.measure.endswith("（") for e in report.ledger.entries)


def test_what_is_not_checked_has_a_reason_and_what_is_has_none() -> None:
    entries = examine(read(SAMPLES / "quality-report.docx"), load(), Config()).ledger.entries
    assert all(bool(e.reason) == (e.status == "unchecked") for e in entries)


@pytest.mark.parametrize(
    ("text", "literal", "reason"),
    [
        ("新生报到380人，报到率95.00%。", "95.00%", "没有找到“报到率”的总数（录取数）"),
        ("女生占在校生的42.50%。", "42.50%", "没有找到“在校生”的数，无法核对这一占比"),
        ("图书馆藏书6.2万册，增长4.2%。", "4.2%", "没有找到“图书馆藏书”的上期数"),
        ("教师人均培训92学时。", "92学时", "没有找到“教师人均培训”的总数或个数"),
        ("选“甲”乙”的勾选率为12.5%。", "12.5%", "没有找到这一比率的分子或分母"),  # no name to quote
    ],
)
def test_a_reason_names_the_partner_that_is_missing(text: str, literal: str, reason: str) -> None:
    ledger = examine(sketch(text), load(), Config()).ledger
    assert [entry.reason for entry in ledger.entries if entry.literal == literal] == [reason]
