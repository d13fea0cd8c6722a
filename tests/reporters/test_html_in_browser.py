"""The HTML in a real browser: a reader clicks a number and sees its evidence."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from report_builder import clean, large, report

from vqr_check.reporters import writer
from vqr_check.reporters.run import Run

BROWSER = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
webdriver = pytest.importorskip("selenium.webdriver", reason="selenium drives the browser and is not installed")
pytestmark = [
    pytest.mark.skipif(not (BROWSER and DRIVER), reason="Chromium and its driver are not on this machine"),
    pytest.mark.xdist_group("browser"),
]
Page = Any


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    options = webdriver.ChromeOptions()
    options.binary_location = BROWSER
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--window-size=1400,900",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    yield driver
    driver.quit()


def opened(browser: Page, folder: Path, run: Run) -> Page:
    path = folder / "report.html"
    path.write_bytes(writer("html")(run))
    browser.get(path.as_uri())
    assert browser.execute_script("return document.documentElement.dataset.ready") == "true"
    return browser


@pytest.fixture
def page(browser: Page, tmp_path: Path) -> Page:
    browser.set_window_size(1400, 900)
    browser.get_log("browser")
    return opened(browser, tmp_path, Run((report(),)))


def find(page: Page, selector: str) -> Any:
    return page.find_element("css selector", selector)


def texts(page: Page, selector: str) -> list[str]:
    return [found.text for found in page.find_elements("css selector", selector)]


def press(page: Page, keys: str) -> None:
    find(page, "body").send_keys(keys)


def number(page: Page, literal: str) -> Any:
    return next(q for q in page.find_elements("css selector", ".paper .q") if q.text == literal)


def shown(page: Page) -> list[str]:
    return [c.get_attribute("id") for c in page.find_elements("css selector", ".card") if c.is_displayed()]


def test_a_clicked_number_shows_its_sum(page: Page) -> None:
    number(page, "434").click()
    assert find(page, "#inspector").is_displayed()
    assert "76 ÷ 434 × 100% = 17.51%" in find(page, "#inspector").text


@pytest.mark.parametrize("width", [1400, 1000, 500])
def test_the_evidence_never_covers_its_number(page: Page, width: int) -> None:
    page.set_window_size(width, 900)
    for figure in page.find_elements("css selector", ".paper .q")[::4]:
        page.execute_script("arguments[0].click()", figure)
        time.sleep(0.15)  # until the page has come to rest
        at = "const b = arguments[0].getBoundingClientRect(); return document.elementFromPoint(b.x + 3, b.y + 3)"
        assert page.execute_script(at, figure) == figure


def test_evidence_leads_to_the_other_number_and_back(page: Page) -> None:
    number(page, "434").click()
    next(b for b in page.find_elements("css selector", "#inspector .sum button")).click()
    assert find(page, "#inspector h2").text.startswith("76")
    find(page, "#inspector .back").click()
    time.sleep(0.2)
    assert find(page, "#inspector h2").text.startswith("434")


def test_a_number_leads_to_its_finding(page: Page) -> None:
    number(page, "434").click()
    find(page, '#inspector [data-go="f0"]').click()
    assert "current" in find(page, "#f0").get_attribute("class")


def test_a_grey_number_says_why_it_was_not_checked(page: Page) -> None:
    number(page, "91.5%").click()
    assert "没有找到可以核对它的其他数字" in find(page, "#inspector").text


def test_a_card_marks_its_numbers_in_the_document(page: Page) -> None:
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", find(page, "#f1 h3"))
    find(page, "#f1 h3").click()
    assert texts(page, ".paper .linked") == ["2091", "253", "1160", "150", "467"]


def test_keys_walk_the_findings(page: Page) -> None:
    press(page, "jj")
    assert page.execute_script("return location.hash") == "#f1"
    press(page, "k")
    assert page.execute_script("return location.hash") == "#f0"


def test_enter_leads_from_a_finding_to_the_document(page: Page) -> None:
    press(page, "j")
    press(page, "\ue007")
    assert find(page, ".paper .current").text == "42.46%"


def test_a_number_can_be_reached_by_keyboard_alone(page: Page) -> None:
    page.execute_script("document.querySelector('.paper .q').focus()")
    page.switch_to.active_element.send_keys("\ue007")
    assert find(page, "#inspector").is_displayed()


def test_the_slash_key_searches(page: Page) -> None:
    press(page, "/")
    page.switch_to.active_element.send_keys("表格合计")
    assert shown(page) == ["f2"]


def test_escape_closes_the_evidence(page: Page) -> None:
    number(page, "434").click()
    press(page, "\ue00c")
    assert not find(page, "#inspector").is_displayed()


def test_findings_can_be_filtered_by_severity(page: Page) -> None:
    find(page, ".switch.error").click()
    assert shown(page) == ["f2"]


@pytest.mark.parametrize(
    ("name", "option", "cards"), [("rule", "VQR201", ["f1"]), ("section", "三、培养质量", ["f0", "f2"])]
)
def test_findings_can_be_filtered_by_rule_and_section(page: Page, name: str, option: str, cards: list[str]) -> None:
    box = find(page, f'[data-filter="{name}"]')
    next(o for o in box.find_elements("css selector", "option") if o.get_attribute("value") == option).click()
    assert shown(page) == cards


def test_a_pin_on_the_map_leads_to_its_finding(page: Page) -> None:
    find(page, '.pin[data-go="f2"]').click()
    assert "current" in find(page, "#f2").get_attribute("class")


def test_another_report_is_one_click_away(browser: Page, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, Run((report(), clean())))
    find(page, '.overview a[href="#r1"]').click()
    assert [h for h in texts(page, "h1") if h] == ["干净.docx"]


@pytest.mark.parametrize("width", [1400, 500])
def test_nothing_is_wider_than_the_window(page: Page, width: int, tmp_path: Path) -> None:
    page.set_window_size(width, 900)
    page.save_screenshot(str(tmp_path / f"{width}.png"))
    assert (
        page.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    )


def test_on_paper_every_report_is_printed_without_switches(browser: Page, tmp_path: Path) -> None:
    page = opened(browser, tmp_path, Run((report(), clean())))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert all(found.is_displayed() for found in page.find_elements("css selector", ".report"))
    assert not any(found.is_displayed() for found in page.find_elements("css selector", ".bar, .keys"))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_page_asks_for_nothing_and_logs_no_error(page: Page) -> None:
    number(page, "434").click()
    press(page, "jnp")
    assert page.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert [line for line in page.get_log("browser") if line["level"] == "SEVERE"] == []


def test_a_thousand_findings_on_five_hundred_pages_are_quick(browser: Page, tmp_path: Path) -> None:
    browser.set_window_size(1400, 900)
    start = time.monotonic()
    page = opened(browser, tmp_path, Run((large(9000, 1000),)))
    press(page, "jjj")
    number_at = page.execute_script("document.getElementById('q20000').click(); return location.hash")
    assert number_at == "#q20000"
    assert time.monotonic() - start < 15  # two seconds on an idle machine
    assert find(page, "#q20000").is_displayed()
