"""The command line: checks every report it is given, prints and writes what was found."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence

from vqr_check.cli.inputs import Input, reports_below
from vqr_check.cli.options import Options, parse
from vqr_check.cli.output import complain, say, tolerate, watch, write_file
from vqr_check.model import Report, VqrCheckError
from vqr_check.reporters import LINES, writer
from vqr_check.reporters.run import Failure, Run

Check = Callable[[str], Report]
CLEAN, FOUND, FAILED = 0, 1, 2


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
        run = _run(options, check or _engine())
        _print(options, run)
        written = [_write(path, name, run) for path, name in options.outputs]
    except VqrCheckError as error:
        complain(str(error))
        return FAILED
    except KeyboardInterrupt:
        complain("已中断，没有做完。")
        return FAILED
    return status(run, options.fail_on) if all(written) else FAILED


def status(run: Run, fail_on: str) -> int:
    """The exit status of a run, the same for every format; ``fail_on`` is a severity or ``never``."""
    if run.failures:
        return FAILED
    graver = {"error": ("error",), "warning": ("error", "warning"), "info": ("error", "warning", "info")}
    counted = graver.get(fail_on, ())
    return FOUND if any(f.severity in counted for report in run.reports for f in report.findings) else CLEAN


def _engine() -> Check:
    from vqr_check.engine import check

    return check


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
