"""A real Dask scheduler with two workers on loopback, each a process of its own; one is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from report_text import build

from vqr_check.cli import main
from vqr_check.many import check_inputs, checked
from vqr_check.many.cluster import cluster
from vqr_check.many.inputs import inputs
from vqr_check.model import Failure, Report

distributed = pytest.importorskip("distributed")

COUNT = 40


@dataclass(frozen=True)
class Cluster:
    """The address of a scheduler and its workers' processes."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers with one thread each; they are stopped by their own process objects."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p), "TMPDIR": str(tmp_path)}
    options = ["--no-dashboard"]
    with ExitStack() as stack:

        def start(module: str, *arguments: str) -> subprocess.Popen[bytes]:
            command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments, *options]
            quiet = subprocess.DEVNULL
            process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=quiet, stderr=quiet)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        place = tmp_path / "scheduler.json"
        start("dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(place))
        deadline = time.monotonic() + 60
        while not place.exists() or not place.read_text():
            assert time.monotonic() < deadline, "the scheduler did not start"
            time.sleep(0.1)
        address = json.loads(place.read_text())["address"]
        local = ("--nthreads", "1", "--no-nanny", "--host", "127.0.0.1", "--local-directory", str(tmp_path))
        workers = tuple(start("dask_worker", address, *local) for _ in range(2))
        with distributed.Client(address, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield Cluster(address, workers)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder of reports, each with another number of trainees and every tenth with a wrong total."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(COUNT):
        total = 500 + n + (9 if n % 10 == 0 else 0)
        text = f"# 报告\n\n全年培训{total}人次。一是企业职工培训{200 + n}人次；二是社区居民培训300人次。"
        (folder / f"{n:02}.docx").write_bytes(build(text))
    return folder


def slowly(report: Report) -> tuple[str, int]:
    """Takes long enough that a worker has something under way when it is killed."""
    time.sleep(0.1)
    return Path(report.path).name, len(report.findings)


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(running: Cluster, reports: Path) -> None:
    found = list(inputs([str(reports)]))
    results: list[object] = []
    with cluster(running.address) as executor:
        for result in check_inputs(found, partial(checked, then=slowly), executor):
            results.append(result)
            if len(results) == COUNT // 4:
                os.kill(running.workers[0].pid, signal.SIGKILL)
    assert running.workers[0].wait(10) == -signal.SIGKILL
    assert not [result for result in results if isinstance(result, Failure)]
    assert results == [checked(one, then=slowly) for one in found]


def test_the_command_line_says_the_same_over_a_cluster(
    running: Cluster, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here = main(["--format", "jsonl", "--jobs", "1", str(reports)]), capsys.readouterr().out
    there = main(["--format", "jsonl", "--scheduler", running.address, str(reports)]), capsys.readouterr().out
    assert there == here


def test_a_scheduler_that_does_not_answer_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("vqr_check.many.cluster.PATIENCE", 1)
    assert main(["--scheduler", "tcp://127.0.0.1:9", "any.docx"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
