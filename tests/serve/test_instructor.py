"""The teaching guides: for instructors, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

GUIDE = "voila/render/instructor/01-first.md"


@pytest.fixture(scope="module")
def taught(serve: Callable[..., Any]) -> Any:
    return serve("--instructor")


def test_learners_cannot_reach_a_guide(server: Any) -> None:
    for path in (
        GUIDE,
        "voila/files/instructor/01-first.md",
        "voila/render/instructor/../instructor/01-first.md",
    ):
        assert server.get(path).status in (403, 404)
    assert "Guide" not in server.get("").text


def test_an_instructor_reads_it_beside_the_module(taught: Any) -> None:
    guide = taught.get(GUIDE)
    assert guide.status == 200 and "What to ask the class" in guide.text
    assert "Guide: The first" in taught.get("").text
    kernel, page = taught.open_page()
    taught.leave(kernel)
    assert "voila/render/instructor/01-first.md" in page


def test_pictures_of_the_guides_stay_private_all_the_same(taught: Any) -> None:
    assert taught.get("voila/files/instructor/one.svg").status == 403


def test_no_path_leads_from_the_guides_elsewhere(taught: Any) -> None:
    for path in (
        "voila/render/instructor/../syllabus.toml",
        "voila/render/instructor/02-second.md",
        "voila/render/instructor/%2e%2e/%2e%2e/x.md",
    ):
        assert taught.get(path).status == 404


def test_how_to_run_the_course_for_others_is_in_an_instructors_menu_alone(serve, root):
    for options, there in (((), False), (("--instructor",), True)):
        server = serve("--course", str(root / "course"), *options)
        assert ("On a small server" in server.get("").text) is there
        assert server.get("voila/render/docs/small-server.md").status == 200
