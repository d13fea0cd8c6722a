"""Many reports: each is checked on its own, here or in any executor; results come in the order of the inputs.

At most ``AHEAD`` results wait for the one that is next, so memory does not grow with the number of reports.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, overload

from vqr_check.many.inputs import Input, inputs
from vqr_check.model import Failure, Report, VqrCheckError

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

AHEAD = 32  # reports that may be under way or wait for an earlier one
T = TypeVar("T")
Paths = Iterable[str | Path]


@overload
def check_many(
    paths: Paths, *, executor: Executor | None = None, jobs: int | None = None, previous: str | Path | None = None
) -> Iterator[Report | Failure]:
    """Whole reports."""


@overload
def check_many(
    paths: Paths,
    *,
    then: Callable[[Report], T],
    executor: Executor | None = None,
    jobs: int | None = None,
    previous: str | Path | None = None,
) -> Iterator[T | Failure]:
    """What ``then`` makes of them."""


def check_many(
    paths: Paths,
    *,
    then: Callable[[Report], object] | None = None,
    executor: Executor | None = None,
    jobs: int | None = None,
    previous: str | Path | None = None,
) -> Iterator[object]:
    """Check every report that ``paths`` name: files, folders (all below them), patterns such as ``2024/*.docx``.

    Yields, in the order of the inputs, a Report for each, or a Failure with a Chinese line for one that could not
    be checked. ``then`` makes something smaller of each report, in the process that checked it. ``executor`` is any
    ``concurrent.futures.Executor``; without one, ``jobs`` processes are used, by default one a core, and none of
    them for a single report. ``previous`` is last year's report, for each of them.
    """
    found = list(inputs(os.fspath(path) for path in paths))
    return check_inputs(found, partial(checked, previous=previous, then=then), executor, jobs)


def check_inputs(
    found: Sequence[Input], work: Callable[[Input], T], executor: Executor | None = None, jobs: int | None = None
) -> Iterator[T | Failure]:
    """Do ``work`` for each input, in an executor, in processes of our own, or here where one job is enough."""
    if executor is not None:
        return _in_order(found, work, executor)
    jobs = min(jobs or cores(), len(found))
    if jobs < 2:
        return map(work, found)
    return _pooled(found, work, jobs)


def checked(
    found: Input,
    previous: str | Path | None = None,
    then: Callable[[Report], T] | None = None,
    check: Callable[[str], Report] | None = None,
) -> T | Report | Failure:
    """Check one input; whatever goes wrong becomes a Failure that names the file."""
    if found.trouble:
        return Failure(found.path, found.trouble)
    try:
        if check is None:
            from vqr_check.engine import check as engine_check

            report = engine_check(found.path, previous=previous)
        else:
            report = check(found.path)
        return report if then is None else then(report)
    except VqrCheckError as error:
        return Failure(found.path, str(error))
    except Exception as error:  # a defect of ours must not cost the user the other reports
        return _defect(found.path, error)


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _defect(path: str, error: BaseException) -> Failure:
    said = f"{type(error).__name__}：{error}"
    return Failure(path, f"{path}：核对时程序出错（{said}），其余文件照常核对；请把此行报给维护者。")


def _in_order(found: Iterable[Input], work: Callable[[Input], T], executor: Executor) -> Iterator[T | Failure]:
    """The results in the order of the inputs; an executor that breaks costs the reports that it has lost."""
    for one, future in _futures(found, work, executor):
        try:
            yield future.result()
        except Exception as error:
            yield _defect(one.path, error)


def _futures(
    found: Iterable[Input], work: Callable[[Input], T], executor: Executor
) -> Iterator[tuple[Input, Future[T]]]:
    """Each input with its future, oldest first, ``AHEAD`` of them under way."""
    waiting: deque[tuple[Input, Future[T]]] = deque()
    try:
        for one in found:
            if len(waiting) >= AHEAD:
                yield waiting.popleft()
            waiting.append((one, _submitted(executor, work, one)))
        while waiting:
            yield waiting.popleft()
    finally:
        for _, future in waiting:
            future.cancel()


def _submitted(executor: Executor, work: Callable[[Input], T], one: Input) -> Future[T]:
    from concurrent.futures import BrokenExecutor, Future

    try:
        return executor.submit(work, one)
    except BrokenExecutor as error:
        broken: Future[T] = Future()
        broken.set_exception(error)
        return broken


def _pooled(found: Sequence[Input], work: Callable[[Input], T], jobs: int) -> Iterator[T | Failure]:
    """The results from processes of our own; a process that dies costs one report at most."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    import vqr_check.engine  # noqa: F401  # before the processes part, so that each of them has it

    done = 0
    while done < len(found):
        with ProcessPoolExecutor(jobs) as pool:
            try:
                for one, future in _futures(found[done:], work, pool):
                    try:
                        result: T | Failure = future.result()
                    except BrokenExecutor:
                        break
                    except Exception as error:
                        result = _defect(one.path, error)
                    done += 1
                    yield result
                else:
                    return
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        yield _alone(found[done], work)
        done += 1


def _alone(one: Input, work: Callable[[Input], T]) -> T | Failure:
    """The result of a report during which a process died: once more, in a process that has nothing else to lose."""
    from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

    with ProcessPoolExecutor(1) as pool:
        try:
            return pool.submit(work, one).result()
        except BrokenExecutor:
            return Failure(one.path, f"{one.path}：核对它的进程意外退出，可能是文件过大、内存不足，请单独核对这一份。")
        except Exception as error:
            return _defect(one.path, error)
