"""The command line: what it refuses, and how."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from unstuck.serve.cli import main


def run(capsys, *arguments):
    """The exit status, and what was said."""
    try:
        status = main(arguments)
    except SystemExit as ended:
        status = ended.code
    return status, capsys.readouterr()


@pytest.fixture
def taken():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield str(listening.getsockname()[1])


@pytest.mark.parametrize("command", ["serve", "lab"])
def test_a_taken_port_is_one_sentence(capsys, course, taken, command):
    status, said = run(capsys, command, "--course", str(course), "--port", taken, "--no-browser")
    assert status == 2
    assert said.err == (
        f"unstuck: Port {taken} is taken; choose another with --port, or stop what uses it.\n"
    )
    assert not said.out


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["serve", "--course", "/no/such/folder"], "/no/such/folder"),
        (["lab", "--course", "/no/such/folder"], "/no/such/folder"),
        (["check", "--course", "/no/such/folder"], "/no/such/folder"),
        (["serve", "--course", "/"], "syllabus.toml"),
        (["serve", "--port", "many"], "'many'"),
        (["serve", "--port", "65536"], "'65536'"),
        (["serve", "--port", "-1"], "'-1'"),
        (["serve", "--max-kernels", "0"], "'0'"),
        (["serve", "--base-url", "/a b/"], "'/a b/'"),
        (["serve", "--colour"], "--colour"),
        (["sing"], "'sing'"),
        ([], "serve"),
    ],
)
def test_what_cannot_be_used_is_named_in_one_line(capsys, arguments, named):
    status, said = run(capsys, *arguments)
    assert status == 2
    assert named in said.err
    assert said.err.count("\n") == 1
    assert not said.out


def test_an_address_of_another_machine_is_refused(capsys, course):
    status, said = run(capsys, "serve", "--course", str(course), "--ip", "192.0.2.1")
    assert status == 2
    assert "192.0.2.1" in said.err
    assert said.err.count("\n") == 1


def test_check_says_what_is_wrong_where(capsys, course, monkeypatch):
    # Comparing the charts has tests of its own, and takes longer than all the rest.
    monkeypatch.setattr("unstuck.charts.problems", lambda: ["a chart that differs"])
    status, said = run(capsys, "check", "--course", str(course))
    assert status == 1
    assert "stray.ipynb: the syllabus does not name this notebook." in said.out
    assert "a chart that differs\n" in said.out


def test_python_m_unstuck_is_the_command():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "unstuck", "--version"]
    said = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert said.stdout.startswith("unstuck ")
