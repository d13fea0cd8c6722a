"""The command line: checks every report it is given, prints and writes what was found."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from vqr_check.cli.options import Options, parse
from vqr_check.cli.output import complain, say, tolerate, write_file
from vqr_check.cli.running import Check, Outcome, conclude, run
from vqr_check.cli.settings import settings
from vqr_check.model import VqrCheckError
from vqr_check.reporters import writer
from vqr_check.reporters.run import Run

CLEAN, FOUND, FAILED = 0, 1, 2
BASELINE = "vqr-check-baseline.toml"  # where --write-baseline writes when nothing else is said


def main(arguments: Sequence[str] | None = None, check: Check | None = None) -> int:
    """Run the checker and return its exit status: 0 nothing to report, 1 findings, 2 the job could not be done.

    ``check`` makes a Report of a path, the engine's function unless a caller passes another.
    """
    tolerate(sys.stdout, sys.stderr)
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        if options.answer:
            say(options.answer)
            return CLEAN
        if options.list_rules or options.explain or options.test_rules is not None:
            return _rules(options)
        if options.write_baseline:
            return _settle(options, check)
        outcome = run(options, check)
        conclude(options, outcome)
        written = [_write(path, name, outcome.run) for path, name in options.outputs]
    except VqrCheckError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("已中断，没有做完。")
        return FAILED
    return status(outcome) if all(written) else FAILED


def status(outcome: Outcome) -> int:
    """The exit status of a run, the same for every format; which severities count, the settings of each report say."""
    if outcome.run.failures:
        return FAILED
    return FOUND if outcome.failing else CLEAN


def _rules(options: Options) -> int:
    from vqr_check.cli.rules import explained, listed, tested

    config = settings(options, "any")
    if options.test_rules is not None:
        text, passed = tested(options.test_rules, config)
        say(text)
        return CLEAN if passed else FOUND
    say(explained(options.explain, config, options.width) if options.explain else listed(config))
    return CLEAN


def _settle(options: Options, check: Check | None) -> int:
    """Write the findings of a run into a baseline, keeping what reviewers wrote there."""
    from datetime import date

    from vqr_check.memory import baseline, write

    place = settings(options, options.paths[0]).baseline or BASELINE
    old = baseline(place, missing=True)
    found = run(options, check).run
    content = write(found.reports, old, date.today())
    write_file(place, content)
    count = sum(len(report.findings) for report in found.reports)
    say(f"{place}：记下 {count} 处问题，请逐条写明 reason（原因）和 reviewer（核对人）。\n")
    return FAILED if found.failures else CLEAN


def _write(path: str, name: str, whole: Run) -> bool:
    """Write one ``-o`` file; a file that cannot be written is said and costs the exit status only."""
    try:
        write_file(path, writer(name)(whole))
    except VqrCheckError as error:
        complain(str(error))
        return False
    return True
