"""In a real browser: what is typed appears as text, and nothing foreign runs on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from live import Served, wait_in_page

MARKUP = "<img src=x onerror=window.pwned=1> </script><script>window.pwned=1</script> [x](javascript:pwned=1)"
TYPED = ".us-controls input.us-words:visible, .us-controls textarea.us-words:visible"
SEEN = "[...document.querySelectorAll('main .us-out')].some(o => o.textContent.includes('<img'))"
FOREIGN = """() => {
  const found = [...document.querySelectorAll('main *')].filter((el) =>
    ['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'BASE'].includes(el.tagName)
    || [...el.attributes].some((a) => a.name.startsWith('on') || /^\\s*javascript:/i.test(a.value)));
  return found.map((el) => el.outerHTML.slice(0, 200));
}"""
TRIES = {
    "script": "() => { const s = document.createElement('script'); s.textContent = 'window.pwned = 1'; document.body.append(s); }",
    "attribute": "() => { document.body.insertAdjacentHTML('beforeend', '<img src=data:, onerror=\"window.pwned=1\">'); }",
    "address": "() => { location.href = 'javascript:void(window.pwned = 1)'; }",
    "text": "() => { const s = document.createElement('script'); s.textContent = 'try { eval(\"window.pwned = 1\") } catch {}'; document.body.append(s); }",
    "elsewhere": "() => { const s = document.createElement('script'); s.src = 'https://elsewhere.example/x.js'; document.body.append(s); }",
    "data": "() => { const s = document.createElement('script'); s.src = 'data:text/javascript,window.pwned=1'; document.body.append(s); }",
    "base": "() => { const b = document.createElement('base'); b.href = 'https://elsewhere.example/'; document.head.append(b); }",
    "frame": "() => { const f = document.createElement('iframe'); f.src = 'https://elsewhere.example/'; document.body.append(f); }",
    "send": "() => { fetch('https://elsewhere.example/').catch(() => {}); }",
}


@pytest.mark.parametrize("slug", ["03-batna", "06-interests", "08-emotions", "11-recovery"])
def test_what_is_typed_appears_as_text_and_nothing_of_it_runs(
    open_module: Callable[[str], Page], slug: str
) -> None:
    """Names in charts and tables, cards, points, cases: whatever these modules' tools make of it."""
    page = open_module(slug)
    fields = page.locator(TYPED)
    assert fields.count() > 2
    for n in range(fields.count()):
        field = fields.nth(n)
        if field.get_attribute("type") != "datetime-local":
            field.fill(MARKUP[: int(field.get_attribute("maxlength") or 80)])
            field.blur()
    # A name of a row has twenty characters and more: the beginning of a tag is enough to see.
    wait_in_page(page, SEEN)
    wait_in_page(page, "!document.querySelector('[aria-busy=true]')")
    page.evaluate("for (const fold of document.querySelectorAll('main details')) fold.open = true")
    assert page.evaluate(FOREIGN) == []
    assert page.evaluate("window.pwned") is None


def test_nothing_foreign_runs_even_if_it_gets_into_a_page(
    open_module: Callable[[str], Page], watch: Any
) -> None:
    watch.allowed += [".*"]
    page = open_module("04-zopa")
    page.evaluate(
        "() => { window.refused = []; addEventListener('securitypolicyviolation',"
        " (e) => window.refused.push(e.effectiveDirective)); }"
    )
    for n, (what, script) in enumerate(TRIES.items(), start=1):
        page.evaluate(script)
        wait_in_page(page, f"window.refused.length >= {n}", timeout=10_000)
        assert page.evaluate("window.pwned") is None, what
    watch.faults.clear()  # what was asked of elsewhere was refused before it was sent


def test_the_key_leaves_the_address_and_is_in_no_link_to_share(
    context: BrowserContext, serve: Callable[..., Served], ready: Callable[[Page], None], watch: Any
) -> None:
    watch.allowed += ["403|302"]
    locked = serve_locked(serve)
    page = context.new_page()
    page.goto(f"{locked}voila/render/04-zopa.ipynb?token=open-sesame")
    ready(page)
    assert "sesame" not in page.url
    page.get_by_role("button", name="Share").first.click()
    link = page.get_by_role("dialog").get_by_label("The link")
    assert link.input_value().startswith("http") and "sesame" not in link.input_value()
    assert "sesame" not in page.content() and page.evaluate("document.cookie") == ""


def serve_locked(serve: Callable[..., Served]) -> str:
    return serve("--token", "open-sesame").url


def test_another_sites_page_neither_frames_ours_nor_opens_a_kernel(
    context: BrowserContext, served: Served, until: Callable[..., Any]
) -> None:
    page = context.new_page()
    ended: dict[str, Any] = {}
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda asked: ended.update({asked.url: asked}))
    render, picture = served.module("04-zopa"), f"{served.url}voila/files/x.png"
    page.set_content(f'<img src="{render}"><img src="{picture}">')
    until(lambda: page.wait_for_timeout(20) or {render, picture} <= ended.keys(), 20)
    for asked in ended.values():
        answer = asked.response()
        assert answer is None or answer.status == 403, asked.url
    page.set_content(f'<iframe src="{served.url}"></iframe>')
    read = "(url) => fetch(url, { mode: 'no-cors' }).then(() => 'read', () => 'refused')"
    assert page.evaluate(read, render) == "refused"
    assert not [f for f in page.frames[1:] if "modules" in f.content()], "the home page is framed"
