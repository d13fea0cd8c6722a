"""Compiled patterns kept between runs, beside the bytecode of this package and under the same rules as it.

Compiling the number scanner takes longer than checking a report with it. What is kept is a copy: without a folder
that Python writes bytecode to, or with ``PYTHONDONTWRITEBYTECODE``, everything is compiled anew and is the same.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
from collections.abc import Callable
from dataclasses import fields
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

import regex

T = TypeVar("T")
DIGEST = 32  # bytes of SHA-256 before the content: what it was made from, and what it is


def kept(name: str, source: object, kind: type[T], build: Callable[[], T]) -> T:
    """What ``build`` makes of ``source``: as it was kept, if it was made from an equal source, else made and kept.

    ``source`` is what the result depends on, with a ``repr`` that tells all of it; ``kind`` its dataclass.
    """
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    made_by = (source, kind.__qualname__, names, written(build))
    found = kept_as(name, made_by)
    if isinstance(found, kind):
        return found
    made = build()
    keep_as(name, made_by, made)
    return made


def kept_as(name: str, source: object) -> Any:
    """What was kept under this name, if it was made from an equal source; else None."""
    place = _place(name)
    return _load(place, _mark(source)) if place is not None else None


def keep_as(name: str, source: object, made: object) -> None:
    """Keep something under this name, where Python keeps bytecode."""
    place = _place(name)
    if place is not None and not sys.dont_write_bytecode:
        _save(place, _mark(source), made)


def _mark(source: object) -> bytes:
    """What a source has in common with its equals alone, under one version of Python and of regex."""
    return _digest(repr((source, regex.__version__, sys.version)).encode("utf-8", "replace"))


def written(build: Callable[..., object]) -> int:
    """When the module was written that makes it, as for bytecode; 0 where it is no file."""
    try:
        return os.stat(build.__code__.co_filename).st_mtime_ns
    except OSError:
        return 0


def _place(name: str) -> Path | None:
    """The file for this name, next to the bytecode of this module."""
    try:
        return Path(cache_from_source(__file__)).with_suffix(f".{name}")
    except NotImplementedError:
        return None


def _load(place: Path, mark: bytes) -> Any:
    try:
        content = place.read_bytes()
    except OSError:
        return None
    body = content[2 * DIGEST :]
    if content[:DIGEST] != mark or content[DIGEST : 2 * DIGEST] != _digest(body):
        return None
    with contextlib.suppress(Exception):  # written by an interpreter that pickles otherwise: made anew
        return pickle.loads(body)
    return None


def _save(place: Path, mark: bytes, made: object) -> None:
    body = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
    temporary = place.with_suffix(f"{place.suffix}.{os.getpid()}")
    with contextlib.suppress(OSError):
        temporary.write_bytes(mark + _digest(body) + body)
        os.replace(temporary, place)


def _digest(content: bytes) -> bytes:
    return sha256(content).digest()
