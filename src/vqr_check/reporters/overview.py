"""The summary over many reports, for the terminal: by rule, by file, by section, and what comes from the template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from vqr_check.many.summary import Line, Summary
from vqr_check.reporters.words import SEVERITY

SHOWN = 12  # lines of each list; the rest are counted


def render(summary: Summary, names: bool = True) -> str:
    """The summary as text; ``names`` adds the lists below the counts."""
    return "".join(f"{line}\n" for line in _lines(summary, names))


def _lines(summary: Summary, names: bool) -> Iterator[str]:
    total = summary.reports + summary.failures
    failed = f"，其中 {summary.failures} 份没能核对" if summary.failures else ""
    yield (
        f"共 {total} 份报告{failed}：错误 {summary.count('error')}  警告 {summary.count('warning')}  "
        f"提示 {summary.count('info')}  已核对 {summary.agreed + summary.contradicted}"
        f"（相符 {summary.agreed}，不符 {summary.contradicted}）  未能核对 {summary.unchecked}"
    )
    if not names:
        return
    yield from _listed("按规则", summary.by_rule, [f"{line.name} {line.title}" for line in summary.by_rule])
    yield from _listed("按文件", summary.by_file, [PurePath(line.name).name for line in summary.by_file], False)
    yield from _listed("按章节", summary.by_section, [line.name or "开头" for line in summary.by_section])
    if summary.templates:
        yield f"多份报告里相同（可能来自模板，改模板即可）：{len(summary.templates)} 处"
        for template in summary.templates[:SHOWN]:
            files = "、".join(PurePath(path).name for path in template.paths[:3])
            more = f" 等 {len(template.paths)} 份" if len(template.paths) > 3 else ""
            yield f"  {SEVERITY[template.severity]} {template.rule} {template.message}（{files}{more}）"
        if len(summary.templates) > SHOWN:
            yield f"  ……另有 {len(summary.templates) - SHOWN} 处"


def _listed(head: str, lines: Sequence[Line], names: Sequence[str], reports: bool = True) -> Iterator[str]:
    if not lines:
        return
    yield head
    for line, name in list(zip(lines, names, strict=True))[:SHOWN]:
        counts = ((line.errors, "error"), (line.warnings, "warning"), (line.infos, "info"))
        said = "  ".join(f"{SEVERITY[severity]} {count}" for count, severity in counts if count)
        yield f"  {name}：{said}" + (f"（{line.reports} 份报告）" if reports else "")
    if len(lines) > SHOWN:
        yield f"  ……另有 {len(lines) - SHOWN} 项"
