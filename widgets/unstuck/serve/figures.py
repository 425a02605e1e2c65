"""What the server counts, for Prometheus: kernels, starts, times and refusals, and no person."""

from __future__ import annotations

import math
from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

LONGEST = 600.0  # seconds to a first picture; what a page says beyond that is not believed
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 20, 60)
_REASONS = {HTTPStatus.SERVICE_UNAVAILABLE: "full", HTTPStatus.TOO_MANY_REQUESTS: "pace"}


def seconds(told: bytes) -> float:
    """How many seconds a page says that its first picture took.

    Parameters
    ----------
    told
        What the page sent, such as ``b"1.25"``.

    Returns
    -------
    float
        The seconds, finite and from 0 to 600.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    if len(told) > 20:
        raise ValueError(f"A time to a picture has at most 20 characters, not {len(told)}.")
    given = float(told.decode("ascii"))
    if not (math.isfinite(given) and 0 <= given <= LONGEST):
        raise ValueError(f"A time to a picture is from 0 to 600 s, not {given}.")
    return given


class Figures:
    """All that one server counts.

    Parameters
    ----------
    running, free, memory
        Functions that say how many kernels run, how many more pages the room takes, and how
        many bytes of memory are left.
    """

    def __init__(
        self,
        running: Callable[[], float],
        free: Callable[[], float],
        memory: Callable[[], float],
    ) -> None:
        self.registry = own = CollectorRegistry()
        ProcessCollector(registry=own)
        self._gauge("unstuck_kernels", "Kernels that run").set_function(running)
        self._gauge("unstuck_places_free", "Pages that can still be opened").set_function(free)
        self._gauge("unstuck_memory_left_bytes", "Memory that is left").set_function(memory)
        self.warm = self._gauge("unstuck_warm_processes", "Processes that kernels are forked from")
        self.starts = Counter("unstuck_kernel_starts", "Kernels started", registry=own)
        self.failures = Counter(
            "unstuck_kernel_start_failures", "Kernels that could not be started", registry=own
        )
        self.deaths = Counter("unstuck_kernel_deaths", "Kernels that died", registry=own)
        self.pages = Histogram(
            "unstuck_page_seconds",
            "From the request for a module to its page sent",
            buckets=_SECONDS,
            registry=own,
        )
        self.pictures = Histogram(
            "unstuck_first_picture_seconds",
            "From the click to the first picture, as pages tell it",
            buckets=_SECONDS,
            registry=own,
        )
        self._refusals = Counter(
            "unstuck_refusals", "Pages that were not opened", ["reason"], registry=own
        )
        for reason in _REASONS.values():
            self._refusals.labels(reason)

    def _gauge(self, name: str, words: str) -> Gauge:
        return Gauge(name, words, registry=self.registry)

    def refused(self, status: int) -> None:
        """Count a page that was not opened, by the status of the answer."""
        if status in _REASONS:
            self._refusals.labels(_REASONS[HTTPStatus(status)]).inc()

    def text(self) -> bytes:
        """Everything in the words of Prometheus."""
        return generate_latest(self.registry)
