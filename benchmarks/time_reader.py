"""Reading beside lxml's parse of document.xml alone, in time and peak memory: python benchmarks/time_reader.py [FILE…].

Without files it writes reports of 100 and 1,000 pages as Word does: properties in every run, a table each five pages.
"""

from __future__ import annotations

import argparse
import gc
import io
import resource
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from lxml import etree

from vqr_check.document import read

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
FONT = (
    '<w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体" w:hint="eastAsia"/><w:color w:val="000000"/>'
    '<w:kern w:val="0"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:eastAsia="zh-CN"/></w:rPr>'
)
SPACING = (
    '<w:spacing w:before="0" w:after="0" w:line="360" w:lineRule="auto"/><w:ind w:firstLine="480"/><w:jc w:val="both"/>'
)
WORDS = (
    "全市共有各类学校",
    "1,234",
    "所，在校学生",
    "56.78",
    "万人，比上年增长",
    "3.2",
    "%，其中小学占",
    "45.6",
    "%。",
)


def run(text: str) -> str:
    """A run as Word writes it."""
    return f'<w:r w:rsidR="00A77B3E" w:rsidRPr="00A77B3E">{FONT}<w:t>{text}</w:t></w:r>'


def paragraph(texts: tuple[str, ...], outline: str = "") -> str:
    """A paragraph as Word writes it, split into runs."""
    properties = f"<w:pPr><w:widowControl/>{SPACING}{outline}{FONT}</w:pPr>"
    return f'<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E">{properties}{"".join(map(run, texts))}</w:p>'


def table() -> str:
    """A table of twelve rows and six columns."""
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="auto"/>' for side in ("top", "left", "bottom", "right")
    )
    properties = f'<w:tcPr><w:tcW w:w="1500" w:type="dxa"/><w:tcBorders>{borders}</w:tcBorders></w:tcPr>'
    row = "<w:tr>" + f"<w:tc>{properties}{paragraph(('1,234.5',))}</w:tc>" * 6 + "</w:tr>"
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{row * 12}</w:tbl>"


def report(pages: int, path: Path) -> None:
    """Write a report of so many pages."""
    heading = paragraph(("一、学校概况",), '<w:outlineLvl w:val="0"/>')
    page = heading + paragraph(WORDS * 2) * 3 + paragraph(WORDS)
    body = "".join(page + (table() if number % 5 == 0 else "") for number in range(pages))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{TYPE}" Target="word/document.xml"/></Relationships>',
        )
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
        )


def best(jobs: Sequence[Callable[[], object]], times: int) -> list[float]:
    """The shortest processor time of each job in seconds, without letting go what it made; the jobs take turns."""
    shortest = [float("inf")] * len(jobs)
    for _ in range(times):
        for place, job in enumerate(jobs):
            gc.collect()
            job()  # the turn before left its own garbage to the allocator
            begin = time.process_time()
            made = job()
            shortest[place] = min(shortest[place], time.process_time() - begin)
            del made
    return shortest


def document_xml(path: str) -> bytes:
    """The main part's XML."""
    with zipfile.ZipFile(path) as package:
        return package.read("word/document.xml")


def peak(job: str, path: str) -> float:
    """Peak memory of a job in a process of its own, in MB."""
    return float(
        subprocess.run(
            [sys.executable, __file__, "--peak", job, path], capture_output=True, text=True, check=True
        ).stdout
    )


def resident() -> int:
    """The memory that this process holds, in bytes (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


class Sampler(threading.Thread):
    """Looks at the memory of its process every five milliseconds."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stop, self.highest = False, 0

    def run(self) -> None:
        """Look until told to stop."""
        while not self.stop:
            self.highest = max(self.highest, resident())
            time.sleep(0.005)


def show_peak(job: str, path: str) -> None:
    """Print how far the process grows over its start for one job."""
    start, sampler = resident(), Sampler()
    sampler.start()
    kept = (
        etree.parse(io.BytesIO(document_xml(path)), etree.XMLParser(huge_tree=True)) if job == "parse" else read(path)
    )
    sampler.stop = True
    sampler.join()
    print((max(sampler.highest, resident()) - start) / 1e6)
    del kept


def main() -> None:
    """Print a line a file."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="*")
    options.add_argument("--peak", choices=("parse", "read"))
    options.add_argument("--times", type=int, default=7)
    args = options.parse_args()
    if args.peak:
        return show_peak(args.peak, args.files[0])
    with tempfile.TemporaryDirectory() as folder:
        files = args.files
        if not files:
            for pages in (100, 1000):
                report(pages, Path(folder) / f"{pages}.docx")
            files = [str(Path(folder) / f"{pages}.docx") for pages in (100, 1000)]
        spent = []
        for path in files:
            xml = document_xml(path)
            parser = etree.XMLParser(huge_tree=True)
            parse, reading = best((partial(etree.fromstring, xml, parser), partial(read, path)), args.times)
            spent.append(reading)
            memory = peak("parse", path), peak("read", path)
            print(
                f"{Path(path).name}: {len(xml) / 1e6:.1f} MB XML, "
                f"parse {parse * 1e3:.1f} ms, read {reading * 1e3:.1f} ms, ratio {reading / parse:.2f}; "
                f"peak {memory[0]:.0f} and {memory[1]:.0f} MB, ratio {memory[1] / memory[0]:.2f}"
            )
        if not args.files:
            print(f"1,000 pages take {spent[1] / spent[0]:.1f} times as long as 100")
    return None


if __name__ == "__main__":
    main()
