"""A Dask cluster as an executor, for runs over more reports than one machine should check."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager

from vqr_check.model import VqrCheckError

PATIENCE = 10  # seconds to reach the scheduler


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """An executor whose work a Dask cluster does; its workers need vqr-check and must see the same paths.

    ``address`` is the scheduler's, such as ``tcp://10.0.0.5:8786``. What a worker had under way when it was lost
    is done again by another. Raises VqrCheckError where Dask is not installed or nobody answers.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise VqrCheckError("--scheduler 要用 Dask，请先安装：pip install 'vqr-check[dask]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise VqrCheckError(f"--scheduler {address}：连不上 Dask 调度器，请检查地址，并确认它正在运行。") from error
    with client:
        yield client.get_executor(pure=False)
