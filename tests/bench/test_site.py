"""The site beside the served page: first tool drawn and answering, bytes, a move to its picture."""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from live import Served
from static_site import Site, built_site, site

__all__ = ["built_site", "site"]
SLUG = "03-batna"
VISITS = 5
MOVES = 30
SLIDER = ".us-controls input[type=range]"
DRAWN = """new MutationObserver((_, o) => { if (document.querySelector('.unstuck-tool [data-seq] svg')) {
    window.drawnAt = performance.now(); o.disconnect(); } })
  .observe(document, { subtree: true, childList: true, attributes: true });
addEventListener('unstuck-live', () => { window.liveAt = performance.now(); });"""
MOVED = """([css, n]) => {
  const slider = document.querySelector(css);
  const picture = document.querySelector('.us-picture');
  const before = picture.dataset.seq;
  return new Promise((done) => {
    const t = performance.now();
    new MutationObserver((_, o) => { if (picture.dataset.seq !== before) { o.disconnect(); done(performance.now() - t); } })
      .observe(picture, { attributes: true });
    slider.value = Number(slider.min) + (Number(slider.max) - Number(slider.min)) * (0.3 + 0.02 * n);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  });
}"""


def shown(context: BrowserContext, address: str, what: str) -> tuple[Page, float]:
    """A page, and the seconds from asking for it to what is waited for."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(f"window.{what}", timeout=90_000)
    return page, float(page.evaluate(f"window.{what}")) / 1000


def visitor(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(DRAWN)
    return context


def moves(page: Page) -> list[float]:
    times = []
    for n in range(MOVES):
        times.append(float(page.evaluate(MOVED, [SLIDER, n])))
        page.wait_for_timeout(60)
    return times[4:]


def say(what: str, values: list[float], unit: str) -> None:
    middle = statistics.median(values)
    print(f"  {what:<44} median {middle:7.2f} {unit} ({min(values):.2f} to {max(values):.2f})")


def test_the_site_beside_the_served_page(
    browser: Browser, site: Site, serve: Callable[..., Served]
) -> None:
    served = serve()
    told: dict[str, list[float]] = {}
    for _ in range(VISITS):
        context = visitor(browser)
        page, drawn = shown(context, site.module(SLUG), "drawnAt")
        told.setdefault("site, first visit, first tool drawn", []).append(drawn)
        page.wait_for_function("window.liveAt", timeout=90_000)
        live = float(page.evaluate("window.liveAt")) / 1000
        told.setdefault("site, first visit, first tool answers", []).append(live)
        page.wait_for_function(
            "caches.open('unstuck-python').then(s => s.keys()).then(k => k.length === 1)"
        )
        page.close()
        page, drawn = shown(context, site.module("04-zopa"), "drawnAt")
        told.setdefault("site, next page, first tool drawn", []).append(drawn)
        page.wait_for_function("window.liveAt", timeout=90_000)
        live = float(page.evaluate("window.liveAt")) / 1000
        told.setdefault("site, next page, first tool answers", []).append(live)
        context.close()
        context = visitor(browser)
        _, drawn = shown(context, served.module(SLUG), "drawnAt")
        told.setdefault("served page, first tool drawn and answering", []).append(drawn)
        context.close()
    print("\n(site) seconds to the first tool; target: within 60, and as near 0 as can be")
    for name, values in told.items():
        say(name, values, "s")


def test_a_move_to_its_picture(browser: Browser, site: Site, serve: Callable[..., Served]) -> None:
    print("\n(site) milliseconds from a slider's move to the new picture")
    for name, address in (("site", site.module(SLUG)), ("served", serve().module(SLUG))):
        context = visitor(browser)
        page, _ = shown(context, address, "drawnAt")
        page.wait_for_function("!document.querySelector('[aria-busy=true], .us-behind')")
        if name == "site":
            page.wait_for_function("window.liveAt", timeout=90_000)
        page.wait_for_timeout(6000)  # until the page is at rest
        say(name, moves(page), "ms")
        context.close()


@pytest.mark.parametrize("slug", [SLUG])
def test_bytes_of_a_first_visit(browser: Browser, site: Site, slug: str) -> None:
    context = browser.new_context()
    asked: set[str] = set()
    context.on("request", lambda request: asked.add(request.url.partition("#")[0]))
    page = context.new_page()
    page.goto(site.module(slug))
    page.wait_for_function("document.body.dataset.unstuckLive === 'true'")

    def zipped() -> float:
        mine = {url.removeprefix(site.url) for url in asked if url.startswith(site.url)}
        paths: Any = (site.folder / name for name in mine)
        return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file())

    print(
        f"\n(site) gzipped bytes of a first visit; target: at most 15 MB\n  {zipped() / 1e6:.2f} MB"
    )
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    print(f"  {zipped() / 1e6:.2f} MB with what is kept for offline")
    context.close()
