"""The field that holds a number: its range, its unit, and what may be typed into it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from unstuck.content.numbers import read_number, show_number
from unstuck.kit._kinds import Kind

LONGEST_NUMBER = 40


def tidy(value: float) -> float:
    """Remove float dust: 0.30000000000000004 becomes 0.3."""
    return float(f"{value:.12g}") + 0.0


@dataclass(frozen=True)
class Quantity(Kind):
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    unit: str = ""
    rest: bool = False
    blank: bool = False
    most: float | None = None
    lenient: bool = False

    kind = "quantity"

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the most that may be typed; the slider stretches to them by tens."""
        times = 1.0 if self.most is None else self.most / self.high
        return self.low * times, self.high * times

    @property
    def scale(self) -> float:
        return 100.0 if self.unit == "%" else 1.0

    def settle(self, raw: Any, default: Any) -> Any:
        if raw is None:
            return None if self.blank else default
        if isinstance(raw, str):
            return self._typed(raw[:LONGEST_NUMBER])
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
            return default
        return tidy(float(raw))

    def _typed(self, text: str) -> Any:
        if not text.strip():
            return None if self.blank else text
        try:
            return tidy(read_number(text) / self.scale)
        except ValueError:
            return text

    def read(self, value: Any, where: str) -> Any:
        if not self.lenient:
            return self._checked(value, where)
        try:
            return self._checked(value, where)
        except ValueError as refusal:
            return str(refusal)

    def _checked(self, value: Any, where: str) -> Any:
        if value is None and self.blank:
            return None
        if isinstance(value, str):
            if not value.strip():
                raise ValueError(
                    f"{where} is empty. Write a number such as {self._number(self.low)}."
                )
            try:
                read_number(value)
            except ValueError as refusal:
                raise ValueError(f"{where}: {refusal}") from None
        low, high = self.ends
        if not low <= value <= high:
            raise ValueError(
                f"{where} must be from {self._number(low)} to {self._number(high)}; "
                f"you have {self._number(value)}."
            )
        return value

    def _number(self, value: float) -> str:
        tail = {"": "", "money": "", "%": " %"}.get(self.unit, f" {self.unit}")
        return show_number(value * self.scale) + tail

    def spec(self) -> dict[str, Any]:
        return super().spec() | {
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "unit": self.unit,
            "scale": self.scale,
            "rest": self.rest,
            "blank": self.blank,
            "most": self.most,
        }
