"""The attitudes that are scored beside the activities, from `placements/data/attitudes.csv`."""

import csv
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).resolve().parent.parent / "data" / "attitudes.csv"


@lru_cache(maxsize=1)
def attitudes() -> dict[str, str]:
    """Return code -> words, in the order of the list, read once."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["label"] for row in csv.DictReader(lines)}
