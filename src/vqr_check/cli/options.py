"""The options of the command line, with Chinese help and messages."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from vqr_check import __version__
from vqr_check.model import VqrCheckError
from vqr_check.record import dataclass
from vqr_check.reporters import STREAMED, SUFFIXES

SEVERITIES = ("error", "warning", "info", "never")
PHRASES = (  # argparse's own words
    (r"^argument (\S+?)(/\S+)?: ", r"选项 \1："),
    (r"expected one argument", "后面要有一个值"),
    (r"expected at least one argument", "后面至少要有一个值"),
    (r"ignored explicit argument (.*)", r"不带值，多了 \1"),
    (r"unrecognized arguments: (.*)", r"不认识的选项 \1"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for."""

    paths: tuple[str, ...] = ()
    format: str = "text"
    outputs: tuple[tuple[str, str], ...] = ()  # path and the name of its format
    fail_on: str = ""  # "": what the settings say
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    config: str = ""  # path of the settings file; "": the nearest to each document
    isolated: bool = False  # no settings file at all
    baseline: str = ""
    write_baseline: bool = False
    list_rules: bool = False
    explain: str = ""
    test_rules: str | None = None  # a pack's name or path, "" for the shipped ones, None: not asked for
    colour: bool = False
    width: int = 80  # cells of the terminal
    quiet: bool = False
    verbose: bool = False
    list_claims: bool = False
    previous: str = ""  # last year's report
    jobs: int = 0  # processes; 0 for one a core
    scheduler: str = ""  # address of a Dask scheduler
    answer: str = ""  # help or version: print it, check nothing


def parse(arguments: Sequence[str]) -> Options:
    """The options of these arguments.

    Raises VqrCheckError with a Chinese line where they make no sense.
    """
    parser = _parser()
    given = parser.parse_args(list(arguments))
    if given.help:
        return Options(answer=parser.format_help())
    if given.version:
        return Options(answer=f"vqr-check {__version__}\n")
    asked = given.list_rules or bool(given.explain) or given.test_rules is not None
    if not given.paths and not asked:
        raise VqrCheckError("没有给出要核对的文件或文件夹。用法：vqr-check 报告.docx（vqr-check -h 看全部选项）")
    outputs = tuple((path, _format_of(path)) for path in given.output)
    _refuse_inputs(given.paths, outputs)
    return Options(
        paths=tuple(given.paths),
        format=given.format,
        outputs=outputs,
        fail_on=given.fail_on or "",
        rules=tuple(given.rules),
        select=_codes(given.select),
        ignore=_codes(given.ignore),
        config=given.config,
        isolated=given.isolated,
        baseline=given.baseline,
        write_baseline=given.write_baseline,
        list_rules=given.list_rules,
        explain=given.explain,
        test_rules=given.test_rules,
        colour=_colour(given.color),
        width=min(max(shutil.get_terminal_size((80, 24)).columns, 60), 120),
        quiet=given.quiet,
        verbose=given.verbose,
        list_claims=given.list_claims,
        previous=given.previous,
        jobs=given.jobs,
        scheduler=given.scheduler,
    )


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        for pattern, chinese in PHRASES:
            message = re.sub(pattern, chinese, message)
        raise VqrCheckError(f"{message}。vqr-check -h 看全部选项。")


class _Help(argparse.RawTextHelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=96)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="vqr-check",
        usage="vqr-check [选项] 文件或文件夹…",
        description="核对中文报告（DOCX）里的数字，指出不可能同时成立的，并把算式写给你看。",
        epilog="退出状态：0 没有问题；1 有达到 --fail-on 的问题；2 有文件没能核对。与输出格式无关。",
        formatter_class=_Help,
        add_help=False,
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="文件或文件夹", help=argparse.SUPPRESS)
    check = parser.add_argument_group("检查")
    check.add_argument(
        "--rules", action="append", default=[], metavar="规则包", help="另加一个规则包：名称或 .toml 路径，可以重复"
    )
    check.add_argument("--select", action="append", default=[], metavar="代码", help="只报这些规则（VQR201,VQR3）")
    check.add_argument("--ignore", action="append", default=[], metavar="代码", help="不报这些规则")
    check.add_argument(
        "--fail-on",
        type=_one_of(SEVERITIES),
        metavar="级别",
        help="达到哪一级就以状态 1 退出：error（默认）、warning、info、never",
    )
    check.add_argument("--baseline", default="", metavar="文件", help="基线文件：里面的问题不再报，只计数")
    check.add_argument(
        "--config", default="", metavar="文件", help="设置文件；不写则用离报告最近的 vqr-check.toml 或 pyproject.toml"
    )
    check.add_argument("--isolated", action="store_true", help="不读任何设置文件")
    check.add_argument(
        "--previous", default="", metavar="上年报告", help="上一年的报告：较上年的增减、上年数都与它核对"
    )
    check.add_argument("--jobs", type=_count, default=0, metavar="N", help="同时核对几份报告（默认与处理器核数相同）")
    check.add_argument(
        "--scheduler",
        default="",
        metavar="地址",
        help="交给 Dask 集群，如 tcp://10.0.0.5:8786（要装 vqr-check[dask]）",
    )
    output = parser.add_argument_group("输出")
    output.add_argument(
        "--format",
        type=_one_of(STREAMED),
        default="text",
        metavar="格式",
        help=f"屏幕上的格式：{'、'.join(STREAMED)}（默认 text）",
    )
    output.add_argument(
        "-o",
        dest="output",
        action="append",
        default=[],
        metavar="路径",
        help=f"另写一份到文件，可以重复，格式看后缀：\n{' '.join(SUFFIXES)}",
    )
    output.add_argument(
        "--color",
        type=_one_of(("auto", "always", "never")),
        default="auto",
        metavar="何时",
        help="颜色：auto、always、never",
    )
    output.add_argument("-q", dest="quiet", action="store_true", help="只印每份报告的计数")
    output.add_argument("-v", dest="verbose", action="store_true", help="连相符的和未能核对的数字也列出")
    other = parser.add_argument_group("其他")
    other.add_argument("--list-claims", action="store_true", help="列出读到的每个数字：指什么、谁的、何时的")
    other.add_argument("--list-rules", action="store_true", help="列出全部规则")
    other.add_argument("--explain", default="", metavar="代码", help="说明一条规则：理由、怎样改、例子和例子的结果")
    other.add_argument(
        "--test-rules", nargs="?", const="", default=None, metavar="规则包", help="试运行规则包里的每个例子"
    )
    other.add_argument("--write-baseline", action="store_true", help="把现有的问题写进 --baseline 的文件")
    other.add_argument("--version", action="store_true", help="版本")
    other.add_argument("-h", "--help", action="store_true", help="这份说明")
    return parser


def _codes(given: Sequence[str]) -> tuple[str, ...]:
    """The codes of an option that may be repeated and may hold several, split at commas."""
    codes = tuple(code.strip().upper() for text in given for code in re.split("[,，、]", text) if code.strip())
    for code in codes:
        if not re.fullmatch("[A-Z]{2,8}[0-9]{0,3}", code):
            raise VqrCheckError(f"规则代码“{code}”不对，应写作 VQR201 或开头几位，例如 VQR2。")
    return codes


def _one_of(names: Sequence[str]) -> Callable[[str], str]:
    def accept(value: str) -> str:
        if value not in names:
            raise argparse.ArgumentTypeError(f"不能是 {value}，可以是 {'、'.join(names)}")
        return value

    return accept


def _count(value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise argparse.ArgumentTypeError(f"不能是 {value}，要一个不小于 1 的整数")
    return int(value)


def _format_of(path: str) -> str:
    name = SUFFIXES.get(Path(path).suffix.lower())
    if name is None:
        raise VqrCheckError(f"-o {path}：不认识这个后缀，可以用 {' '.join(SUFFIXES)}")
    if not Path(path).absolute().parent.is_dir():
        raise VqrCheckError(f"-o {path}：没有这个文件夹，请先建好。")
    return name


def _refuse_inputs(paths: Sequence[str], outputs: Sequence[tuple[str, str]]) -> None:
    """An output never overwrites a report that is being checked, nor another output."""
    sources = {os.path.realpath(path) for path in paths}
    targets = [os.path.realpath(path) for path, _ in outputs]
    for (path, _), target in zip(outputs, targets, strict=True):
        if target in sources:
            raise VqrCheckError(f"-o {path}：这是要核对的原文件，不会覆盖它，请换一个名字。")
        if targets.count(target) > 1:
            raise VqrCheckError(f"-o {path}：写了两次，请换一个名字。")


def _colour(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    return sys.stdout.isatty() and not plain
