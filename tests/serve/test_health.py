"""What watches over the server learns: is it there, is there room, what it counts, what it logs."""

from __future__ import annotations

import logging
import re
from urllib.error import HTTPError
from urllib.request import Request
from uuid import uuid4

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tornado.httputil import HTTPHeaders, HTTPServerRequest, RequestStartLine

from unstuck.serve.figures import seconds
from unstuck.serve.health import from_this_machine
from unstuck.serve.kernels import PageKernels
from unstuck.serve.log import Plain, Seldom
from unstuck.serve.watched import CLOSING, FULL, OPEN, STARTING

KEY = "open-sesame"


def counted(server) -> dict[str, float]:
    """What the server counts, by name, with the reason where there is one."""
    told = server.get("metrics")
    assert told.status == 200, told.text
    return {
        sample.name + "".join(sample.labels.get("reason", "")): sample.value
        for family in text_string_to_metric_families(told.text)
        for sample in family.samples
        if "le" not in sample.labels
    }


def post(server, path: str, body: bytes, **headers: str) -> int:
    request = Request(server.url + path, data=body, headers=headers, method="POST")
    try:
        reply = server.opener.open(request, timeout=30)
    except HTTPError as error:
        reply = error
    with reply:
        return reply.status


def test_the_process_says_that_it_is_there_to_everybody(serve):
    locked = serve("--token", KEY)
    for method in ("GET", "HEAD"):
        answer = locked.get("healthz", method)
        assert answer.status == 200
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"
    assert locked.get("healthz").text == "ok\n"
    assert locked.get("readyz", X_Forwarded_For="192.0.2.1").status in (200, 503)
    assert locked.get("").status == 302, "and nothing else is open"


def test_readiness_follows_the_room(serve, eventually):
    small = serve("--max-kernels", "1")
    eventually(lambda: small.get("readyz").text == "open\n", "the server is ready")
    kernel, _ = small.open_page()
    full = small.get("readyz")
    assert (full.status, full.text) == (503, "full\n")
    assert small.get("voila/render/01-first.ipynb").status == 503
    assert counted(small)["unstuck_refusals_total" + "full"] == 1
    small.leave(kernel)
    eventually(lambda: small.get("readyz").status == 200, "there is room again")


def test_a_server_that_starts_or_closes_is_not_ready(monkeypatch):
    kernels = PageKernels(max_kernels=1)
    assert kernels.ready == STARTING
    kernels.state = OPEN
    assert kernels.ready == OPEN
    kernels.reserve()
    assert kernels.ready == FULL
    kernels.state = CLOSING
    assert kernels.ready == CLOSING


def test_without_memory_for_one_more_the_room_is_full(monkeypatch):
    kernels = PageKernels(max_kernels=5)
    kernels.state = OPEN
    assert kernels.free == 5
    monkeypatch.setattr("unstuck.serve.kernels.memory_left", lambda: 1e6)
    assert (kernels.free, kernels.ready, kernels.reserve()) == (0, FULL, None)
    assert not kernels.runs


def test_kernels_and_pages_are_counted_and_nobody_is_named(serve, eventually):
    server = serve("--max-kernels", "4")
    before = counted(server)
    assert before["unstuck_page_seconds_count"] == 0
    kernel, _ = server.open_page()
    after = counted(server)
    assert after["unstuck_kernels"] >= 1
    assert after["unstuck_kernel_starts_total"] >= 1
    assert after["unstuck_places_free"] == 3
    assert after["unstuck_memory_left_bytes"] > 0
    assert after["process_resident_memory_bytes"] > 0
    eventually(lambda: counted(server)["unstuck_page_seconds_count"] == 1, "the page is counted")
    text = server.get("metrics").text
    assert kernel not in text
    assert "127.0.0.1" not in text
    server.leave(kernel)


@pytest.mark.parametrize(
    "header", ["X_Forwarded_For", "Forwarded", "X_Real_Ip", "X_Forwarded_Host", "Via"]
)
def test_counts_are_not_told_through_a_proxy(server, header):
    assert server.get("metrics").status == 200
    refused = server.get("metrics", **{header: "127.0.0.1"})
    assert (refused.status, refused.text) == (403, "")


def test_counts_are_told_to_all_if_the_server_was_told_so(serve):
    assert serve("--metrics", "all").get("metrics", X_Forwarded_For="192.0.2.1").status == 200


@pytest.mark.parametrize(
    ("address", "local"),
    [("127.0.0.1", True), ("::1", True), ("192.0.2.1", False), ("", False), ("0.0.0.0", False)],
)
def test_only_this_machine_is_this_machine(address, local):
    request = HTTPServerRequest(
        start_line=RequestStartLine("GET", "/metrics", "HTTP/1.1"),
        headers=HTTPHeaders({"Host": "x"}),
    )
    request.remote_ip = address
    assert from_this_machine(request) is local


def test_a_page_tells_once_how_long_its_first_picture_took(serve):
    server = serve("--max-kernels", "4")
    kernel, _ = server.open_page()
    first = f"unstuck/first/{kernel}"
    for wrong in (b"nan", b"inf", b"-0.1", b"600.1", b"1e999", b"x", b"", b"\xff", b"0" * 21):
        assert post(server, first, wrong) == 400, wrong
    assert post(server, first, b"1.5", Origin="https://elsewhere.example") == 403
    assert post(server, f"unstuck/first/{uuid4()}", b"1.5") == 204, "unknown, and no fault"
    assert counted(server)["unstuck_first_picture_seconds_count"] == 0
    assert post(server, first, b"1.25") == 204
    assert post(server, first, b"9") == 204
    told = counted(server)
    assert told["unstuck_first_picture_seconds_count"] == 1
    assert told["unstuck_first_picture_seconds_sum"] == 1.25
    server.leave(kernel)


@pytest.mark.parametrize("told", [b"0", b"600", b"0.001", b"1e2"])
def test_any_time_that_a_picture_may_take_is_believed(told):
    assert 0 <= seconds(told) <= 600


def record(words: str, *values: object, level: int = logging.WARNING, name: str = "x"):
    return logging.LogRecord(name, level, "file", 1, words, values, None)


def test_an_event_is_one_line_without_key_or_query():
    line = Plain(KEY).format(record(f"GET /page?token={KEY}&a=b\nwith {KEY} and %s", KEY))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d WARNING GET /page", line), line
    assert "[the key]" in Plain(KEY).format(record(f"a {KEY}"))


def test_what_an_error_says_is_not_told_but_its_kind_is():
    failed = record("It failed.")
    failed.exc_info = (ValueError, ValueError("what a learner typed"), None)
    assert Plain().format(failed).endswith("It failed. (ValueError)")
    assert "what a learner typed" in Plain(full=True).format(failed)


def test_the_same_event_is_told_once_a_minute_and_the_rest_counted():
    now = [0.0]
    seldom = Seldom(lambda: now[0])
    passed = [seldom.filter(record("Full: %d", n)) for n in range(50)]
    assert passed == [True] + [False] * 49
    assert seldom.filter(record("Something else"))
    now[0] = 61.0
    later = record("Full: %d", 51)
    assert seldom.filter(later)
    assert Plain().format(later).endswith("Full: 51 (And 49 more like it.)")
    now[0] = 122.0
    assert seldom.filter(quiet := record("Full: %d", 52))
    assert Plain().format(quiet).endswith("Full: 52")
