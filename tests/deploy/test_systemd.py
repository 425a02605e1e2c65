"""The service of a small server: it starts what there is, and may do little beside."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from unstuck.serve.cli import _parser

EXPOSURE = "15"  # in tenths: systemd calls up to 2.0 "OK", and an ordinary service has 9.6
MUST = {
    "DynamicUser": "yes",
    "NoNewPrivileges": "yes",
    "PrivateTmp": "yes",
    "ProtectHome": "yes",
    "ProtectSystem": "strict",
    "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6",
    "MemorySwapMax": "0",
    "LimitCORE": "0",
    "OOMPolicy": "continue",
    "KillMode": "mixed",
}


class Unit(configparser.RawConfigParser):
    """A unit file; no key of ours stands twice in a section."""

    def __init__(self, path: Path) -> None:
        super().__init__(delimiters=("=",), comment_prefixes=("#",), interpolation=None)
        self.optionxform = str  # type: ignore[assignment]
        self.read_string(path.read_text("utf-8").replace("\\\n", " "))


@pytest.fixture
def path(root: Path) -> Path:
    return root / "binder" / "server" / "unstuck.service"


@pytest.fixture
def service(path: Path) -> configparser.SectionProxy:
    return Unit(path)["Service"]


def test_the_service_is_shut_in(service: configparser.SectionProxy) -> None:
    assert {key: service.get(key) for key in MUST} == MUST


def test_it_starts_the_course_with_options_that_there_are(
    service: configparser.SectionProxy, root: Path, tmp_path: Path
) -> None:
    key = tmp_path / "key"
    key.write_text("open-sesame\n")
    program, *arguments = shlex.split(
        service["ExecStart"].replace("${CREDENTIALS_DIRECTORY}/key", str(key))
    )
    home = service["WorkingDirectory"]
    assert program == f"{home}/.venv/bin/unstuck"
    asked = _parser().parse_args(arguments)
    assert asked.behind_proxy
    assert asked.ip == "127.0.0.1"
    assert asked.token == "open-sesame"
    course = Path(str(asked.course).replace(home, str(root)))
    assert (course / "syllabus.toml").is_file()


def test_no_key_stands_in_the_file_or_in_the_list_of_processes(
    service: configparser.SectionProxy,
) -> None:
    assert "--token " not in service["ExecStart"]
    assert service["LoadCredential"].partition(":")[0] == "key"
    assert service["StandardOutput"] == "null", "the address that is printed holds the key"


def test_the_proxy_leads_where_the_service_listens(
    service: configparser.SectionProxy, root: Path
) -> None:
    asked = re.search(r"--port (\d+) --base-url (\S+)", service["ExecStart"])
    assert asked is not None
    site = (root / "binder" / "server" / "nginx.conf").read_text("utf-8")
    assert re.findall(r"proxy_pass (\S+);", site) == [f"http://127.0.0.1:{asked[1]}"]
    assert f"location {asked[2]} {{" in site


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here to ask")
def test_systemd_finds_no_fault(path: Path, tmp_path: Path) -> None:
    program = tmp_path / "opt" / ".venv" / "bin" / "unstuck"
    program.parent.mkdir(parents=True)
    program.symlink_to(sys.executable)
    unit = tmp_path / path.name
    unit.write_text(path.read_text("utf-8").replace("/opt/unstuck", str(tmp_path / "opt")))
    judge = ["systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSURE}"]
    for command in (["systemd-analyze", "verify"], judge):
        run = subprocess.run(
            [*command, "--no-pager", str(unit)], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout + run.stderr
        assert unit.name not in run.stderr, run.stderr
