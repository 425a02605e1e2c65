"""``python -m unstuck.site`` builds the course as files for any web host."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from unstuck.site.build import build


def main(arguments: list[str] | None = None) -> int:
    """Build the site; gives the exit status: 0, or 2 with a sentence if it cannot be built."""
    parser = argparse.ArgumentParser(prog="unstuck.site", description=__doc__)
    parser.add_argument("--course", type=Path, default=Path("course"), help="default ./course")
    parser.add_argument("--to", type=Path, default=Path("site"), help="default ./site")
    parser.add_argument("--datasets", type=Path, default=Path("datasets"))
    parser.add_argument("--tools", type=Path, default=Path(".venv/site"), help="JupyterLite's home")
    parser.add_argument("--no-lab", action="store_true", help="without the notebooks' code")
    asked = parser.parse_args(arguments)
    try:
        built = build(asked.course, asked.to, asked.tools, asked.datasets, lab=not asked.no_lab)
    except ValueError as error:
        print(f"unstuck.site: {error}", file=sys.stderr)
        return 2
    size = sum(path.stat().st_size for path in built.rglob("*") if path.is_file())
    print(f"{built}: {size / 1e6:.1f} MB. Look at it: python -m http.server --directory {built}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
