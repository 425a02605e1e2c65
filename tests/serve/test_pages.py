"""What the addresses of a running server answer."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PAGES = ["", "voila/render/01-first.ipynb", "voila/render/glossary.md", "nowhere"]


def test_home_page_lists_every_module_and_links_the_open_ones(server):
    home = server.get("")
    assert home.status == 200
    for title in ("The first", "The second", "Not yet"):
        assert title in home.text
    assert 'href="/class/room/voila/render/01-first.ipynb"' in home.text
    assert "03-third.ipynb" not in home.text
    assert "To come" in home.text


def test_module_has_its_words_its_neighbours_and_what_the_widgets_look_for(server):
    kernel, page = server.open_page()
    server.leave(kernel)
    assert "Words &amp; more." in page
    assert "<title>The first · A trial course</title>" in page
    assert re.search(r'rel="next" href="/class/room/voila/render/02-second.ipynb"', page)
    for mark in ("data-unstuck-kit", "data-unstuck-vega", 'data-unstuck-module="01-first"'):
        assert mark in page
    assert '<h1 id="The-first">' in page, "a heading that nothing can link to"
    assert "IntSlider" not in page, "the source of a cell is shown"


@pytest.mark.parametrize(
    "path",
    [
        "nowhere",
        "voila/render/03-third.ipynb",
        "voila/render/stray.ipynb",
        "voila/render/instructor/key.ipynb",
        "voila/render/syllabus.toml",
        "voila/render/../course/01-first.ipynb",
        "voila/tree",
        "voila/api/contents",
        "api/kernels",
        "api/contents",
        "api/sessions",
        "api/terminals",
        "lab",
        "files/01-first.ipynb",
        "unstuck/static/0123/secrets.py",
        "unstuck/voila/0123/../../../../etc/passwd",
    ],
)
def test_what_is_not_of_the_course_is_a_friendly_404(server, path):
    answer = server.get(path)
    assert answer.status == 404
    if not path.startswith("unstuck/voila"):
        assert "There is no such page" in answer.text
    assert "Traceback" not in answer.text


def test_pictures_of_the_course_are_served(server):
    picture = server.get("voila/files/pictures/one.svg")
    assert (picture.status, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    assert server.get("voila/files/pictures/two.svg").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "01-first.ipynb",
        "syllabus.toml",
        "instructor/one.svg",
        "Instructor/one.svg",
        "pictures/../instructor/one.svg",
        "../outside.svg",
        "%2e%2e/outside.svg",
        "..%2foutside.svg",
        "/etc/passwd",
        "%2Fetc%2Fpasswd",
        "pictures/one.svg%00.png",
        ".",
    ],
)
def test_nothing_but_pictures_of_the_course_is_served(server, path):
    assert server.get(f"voila/files/{path}").status in (403, 404, 400)


def test_a_link_out_of_the_course_is_not_followed(server, course: Path):
    link = course / "pictures" / "way-out.svg"
    link.symlink_to(course.parent / "outside.svg")
    try:
        assert server.get("voila/files/pictures/way-out.svg").status == 403
    finally:
        link.unlink()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_names_another_origin(server, path):
    page = server.get(path).text
    loaded = re.findall(r'(?:src|href|action)="([^"]*)"', page)
    assert loaded
    assert not [each for each in loaded if urlsplit(each).netloc]
    assert not re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", page)
    for kernel in re.findall(r'"kernelId": "([0-9a-f-]{36})"', page):
        server.leave(kernel)


@pytest.mark.parametrize("path", PAGES[:1] + PAGES[2:])
def test_pages_keep_to_themselves(server, path):
    headers = server.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_scripts_and_styles_are_kept_for_good_and_sent_small(server):
    page = server.get("").text
    found = re.findall(r'(?:src|href)="(/class/room/unstuck/static/[^"]*)"', page)
    assert len(found) >= 4
    for address in found:
        plain = server.get(address.removeprefix("/class/room/"))
        assert plain.status == 200
        assert "immutable" in plain.headers["Cache-Control"]
        small = server.get(address.removeprefix("/class/room/"), Accept_Encoding="gzip")
        assert small.headers["Content-Encoding"] == "gzip"
        assert int(small.headers["Content-Length"]) < int(plain.headers["Content-Length"])


def test_an_address_of_an_older_build_still_answers_but_is_not_kept(server):
    answer = server.get("unstuck/static/0123456789abcdef/page.js")
    assert answer.status == 200
    assert "immutable" not in answer.headers["Cache-Control"]


def test_every_file_that_the_page_script_loads_is_there(server):
    kernel, page = server.open_page()
    server.leave(kernel)
    wanted = re.findall(r'(?:src|href)="/class/room/(unstuck/[^"]*)"', page)
    assert sum("remoteEntry" in each for each in wanted) == 3
    assert [server.get(each).status for each in wanted] == [200] * len(wanted)
