"""Each page as it comes: clean, accessible, at home on a phone, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from live import slugs

SLUGS = slugs()


def theme(page: Page, name: str) -> None:
    page.evaluate(f"document.body.dataset.jpThemeLight = '{str(name == 'light').lower()}'")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{v['id']}: {[n['html'][:140] for n in v['nodes'][:3]]}" for v in found]


def seqs(page: Page) -> str:
    return str(
        page.evaluate("[...document.querySelectorAll('.us-picture')].map(p => p.dataset.seq)")
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_the_first_tool_answers_without_any_action(page: Page, served: Any, slug: str) -> None:
    page.goto(served.module(slug))
    first = page.locator(".unstuck-tool").first
    first.locator(".us-finding").first.wait_for()
    picture = first.locator(".us-picture").first
    if picture.count():
        picture.locator("svg").wait_for(state="attached")
        assert int(picture.get_attribute("data-seq") or 0) >= 1


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("width", [1280, 390, 360])
def test_nothing_scrolls_sideways(
    page: Page, open_module: Callable[[str], Page], slug: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_module(slug)
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    wide = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => {
            const r = e.getBoundingClientRect();
            return r.right > innerWidth + 1 && r.width && !e.closest('.us-scroll, .us-hidden, [hidden]')
              && getComputedStyle(e).position !== 'fixed' && !e.closest('svg');
        }).slice(0, 5).map(e => e.outerHTML.slice(0, 160))"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= width, wide


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(
    page: Page, open_module: Callable[[str], Page], slug: str, colours: str
) -> None:
    open_module(slug)
    before = seqs(page)
    theme(page, colours)
    if colours == "dark":
        page.wait_for_function(
            "b => JSON.stringify([...document.querySelectorAll('.us-picture')]"
            ".map(p => p.dataset.seq)) !== b",
            arg=before.replace("'", '"').replace(" ", ""),
        )
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_home_and_the_friendly_pages_are_clean(
    page: Page, served: Any, watch: Any, width: int, colours: str
) -> None:
    watch.allowed = ["404"]
    page.set_viewport_size({"width": width, "height": 800})
    for address in (served.url, served.url + "nowhere", served.module("99-nowhere")):
        page.goto(address)
        theme(page, colours)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == [], address


@pytest.mark.parametrize("slug", SLUGS)
def test_every_picture_is_told_in_words_that_follow_it(
    open_module: Callable[[str], Page], slug: str
) -> None:
    page = open_module(slug)
    told = page.evaluate(
        """() => [...document.querySelectorAll('.us-figure')].map(f => ({
            title: f.querySelector('figcaption').textContent, label: f.querySelector('.us-picture').getAttribute('aria-label'),
            rows: f.querySelectorAll('tbody tr').length, svg: !!f.querySelector('.us-picture svg')}))"""
    )
    assert told
    for figure in told:
        assert figure["title"] and figure["label"] and figure["rows"] and figure["svg"], figure


def test_home_leads_to_every_module_and_back(page: Page, served: Any) -> None:
    page.goto(served.url)
    for slug in SLUGS:
        assert page.locator(f"a[href$='voila/render/{slug}.ipynb']").count() >= 1
    page.locator("main a[href$='voila/render/03-batna.ipynb']").first.click()
    page.wait_for_selector("h1")
    assert page.url == served.module("03-batna")
    page.locator("header a").first.click()
    page.wait_for_url(served.url)
