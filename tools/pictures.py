"""Makes the README's pictures of each output from one report.

python tools/pictures.py samples/quality-report.docx docs/pictures

Needs Chromium with its driver, and, for Word and Excel, LibreOffice and pdftoppm; says which pictures it left out.
"""

from __future__ import annotations

import argparse
import base64
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from vqr_check import check
from vqr_check.reporters import writer
from vqr_check.reporters.run import Run
from vqr_check.reporters.terminal import render

QUALITY = 82  # of WebP
PDF = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'  # comments as signs on the page
FRAME = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 22px 26px; background: #fffefb; font: 15px/1.7 "Noto Sans CJK SC", sans-serif;
  color: #24272b; }
pre, pre code { font: 15px/1.5 "Noto Sans Mono CJK SC", monospace !important; margin: 0; }
body.dark { background: #1d1e20; color: #e2e1dd; } img { width: 100%; display: block; } body.bare { padding: 0; }
table { border-collapse: collapse; } td, th { border: 1px solid #e4e1da; padding: 3px 12px; } h1 { font-size: 24px; }
h2 { font-size: 20px; } h3 { font-size: 16px; margin-bottom: 4px; } p { margin: 6px 0; }
</style>"""


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def shoot(driver: Any, page: Path, to: Path, width: int, height: int, script: str = "") -> None:
    """Save the top left of a page as WebP."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    driver.get("about:blank")
    driver.get(page.as_uri())
    if script:
        driver.execute_script(script)
        driver.execute_async_script("setTimeout(arguments[0], 400)")
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    to.write_bytes(base64.b64decode(shot["data"]))
    print(f"{to}  {to.stat().st_size / 1024:.0f} KB")


def terminal(run: Run, page: Path) -> None:
    """The terminal's output as a page."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    console = Console(record=True, width=90, file=io.StringIO())
    console.print(Text.from_ansi(render(run, 88, colour=True)))
    code = console.export_html(inline_styles=True, code_format="<pre><code>{code}</code></pre>", theme=MONOKAI)
    page.write_text(f'{FRAME}<body class="dark">{code}', "utf-8")


def markdown(run: Run, page: Path) -> None:
    """The Markdown summary as a forge shows it."""
    from markdown_it import MarkdownIt

    text = writer("markdown")(run).decode("utf-8")
    page.write_text(FRAME + MarkdownIt("commonmark").enable("table").render(text), "utf-8")


def office(source: Path, folder: Path, page: str) -> Path | None:
    """A page of a Word or Excel file as PNG; None where the programs are missing."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program or not shutil.which("pdftoppm"):
        return None
    kind = PDF if source.suffix == ".docx" else "pdf"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    pdf = folder / f"{source.stem}.pdf"
    if not pdf.is_file():
        return None
    subprocess.run(
        ["pdftoppm", "-png", "-r", "220", "-f", page, "-l", page, str(pdf), str(folder / source.stem)], check=True
    )
    return next(folder.glob(f"{source.stem}-*.png"), None)


def main() -> int:
    """Make every picture that can be made; 1 where some had to be left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--page", default="1", help="page of the Word copy to show")
    given = parser.parse_args()
    run = Run((check(given.report),))
    given.folder.mkdir(parents=True, exist_ok=True)
    left_out = []
    with tempfile.TemporaryDirectory() as name, browser() as driver:
        work = Path(name)
        page = work / "page.html"
        terminal(run, page)
        shoot(driver, page, given.folder / "terminal.webp", 880, 760)
        page.write_bytes(writer("html")(run))
        shoot(driver, page, given.folder / "html.webp", 1280, 860)
        click = "document.querySelector('.paper .q.f').click()"
        shoot(driver, page, given.folder / "html-number.webp", 1280, 860, click)
        markdown(run, page)
        shoot(driver, page, given.folder / "markdown.webp", 880, 620)
        for kind, file, number, style in (
            ("word", "copy.docx", given.page, "width: 100%"),
            ("xlsx", "ledger.xlsx", "1", "width: 260%; margin: -16% 0 0 -15%"),
        ):
            (work / file).write_bytes(writer(kind)(run))
            picture = office(work / file, work, number)
            if picture is None:
                left_out.append(kind)
                continue
            page.write_text(f'{FRAME}<body class="bare"><img src="{picture.name}" style="{style}">', "utf-8")
            shoot(driver, page, given.folder / f"{kind}.webp", 1000, 640 if kind == "word" else 240)
    for kind in left_out:
        print(f"left out: {kind} (needs LibreOffice and pdftoppm)")
    return 1 if left_out else 0


if __name__ == "__main__":
    sys.exit(main())
