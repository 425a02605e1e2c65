"""`unstuck questions`: out and in again, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from unstuck.serve.cli import main

SOUND = "What is it worth?{=Something ~Nothing}\n"
FULL = ["--concepts", "batna", "zopa", "--source", "STD", "--level", "apply"]


def run(capsys, *arguments):
    """The exit status, and what was said."""
    try:
        status = main([str(each) for each in arguments])
    except SystemExit as ended:
        status = ended.code
    return status, capsys.readouterr()


@pytest.mark.parametrize("way", ["gift", "jupyterquiz"])
def test_a_module_goes_out_and_comes_in_again(capsys, tmp_path: Path, way: str) -> None:
    there, back = tmp_path / "out", tmp_path / "04-zopa.toml"
    status, said = run(
        capsys, "questions", "export", "04-zopa", "--format", way, "--to", there, "--seed", 5
    )
    assert status == 0 and said.out == ""
    assert "draws new numbers on each try; these are the ones of seed 5." in said.err
    asked = ["questions", "import", there, "--format", way, "--module", "04-zopa", "--to", back]
    status, said = run(capsys, *asked)
    assert status == 0
    assert back.read_text("utf-8").count("[[question]]") == int(said.err.split()[0])
    status, said = run(capsys, *asked)
    assert status == 2 and "is there already" in said.err


def test_without_a_file_it_is_printed_and_the_list_goes_beside_it(capsys) -> None:
    status, said = run(capsys, "questions", "export", "04-zopa", "--format", "gift")
    assert status == 0
    assert "::zopa-01::" in said.out
    assert " questions written.\n- zopa-01" in said.err


def test_blanks_are_listed(capsys, tmp_path: Path) -> None:
    file = tmp_path / "mine.gift"
    file.write_text(SOUND, "utf-8")
    asked = ["questions", "import", file, "--format", "gift", "--module", "20-mine", *FULL]
    status, said = run(capsys, *asked)
    assert status == 0
    assert 'concepts = ["batna", "zopa"]' in said.out
    assert "To fill in, in 1 of them:\n- mine-1: hint, worked, feedback.\n" in said.err


@pytest.mark.parametrize(
    ("data", "more", "reason"),
    [
        (b"One?{=a", FULL, "Line 1: a brace opens and none closes it"),
        (b"One?\n\xff{=a ~b}", FULL, "line 2: this is no UTF-8"),
        (b"x" * 20_000_001, FULL, "has more than 20,000,000 bytes"),
        (SOUND.encode(), FULL[:-2], "about the level of mine-1; give them with --level."),
        (SOUND.encode(), [*FULL[:-1], "hard"], "'hard'"),
        (SOUND.encode(), [*FULL, "--to", "elsewhere.toml"], "named after its module"),
        (SOUND.encode(), [*FULL, "--to", "no/such/20-mine.toml"], "cannot be written"),
        (None, FULL, "cannot be read: No such file"),
    ],
)
def test_what_is_refused_is_one_sentence(
    capsys, tmp_path: Path, data: bytes | None, more: list[str], reason: str
) -> None:
    file = tmp_path / "mine.gift"
    if data is not None:
        file.write_bytes(data)
    asked = ["questions", "import", file, "--format", "gift", "--module", "20-mine", *more]
    status, said = run(capsys, *asked)
    assert status == 2
    assert reason in said.err
    assert said.err.count("\n") == 1
    assert not said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["export", "04-zopa", "--format", "moodle"],
        ["export", "04-nothing", "--format", "gift"],
        ["export", "04-zopa", "--format", "gift", "--seed", "x"],
        ["export", "04-zopa", "--format", "gift", "--to", "no/such/folder/x"],
        ["sing"],
        [],
    ],
)
def test_what_cannot_be_used_is_one_line(capsys, arguments: list[str]) -> None:
    status, said = run(capsys, "questions", *arguments)
    assert status == 2
    assert said.err.count("\n") == 1
