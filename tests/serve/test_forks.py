"""Kernels forked from a warm process: like ordinary ones in all that can be told from outside."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from jupyter_client import AsyncKernelManager, KernelManager
from jupyter_client.provisioning import KernelProvisionerFactory
from traitlets.config import Config

from unstuck.serve import forks, provisioner
from unstuck.serve.provisioner import ForkingProvisioner

pytestmark = pytest.mark.skipif(not forks.POSSIBLE, reason="there is no forking here")


@pytest.fixture(autouse=True)
def only_its_name(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is configured but the name of the provisioner."""
    KernelProvisionerFactory.clear_instance()
    monkeypatch.setenv("JUPYTER_DEFAULT_PROVISIONER_NAME", provisioner.NAME)
    yield
    KernelProvisionerFactory.clear_instance()


@pytest.fixture(scope="module", autouse=True)
def end_of_it() -> Iterator[None]:
    yield
    forks.close()


@asynccontextmanager
async def running(**how: Any) -> AsyncIterator[tuple[AsyncKernelManager, Any]]:
    """A kernel and one who talks to it."""
    manager = AsyncKernelManager()
    await manager.start_kernel(**how)
    client = manager.client()
    client.start_channels()
    try:
        await client.wait_for_ready(timeout=30)
        yield manager, client
    finally:
        client.stop_channels()
        await manager.shutdown_kernel(now=True)


async def printed(client: Any, code: str) -> str:
    """What a piece of code prints in a kernel."""
    said: list[str] = []

    def hear(message: dict[str, Any]) -> None:
        if message["msg_type"] == "stream":
            said.append(message["content"]["text"])

    await client.execute_interactive(code, output_hook=hear, timeout=30)
    return "".join(said).strip()


def test_the_name_alone_is_enough_and_the_process_is_known() -> None:
    async def look() -> None:
        async with running() as (manager, client):
            assert isinstance(manager.provisioner, ForkingProvisioner)
            assert int(await printed(client, "import os; print(os.getpid())")) == (
                manager.provisioner.pid
            )
            parent = psutil.Process(manager.provisioner.pid).parent()
            assert parent is not None
            assert parent.pid == forks.warm().pid

    asyncio.run(look())


def test_a_manager_that_does_not_wait_can_use_it_as_well() -> None:
    manager = KernelManager()
    manager.start_kernel()
    assert manager.is_alive()
    manager.shutdown_kernel(now=True)
    assert not manager.is_alive()


def test_each_kernel_has_its_own_key_chance_folder_and_environment(tmp_path: Path) -> None:
    ask = "import os, random, uuid; print(random.random(), uuid.uuid4(), os.getcwd(), end=' ');"
    ask += "print(os.environ.get('MINE'))"

    async def look() -> None:
        env = {**os.environ, "MINE": "yes"}
        async with (
            running(cwd=str(tmp_path), env=env) as (one, first),
            running(cwd="/") as (other, second),
        ):
            mine, theirs = await printed(first, ask), await printed(second, ask)
            assert one.session.key != other.session.key
            assert mine.split()[2:] == [str(tmp_path), "yes"]
            assert theirs.split()[2:] == ["/", "None"]
            assert not set(mine.split()[:2]) & set(theirs.split()[:2])

    asyncio.run(look())


def test_an_interrupt_stops_what_runs_and_a_restart_forgets_it() -> None:
    async def look() -> None:
        async with running() as (manager, client):
            code = "kept = 1\nprint('on', flush=True)\nwhile True: pass"
            asked = client.execute(code, stop_on_error=False)  # what is asked next is not dropped
            while (await client.get_iopub_msg(timeout=30))["msg_type"] != "stream":
                pass
            await manager.interrupt_kernel()
            while (told := await client.get_shell_msg(timeout=30))["parent_header"][
                "msg_id"
            ] != asked:
                pass
            assert told["content"]["ename"] == "KeyboardInterrupt"
            assert await printed(client, "print(kept)") == "1"
            before = manager.provisioner.pid
            await manager.restart_kernel(now=True)
            await client.wait_for_ready(timeout=30)
            assert manager.provisioner.pid != before
            assert await printed(client, "print('kept' in globals())") == "False"

    asyncio.run(look())


@pytest.mark.parametrize(
    ("code", "status"),
    [("import os; os._exit(7)", 7), ("import os; os.kill(os.getpid(), 11)", -11)],
)
def test_how_a_kernel_ended_is_known(code: str, status: int) -> None:
    async def look() -> None:
        async with running() as (manager, client):
            client.execute(code)
            while (ended := await manager.provisioner.poll()) is None:
                await asyncio.sleep(0.02)
            assert ended == status
            assert not await manager.is_alive()

    asyncio.run(look())


def test_a_kernel_that_is_asked_to_end_does_so_by_itself() -> None:
    async def look() -> None:
        async with running() as (manager, _):
            process = manager.provisioner.process
            await manager.shutdown_kernel()
            assert process.poll() == 0

    asyncio.run(look())


def test_a_warm_process_that_dies_is_replaced_and_no_kernel_notices() -> None:
    async def look() -> None:
        async with running() as (manager, client):
            assert await printed(client, "kept = 5") == ""
            os.kill(old := forks.warm().pid, signal.SIGKILL)
            async with running() as (second, _):
                assert isinstance(second.provisioner, ForkingProvisioner)
                assert forks.warm().pid != old
                assert await printed(client, "print(kept)") == "5"
                assert await manager.is_alive()
                await manager.shutdown_kernel(now=True)
                assert not await manager.is_alive()

    asyncio.run(look())


def test_another_kind_of_kernel_starts_in_the_ordinary_way() -> None:
    ordinary = [sys.executable, "-Xfrozen_modules=off", "-m", "ipykernel_launcher", "-f", "a"]
    assert provisioner._arguments(ordinary) == ["-f", "a"]
    assert provisioner._arguments(["R", "-e", "IRkernel::main()"]) is None
    assert provisioner._arguments(["/elsewhere/python", *ordinary[1:]]) is None
    assert provisioner._arguments([sys.executable, "-m", "bash_kernel"]) is None


def test_where_no_warm_process_can_be_had_a_kernel_starts_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse() -> None:
        raise forks.WarmEnded("there is none")

    monkeypatch.setattr(forks, "warm", refuse)

    async def look() -> None:
        async with running() as (manager, _):
            assert "ipykernel_launcher" in psutil.Process(manager.provisioner.pid).cmdline()

    asyncio.run(look())
    assert "ordinary way" in caplog.text


def test_a_page_runs_once_and_each_kernel_goes_on_from_there(tmp_path: Path) -> None:
    cells = [(3, "import os\nran_in = os.getpid()\nprint('once')"), (5, "1 / 0"), (7, "6 * 7")]
    page = forks.warm().page(cells, str(tmp_path))
    try:
        assert page.cells == [
            {"cell": 3, "parts": [{"text": "once\n"}]},
            {"cell": 5, "parts": [{"failed": True}]},
            {"cell": 7, "parts": [{"text": "42"}]},
        ]

        async def look() -> None:
            async with running(page=page) as (one, first), running(page=page) as (_, second):
                assert int(await printed(first, "print(ran_in)")) == page.pid
                await printed(first, "mine = 1")
                assert await printed(second, "print('mine' in globals())") == "False"
                assert one.provisioner.pid != page.pid

        asyncio.run(look())
    finally:
        page.close()


def test_questions_are_drawn_anew_for_each_learner() -> None:
    cells = [(0, "from unstuck.kit.question import Question\nq = Question('zopa-01')")]
    page = forks.warm().page(cells, "/")
    seen = "print(q.draft['seed'], q._view['draft']['seed'])"

    async def look() -> set[str]:
        async with running(page=page) as (_, first), running(page=page) as (_, second):
            return {await printed(first, seen), await printed(second, seen)}

    drawn = asyncio.run(look())
    page.close()
    assert len(drawn) == 2
    assert all(len(set(each.split())) == 1 for each in drawn), drawn


def test_a_widget_of_the_page_answers_in_the_kernel() -> None:
    cells = [(0, "import ipywidgets as w\ns = w.IntSlider()\ns.observe(print, 'value')\ns")]
    page = forks.warm().page(cells, "/")
    [part] = page.cells[0]["parts"]

    async def look() -> list[Any]:
        async with running(page=page) as (_, client):
            told = {"method": "update", "state": {"value": 7}, "buffer_paths": []}
            content = {"comm_id": part["widget"], "data": told}
            client.shell_channel.send(client.session.msg("comm_msg", content))
            heard: list[Any] = []

            def hear(message: dict[str, Any]) -> None:
                if message["msg_type"] == "comm_msg":
                    heard.append(message["content"]["data"]["state"]["value"])

            await client.execute_interactive("s.value += 1", output_hook=hear, timeout=30)
            return heard

    assert asyncio.run(look()) == [8]
    page.close()


SERVER = """
    import asyncio, sys
    from jupyter_client import AsyncKernelManager
    async def main():
        manager = AsyncKernelManager()
        await manager.start_kernel()
        from unstuck.serve import forks
        print(manager.provisioner.pid, forks.warm().pid, flush=True)
        await asyncio.sleep(600)
    asyncio.run(main())
"""


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_outlives_a_server_whatever_ends_it(sign: signal.Signals) -> None:
    env = {**os.environ, "JUPYTER_DEFAULT_PROVISIONER_NAME": provisioner.NAME}
    command = [sys.executable, "-c", textwrap.dedent(SERVER)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        below = [psutil.Process(int(pid)) for pid in server.stdout.readline().split()]
        assert len(below) == 2
        server.send_signal(sign)
    gone, left = psutil.wait_procs(below, 10)
    assert not left, gone


def test_without_forking_kernels_start_one_by_one(serve, eventually) -> None:
    server = serve("--no-fork")
    kernel, html = server.open_page()
    assert '<script id="us-cells" type="application/json">null</script>' in html
    assert not server.called("unstuck-warm")
    assert server.alive(kernel) == 204


def test_settings_of_jupyter_name_it() -> None:
    told = Config({"KernelProvisionerFactory": {"default_provisioner_name": provisioner.NAME}})
    factory = KernelProvisionerFactory.instance(config=told)
    assert factory.default_provisioner_name == provisioner.NAME
    assert factory.provisioners[provisioner.NAME].load() is ForkingProvisioner


def test_a_server_with_more_than_a_thousand_open_files_forks_as_well() -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1100)]
    forks.close()  # the next one is started with high numbers
    try:
        cells = [(0, "1 + 1")]
        page = forks.warm().page(cells, "/")

        async def look() -> None:
            async with running(page=page) as (manager, client):
                assert manager.provisioner.process._fd > 1024
                assert await printed(client, "print(3)") == "3"
                await manager.shutdown_kernel(now=True)
                assert not await manager.is_alive()

        asyncio.run(look())
        page.close()
    finally:
        for each in held:
            os.close(each)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_process_that_is_late_to_say_how_a_child_ended_is_not_given_up() -> None:
    page = forks.warm().page([(0, "1")], "/")
    kernel = page.kernel(["-f", os.devnull], dict(os.environ), "/")
    os.kill(page.pid, signal.SIGSTOP)
    kernel.kill()
    assert kernel.wait(10) == forks.UNKNOWN
    os.kill(page.pid, signal.SIGCONT)
    assert page.alive
    again = page.kernel(["-f", os.devnull], dict(os.environ), "/")
    again.kill()
    assert again.wait(10) == -signal.SIGKILL
    page.close()


def test_a_page_whose_process_is_gone_starts_no_kernel_without_its_widgets() -> None:
    page = forks.warm().page([(0, "1")], "/")
    os.kill(page.pid, signal.SIGKILL)
    psutil.Process(page.pid).wait(10)

    async def look() -> None:
        manager = AsyncKernelManager()
        with pytest.raises(forks.WarmEnded):
            await manager.start_kernel(page=page)

    asyncio.run(look())
    page.close()


def test_code_or_words_that_change_are_seen_whatever_the_clock_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("one.py", "words/en.toml", "words/picture.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(forks, "_PACKAGE", tmp_path)

    def version() -> int:
        monkeypatch.setattr(forks, "_looked", None)
        return forks.package_version()

    before = version()
    os.utime(tmp_path / "words" / "picture.svg", (2**32, 2**32))
    assert version() == before
    os.utime(tmp_path / "words" / "en.toml", (2**32, 2**32))
    assert version() != before
