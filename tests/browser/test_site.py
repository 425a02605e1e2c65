"""The course without a server: every module from a plain file server, answered in the browser."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from live import PATIENCE, free_port, slugs, wait_until
from static_site import UNDER, Gate, Site, built_site, file_server, gate, site

__all__ = ["built_site", "gate", "site"]
LIVE = "document.body.dataset.unstuckLive === 'true' && !document.querySelector('.us-behind')"
BATNA = "03-batna"
LARGEST_VISIT = 15e6


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, watch: Any) -> BrowserContext:
    """The same; what goes wrong on its pages fails the test."""
    return context


def live(page: Page) -> None:
    page.wait_for_function(LIVE)


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    live(page)
    return page


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {[n['html'][:140] for n in v['nodes'][:3]]}" for v in found]


# The first tool's first control that can be moved, moved; true if there was one.
MOVE = """(tool) => {
  const pick = (css) => [...tool.querySelectorAll(`.us-controls ${css}, .us-placed ${css}`)].find((e) => !e.disabled && e.getClientRects().length);
  const tell = (e, type) => e.dispatchEvent(new Event(type, { bubbles: true }));
  const slider = pick('input[type=range]');
  const choice = pick('input[type=radio]:not(:checked)') ?? pick('input[type=checkbox]');
  const list = pick('select');
  const move = tool.querySelector('.us-move');
  if (slider) { slider.value = Number(slider.value) < Number(slider.max) ? slider.max : slider.min; tell(slider, 'input'); tell(slider, 'change'); return true; }
  if (list) { list.selectedIndex = list.options.length - 1; tell(list, 'change'); return true; }
  if (choice) { choice.click(); return true; }
  move?.click();
  return !!move;
}"""
SHOWN = """(tool) => tool.querySelector('.us-out').textContent
  + [...tool.querySelectorAll('.us-picture')].map((p) => p.dataset.seq)"""
# The same without the pictures, whose labels come in any order.
TOLD = """() => { const out = document.querySelector('.unstuck-tool .us-out').cloneNode(true);
  out.querySelectorAll('.us-picture').forEach((p) => p.remove()); return out.textContent; }"""
UNTIL_SHOWN = f"([tool, before]) => ({SHOWN})(tool) !== before"


def move(page: Page) -> None:
    """Move something in the first tool and wait until what it shows is another."""
    tool = page.locator(".unstuck-tool:has(.us-out)").first.element_handle()
    assert tool is not None
    before = tool.evaluate(SHOWN)
    assert tool.evaluate(MOVE), "the first tool has nothing to move"
    page.wait_for_function(UNTIL_SHOWN, arg=[tool, before])


def check_one(page: Page) -> str:
    """Answer a question of the closing quiz by one of several; gives its prompt."""
    question = page.locator(".us-question:has(input[type=radio]):not(:has(.us-verdict))").last
    prompt = question.locator(".us-prompt").inner_text()
    question.locator("input[type=radio]").first.check()
    question.get_by_role("button", name="A guess").click()
    page.locator(".us-question", has_text=prompt).locator(".us-verdict").wait_for()
    return prompt


@pytest.mark.parametrize("slug", slugs())
def test_a_module_answers_keeps_and_shows_no_code(
    visit: BrowserContext, site: Site, slug: str
) -> None:
    page = opened(visit, site.module(slug))
    assert not page.locator(".us-failed, .us-wait, .us-banner, [aria-busy=true]").count()
    assert not re.search(r"\bunstuck\.\w+\(|\bimport unstuck", page.locator("main").inner_text())
    assert violations(page) == []
    move(page)
    prompt = check_one(page)
    live(page)
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage).sort())")
    shown = page.evaluate(TOLD)
    page.reload()
    live(page)
    page.locator(".us-question", has_text=prompt).locator(".us-verdict").wait_for()
    assert page.evaluate(TOLD) == shown
    assert page.evaluate("JSON.stringify(Object.entries(localStorage).sort())") == kept


def test_the_first_tool_is_drawn_before_python_and_takes_what_is_set(
    visit: BrowserContext, gate: str
) -> None:
    """Python is held up: the tool stands there, and what is set meanwhile is answered later."""
    page = visit.new_page()
    page.goto(f"{gate}{BATNA}.html")
    tool = page.locator(".BatnaCalculator").first
    tool.locator(".us-picture svg").first.wait_for()
    page.locator("#us-starting").wait_for()
    finding = tool.locator(".us-finding").first.inner_text()
    field = tool.get_by_role("textbox").first
    field.fill("1,234")
    field.blur()
    tool.locator("xpath=self::*[contains(@class, 'us-behind')]").wait_for()
    assert page.evaluate("!document.body.dataset.unstuckLive")
    Gate.open.set()
    live(page)
    assert field.input_value() == "1,234"
    assert (
        tool.locator(".us-finding").first.inner_text() != finding
        or tool.locator(".us-problem").count()
    )
    assert page.locator("#us-starting").is_hidden()


def test_everyone_gets_numbers_of_their_own(browser: Browser, site: Site) -> None:
    prompts = set()
    for _ in range(6):
        context = browser.new_context()
        page = context.new_page()
        page.goto(site.module(BATNA))
        page.locator(".us-question .us-prompt").first.wait_for()
        prompts.add(page.locator("main").locator(".us-question").last.inner_text())
        prompts.add(page.locator("main").locator(".us-question").nth(5).inner_text())
        context.close()
    assert len(prompts) > 2


def test_undo_reset_and_a_sheet(visit: BrowserContext, site: Site, tmp_path: Path) -> None:
    page = opened(visit, site.module("04-zopa"))
    tool = page.locator(".ZopaExplorer").first
    before = page.evaluate(TOLD)
    move(page)
    live(page)
    tool.get_by_role("button", name="Undo").click()
    page.wait_for_function(f"before => ({TOLD})() === before", arg=before)
    with page.expect_download() as handed:
        tool.get_by_role("button", name="Keep this sheet").click()
    kept = tmp_path / "sheet.md"
    handed.value.save_as(kept)
    assert kept.read_text("utf-8").startswith("# ")


def test_a_calendar_and_a_page_to_print_are_handed_out(
    visit: BrowserContext, site: Site, tmp_path: Path
) -> None:
    """What needs packages of its own fetches them then."""
    page = opened(visit, site.module("08-emotions"))
    planner = page.locator(".BreakPlanner").last
    words = planner.get_by_role("textbox", name="My words for the break")
    words.fill("Let us stop here until Wednesday. I will be back at ten.")
    words.blur()
    planner.get_by_role("checkbox", name="Think about what both").check()
    planner.get_by_label("They go on at").fill("2026-12-02T10:00")
    planner.get_by_text("Back at the table on Wednesday 2 December 2026, 10:00.").first.wait_for()
    with page.expect_download() as handed:
        planner.get_by_role("button", name="Calendar file").click()
    kept = tmp_path / "handed"
    handed.value.save_as(kept)
    assert "20261202T100000" in kept.read_text("utf-8")
    page.goto(site.module("12-at-the-table"))
    live(page)
    with page.expect_download() as handed:
        page.locator(".PreparationSheet").first.get_by_role("button", name="Printable page").click()
    handed.value.save_as(kept)
    assert kept.read_text("utf-8").startswith("<!")


def test_a_long_run_goes_on_beside_the_page_and_can_be_ended(
    visit: BrowserContext, site: Site
) -> None:
    page = opened(visit, site.module("12-at-the-table"))
    laboratory = page.locator(".ImpasseLab").first
    laboratory.get_by_label("with a progress bar").check()
    laboratory.locator(".us-job button").click()
    page.wait_for_function("document.querySelector('.ImpasseLab progress')?.value > 0")
    # Pressed at once and in the page: the run may be over before a click from outside arrives.
    ended = page.evaluate("""() => {
        const cancel = document.querySelector('.ImpasseLab .us-job button');
        cancel?.click();
        return !cancel;
    }""")
    page.wait_for_function("!document.querySelector('.ImpasseLab progress')")
    if not ended and laboratory.locator(".us-job button").count():
        laboratory.locator(".us-job button").click()
    page.wait_for_function("!document.querySelector('.ImpasseLab .us-job')")


def test_it_opens_without_a_network_after_a_first_visit(
    context: BrowserContext, built_site: Path
) -> None:
    port = free_port()
    server = file_server(built_site, port)
    url = f"http://127.0.0.1:{port}/{UNDER}/"
    try:
        page = context.new_page()
        wait_until(lambda: _there(page, url), what=url)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        server.terminate()
        server.wait(20)
        page.goto(f"{url}{BATNA}.html")
        live(page)
        move(page)
        page.locator(".us-footer a[rel=next]").click()
        page.wait_for_url("**/04-zopa.html")
        live(page)
    finally:
        if server.poll() is None:
            server.terminate()


def _there(page: Page, url: str) -> bool:
    try:
        page.goto(url)
    except Exception:
        return False
    return True


def test_the_next_page_wakes_the_python_of_the_last(visit: BrowserContext, site: Site) -> None:
    page = opened(visit, site.module(BATNA))
    page.wait_for_function(
        "caches.open('unstuck-python').then(shelf => shelf.keys()).then(keys => keys.length === 1)"
    )
    page.goto(site.module("04-zopa"))
    live(page)
    move(page)
    job = page.evaluate("document.body.dataset.unstuckWoken")
    assert job == "true"


def test_a_python_that_cannot_start_says_so_and_what_to_do(
    context: BrowserContext, gate: str
) -> None:
    Gate.broken = True
    Gate.open.set()
    page = context.new_page()
    page.goto(f"{gate}{BATNA}.html")
    banner = page.locator("#us-banner [role=alert]")
    banner.wait_for()
    for told in ("do not answer", "kept in this browser", "Try again", "another browser"):
        assert told in banner.inner_text()
    assert page.locator("#us-starting").is_hidden()
    assert violations(page) == []


def test_a_first_visit_is_small(context: BrowserContext, site: Site) -> None:
    """The gzipped size of all the files that a first visit asks for, those for offline as well."""
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(request.url.partition("#")[0]))
    page = opened(context, site.module(BATNA))
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    mine = {url.removeprefix(site.url) for url in asked if url.startswith(site.url)}
    kept = json.loads((site.folder / "unstuck-site.json").read_text("utf-8"))["files"]
    files = [site.folder / name for name in mine | set(kept) if (site.folder / name).is_file()]
    size = sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)
    assert len(files) > 20
    assert size <= LARGEST_VISIT


@pytest.mark.parametrize("width", [1280, 390])
def test_home_and_documents_are_clean_and_lead_on(
    visit: BrowserContext, site: Site, width: int
) -> None:
    page = visit.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    for name in ("", "glossary.html", "references.html", "your-work.html", "without-a-server.html"):
        page.goto(site.url + name)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == [], name
        assert "keys of its questions" in page.locator("aside").inner_text()
    page.goto(site.url)
    for slug in slugs():
        assert page.locator(f"a[href$='{slug}.html']").count() >= 1
    page.locator("main a[href$='03-batna.html']").first.click()
    page.wait_for_url(site.module(BATNA))
    page.locator("header a").first.click()
    page.wait_for_url(f"{site.url}index.html")


def test_the_notebooks_with_their_code_run_beside_the_pages(
    visit: BrowserContext, site: Site, watch: Any
) -> None:
    watch.allowed = ["/favicon.ico"]  # the browser looks for one at the top of the host
    visit.set_default_timeout(2 * PATIENCE)
    page = visit.new_page()
    page.goto(f"{site.url}lab/notebooks/index.html?path=04-zopa.ipynb")
    page.locator(".jp-CodeCell").first.wait_for()
    page.get_by_text("Python (Pyodide)").wait_for()
    page.get_by_text("Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.locator(".unstuck-tool [data-seq] svg").first.wait_for()
    move(page)


def test_a_build_over_something_else_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = subprocess.run(
        [sys.executable, "-m", "unstuck.site", "--to", str(tmp_path)],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "something else" in done.stderr
    assert (tmp_path / "thesis.txt").is_file()
