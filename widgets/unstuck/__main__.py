"""``python -m unstuck`` is the command ``unstuck``."""

from __future__ import annotations

import sys

from unstuck.serve.cli import main

if __name__ == "__main__":
    sys.exit(main())
