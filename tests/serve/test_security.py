"""No address leads out of the course, and every answer says how far a page may go."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from unstuck.serve import assets

OUTSIDE = "what lies outside"
SVG = f'<svg xmlns="http://www.w3.org/2000/svg"><desc>{OUTSIDE}</desc></svg>'
NOTEBOOK = (
    '{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": '
    f'[{{"id": "a", "cell_type": "markdown", "metadata": {{}}, "source": "{OUTSIDE}"}}]}}'
)
ROUTES = [
    "",
    "voila/render/",
    "voila/files/",
    "voila/files/pictures/",
    "unstuck/static/0123/",
    "unstuck/voila/0123/",
    "unstuck/labextensions/0123/",
    "unstuck/labextensions/0123/anywidget/static/",
    "unstuck/cells/",
    "voila/api/shutdown/",
]
FILES = ["outside.svg", "outside.ipynb", "outside.md", "etc/passwd"]
UP = ["../", "..%2f", "%2e%2e/", "%2E%2E%2F", "..%252f", "%252e%252e/", "..\\", "..%5c", "....//"]
WAYS = [
    *(up * depth + file for up in UP for depth in (1, 2, 9) for file in FILES),
    *(f"{start}{file}" for start in ("/", "//", "%2f", "~/", "~root/", "$HOME/") for file in FILES),
    *(f"{file}%00.svg" for file in FILES),
    *(
        "outside.svg\0.svg",
        "..;/outside.svg",
        "pictures/..%c0%af../outside.svg",
        "..%u2215outside.svg",
    ),
    *("instructor/key.svg", "INSTRUCTOR/key.svg", "Instructor/KEY.SVG", "inst%72uctor/key.svg"),
    *("pictures/../instructor/key.svg", "./instructor/key.svg", "instructor//key.svg"),
    *("instructor%2fkey.svg", "instructor/01-first.md", "%69nstructor/01-first.md", ".hidden.svg"),
]


def ask(server: Any, path: str, method: str = "GET", **headers: str) -> tuple[int, str, bytes]:
    """Send a path as it stands, which clients would tidy up: status, headers and body."""
    where = urlsplit(server.url)
    told = {"Host": where.netloc, "Connection": "close"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    with socket.create_connection((where.hostname, where.port), timeout=60) as line:
        line.sendall(f"{method} {where.path}{path} HTTP/1.1\r\n{head}\r\n".encode("latin-1"))
        with line.makefile("rb") as reader:
            first = b"".join(iter(reader.readline, b"\r\n")) if reader.peek(1) else b""
            length = re.search(rb"\r\nContent-Length: (\d+)\r\n", first)
            body = reader.read(int(length[1])) if length else reader.read() if first else b""
    status = int(first.split(b" ", 2)[1]) if first else 400  # closed without a word: refused
    return status, first.decode("latin-1"), body


@pytest.fixture(scope="module")
def linked(
    course: Path, serve: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Any:
    """A course in which every kind of file is a link that leads out of it; guides are served."""
    home = tmp_path_factory.mktemp("linked")
    copy = home / "course"
    shutil.copytree(course, copy)
    away = home / "away"
    away.mkdir()
    for folder in (home, away):
        (folder / "outside.svg").write_text(SVG)
        (folder / "outside.ipynb").write_text(NOTEBOOK)
        (folder / "outside.md").write_text(OUTSIDE)
    (away / "your-work.md").write_text(OUTSIDE)
    (copy / "instructor" / "key.svg").write_text(SVG)
    (copy / ".hidden.svg").write_text(SVG)
    (copy / "pictures" / "file.svg").symlink_to(home / "outside.svg")
    (copy / "pictures" / "guide.svg").symlink_to(copy / "instructor" / "key.svg")
    (copy / "folder").symlink_to(away)
    (copy / "docs").symlink_to(away)
    for name, target in {
        "glossary.md": "outside.md",
        "02-second.ipynb": "outside.ipynb",
        "instructor/02-second.md": "outside.md",
    }.items():
        (copy / name).unlink(missing_ok=True)
        (copy / name).symlink_to(home / target)
    return serve("--course", str(copy), "--instructor")


@pytest.mark.parametrize("route", ROUTES)
def test_no_way_of_writing_an_address_leads_out_of_the_course(linked: Any, route: str) -> None:
    for way in WAYS:
        if route == "voila/render/" and way.endswith("nstructor/01-first.md"):
            continue  # the guide itself, to instructors
        status, _, body = ask(linked, route + way)
        assert OUTSIDE.encode() not in body and b"root:" not in body, way
        assert status in (400, 403, 404, 405), way
        assert "Traceback" not in body.decode("utf-8", "replace"), way


@pytest.mark.parametrize(
    "path",
    [
        "voila/files/pictures/file.svg",
        "voila/files/pictures/guide.svg",
        "voila/files/folder/outside.svg",
        "voila/render/glossary.md",
        "voila/render/docs/your-work.md",
        "voila/render/02-second.ipynb",
        "voila/render/instructor/02-second.md",
    ],
)
def test_a_link_that_leads_out_of_the_course_is_as_if_it_were_not_there(
    linked: Any, path: str
) -> None:
    status, _, body = ask(linked, path)
    assert status in (403, 404)
    assert OUTSIDE.encode() not in body


def test_what_is_no_link_is_served_all_the_same(linked: Any) -> None:
    assert ask(linked, "voila/files/pictures/one.svg")[0] == 200
    assert ask(linked, "voila/render/instructor/01-first.md")[0] == 200


def test_an_answer_does_not_tell_which_files_the_machine_has(server: Any) -> None:
    for route in ("unstuck/voila/0123/", "unstuck/labextensions/0123/", "voila/files/"):
        there, not_there = (
            ask(server, f"{route}{name}") for name in ("/etc/passwd", "/etc/no-such-name")
        )
        assert there[0] == not_there[0], route


def test_only_the_extensions_that_pages_need_are_served(server: Any) -> None:
    folders = [Path(folder) for folder in assets.extension_folders()]
    found = {p.relative_to(f) for f in folders for p in f.glob("@*/*/package.json")}
    assert len(found) > len(assets.EXTENSIONS), "there is no other extension to ask for"
    for file in found:
        status = ask(server, f"unstuck/labextensions/0123/{file}")[0]
        assert status == (200 if str(file.parent) in assets.EXTENSIONS else 404), file


def kinds_of_answer(server: Any) -> dict[str, tuple[str, str, dict[str, str]]]:
    kernel = str(uuid4())
    page = server.get("").text
    kept = re.search(r'="/class/room/(unstuck/static/[^"]*)"', page)
    assert kept
    line = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13"}
    return {
        "home": ("", "GET", {}),
        "document": ("voila/render/glossary.md", "GET", {}),
        "picture": ("voila/files/pictures/one.svg", "GET", {}),
        "no picture": ("voila/files/syllabus.toml", "GET", {}),
        "script": (kept[1], "GET", {}),
        "no script": ("unstuck/static/0123/none.js", "GET", {}),
        "Voila's file": ("unstuck/voila/0123/voila.js", "GET", {}),
        "not Voila's": ("unstuck/voila/0123/none.js", "GET", {}),
        "login": ("login", "POST", {}),
        "nowhere": ("nowhere", "GET", {}),
        "nothing to post to": ("", "POST", {}),
        "no such method": ("", "PROPFIND", {}),
        "no text": ("voila/render/%ff", "GET", {}),
        "no question": ("?token=%ff", "GET", {}),
        "cells of nobody": (f"unstuck/cells/{kernel}", "GET", {}),
        "alive of nobody": (f"unstuck/alive/{kernel}", "GET", {}),
        "model of nobody": (f"unstuck/api/kernels/{kernel}", "GET", {}),
        "line to nobody": (f"unstuck/api/kernels/{kernel}/channels", "GET", line),
        "no line at all": (f"unstuck/api/kernels/{kernel}/channels", "GET", {}),
        "goodbye of nobody": (f"voila/api/shutdown/{kernel}", "POST", {}),
        "from elsewhere": ("", "GET", {"Sec_Fetch_Site": "cross-site"}),
        "by another name": ("", "GET", {"Host": "elsewhere.example"}),
    }


def test_every_answer_carries_the_headers_that_keep_a_page_to_itself(server: Any) -> None:
    for kind, (path, method, headers) in kinds_of_answer(server).items():
        status, head, body = ask(server, path, method, **{"Connection": "close"} | headers)
        lines = {line.partition(":")[0].lower(): line for line in head.split("\r\n")[1:]}
        for name, value in {
            "x-content-type-options": "nosniff",
            "x-frame-options": "SAMEORIGIN",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=()",
            "content-security-policy": "default-src 'none'",
        }.items():
            assert value in lines.get(name, ""), f"{kind} ({status}): {name}"
        assert "server" not in lines and "access-control-allow-origin" not in lines, kind
        assert b"Traceback" not in body, kind


def test_a_page_of_a_module_is_kept_nowhere_on_its_way(server: Any) -> None:
    kernel, _ = server.open_page()
    server.leave(kernel)
    answer = server.get("voila/render/01-first.ipynb")
    assert answer.headers["Cache-Control"] == "no-store"
    server.leave(re.search(r'"kernelId": "([^"]+)"', answer.text)[1])  # type: ignore[index]


def rules(server: Any, path: str = "") -> dict[str, list[str]]:
    told = server.get(path).headers["Content-Security-Policy"]
    return {first: rest for first, *rest in (rule.split() for rule in told.split(";"))}


def test_the_policy_allows_our_own_scripts_and_none_made_from_text(server: Any) -> None:
    policy = rules(server)
    assert policy["default-src"] == ["'none'"] == policy["base-uri"]
    assert policy["connect-src"] == policy["form-action"] == ["'self'"]
    (mark,) = (source for source in policy["script-src"] if source.startswith("'sha256-"))
    assert set(policy["script-src"]) == {"'self'", "blob:", mark}
    assert not {"*", "https:", "http:", "ws:", "wss:", "'unsafe-eval'"} & {
        source for sources in policy.values() for source in sources
    }


@pytest.mark.parametrize(
    "path", ["", "voila/render/glossary.md", "nowhere", "voila/render/01-first.ipynb"]
)
def test_what_stands_in_a_page_as_script_is_the_one_that_the_policy_names(
    server: Any, path: str
) -> None:
    answer = server.get(path)
    for kernel in re.findall(r'"kernelId": "([^"]+)"', answer.text):
        server.leave(kernel)
    told = re.findall(r"<script([^>]*)>(.*?)</script>", answer.text, re.DOTALL)
    inline = [text for about, text in told if "src=" not in about and "json" not in about]
    marks = {base64.b64encode(hashlib.sha256(t.encode()).digest()).decode() for t in inline}
    assert len(marks) == 1
    assert f"'sha256-{marks.pop()}'" in answer.headers["Content-Security-Policy"]
    assert not re.search(r"<[^>]+\son\w+\s*=|javascript:", html.unescape(answer.text))


def test_a_picture_runs_nothing_even_where_it_is_opened_by_itself(server: Any) -> None:
    policy = rules(server, "voila/files/pictures/one.svg")
    assert "sandbox" in policy and "script-src" not in policy


ELSEWHERE = [
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "image"},
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "cors", "Sec_Fetch_Dest": "empty"},
    {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"},
    {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"},
]


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_another_sites_page_opens_no_kernel_and_reads_nothing(
    server: Any, headers: dict[str, str]
) -> None:
    for path in ("voila/render/01-first.ipynb", "", "unstuck/voila/0123/voila.js"):
        assert ask(server, path, **headers)[0] == 403


def test_a_link_on_another_site_is_followed(server: Any) -> None:
    followed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert ask(server, "", **followed, Sec_Fetch_Dest="document")[0] == 200
    assert ask(server, "", "POST", **followed, Sec_Fetch_Dest="document")[0] == 403


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example", "10.0.0.9"])
def test_a_name_made_to_lead_to_this_machine_is_refused(server: Any, host: str) -> None:
    for path in ("", "voila/render/01-first.ipynb", f"unstuck/cells/{uuid4()}"):
        origin = {"Origin": f"http://{host}", "Sec_Fetch_Site": "same-origin"}
        assert ask(server, path, Host=host, **origin)[0] == 403


@pytest.mark.parametrize("host", ["localhost:8866", "127.0.0.1", "[::1]:80", "127.0.0.2:1"])
def test_this_machine_is_reached_by_its_own_names(server: Any, host: str) -> None:
    assert ask(server, "", Host=host)[0] == 200


def test_a_body_larger_than_any_form_is_not_taken_in(server: Any) -> None:
    assert ask(server, "login", "POST", Content_Length=str(10**6))[0] in (400, 413)
