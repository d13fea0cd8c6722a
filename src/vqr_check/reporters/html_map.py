"""A picture of where in a document its numbers and findings stand, as inline SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from vqr_check.model import Document, Location, Report
from vqr_check.reporters.marks import Marks

WIDTH, BASE, TALL = 1000, 92, 58  # of the picture, of the ground line, of the highest bar
BINS = 100
CROWD = 40  # pins from which on they are drawn smaller


def picture(report: Report, marks: Marks, first: int) -> str:
    """Bars of checked, contradicted and unchecked numbers along the document, with a pin for each finding.

    Pins lead to the findings' cards (``data-go``), whose ids count from ``first``.
    """
    places, length = _along(report.document)

    def x(location: Location) -> float:
        return (places.get((location.part, location.block), length) + location.start) * (WIDTH - 2) / length

    bins = [{"agreed": 0, "contradicted": 0, "unchecked": 0} for _ in range(BINS)]
    for mark in marks.marks:
        if mark.entry:
            bins[min(int(x(mark.location) * BINS / WIDTH), BINS - 1)][mark.status] += 1
    bars = _bars(bins)
    pins = []
    size = 1 if len(report.findings) <= CROWD else 0.6
    for number, finding in enumerate(report.findings, first):
        at = x(finding.location)
        title = escape(f"{finding.rule} {finding.title}")
        pins.append(
            f'<path class="pin {finding.severity}" data-go="f{number}" tabindex="0" '
            f'transform="translate({at:.1f} 26) scale({size})" d="M0 0l-5-8a5.8 5.8 0 1 1 10 0z">'
            f"<title>{title}</title></path>"
        )
    return (
        f'<svg class="map" viewBox="0 0 {WIDTH} 118" role="img" aria-label="数字和问题在报告中的位置">'
        f"{_bands(report.document, places, length)}{bars}"
        f'<path class="ground" d="M0 {BASE}H{WIDTH}"/>{"".join(pins)}</svg>'
    )


def _along(document: Document) -> tuple[Mapping[tuple[str, int], int], int]:
    """How many characters stand before each block, and how many there are."""
    places: dict[tuple[str, int], int] = {}
    reach = 0
    for block in document.blocks:
        places[(block.part, block.index)] = reach
        cells = block.table.cells if block.table else ()
        reach += len(block.text) + 1 + sum(len(cell.text) + 1 for cell in cells)
    return places, max(reach, 1)


def _bars(bins: Sequence[Mapping[str, int]]) -> str:
    most = max((sum(found.values()) for found in bins), default=0)
    if not most:
        return ""
    out = []
    for number, found in enumerate(bins):
        bottom = float(BASE)
        for status in ("agreed", "contradicted", "unchecked"):
            if found[status]:
                height = found[status] * TALL / most
                bottom -= height
                left = number * WIDTH / BINS + 1
                out.append(
                    f'<rect class="{status}" x="{left:.1f}" y="{bottom:.1f}" '
                    f'width="{WIDTH / BINS - 2:.1f}" height="{height:.1f}"/>'
                )
    return "".join(out)


def _bands(document: Document, places: Mapping[tuple[str, int], int], length: int) -> str:
    """The chapters as stripes with as much of their titles as fits."""
    headings = [b for b in document.blocks if b.kind == "heading" and b.part == "body"]
    top = min((b.level for b in headings), default=0)
    chapters = [(places[(b.part, b.index)], b.label + b.text) for b in headings if b.level == top]
    out = []
    for number, (start, title) in enumerate(chapters):
        end = chapters[number + 1][0] if number + 1 < len(chapters) else length
        left, right = start * WIDTH / length, end * WIDTH / length
        out.append(f'<rect class="band b{number % 2}" x="{left:.1f}" y="4" width="{right - left:.1f}" height="112"/>')
        fits = int((right - left - 8) / 12.5)
        if fits >= 2:
            short = title if len(title) <= fits else f"{title[: fits - 1]}…"
            out.append(f'<text x="{left + 5:.1f}" y="109"><title>{escape(title)}</title>{escape(short)}</text>')
    return "".join(out)
