"""The list of words a note should not hold, from `learners/data/careful_words.csv`."""

import csv
from functools import lru_cache
from pathlib import Path

from learners.rules.notes import WHOLE, CarefulWord

LIST = Path(__file__).resolve().parent.parent / "data" / "careful_words.csv"


@lru_cache(maxsize=1)
def careful_words() -> tuple[CarefulWord, ...]:
    """Return the list, read once."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return tuple(CarefulWord(row["word"], row["match"] == WHOLE, row["about"]) for row in csv.DictReader(lines))


def what_not_to_write() -> str:
    """Return what notes are never about, such as 'gezondheid, verslaving of gerecht'."""
    topics = list(dict.fromkeys(word.about for word in careful_words()))
    return f"{', '.join(topics[:-1])} of {topics[-1]}"
