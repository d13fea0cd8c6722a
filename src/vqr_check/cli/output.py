"""Writing to the terminal and to files, in a way that no console and no closed pipe can crash."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO, TypeVar

from vqr_check.model import VqrCheckError

NEAREST = {
    "\xa0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "−": "-",
    "–": "-",
    "‑": "-",
    "²": "2",
    "³": "3",
}
T = TypeVar("T")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: characters that a console lacks become their nearest, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return "".join(NEAREST.get(char, "?") for char in lost), error.end


def tolerate(*streams: TextIO) -> None:
    """Make streams of any encoding take any character."""
    codecs.register_error("vqr-check-nearest", _nearest)
    for stream in streams:
        with contextlib.suppress(AttributeError, ValueError):  # a stand-in without an encoding
            stream.reconfigure(errors="vqr-check-nearest")  # type: ignore[attr-defined]


def say(what: str | bytes) -> None:
    """Print text, or bytes as they are, on standard output; a reader that has gone away is no error."""
    try:
        if isinstance(what, bytes):
            sys.stdout.flush()
            buffer = getattr(sys.stdout, "buffer", None)
            if buffer is None:
                sys.stdout.write(what.decode("utf-8"))
            else:
                buffer.write(what)
        else:
            sys.stdout.write(what)
        sys.stdout.flush()
    except BrokenPipeError:
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """A line on standard error, or a line for each of the message's."""
    with contextlib.suppress(BrokenPipeError):
        for line in message.split("\n"):
            print(f"vqr-check: {' '.join(line.split())}", file=sys.stderr, flush=True)


def watch(steps: Iterable[T], total: int) -> Iterator[T]:
    """The steps as they come, with a progress bar on standard error for several on a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from steps
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(steps, "核对报告", total, console=Console(stderr=True), transient=True)


def write_file(path: str, content: bytes) -> None:
    """Write a file whole or not at all.

    Raises VqrCheckError where the place cannot be written.
    """
    target = Path(path)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".vqr-check-", dir=target.absolute().parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, target)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise VqrCheckError(
            f"{path}：写不进去（{error.strerror}），请检查文件夹是否可写、文件是否正被打开。"
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
