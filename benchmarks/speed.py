"""Speed and memory, as ratios measured side by side in one run.

    python benchmarks/speed.py [REPORT.docx] [--reports 1000] [--files 2000] [--write]

REPORT.docx is the report that single runs are timed with, samples/quality-report.docx by default; the large and the
many reports are made from the sample. ``--write`` puts the table into docs/performance.md. Recognizers-Text is timed
where it is installed (pip install recognizers-text-suite 'emoji<2'). Times are the best of several turns that both
sides take in alternation, so that a busy machine troubles them alike; those over many reports have one turn. Processes
are timed by the clock, what runs within one by the processor time that it takes.
"""

from __future__ import annotations

import argparse
import io
import os
import platform
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from vqr_check.model import Document

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "quality-report.docx"
PAGE = 6  # pages of the sample
OPEN = (
    "import sys, docx; d = docx.Document(sys.argv[1]); "
    "[p.text for p in d.paragraphs]; [c.text for t in d.tables for r in t.rows for c in r.cells]"
)
PEAK = "print(next(x for x in open('/proc/self/status') if x.startswith('VmHWM')).split()[1])"  # of this program alone


@dataclass(frozen=True, slots=True)
class Line:
    """One comparison: what is measured, both sides, their ratio and what it must meet."""

    what: str
    ours: str
    theirs: str
    ratio: float
    bound: str  # such as "≤ 2.5"

    @property
    def met(self) -> bool:
        """Whether the ratio is on the right side of its bound."""
        sign, limit = self.bound.split()
        return self.ratio <= float(limit) if sign == "≤" else self.ratio >= float(limit)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every comparison and print it; 1 where a bound is not met."""
    options = _options(arguments)
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        for step in (process, checking, large, numbers, related, table):
            for line in step(options, Path(folder)):
                lines.append(line)
                print(_row(line), flush=True)
        for step in (many, endless):
            for line in step(options, Path(folder)):
                lines.append(line)
                print(_row(line), flush=True)
    if options.write:
        (ROOT / "docs" / "performance.md").write_text(_page(lines), "utf-8")
    return 0 if all(line.met for line in lines) else 1


def process(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """The whole process, start-up included, beside python-docx that opens the report and reads its text."""
    report = str(options.report)
    ours, theirs = best(
        lambda: run([sys.executable, "-m", "vqr_check", report]),
        lambda: run([sys.executable, "-c", OPEN, report]),
        15,
        time.perf_counter,
    )
    yield Line("whole process / python-docx reads", f"{ours:.3f} s", f"{theirs:.3f} s", ours / theirs, "≤ 2.5")


def checking(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """Everything behind the reader, beside the reader; words that an earlier turn has cut are cut anew."""
    from vqr_check.claims import nouns
    from vqr_check.config import Config
    from vqr_check.document import read
    from vqr_check.engine import examine
    from vqr_check.packs import load
    from vqr_check.relations import partitions

    document, packs = read(options.report), load()
    examine(document, packs, Config())

    def anew() -> None:
        nouns.forget()
        partitions.forget()
        examine(document, packs, Config())

    ours, theirs = best(anew, lambda: read(options.report), 15)
    yield Line("checking / reading", f"{ours * 1000:.1f} ms", f"{theirs * 1000:.1f} ms", ours / theirs, "≤ 6")


def related(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """What the relations of the loaded report take, and those of a million characters beside a tenth of them.

    Garbage is looked for as rarely as ``check`` does.
    """
    from vqr_check.claims import statements
    from vqr_check.document import read
    from vqr_check.engine import unhurried
    from vqr_check.packs import load
    from vqr_check.relations import relations

    packs = load()
    said = statements(read(options.report), packs)
    taken, _ = best(lambda: tuple(relations(said, packs)), lambda: None, 15)
    what = "relations of the loaded report / 100 ms"
    yield Line(what, f"{taken * 1000:.1f} ms", "100 ms", taken * 10, "≤ 1")
    copies = 100_000 // len("".join(_texts(read(SAMPLE)))) + 1
    short, long = (statements(read(io.BytesIO(enlarged(n))), packs) for n in (copies, 10 * copies))
    with unhurried():
        few, lots = best(lambda: tuple(relations(short, packs)), lambda: tuple(relations(long, packs)), 2)
    what = "relations of 1,000,000 characters / 100,000"
    yield Line(what, f"{lots:.2f} s", f"{few:.2f} s", lots / few, "≤ 12")


def table(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """A table of 2,000 rows and 40 columns, checked: sums and shares in every row, totals below."""
    from vqr_check.config import Config
    from vqr_check.engine import examine
    from vqr_check.packs import load

    packs = load()
    wide, narrow = crowded(2000), crowded(20)
    examine(narrow, packs, Config())
    taken, _ = best(lambda: examine(wide, packs, Config()), lambda: None, 3)
    yield Line("a table of 2,000 × 40 cells / 2 s of CPU", f"{taken:.2f} s", "2 s", taken / 2, "≤ 1")


def large(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """A thousand pages beside a hundred, and the memory of a thousand beside python-docx's."""
    short, long = folder / "100.docx", folder / "1000.docx"
    short.write_bytes(enlarged(100 // PAGE + 1))
    long.write_bytes(enlarged(10 * (100 // PAGE + 1)))
    code = f"import sys; from vqr_check.cli import main; main(['-q', sys.argv[1]]); {PEAK}"
    both = [[sys.executable, "-c", code, str(path)] for path in (short, long)]
    few, lots = best(lambda: run(both[0]), lambda: run(both[1]), 2, time.perf_counter)
    yield Line("1,000 pages / 100 pages", f"{lots:.2f} s", f"{few:.2f} s", lots / few, "≤ 12")
    ours = int(run(both[1]).split()[-1])
    theirs = int(run([sys.executable, "-c", f"import sys, docx; d = docx.Document(sys.argv[1]); {PEAK}", str(long)]))
    what = "memory, 1,000 pages / docx.Document"
    yield Line(what, f"{ours / 1024:.0f} MB", f"{theirs / 1024:.0f} MB", ours / theirs, "≤ 3")


def numbers(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """The number scanner beside Recognizers-Text, which gives each kind of number its own model."""
    try:
        from recognizers_number import recognize_number, recognize_percentage
        from recognizers_number_with_unit import recognize_currency, recognize_dimension
        from recognizers_text import Culture
    except ImportError:
        print("Recognizers-Text is not installed: the scanner is not compared", file=sys.stderr)
        return
    from vqr_check.document import read
    from vqr_check.packs import load
    from vqr_check.quantities import scan

    texts = [s for b in read(SAMPLE).blocks for s in re.split("(?<=[。；])", b.text) if s]
    models = (recognize_number, recognize_percentage, recognize_currency, recognize_dimension)
    packs, chinese = load(), Culture.Chinese
    ours, theirs = best(
        lambda: [scan(text, packs) for text in texts],
        lambda: [model(text, chinese) for text in texts for model in models],
        2,
    )
    what = "Recognizers-Text (4 models, by sentence) / number scanner"
    yield Line(what, f"{theirs:.2f} s", f"{ours * 1000:.1f} ms", theirs / ours, "≥ 50")


def many(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """A folder of reports with one process beside two."""
    place = folder / "many"
    place.mkdir()
    content = SAMPLE.read_bytes()
    for number in range(options.reports):
        (place / f"{number:04}.docx").write_bytes(content)
    command = [sys.executable, "-m", "vqr_check", "--format", "jsonl", "--fail-on", "never", str(place), "--jobs"]
    one, two = best(lambda: run([*command, "1"]), lambda: run([*command, "2"]), 1, time.perf_counter)
    what = f"{options.reports:,} reports, one process / two"
    yield Line(what, f"{one:.1f} s", f"{two:.1f} s", one / two, "≥ 1.8")


def endless(options: argparse.Namespace, folder: Path) -> Iterator[Line]:
    """The memory of one process after all its files beside that after a tenth of them."""
    code = (
        "import sys\nfrom vqr_check import check\n"
        "def rss(): return int(next(l for l in open('/proc/self/status') if l.startswith('VmRSS')).split()[1])\n"
        "n = int(sys.argv[2])\n"
        "for k in range(1, n + 1):\n"
        "    check(sys.argv[1])\n"
        "    if k % (n // 10) == 0: print(k, rss(), flush=True)\n"
    )
    printed = run([sys.executable, "-c", code, str(SAMPLE), str(options.files)])
    steps = [tuple(map(int, line.split())) for line in printed.splitlines()]
    print("memory of one process: " + ", ".join(f"{k:,} files {size / 1024:.1f} MB" for k, size in steps))
    (_, first), (_, last) = steps[0], steps[-1]
    what = f"memory of one process, {options.files:,} files / {options.files // 10:,}"
    yield Line(what, f"{last / 1024:.1f} MB", f"{first / 1024:.1f} MB", last / first, "≤ 1.05")


def best(
    one: Callable[[], object],
    other: Callable[[], object],
    turns: int,
    clock: Callable[[], float] = time.process_time,
) -> tuple[float, float]:
    """The shortest time of each, taken in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(turns):
        for taken, work in zip(times, (one, other), strict=True):
            start = clock()
            work()
            taken.append(clock() - start)
    return min(times[0]), min(times[1])


def run(command: Sequence[str]) -> str:
    """What a process prints; it may write bytecode, as an installed program does."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    paths = [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    environment["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def enlarged(times: int) -> bytes:
    """The sample repeated, in each copy with other numbers."""
    out = io.BytesIO()
    with zipfile.ZipFile(SAMPLE) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                head, body, tail = re.split(r"(?<=<w:body>)|(?=<w:sectPr)", content.decode(), maxsplit=2)
                copies = (re.sub(r"(?<=>)[^<]+", lambda m, k=k: _other(m[0], k), body) for k in range(times))  # type: ignore[misc]
                content = "".join((head, *copies, tail)).encode()
            new.writestr(name, content)
    return out.getvalue()


def crowded(rows: int) -> Document:
    """A report that is one table with 40 columns: for ten groups of people those of either sex, sum and share."""
    from vqr_check.model import Block, Cell, Document, Table

    groups = (
        "毕业生",
        "就业学生",
        "升学学生",
        "参军学生",
        "创业学生",
        "新生",
        "本省生源",
        "留省就业",
        "对口就业",
        "获证学生",
    )
    head = [
        "专业名称",
        *(f"{group}{what}" for group in groups for what in ("男（人）", "女（人）", "合计（人）", "男生占比（%）")),
    ]
    chance = random.Random(9)
    counts = [[(chance.randint(20, 900), chance.randint(20, 900)) for _ in groups] for _ in range(rows - 2)]
    sums = [tuple(map(sum, zip(*column, strict=True))) for column in zip(*counts, strict=True)]
    lines = [head]
    for name, pairs in ((f"第{n}类专业", row) for n, row in enumerate([*counts, sums], 1)):
        figures = (f"{m} {f} {m + f} {100 * m / (m + f):.2f}".split() for m, f in pairs)
        lines.append([name, *(figure for four in figures for figure in four)])
    lines[-1][0] = "合计"
    cells = tuple(Cell(r, c, text) for r, line in enumerate(lines) for c, text in enumerate(line[:40]))
    return Document("table", "", (Block("body", 0, "table", "", table=Table(rows, 40, cells, header_rows=1)),))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        yield from (cell.text for cell in block.table.cells) if block.table is not None else (block.text,)


def _other(text: str, number: int) -> str:
    """A text with other counts: what has three digits or more and is no year."""
    return re.sub(r"(?<![\d.])(?!20)\d{3,6}(?![\d.%])", lambda m: str(int(m[0]) + number), text)


def _row(line: Line) -> str:
    mark = "met" if line.met else "NOT MET"
    return f"| {line.what} | {line.ours} | {line.theirs} | {line.ratio:.2f} | {line.bound} | {mark} |"


def _page(lines: Sequence[Line]) -> str:
    model = next(
        (line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")), "unknown"
    )
    memory = next((int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if "MemTotal" in line), 0)
    machine = f"{model}, {os.cpu_count()} cores, {memory} GB, {platform.system()}, Python {platform.python_version()}"
    table = "\n".join(_row(line) for line in lines)
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    return f"""# Performance

Written by `python benchmarks/speed.py --write` on {date.today()}: {machine}; load {load:.1f} a core at the end.
Both sides of each ratio are measured in the same run, in turns; times are the best of several turns.

| what | one side | other side | ratio | must be | |
|---|--:|--:|--:|--:|---|
{table}
"""


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).is_file() else []


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("report", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.exit(main())
