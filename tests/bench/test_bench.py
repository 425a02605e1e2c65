"""What is measured: both sides in one run, in turn, and their ratio. Nothing here is a verdict.

`make bench` prints. A page is opened in a fresh browser context each time, so nothing is cached.
"""

from __future__ import annotations

import contextlib
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, Page

import bench_pages as pages
from live import Served, answers, free_port, slugs, wait_until

RUNS = 9
EVERY_PAGE = 5  # there are many
MOVES = 40
WARMING = 4
BATNA = "03-batna"
DRAWN = ".unstuck-tool [data-seq] svg"
# A page whose first tool draws nothing before it is used shows its answer instead.
FIRST = f"{DRAWN}, .unstuck-tool .us-out:not(:has(figure)) > .us-finding"
SLIDER = ".widget-slider .noUi-handle"


@pytest.fixture(scope="module")
def server(
    serve: Callable[..., Served], root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Served:
    """Our server over a copy of the course, with the pages to measure against beside it."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "course", course, dirs_exist_ok=True)
    extra = {"90-bare": pages.BARE, "91-stock": pages.FORTY_STOCK, "92-ours": pages.FORTY_OURS}
    for name, code in extra.items():
        pages.make(course, name, code)
    with (course / "syllabus.toml").open("a") as more:
        for name in extra:
            more.write(
                f'\n[[module]]\nslug = "{name}"\ntitle = "{name}"\nquestion = "?"\n'
                'minutes = 1\ntools = []\ndataset = ""\n'
            )
    return serve("--course", str(course))


@pytest.fixture(scope="module")
def voila(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Voila as it comes, with a notebook for each way to draw the same picture."""
    folder = tmp_path_factory.mktemp("voila")
    for name, code in {
        "ours": pages.OURS,
        "jupyterchart": pages.JUPYTER_CHART,
        "output": pages.OUTPUT,
    }.items():
        pages.make(folder, name, code)
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}/"
    wait_until(lambda: answers(url), what=url)
    yield url
    process.terminate()
    process.wait(20)


SEEN = """new MutationObserver((_, o) => { if (document.querySelector(%r)) {
    window.seenAt = performance.now(); o.disconnect(); } })
  .observe(document, { subtree: true, childList: true, attributes: true });"""


def opened(browser: Browser, server: Served, slug: str, until: str) -> float:
    """Seconds from asking for a page to what is waited for, in a fresh context, server at rest."""
    at_rest(server)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(SEEN % until)
    page = context.new_page()
    page.goto(server.module(slug), wait_until="commit")
    page.wait_for_function("window.seenAt", timeout=60_000)
    took = page.evaluate("window.seenAt") / 1000
    page.close(run_before_unload=True)
    context.close()
    return float(took)


def at_rest(server: Served) -> None:
    """Wait until neither the server nor a kernel of its is busy, as between two visitors."""

    def spent() -> float:
        total, parent = 0.0, psutil.Process(server.process.pid)
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):  # a page's kernel has just ended
                total += sum(process.cpu_times()[:2])
        return total

    def quiet() -> bool:
        before = spent()
        time.sleep(0.5)
        return abs(spent() - before) < 0.03

    wait_until(quiet, what="the server at rest")


def compare(say: str, sides: dict[str, Callable[[], float]], runs: int = RUNS) -> None:
    """Run all sides in turn and print medians and the ratio of each to the last."""
    told: dict[str, list[float]] = {name: [] for name in sides}
    for side in sides.values():
        side()  # the first run fills the disk's cache
    for _ in range(runs):
        for name, side in sides.items():
            told[name].append(side())
    names = list(sides)
    base = told[names[-1]]
    print(f"\n{say}")
    for name in names:
        ratio = statistics.median(a / b for a, b in zip(told[name], base, strict=True))
        spread = f"{min(told[name]):.2f} to {max(told[name]):.2f}"
        print(
            f"  {name:<34} median {statistics.median(told[name]):.2f} ({spread}), ratio {ratio:.2f}"
        )


def test_a_first_picture(browser: Browser, server: Served) -> None:
    compare(
        "(a) seconds to the first picture, every page; target: at most 1.3",
        {
            **{
                f"{slug}, first picture": lambda slug=slug: opened(browser, server, slug, FIRST)
                for slug in slugs()
            },
            "40 numbers in one tool of ours": lambda: opened(
                browser, server, "92-ours", ".us-quantity"
            ),
            "40 stock slider-and-text pairs": lambda: opened(browser, server, "91-stock", SLIDER),
            "bare page with one stock slider": lambda: opened(browser, server, "90-bare", SLIDER),
        },
        runs=EVERY_PAGE,
    )


ARM = """(text) => {
  const picture = document.querySelector('.us-picture');
  const canvas = () => document.querySelector('canvas')?.toDataURL();
  const before = picture ? picture.dataset.seq : canvas();
  const shown = () => (picture ? picture.dataset.seq !== before : (canvas() ?? before) !== before
    || [...document.querySelectorAll('svg text')].some((e) => e.textContent === text));
  window.moved = new Promise((done, fail) => {
    addEventListener('keydown', () => {
      const t = performance.now();
      const look = () => {
        const took = performance.now() - t;
        if (shown()) done(took);
        else if (took > 8000) fail(new Error('no new picture'));
        else setTimeout(look, 1);
      };
      look();
    }, { capture: true, once: true });
  });
}"""


def moved(page: Page, slider: str, n: int) -> list[float]:
    """Milliseconds from a key pressed on a slider to the picture that shows its new value."""
    page.locator(slider).first.focus()
    times = []
    for i in range(n + WARMING):
        key, value = ("ArrowRight", 51) if i % 2 == 0 else ("ArrowLeft", 50)
        page.evaluate(ARM, f"seen {value}")
        page.keyboard.press(key)
        times.append(float(page.evaluate("moved")))
        page.wait_for_timeout(40)
    return times[WARMING:]


def test_b_slider_to_picture(browser: Browser, voila: str) -> None:
    told: dict[str, list[float]] = {}
    for name in ("ours", "jupyterchart", "output"):
        page = browser.new_page()
        page.goto(f"{voila}voila/render/{name}.ipynb")
        page.wait_for_selector(DRAWN if name == "ours" else ".noUi-handle", timeout=90_000)
        page.wait_for_timeout(3000)  # the others load their bundles unseen
        told[name] = moved(page, ".us-slider" if name == "ours" else ".noUi-handle", MOVES)
        page.close(run_before_unload=True)
    print("\n(b) milliseconds from a slider's move to the new picture, the same chart")
    print("    targets: JupyterChart 2 times ours, Output 8 times ours, our p95 under 50 ms")
    ours = statistics.median(told["ours"])
    for name, times in told.items():
        p95 = statistics.quantiles(times, n=20)[-1]
        middle = statistics.median(times)
        print(f"  {name:<14} median {middle:6.1f}, p95 {p95:6.1f}, {middle / ours:.1f} times ours")


def proportional(process: psutil.Process) -> float:
    return float(process.memory_full_info().pss) / 1e6


def kernels(server: Served) -> set[psutil.Process]:
    """The kernels that run, each forked for one page."""
    found = set()
    for process in psutil.Process(server.process.pid).children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.name() == "unstuck-kernel":
                found.add(process)
    return found


def kernel_memory(browser: Browser, server: Served, slug: str, until: str) -> float:
    """Proportional set size of the kernel that a page brought up, in MB, once all is drawn."""
    at_rest(server)
    before = kernels(server)
    page = browser.new_page()
    page.goto(server.module(slug))
    page.wait_for_selector(until, timeout=60_000)
    page.wait_for_function("!document.querySelector('[aria-busy=true]')")
    [mine] = kernels(server) - before
    told = proportional(mine)
    page.close(run_before_unload=True)
    return told


def test_c_kernel_memory(browser: Browser, server: Served) -> None:
    compare(
        "(c) kernel memory in MB (proportional set size); target: at most 1.3",
        {
            "BATNA page": lambda: kernel_memory(browser, server, BATNA, DRAWN),
            "bare page with one stock slider": lambda: kernel_memory(
                browser, server, "90-bare", SLIDER
            ),
        },
        runs=3,
    )
