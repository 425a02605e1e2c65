"""A JupyterHub of its own for the tests: each learner has a server, and nobody another's."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import websocket
from playwright.sync_api import Browser, Page

from hub import PASSWORD, Hub, Learner, hub, message, with_real_course, write_course
from live import PATIENCE

pytestmark = pytest.mark.browser
NAMES = ("anna", "ben", "cleo")


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    homes = tmp_path_factory.mktemp("homes")
    for name in NAMES:
        write_course(homes / name, name)
    with_real_course(homes / "dora")
    return homes


@pytest.fixture(scope="module")
def running(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    with hub(tmp_path_factory.mktemp("hub"), homes) as running:
        yield running


@pytest.fixture(scope="module")
def learners(running: Hub) -> dict[str, Learner]:
    """Three who log in at once, each with a server that has started."""
    learners = {name: running.learner(name) for name in NAMES}

    def come(learner: Learner) -> None:
        learner.log_in()
        learner.arrive()

    with ThreadPoolExecutor() as together:
        list(together.map(come, learners.values()))
    return learners


def update(line: websocket.WebSocket, widget: str, **state: Any) -> None:
    data = {"method": "update", "state": state, "buffer_paths": []}
    line.send(message("comm_msg", {"comm_id": widget, "data": data}))


def heard(line: websocket.WebSocket, name: str, kind: str = "update") -> Any:
    """What the kernel says next of a value."""
    while True:
        told = json.loads(line.recv())
        data = told["content"].get("data", {})
        if data.get("method") == kind and name in data.get("state", {}):
            return data["state"][name]


def test_each_is_brought_to_a_course_of_their_own(learners: dict[str, Learner]) -> None:
    for name, learner in learners.items():
        page = "voila/render/01-first.ipynb"
        assert learner.get(f"{learner.hub}hub/user-redirect/{page}").url == learner.home + page
        answer = learner.get(f"{learner.hub}hub/spawn")
        assert answer.url == f"{learner.home}unstuck/"
        titles = {other: f"The course of {other}" in answer.text for other in NAMES}
        assert titles == {other: other == name for other in NAMES}


def test_a_widget_lives_for_each_of_them_at_once(learners: dict[str, Learner]) -> None:
    lines = {}
    for name, learner in learners.items():
        kernel = learner.open_page()
        [cell] = learner.cells(kernel)
        [part] = cell["parts"]
        lines[name] = (learner.connect(kernel), part["widget"])
    for n, (line, box) in enumerate(lines.values(), start=3):
        slider = children(line, box)[0]
        update(line, slider, value=n)
    for n, (name, (line, _)) in enumerate(lines.items(), start=3):
        while (words := heard(line, "value")) != f"{n} of {name}":
            assert words in ("", n, f"0 of {name}")
        line.close()


def children(line: websocket.WebSocket, box: str) -> list[str]:
    """The widgets in a box, by asking the box."""
    line.send(message("comm_msg", {"comm_id": box, "data": {"method": "request_state"}}))
    return [child.removeprefix("IPY_MODEL_") for child in heard(line, "children")]


def test_nobody_reaches_the_server_of_another(learners: dict[str, Learner]) -> None:
    anna, ben = learners["anna"], learners["ben"]
    kernel = anna.open_page()
    for path in (
        "unstuck/",
        "voila/render/01-first.ipynb",
        f"unstuck/cells/{kernel}",
        "api/kernels",
    ):
        answer = ben.get(anna.home + path)
        assert not answer.url.startswith(anna.home) or answer.status_code == 403, answer.url
        assert "The course of anna" not in answer.text
        assert kernel not in answer.text
    with pytest.raises(websocket.WebSocketBadStatusException, match="403"):
        ben.connect(kernel, anna.home)
    assert ben.leave(kernel, anna.home) == 403
    assert anna.alive(kernel) == 204


def test_a_script_that_is_not_of_the_page_reads_nothing(learners: dict[str, Learner]) -> None:
    """On a hub the pages of all learners have one origin; what guards is the kernel's id."""
    anna = learners["anna"]
    for path in ("unstuck/", "voila/render/01-first.ipynb"):
        answer = anna.ask(path)
        assert answer.status_code in (302, 403)
        assert "The course of anna" not in answer.text


def test_without_a_name_one_comes_to_the_login(learners: dict[str, Learner]) -> None:
    anna = learners["anna"]
    stranger = Learner(anna.hub, "anna")
    for path in ("unstuck/", "voila/render/01-first.ipynb"):
        assert stranger.get(path).url.startswith(f"{anna.hub}hub/login")


def test_a_page_says_goodbye_and_its_kernel_ends(
    learners: dict[str, Learner], until: Callable[..., Any]
) -> None:
    anna = learners["anna"]
    kernel = anna.open_page()
    anna.cells(kernel)
    assert anna.leave(kernel) == 204
    until(lambda: anna.alive(kernel) == 404, 20, "the kernel ends")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def log_in(page: Page, hub: Hub, name: str) -> None:
    """Log in by hand, and be brought to the course."""
    page.goto(hub.url)
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/user/{name}/unstuck/")


def test_a_page_of_the_course_in_a_browser(
    running: Hub, page: Page, move: Callable[[Page], str]
) -> None:
    log_in(page, running, "dora")
    faults: list[str] = []  # from here on: the hub's own pages are not ours
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.locator("main a[href*='04-zopa']").first.click()
    kernel = move(page)
    with page.expect_response(f"**/unstuck/alive/{kernel}") as asked:
        assert asked.value.status == 204, "the page asks whether its kernel lives"
    assert not faults


def test_an_idle_server_is_ended_and_comes_back_by_itself(
    homes: Path, tmp_path: Path, page: Page, until: Callable[..., Any]
) -> None:
    with hub(tmp_path, homes, HUB_IMPATIENT="yes") as quick:
        log_in(page, quick, "anna")
        until(lambda: quick.says("Culling server anna"), 60, "the server is idle")
        until(lambda: quick.says("anna server took .* to stop"), 60, "the server has ended")
        page.goto(f"{quick.url}user/anna/unstuck/")
        page.get_by_role("heading", name="The course of anna").wait_for()
