"""What a run found, written for people and programs: one module a format, and the registry of formats.

A format is a function from a ``Run`` to the bytes of one file. To add one, write a module with such a
function and name it in ``FORMATS``; give its suffix in ``SUFFIXES`` if ``-o`` shall know it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import cast

from vqr_check.reporters.run import Run

Writer = Callable[[Run], bytes]

FORMATS: Mapping[str, str] = {  # format -> "module:function", imported only when it is asked for
    "json": "vqr_check.reporters.json:write",
    "jsonl": "vqr_check.reporters.jsonl:write",
    "concise": "vqr_check.reporters.concise:write",
    "html": "vqr_check.reporters.html:write",
    "sarif": "vqr_check.reporters.sarif:write",
    "github": "vqr_check.reporters.github:write",
    "junit": "vqr_check.reporters.junit:write",
    "markdown": "vqr_check.reporters.markdown:write",
    "word": "vqr_check.reporters.word:write",
    "xlsx": "vqr_check.reporters.xlsx:write",
}
SUFFIXES: Mapping[str, str] = {  # what -o makes of a path's suffix
    ".json": "json",
    ".jsonl": "jsonl",
    ".txt": "concise",
    ".html": "html",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
    ".docx": "word",
    ".xlsx": "xlsx",
}
STREAMED = (
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "junit",
)  # what --format offers; "text" is the terminal's own
STREAMING = ("text", "concise", "jsonl")  # those that need no more than one report at a time
LINES = ("concise",)  # formats for eyes: printed in the console's own encoding, the others always as UTF-8


def writer(name: str) -> Writer:
    """The writer of a format; KeyError where no format has this name."""
    module, function = FORMATS[name].split(":")
    return cast(Writer, getattr(import_module(module), function))
