"""Every number that was read, as a table: what it measures, of whom, when, and what became of it."""

from __future__ import annotations

from io import StringIO

from vqr_check.reporters.run import Run
from vqr_check.reporters.words import STATUS, Places

COLUMNS = ("位置", "数字", "指标", "范围", "时间", "结果")


def table(run: Run, width: int = 80, colour: bool = False) -> str:
    """The numbers of every report, in document order, in a terminal of ``width`` cells."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(
        file=StringIO(), width=width, force_terminal=colour, color_system="standard" if colour else None, emoji=False
    )
    for report in run.reports:
        places = Places.of(report.document, report.others)
        grid = Table(box=box.SIMPLE_HEAD, title=Text(report.path), title_justify="left", pad_edge=False)
        for column in COLUMNS:
            grid.add_column(column, no_wrap=column in ("数字", "结果"))
        for entry in report.ledger.entries:
            row = (places.name(entry.location), entry.literal, entry.measure, entry.scope, entry.period)
            grid.add_row(*map(Text, row), Text(STATUS[entry.status]))
        console.print(grid)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()
