"""The options that a server behind a proxy is started with: what they refuse, and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from unstuck.serve.cli import main


def said(capsys: pytest.CaptureFixture[str], root: Path, *options: str) -> str:
    """The one sentence with which a start is refused."""
    try:
        status = main(["serve", "--course", str(root / "course"), "--no-browser", *options])
    except SystemExit as ended:
        status = int(ended.code or 0)
    told = capsys.readouterr()
    assert status == 2
    assert told.err.count("\n") == 1
    return told.err


@pytest.mark.parametrize("ip", ["0.0.0.0", "192.0.2.1", "::"])
def test_headers_are_believed_only_where_the_proxy_alone_can_connect(
    capsys: pytest.CaptureFixture[str], root: Path, ip: str
) -> None:
    assert f"--ip {ip}" in said(capsys, root, "--behind-proxy", "--ip", ip)


@pytest.mark.parametrize(("content", "why"), [(None, "cannot be read"), (b" \n", "is empty")])
def test_a_key_that_is_not_there_is_no_open_door(
    capsys: pytest.CaptureFixture[str],
    root: Path,
    tmp_path: Path,
    content: bytes | None,
    why: str,
) -> None:
    file = tmp_path / "key"
    if content is not None:
        file.write_bytes(content)
    assert f"'{file}' {why}" in said(capsys, root, "--token-file", str(file))
