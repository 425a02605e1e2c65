"""Write datasets/strikes.csv from the copy of Kennan's June strikes in statsmodels.

Only whoever makes the file afresh needs statsmodels (0.15.0 was used):

    pip install statsmodels
    python datasets/make/strikes.py

The two columns and the order of the 62 rows are those of the source; durations are written
as whole days, which is what they are.
"""

from __future__ import annotations

import csv
from pathlib import Path


def main() -> None:
    """Copy the rows and write them beside the card."""
    from statsmodels.datasets import strikes

    table = strikes.load_pandas().data
    target = Path(__file__).parents[1] / "strikes.csv"
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["duration", "iprod"])
        for duration, iprod in zip(table["duration"], table["iprod"], strict=True):
            if duration != int(duration):
                raise ValueError(f"A duration of {duration} days is not whole; look at the source.")
            writer.writerow([int(duration), float(iprod)])


if __name__ == "__main__":
    main()
