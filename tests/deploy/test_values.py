"""The values for Zero to JupyterHub: keys that the chart knows, and sizes that were measured.

The chart is not installed here, so its keys are written down below. They were read in the chart's
own schema, `jupyterhub/values.schema.yaml` of github.com/jupyterhub/zero-to-jupyterhub-k8s, in
which every object here but hub.config has `additionalProperties: false`: Helm refuses a key that
is misspelt.
Whoever adds a value looks it up there and adds its key here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from unstuck.serve.kernels import PageKernels

KNOWN: dict[str, type | tuple[type, ...]] = {
    "singleuser.image.name": str,
    "singleuser.image.tag": str,
    "singleuser.cmd": (list, str),
    "singleuser.defaultUrl": str,
    "singleuser.storage.type": str,
    "singleuser.memory.guarantee": (int, float, str),
    "singleuser.memory.limit": (int, float, str),
    "singleuser.cpu.guarantee": (int, float),
    "singleuser.cpu.limit": (int, float),
    "singleuser.networkPolicy.egressAllowRules.nonPrivateIPs": bool,
    "cull.enabled": bool,
    "cull.timeout": int,
    "cull.every": int,
    "hub.config.JupyterHub.implicit_spawn_seconds": (int, float),  # JupyterHub's own name
}
PAGES = 5  # that one learner may have open within the limit


@pytest.fixture(scope="module")
def values(root: Path) -> dict[str, Any]:
    loaded = yaml.safe_load((root / "binder" / "hub" / "values.yaml").read_text("utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def measured(root: Path) -> dict[str, float]:
    """The figures of a learner's own server, from the one place that has them."""
    file = root / "binder" / "server" / "capacity.toml"
    figures: dict[str, float] = tomllib.loads(file.read_text("utf-8"))["hub"]
    return figures


def leaves(values: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def megabytes(text: str) -> float:
    """A size as the chart and JupyterHub read it: M and G go by 1024."""
    return float(text[:-1]) * {"M": 2**20, "G": 2**30}[text[-1]] / 1e6


def test_the_chart_knows_every_key(values: dict[str, Any]) -> None:
    for path, value in leaves(values):
        assert path in KNOWN, f"look up {path} in the chart's schema"
        assert isinstance(value, KNOWN[path]), f"{path} may not be {value!r}"


def test_no_volume_hides_the_course_of_the_image(values: dict[str, Any]) -> None:
    assert values["singleuser"]["storage"] == {"type": "none"}, "of dynamic, static and none"


def test_memory_is_what_was_measured(values: dict[str, Any], measured: dict[str, float]) -> None:
    told = {key: megabytes(size) for key, size in values["singleuser"]["memory"].items()}
    one = measured["server"] + measured["waiting"] + measured["page"]
    most = one + (PAGES - 1) * measured["page"] + measured["pandas"]
    assert one <= told["guarantee"] <= 1.25 * one, f"one learner takes {one:.0f} MB"
    assert most <= told["limit"] <= 1.5 * most, f"{PAGES} pages take {most:.0f} MB"


def test_a_server_is_ended_only_after_its_kernels(values: dict[str, Any]) -> None:
    cull = values["cull"]
    assert cull["enabled"]
    assert cull["timeout"] > PageKernels().cull_idle_timeout
    assert cull["every"] < cull["timeout"]
