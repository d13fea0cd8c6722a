"""The command line: checks every report it is given, prints and writes what was found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from vqr_check.cli.inputs import Input, reports_below
from vqr_check.cli.options import Options, parse
from vqr_check.cli.output import complain, say, tolerate, watch, write_file
from vqr_check.cli.settings import settings
from vqr_check.model import Report, Severity, VqrCheckError
from vqr_check.reporters import LINES, writer
from vqr_check.reporters.run import Failure, Run

Check = Callable[[str], Report]
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
        run = _run(options, check or _engine(options))
        _print(options, run)
        written = [_write(path, name, run) for path, name in options.outputs]
    except VqrCheckError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("已中断，没有做完。")
        return FAILED
    return status(run, options) if all(written) else FAILED


def status(run: Run, options: Options) -> int:
    """The exit status of a run, the same for every format; which severities count, the settings of each report say."""
    if run.failures:
        return FAILED
    for report in run.reports:
        level = options.fail_on or settings(options, report.path).fail_on
        if level != "never" and any(report.at_least(cast(Severity, level))):
            return FOUND
    return CLEAN


def _engine(options: Options) -> Check:
    """The engine's function with the settings of each document; what cannot be used at all is refused at once."""
    from vqr_check.engine import check
    from vqr_check.packs import chosen

    chosen(options.rules)
    if options.config:
        settings(options, "")

    def checked(path: str) -> Report:
        config = settings(options, path)
        return check(path, config=replace(config, baseline="") if options.write_baseline else config)

    return checked


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
    run = _run(options, check or _engine(options))
    content = write(run.reports, old, date.today())
    write_file(place, content)
    count = sum(len(report.findings) for report in run.reports)
    say(f"{place}：记下 {count} 处问题，请逐条写明 reason（原因）和 reviewer（核对人）。\n")
    return FAILED if run.failures else CLEAN


def _run(options: Options, check: Check) -> Run:
    """Check every report that the inputs name, in order; what cannot be read does not stop the others."""
    inputs = [found for path in options.paths for found in reports_below(path)]
    reports: list[Report] = []
    failures: list[Failure] = []
    for result in watch(_checked(inputs, check), len(inputs)):
        if isinstance(result, Report):
            reports.append(result)
        else:
            failures.append(result)
            complain(result.message)
    return Run(tuple(reports), tuple(failures))


def _checked(inputs: Sequence[Input], check: Check) -> Iterator[Report | Failure]:
    for found in inputs:
        if found.trouble:
            yield Failure(found.path, found.trouble)
            continue
        try:
            yield check(found.path)
        except VqrCheckError as error:
            yield Failure(found.path, str(error))
        except Exception as error:  # a defect of ours must not cost the user the other reports
            kind = type(error).__name__
            yield Failure(
                found.path, f"{found.path}：核对时程序出错（{kind}：{error}），其余文件照常核对；请把此行报给维护者。"
            )


def _print(options: Options, run: Run) -> None:
    if options.list_claims:
        from vqr_check.reporters.claims import table

        say(table(run, options.width, options.colour))
    elif options.format == "text":
        from vqr_check.reporters.terminal import render

        say(render(run, options.width, options.colour, options.quiet, options.verbose))
    else:
        content = writer(options.format)(run)
        say(content.decode("utf-8") if options.format in LINES else content)


def _write(path: str, name: str, run: Run) -> bool:
    """Write one ``-o`` file; a file that cannot be written is said and costs the exit status only."""
    try:
        write_file(path, writer(name)(run))
    except VqrCheckError as error:
        complain(str(error))
        return False
    return True
