"""Writes samples/*.docx from samples/source/*.txt and, with --expected, the findings that a check must give.

python tools/build_samples.py              writes the reports
python tools/build_samples.py --expected   writes NAME.expected.json; read the difference before you keep it
python tools/build_samples.py --check      writes nothing; says what differs and exits with 1
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from report_text import build

from vqr_check.document import read
from vqr_check.model import Block

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
NAMES = tuple(sorted(path.stem for path in (SAMPLES / "source").glob("*.txt")))


def source(name: str) -> str:
    """The text that a sample is written from."""
    return (SAMPLES / "source" / f"{name}.txt").read_text("utf-8")


def blocks(package: bytes) -> tuple[Block, ...]:
    """What a reader sees of a package: its bytes may differ between machines, its text may not."""
    return read(io.BytesIO(package)).blocks


def outcome(name: str) -> dict[str, Any]:
    """What ``vqr-check --format json`` prints of a sample's findings, without the ledger and what a build changes."""
    from vqr_check.cli import main

    printed = io.StringIO()
    with contextlib.chdir(SAMPLES), contextlib.redirect_stdout(printed):
        main(["--format", "json", f"{name}.docx"])
    found: dict[str, Any] = json.loads(printed.getvalue())
    del found["tool"]
    for report in found["reports"]:
        for key in ("sha256", "ledger", "quantities"):
            del report[key]
    return found


def expected(name: str) -> dict[str, Any]:
    """What has been written down for a sample."""
    found: dict[str, Any] = json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))
    return found


def stale() -> list[str]:
    """The samples that are not what their source makes, or whose findings are not the expected ones."""
    unlike = [f"{n}.docx" for n in NAMES if blocks((SAMPLES / f"{n}.docx").read_bytes()) != blocks(build(source(n)))]
    return unlike + [f"{n}.expected.json" for n in NAMES if outcome(n) != expected(n)]


def run(arguments: list[str]) -> int:
    """Do what the arguments say; the exit status."""
    if arguments == ["--check"]:
        found = stale()
        print("\n".join(f"not what the script makes: samples/{name}" for name in found) or "samples are up to date")
        return 1 if found else 0
    for name in NAMES:
        if arguments == ["--expected"]:
            text = json.dumps(outcome(name), ensure_ascii=False, indent=1) + "\n"
            (SAMPLES / f"{name}.expected.json").write_text(text, "utf-8")
        else:
            (SAMPLES / f"{name}.docx").write_bytes(build(source(name)))
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
