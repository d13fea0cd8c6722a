"""Times the number scanner beside Recognizers-Text and cn2an, and on texts that are long or hostile.

    python benchmarks/numbers_speed.py TEXT [--long 10000000]

The peers are timed where they are installed (pip install recognizers-text-suite cn2an); each runs over the whole
text line by line, as the first of them takes time quadratic in the length of its input.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from vqr_check import packs
from vqr_check.quantities import scan

HOSTILE = (
    "一",
    "9",
    "万",
    "（",
    "9万",
    "一万",
    "9,",
    "9.",
    "1:",
    "1/",
    "1-",
    "一、",
    "（一",
    "百分之",
    "一分之",
    "《",
    "“一",
    "1和",
    "A1",
    "[1",
    "约",
    " ",
)


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The best of several runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return best


def microsoft(lines: list[str]) -> Callable[[], object] | None:
    """Every model of Recognizers-Text that has Chinese."""
    try:
        import recognizers_suite as suite  # type: ignore[import-not-found]
    except ImportError:
        return None
    models = []
    for name in sorted(dir(suite)):
        if name.startswith("recognize_"):
            model = getattr(suite, name)
            try:
                model("1", suite.Culture.Chinese)
            except Exception:  # a model without Chinese says so in its own way
                continue
            models.append(model)

    def run() -> None:
        for line in lines:
            for model in models:
                model(line, suite.Culture.Chinese)

    return run


def cn2an(lines: list[str]) -> Callable[[], object] | None:
    """cn2an's reading of whole sentences."""
    try:
        import cn2an as module  # type: ignore[import-not-found]
    except ImportError:
        return None

    def run() -> None:
        for line in lines:
            try:
                module.transform(line, "cn2an")
            except ValueError:
                continue

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--long", type=int, default=1_000_000, help="length of the longest text, in characters")
    options = parser.parse_args()
    text = options.text.read_text("utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    start = time.perf_counter()
    loaded = packs.load()
    scan("1", loaded)
    print(f"set-up                 {time.perf_counter() - start:8.3f} s")
    ours = seconds(lambda: scan(text, loaded), 5)
    print(f"this scanner           {ours:8.4f} s for {len(text)} characters")
    for name, peer in (("Recognizers-Text", microsoft(lines)), ("cn2an", cn2an(lines))):
        if peer is None:
            print(f"{name:22} not installed")
            continue
        peer()  # its set-up
        theirs = seconds(peer, 2)
        print(f"{name:22} {theirs:8.4f} s, {theirs / ours:.0f} times as long")
    length = 10_000
    while length <= options.long:
        long = (text * (length // len(text) + 1))[:length]
        taken = seconds(partial(scan, long, loaded), 1)
        print(f"{length:>10} characters  {taken:8.3f} s  {taken / length * 1e6:.2f} µs each")
        length *= 10
    for unit in HOSTILE:
        half, full = (seconds(partial(scan, (unit * n)[:n], loaded), 1) for n in (50_000, 100_000))
        print(f"{unit!r:8} 50,000 {half:7.3f} s   100,000 {full:7.3f} s")


if __name__ == "__main__":
    main()
