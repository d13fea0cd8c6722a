"""The engine leaves the process as it found it."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from vqr_check.engine import RARELY, unhurried


@pytest.fixture(autouse=True)
def threshold() -> Iterator[None]:
    """Each test begins with Python's own thresholds and leaves the runner's."""
    usual = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*usual)


def test_garbage_is_looked_for_less_often_during_a_check() -> None:
    with unhurried():
        assert gc.get_threshold() == RARELY


def test_thresholds_are_as_before_after_a_check_that_fails() -> None:
    with pytest.raises(ValueError, match="no report"), unhurried():
        raise ValueError("no report")
    assert gc.get_threshold() == (700, 10, 10)


def test_a_process_that_never_looks_for_garbage_is_left_alone() -> None:
    gc.set_threshold(0)
    with unhurried():
        assert gc.get_threshold()[0] == 0


def test_a_process_that_looks_for_it_more_rarely_still_is_left_alone() -> None:
    gc.set_threshold(10**6)
    with unhurried():
        assert gc.get_threshold()[0] == 10**6
