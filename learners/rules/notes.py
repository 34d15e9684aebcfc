"""What a note may not say: nothing about health, addiction, court, faith or orientation, and no national number."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.db import fold

WHOLE = "heel"
NUMBER = re.compile(r"(?<!\d)(\d{2})[ .-]?(\d{2})[ .-]?(\d{2})[ .-]?(\d{3})[ .-]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class CarefulWord:
    """A word, or the beginning of one, that hints at what we do not keep; `about` says what it is about."""

    word: str
    whole: bool
    about: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A word as it was typed, and what it is about."""

    typed: str
    about: str


def careful_words_in(text: str, words: Sequence[CarefulWord]) -> list[Finding]:
    """Return the words of the list that occur in a text, each once, in the order of the text."""
    folded = fold(text)
    found: dict[str, tuple[int, Finding]] = {}
    for careful in words:
        tail = r"(?!\w)" if careful.whole else r"\w*"
        for hit in re.finditer(rf"(?<!\w){re.escape(fold(careful.word))}{tail}", folded):
            found.setdefault(hit.group(), (hit.start(), Finding(hit.group(), careful.about)))
    return [finding for _place, finding in sorted(found.values(), key=lambda pair: pair[0])]


def has_national_number(text: str) -> bool:
    """Tell whether a text holds a Belgian national number: eleven digits whose last two check the rest, modulo 97.

    Who was born in 2000 or later has a 2 before the nine digits for the check (law of 8 August 1983, RD of 3 April
    1984).
    """
    for hit in NUMBER.finditer(text):
        nine, check = "".join(hit.groups()[:4]), int(hit.group(5))
        if check in (97 - int(nine) % 97, 97 - int(f"2{nine}") % 97):
            return True
    return False
