"""What a page's connection carries: what widgets say. No code, no other widget, no other kernel."""

from __future__ import annotations

import asyncio
import json
import re
import struct
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import pytest
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_binary_message,
    serialize_msg_to_ws_v1,
)
from nbformat.v4 import new_code_cell, new_notebook
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import websocket_connect

from unstuck.content import plain, questions

V1 = "v1.kernel.websocket.jupyter.org"
PROTOCOLS = ["", V1]
CHANNELS = ["shell", "control", "stdin", "iopub", "hb", "", None]
CODE = "import pathlib; pathlib.Path({!r}).touch()"
CELLS = ["import unstuck", "unstuck.ZopaExplorer()", "unstuck.Question('zopa-01')"]
SOON = 20


def pack(part: Any) -> bytes:
    return json.dumps(part).encode()


class Line:
    """One connection to a kernel, in either protocol."""

    def __init__(self, server: Any, kernel: str, protocol: str) -> None:
        self.url = f"{server.url}unstuck/api/kernels/{kernel}/channels?session_id={uuid4().hex}"
        self.protocol = protocol
        self.frames: list[dict[str, Any]] = []

    async def connect(self, **headers: str) -> Line:
        asked = HTTPRequest(self.url.replace("http", "ws", 1), headers=headers)
        self.socket = await websocket_connect(
            asked, subprotocols=[self.protocol] if self.protocol else None
        )
        return self

    async def send(
        self, kind: Any, content: Any, channel: str | None = "shell", version: str = "1.0.0"
    ) -> str:
        """Send a message; gives its id."""
        header = {"msg_id": uuid4().hex, "msg_type": kind, "session": "s", "username": ""}
        told = {"header": header | {"version": "5.3"}, "parent_header": {}, "content": content}
        told["metadata"] = {"version": version}  # of what widgets say; of the control by default
        if self.protocol:
            packed: Any = serialize_msg_to_ws_v1(told, str(channel), pack)
        else:
            packed = json.dumps(told | {"channel": channel, "buffers": []})
        await self.socket.write_message(packed, binary=bool(self.protocol))
        return str(header["msg_id"])

    async def raw(self, frame: str | bytes) -> None:
        await self.socket.write_message(frame, binary=isinstance(frame, bytes))

    async def hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message that is wanted; all that come are kept."""
        while True:
            got = await asyncio.wait_for(self.socket.read_message(), SOON)
            assert got is not None, "the connection was closed"
            if self.protocol:
                _, parts = deserialize_msg_from_ws_v1(got)
                names = ("header", "parent_header", "metadata", "content")
                told = {name: json.loads(part) for name, part in zip(names, parts, strict=False)}
            else:
                told = json.loads(got)
            self.frames.append(told)
            if wanted(told):
                return told

    async def answers(self) -> None:
        """The kernel still answers, after all that was sent before."""
        asked = await self.send("kernel_info_request", {})
        await self.hear(lambda told: told["parent_header"].get("msg_id") == asked)

    async def states(self) -> dict[str, dict[str, Any]]:
        """What every widget of the kernel shows of itself."""
        comm = uuid4().hex
        opened = {"comm_id": comm, "target_name": "jupyter.widget.control", "data": {}}
        await self.send("comm_open", opened)
        await self.send("comm_msg", {"comm_id": comm, "data": {"method": "request_states"}})
        told = await self.hear(lambda told: told["content"].get("comm_id") == comm)
        return {k: v["state"] for k, v in told["content"]["data"]["states"].items()}

    async def tell(self, model: str, **state: Any) -> None:
        data = {"method": "update", "state": state, "buffer_paths": []}
        await self.send("comm_msg", {"comm_id": model, "data": data})

    async def view(self, model: str, n: int) -> dict[str, Any]:
        def its(told: dict[str, Any]) -> bool:
            state = told["content"].get("data", {}).get("state", {})
            return told["content"].get("comm_id") == model and state.get("_view", {}).get("n") == n

        told = await self.hear(its)
        return dict(told["content"]["data"]["state"]["_view"])


@pytest.fixture(scope="module")
def tools(serve: Callable[..., Any], course: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A course whose first page has a tool and a question."""
    folder = tmp_path_factory.mktemp("tools") / "course"
    folder.mkdir()
    for name in ("syllabus.toml", "02-second.ipynb"):
        (folder / name).write_bytes((course / name).read_bytes())
    nbformat.write(
        new_notebook(cells=[new_code_cell("\n".join([*CELLS[:1], c])) for c in CELLS]),
        folder / "01-first.ipynb",
    )
    return serve("--course", str(folder), "--max-kernels", "8")


@pytest.fixture
def page(tools: Any) -> Any:
    kernel, _ = tools.open_page()
    shown(tools, kernel)
    yield kernel
    tools.leave(kernel)


def shown(server: Any, kernel: str) -> None:
    known, done = 0, False
    while not done:
        told = json.loads(server.get(f"unstuck/cells/{kernel}?known={known}").text)
        known, done = told["known"], told["done"]


def run(check: Awaitable[Any]) -> Any:
    return asyncio.run(asyncio.wait_for(check, 3 * SOON))  # type: ignore[arg-type]


def forbidden(mark: Path) -> list[tuple[Any, dict[str, Any]]]:
    code = CODE.format(str(mark))
    run_it = {
        "code": code,
        "silent": False,
        "store_history": False,
        "user_expressions": {"x": code},
    }
    debug = {"seq": 1, "type": "request", "command": "evaluate", "arguments": {"expression": code}}
    return [
        ("execute_request", run_it),
        ("EXECUTE_REQUEST", run_it),
        (["execute_request"], run_it),
        ({"execute_request": 1}, run_it),
        ("execute_request\0", run_it),
        ("apply_request", run_it),
        ("complete_request", {"code": code, "cursor_pos": 3}),
        ("inspect_request", {"code": "open", "cursor_pos": 4, "detail_level": 1}),
        ("is_complete_request", {"code": code}),
        ("history_request", {"hist_access_type": "tail", "n": 9}),
        ("debug_request", debug),
        ("input_reply", {"value": code}),
        ("shutdown_request", {"restart": False}),
        ("interrupt_request", {}),
        ("create_subshell_request", {}),
        ("usage_request", {}),
        (None, run_it),
    ]


TARGETS = [
    "jupyter.widget",
    "jupyter.widget.version",
    "ipython.display",
    "unknown",
    "",
    None,
    3,
    [],
]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_nothing_runs_but_what_widgets_do(
    tools: Any, page: str, protocol: str, tmp_path: Path
) -> None:
    mark = tmp_path / "ran"

    async def check() -> None:
        line = await Line(tools, page, protocol).connect()
        before = set(await line.states())
        for kind, content in forbidden(mark):
            for channel in CHANNELS:
                await line.send(kind, content, channel)
        opened_ids = []
        for target in TARGETS:
            controls = "@jupyter-widgets/controls"
            state = {"_model_name": "TextareaModel", "_view_name": "TextareaView"}
            for part in ("_model_module", "_view_module"):
                state |= {part: controls, f"{part}_version": "2.0.0"}
            data = {"state": state, "buffer_paths": []}
            opened = {"comm_id": uuid4().hex, "target_name": target, "data": data}
            opened_ids.append(opened["comm_id"])
            for more in ({}, {"target_module": "os"}):
                await line.send("comm_open", opened | more, version="2.1.0")
        await line.answers()
        replies = {told["header"]["msg_type"] for told in line.frames}
        assert not {kind for kind in replies if kind.endswith("_reply")} - {"kernel_info_reply"}
        assert not {"error", "execute_input", "execute_result", "display_data"} & replies
        assert set(await line.states()) == before, "a page has made a widget"
        heard = json.dumps([told["content"] for told in line.frames])
        assert "comm target" not in heard, "the kernel was asked for another target"
        assert not [name for name in opened_ids if name in heard]

    run(check())
    assert not mark.exists()
    assert tools.alive(page) == 204


def broken(protocol: str) -> list[str | bytes]:
    """Frames that are no messages, or that ask the server for more memory than there is."""
    huge = (2**61).to_bytes(8, "little")
    slices = b"".join(n.to_bytes(8, "little") for n in [0, 10**6] * 30)
    header = {"header": {"msg_type": "comm_msg"}, "parent_header": {}, "metadata": {}}
    deep = json.dumps(header | {"channel": "shell", "content": 0})[:-1]
    return [
        *("", "{", "null", "[]", "3", '"x"', "{}", '{"channel": "shell"}', "\ud7ff", deep + "}"),
        json.dumps(header | {"channel": "shell", "content": None}),
        json.dumps({"header": None, "channel": "shell", "content": {}}),
        deep + ', "content": ' + "[" * 3000 + "]" * 3000 + "}",
        json.dumps(header | {"channel": "shell", "content": {"x": "\ud800"}}),
        *(b"", b"\0", b"\xff" * 64, huge, huge + b"x" * 99, (60).to_bytes(8, "little") + slices),
        *(struct.pack("!i", n) + b"x" * 40 for n in (-1, 0, 2**31 - 1, 9)),
        serialize_binary_message({**header, "content": {}, "channel": "iopub", "buffers": [b"x"]}),
        serialize_msg_to_ws_v1([b"{}", b"{}"], "shell"),
        serialize_msg_to_ws_v1([b"[" * 9000, b"{}", b"{}", b"{}"], "shell"),
    ]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_frame_that_is_no_message_is_dropped(tools: Any, page: str, protocol: str) -> None:
    async def check() -> None:
        line = await Line(tools, page, protocol).connect()
        for frame in broken(protocol):
            await line.raw(frame)
        await line.answers()

    run(check())
    assert tools.get("").status == 200


NAN = float("nan")
HOSTILE: list[Any] = [
    *(
        None,
        True,
        0,
        -1,
        3.5,
        NAN,
        float("inf"),
        10**400,
        "",
        "x" * 10**6,
        [],
        {},
        [[[[]]]],
        "\ud83d",
    ),
    {"seller": NAN, "buyer": -float("inf")},
    {"seller": {"$": []}, "buyer": ["<b>"], "spread": 10**300, "__class__": "x", "__proto__": {}},
    {"seller": "9" * 10**5, "buyer": "<img src=x onerror=alert(1)>"},
    {str(n): n for n in range(10**4)},
]


def odd_data() -> list[Any]:
    """What stands in a message to a widget where a page would say what it means."""
    return [
        *(None, 3, "x", [], {}, {"method": None}, {"method": "__init__"}, {"method": "close"}),
        *({"method": m} for m in ("update", "custom", "echo_update", "backbone", "request_states")),
        {"method": "custom", "content": {"do": "__class__"}},
        {"method": "custom", "content": {"do": "job:__import__('os')"}},
        {"method": "custom", "content": {"asset": "../../../etc/passwd"}},
        {"method": "custom", "content": {"do": "paper:../../x"}},
        {"method": "update", "state": None},
        {"method": "update", "state": {"_sent": {"n": 1}}, "buffer_paths": [["_sent", "n"]]},
        {"method": "update", "state": {"_esm": "alert(1)", "_view": {}, "_spec": 3, "comm": None}},
        {"method": "update", "state": {"_model_id": "x", "layout": "IPY_MODEL_none", "keys": []}},
        {"method": "update", "state": {}, "buffer_paths": [["x"], [], 3, [[]], ["a", "b", 10**9]]},
    ]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_no_value_breaks_a_tool_or_a_question(tools: Any, page: str, protocol: str) -> None:
    async def check() -> None:
        line = await Line(tools, page, protocol).connect()
        states = await line.states()
        fronts = [model for model, state in states.items() if "_sent" in state]
        assert len(fronts) == 2
        for model in states:
            for data in odd_data():
                await line.send("comm_msg", {"comm_id": model, "data": data})
        for model in fronts:
            for draft in HOSTILE:
                await line.tell(
                    model, _sent={"n": 5, "g": draft, "draft": draft, "currency": draft}
                )
                await line.tell(model, _sent=draft)
            await line.tell(model, _sent={"n": 99, "g": 1, "draft": None, "currency": "€"})
            assert (await line.view(model, 99))["currency"] == "€"
        after = await line.states()
        for model in states:
            for kept in ("_esm", "_spec", "_kind", "_model_name", "layout"):
                assert after[model].get(kept) == states[model].get(kept), kept
        tool = next(model for model in fronts if states[model]["_kind"] == "tool")
        draft = {"seller": 60, "buyer": 80}
        await line.tell(tool, _sent={"n": 100, "g": 2, "draft": draft, "currency": "$"})
        view = await line.view(tool, 100)
        assert view["problem"] == "" and "20" in json.dumps(view["blocks"])
        assert not [f for f in line.frames if f["header"]["msg_type"] == "error"], "a traceback"

    run(check())


def test_one_learner_reaches_nothing_of_anothers(tools: Any, eventually: Any) -> None:
    (mine, _), (yours, other) = tools.open_page(), tools.open_page("02-second")
    shown(tools, mine)
    assert re.fullmatch(
        r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", mine
    )
    asked = [
        "",
        "nowhere",
        "unstuck/api/kernels",
        "api/kernels",
        "api/sessions",
        "healthz",
        "metrics",
    ]
    asked += [f"unstuck/cells/{yours}", f"unstuck/api/kernels/{yours}", f"unstuck/alive/{yours}"]
    for path in asked:
        answer = tools.get(path)
        assert mine not in answer.text + str(answer.headers), path
    assert mine not in other

    async def check() -> None:
        me = await Line(tools, mine, V1).connect()
        states = await me.states()
        tool = next(model for model, state in states.items() if state.get("_kind") == "tool")
        you = await Line(tools, yours, V1).connect()
        await you.tell(tool, _sent={"n": 7, "g": 1, "draft": {"seller": 1}, "currency": "$"})
        await you.send("comm_close", {"comm_id": tool, "data": {}})
        await you.answers()
        assert tool not in await you.states()
        assert (await me.states())[tool]["_view"] == states[tool]["_view"]
        for frame in you.frames:
            assert tool not in json.dumps(frame["content"].get("data", {}))

    run(check())
    tools.leave(mine)
    eventually(lambda: tools.alive(mine) == 404, "the kernel is gone")
    for ended in (mine, str(uuid4()), mine.upper(), mine[:-1], f"{mine}/../{yours}"):
        for path in (
            f"unstuck/cells/{ended}",
            f"unstuck/alive/{ended}",
            f"unstuck/api/kernels/{ended}",
        ):
            assert tools.get(path).status == 404, path
    tools.leave(yours)


def test_another_sites_page_is_not_connected(tools: Any, page: str) -> None:
    here = tools.url.removeprefix("http://").rstrip("/")

    async def check() -> None:
        for origin in ("https://elsewhere.example", "null", f"http://{here}.elsewhere.example"):
            with pytest.raises(HTTPClientError, match="403"):
                await Line(tools, page, V1).connect(Origin=origin)
        with pytest.raises(HTTPClientError, match="403"):
            await Line(tools, page, V1).connect(Host="elsewhere.example")
        for site in ("cross-site", "same-site"):
            with pytest.raises(HTTPClientError, match="403"):
                await Line(tools, page, V1).connect(Sec_Fetch_Site=site, **{"Sec-Fetch-Site": site})
        line = await Line(tools, page, V1).connect(Origin=f"http://{here}")
        await line.answers()

    run(check())


def told_after_an_answer(question: questions.Question, seed: int) -> list[str]:
    """The sentences that belong to the answer: feedback and the worked way, long enough to know."""
    made = plain.table(questions.drawn(question, seed, currency="$"))
    given = {made["prompt"], made["hint"]}

    def sentences(value: Any) -> list[str]:
        if isinstance(value, dict):
            told = [
                t
                for k, v in value.items()
                if k not in ("text", "left", "right")
                for t in sentences(v)
            ]
            return told + (sentences(value["right"]) if isinstance(value.get("low"), str) else [])
        if isinstance(value, list):
            return [told for each in value for told in sentences(each)]
        return [value] if isinstance(value, str) and len(value) > 25 and value not in given else []

    return sentences(
        {k: v for k, v in made.items() if k not in ("prompt", "hint", "items", "rubric")}
    )


@pytest.fixture(scope="module")
def whole(serve: Callable[..., Any], root: Path) -> Any:
    return serve("--course", str(root / "course"))


def test_no_page_or_document_holds_an_answer(whole: Any, root: Path) -> None:
    """The pages as they are sent, before a kernel has said a word."""
    for slug in questions.modules():
        told = [t for q in questions.load(slug).questions for t in told_after_an_answer(q, 1)]
        assert told, slug
        kernel, page = whole.open_page(slug)
        whole.leave(kernel)
        assert not [text for text in told if text in page], slug
    for path in ("", "voila/render/glossary.md", "voila/render/references.md"):
        assert "Answer key" not in whole.get(path).text
    for guide in (root / "course" / "instructor").glob("*.md"):
        assert whole.get(f"voila/render/instructor/{guide.name}").status == 404


@pytest.mark.parametrize("slug", ["04-zopa", "07-behaviour"])
def test_no_widget_holds_an_answer_before_it_is_given(whole: Any, slug: str) -> None:
    kernel, _ = whole.open_page(slug)
    shown(whole, kernel)

    async def check() -> None:
        line = await Line(whole, kernel, V1).connect()
        states = await line.states()
        asked = {m: s for m, s in states.items() if s.get("_kind") == "question"}
        assert len(asked) >= 8
        for model, state in asked.items():
            (question,) = (q for q in questions.all_questions() if q.id == state["_spec"]["id"])
            await line.tell(model, _sent={"n": 1, "g": 1, "draft": None, "currency": "$"})
            view = await line.view(model, 1)
            seed = view["draft"]["seed"]
            assert view["item"]["prompt"] == questions.drawn(question, seed, currency="$").prompt
            heard = json.dumps(line.frames, ensure_ascii=False)
            for text in told_after_an_answer(question, seed):
                assert json.dumps(text, ensure_ascii=False)[1:-1] not in heard, state["_spec"]

    run(check())
    whole.leave(kernel)
