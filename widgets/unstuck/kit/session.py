"""What one page knows of itself: its module, and which of its tools comes first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Session:
    """One kernel serves one page; this is what its widgets share."""

    slug: str = ""
    opened: Counter[str] = field(default_factory=Counter)
    pictures: int = 0

    def begin(self, slug: str) -> None:
        """Enter a module; its tools and answers are kept under its name from here on."""
        self.slug, self.opened, self.pictures = slug, Counter(), 0

    def place(self, name: str) -> str:
        """The key under which a tool's work is kept: empty outside the course's modules."""
        if not self.slug:
            return ""
        self.opened[name] += 1
        nth = self.opened[name]
        return f"tool/{self.slug}/{name}" + (f"/{nth}" if nth > 1 else "")

    def comes_first(self) -> bool:
        """Whether this tool must draw at once; what lies below waits for its picture."""
        self.pictures += 1
        return not self.slug or self.pictures == 1


current = Session()
