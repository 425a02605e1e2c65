"""The same notebooks in JupyterLab: the tools work there too, and the keys stay with them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from live import answers, free_port, wait_until

CONNECTED = """() => {
  const session = window.jupyterapp?.shell.currentWidget?.sessionContext;
  const kernel = session?.session?.kernel;
  return session?.isReady && kernel?.connectionStatus === "connected" && kernel.status === "idle";
}"""


FORKED = "--KernelProvisionerFactory.default_provisioner_name=unstuck-forked"


@pytest.fixture(scope="module", params=["ordinary", "forked"])
def lab(
    request: pytest.FixtureRequest, root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    home = tmp_path_factory.mktemp("lab")
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--allow-root"),
            "--ServerApp.ip=127.0.0.1",
            f"--ServerApp.root_dir={root / 'course'}",
            "--IdentityProvider.token=",
            f"--LabApp.user_settings_dir={home}",
            f"--LabApp.workspaces_dir={home}",
            "--LabApp.news_url=None",
            "--LabApp.expose_app_in_browser=True",
            *([FORKED] if request.param == "forked" else []),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    wait_until(lambda: answers(url + "lab"), what=url)
    yield url
    process.terminate()
    process.wait(20)


def test_a_module_works_in_jupyterlab(
    context: BrowserContext, lab: str, until: Callable[..., Any]
) -> None:
    page = context.new_page()
    page.goto(f"{lab}lab/tree/04-zopa.ipynb")
    page.locator(".jp-Notebook .jp-Cell").first.wait_for()
    page.wait_for_function(CONNECTED)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    tool = page.locator(".ZopaExplorer").first
    tool.locator("[data-seq] svg").first.wait_for(state="attached")
    number = tool.locator("input.us-number").first
    before = number.input_value()
    slider = tool.locator("input[type=range]").first
    slider.scroll_into_view_if_needed()
    slider.focus()
    page.keyboard.press("ArrowRight")
    until(lambda: number.input_value() != before, 20, "the slider moves its number")
    assert page.evaluate("document.activeElement.type") == "range"
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    tool.get_by_role("button", name="Undo").focus()
    page.keyboard.press("a")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    page.keyboard.press("Enter")
    until(lambda: number.input_value() == before, 20, "undo takes it back")
