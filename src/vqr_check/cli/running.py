"""A run over the reports of a command line: where each is checked, what is printed of it, what is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from vqr_check.cli.options import Options
from vqr_check.cli.output import complain, say, watch
from vqr_check.cli.settings import settings
from vqr_check.many import check_inputs, checked
from vqr_check.many.inputs import inputs
from vqr_check.many.summary import Brief, brief, summary
from vqr_check.model import Failure, Report, Severity
from vqr_check.record import dataclass
from vqr_check.reporters import LINES, STREAMING, writer
from vqr_check.reporters.run import Run

if TYPE_CHECKING:
    from concurrent.futures import Executor

Check = Callable[[str], Report]


@dataclass(frozen=True, slots=True)
class Shown:
    """A checked report, as it comes back from the process that checked it."""

    text: str | bytes  # what to print of it at once
    brief: Brief
    failing: bool  # whether it has a finding that counts
    report: Report | None  # kept only where an output needs all reports together


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to; ``run`` holds the reports that an output needs."""

    run: Run
    briefs: tuple[Brief, ...]
    failing: bool


def run(options: Options, check: Check | None = None) -> Outcome:
    """Check every report that the inputs name, in order, and print each as it comes where its format allows.

    What cannot be read does not stop the others. ``check`` makes a Report of a path, the engine's function unless a
    caller passes another, which is then called in this process.
    """
    if check is None:
        _refuse_unusable(options)
    found = list(inputs(options.paths))
    work = partial(checked, check=check or partial(_engine, options), then=partial(_shown, options))
    jobs = 1 if check is not None else options.jobs
    shown: list[Shown] = []
    failures: list[Failure] = []
    with _cluster(options.scheduler) as executor:
        for result in watch(check_inputs(found, work, executor, jobs), len(found)):
            if isinstance(result, Shown):
                if result.text:
                    say(result.text)
                shown.append(replace(result, text=""))
            elif isinstance(result, Failure):
                failures.append(result)
                complain(result.message)
                if options.format == "jsonl" and _prints(options):
                    say(_failure_line(result))
    reports = tuple(one.report for one in shown if one.report is not None)
    briefs = tuple(one.brief for one in shown)
    return Outcome(Run(reports, tuple(failures)), briefs, any(one.failing for one in shown))


def conclude(options: Options, outcome: Outcome) -> None:
    """Print what stands below the reports, or all of them where the format is one piece."""
    if options.list_claims:
        return
    if options.format not in STREAMING:
        say(_printable(options.format, writer(options.format)(outcome.run)))
    elif options.format == "jsonl":
        from vqr_check.reporters.jsonl import summary_line

        say(summary_line(summary(outcome.briefs, len(outcome.run.failures))).encode("utf-8", "replace"))
    elif options.format == "text" and len(outcome.briefs) > 1:
        from vqr_check.reporters.overview import render

        say(render(summary(outcome.briefs, len(outcome.run.failures)), not options.quiet))


def _refuse_unusable(options: Options) -> None:
    """What cannot be used at all is refused at once, not once a report."""
    from vqr_check.packs import chosen

    chosen(options.rules)
    if options.config:
        settings(options, "")


def _engine(options: Options, path: str) -> Report:
    """The engine's function with the settings of each document."""
    from vqr_check.engine import check

    config = settings(options, path)
    config = replace(config, baseline="") if options.write_baseline else config
    return check(path, config=config, previous=options.previous or None)


def _cluster(scheduler: str) -> AbstractContextManager[Executor | None]:
    if not scheduler:
        return nullcontext()
    from vqr_check.many.cluster import cluster

    return cluster(scheduler)


def _prints(options: Options) -> bool:
    """Whether reports are printed one by one; a run that writes a baseline prints none."""
    return not options.write_baseline and (options.list_claims or options.format in STREAMING)


def _shown(options: Options, report: Report) -> Shown:
    level = options.fail_on or settings(options, report.path).fail_on
    failing = level != "never" and any(report.at_least(cast(Severity, level)))
    whole = bool(options.outputs) or not _prints(options)
    text = _text(options, report) if _prints(options) else ""
    return Shown(text, brief(report), failing, report if whole else None)


def _text(options: Options, report: Report) -> str | bytes:
    """What a report shows as soon as it is checked."""
    one = Run((report,))
    if options.list_claims:
        from vqr_check.reporters.claims import table

        return table(one, options.width, options.colour)
    if options.format == "text":
        from vqr_check.reporters.terminal import render

        return render(one, options.width, options.colour, options.quiet, options.verbose)
    return _printable(options.format, writer(options.format)(one))


def _printable(name: str, content: bytes) -> str | bytes:
    return content.decode("utf-8") if name in LINES else content


def _failure_line(failure: Failure) -> bytes:
    from vqr_check.reporters.jsonl import failure_line

    return failure_line(failure).encode("utf-8", "replace")
