"""Many reports: in any executor, in the order of the inputs, none lost to another's trouble."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from report_text import build

from vqr_check import Report, check_many
from vqr_check.many import AHEAD, check_inputs
from vqr_check.many.inputs import Input, inputs
from vqr_check.model import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six reports in two folders, the third of them no report at all, beside a lock file and a text."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b" / "c").mkdir(parents=True)
    for number, place in enumerate(("a", "a", "a", "b", "b/c", "b/c")):
        content = build(f"# 报告\n\n培训{number + 10}人，其中男生{number + 4}人、女生6人，共{number + 10}人。")
        (tmp_path / place / f"{number}.docx").write_bytes(content if number != 2 else b"no report")
    (tmp_path / "a" / "~$0.docx").write_bytes(b"owner")
    (tmp_path / "a" / "note.txt").write_text("text")
    return tmp_path


def names(paths: Sequence[str | Path], results: object) -> list[str]:
    """The file names of results."""
    return [Path(result.path).name for result in results]  # type: ignore[attr-defined]


def size(report: Report) -> tuple[str, int]:
    """Something smaller than a report."""
    return Path(report.path).name, len(report.ledger.entries)


def slow_first(found: Input) -> str:
    """The later an input, the sooner it is done."""
    time.sleep(0.05 if found.path == "0" else 0)
    return found.path


def dies_on(bad: str, found: Input) -> str:
    """The process itself ends at one input."""
    if found.path == bad:
        os._exit(9)
    return found.path


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_is_checked_with_all_below_it_in_order_of_name(folder: Path, jobs: int) -> None:
    assert names([], check_many([folder], jobs=jobs)) == [f"{n}.docx" for n in range(6)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_file_stops_nothing(folder: Path, jobs: int) -> None:
    kinds = [type(result) for result in check_many([folder], jobs=jobs)]
    assert kinds == [Report, Report, Failure, Report, Report, Report]


def test_the_failure_of_a_file_says_which_it_is(folder: Path) -> None:
    failure = list(check_many([folder / "a"], jobs=1))[2]
    assert isinstance(failure, Failure)
    assert "2.docx" in failure.message


def test_any_executor_gives_what_one_process_gives(folder: Path) -> None:
    with ThreadPoolExecutor(3) as executor:
        assert list(check_many([folder], executor=executor)) == list(check_many([folder], jobs=1))


def test_processes_give_what_one_process_gives(folder: Path) -> None:
    assert list(check_many([folder], jobs=2)) == list(check_many([folder], jobs=1))


def test_something_smaller_can_be_made_of_each_report(folder: Path) -> None:
    found = list(check_many([folder / "b"], then=size, jobs=2))
    assert found == [("3.docx", 4), ("4.docx", 4), ("5.docx", 4)]


def test_results_keep_the_order_of_the_inputs() -> None:
    found = [Input(str(n)) for n in range(8)]
    with ThreadPoolExecutor(4) as executor:
        assert list(check_inputs(found, slow_first, executor)) == [str(n) for n in range(8)]


def test_a_process_that_dies_costs_its_own_report_and_no_other() -> None:
    found = [Input(str(n)) for n in range(12)]
    results = list(check_inputs(found, partial(dies_on, "5"), jobs=2))
    assert [r if isinstance(r, str) else r.path for r in results] == [str(n) for n in range(12)]
    assert [r.path for r in results if isinstance(r, Failure)] == ["5"]


def test_no_more_reports_are_under_way_than_may_wait() -> None:
    begun: list[str] = []

    def work(found: Input) -> str:
        begun.append(found.path)
        return found.path

    with ThreadPoolExecutor(2) as executor:
        results = check_inputs([Input(str(n)) for n in range(200)], work, executor)
        next(results)
        assert len(begun) <= AHEAD + 1
        assert len(list(results)) == 199


# ---- inputs -------------------------------------------------------------------------------


def found_in(*paths: str) -> list[str]:
    """The names of what paths name."""
    return [Path(one.path).name for one in inputs(paths) if not one.trouble]


def test_a_pattern_names_the_reports_that_fit_it(folder: Path) -> None:
    assert found_in(str(folder / "a" / "*")) == ["0.docx", "1.docx", "2.docx"]


def test_two_stars_go_down_into_folders(folder: Path) -> None:
    assert found_in(str(folder / "b" / "**" / "*.docx")) == ["3.docx", "4.docx", "5.docx"]


def test_a_report_named_twice_is_checked_once(folder: Path) -> None:
    assert found_in(str(folder / "a" / "1.docx"), str(folder / "a")) == ["1.docx", "0.docx", "2.docx"]


def test_a_pattern_that_nothing_fits_is_said(folder: Path) -> None:
    found = list(inputs([str(folder / "x*.docx")]))
    assert [bool(one.trouble) for one in found] == [True]


def test_a_file_whose_name_looks_like_a_pattern_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "报告[1].docx").write_bytes(b"")
    assert found_in(str(tmp_path / "报告[1].docx")) == ["报告[1].docx"]
