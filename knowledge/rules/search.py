"""Pure questions about what somebody typed in the search of visitors."""

import re

from core.db import fold

SHORTEST = 2
LONGEST = 80
NUMBERS = re.compile(r"\d[\d\s./-]{3,}\d|\d{4,}")
WORDS = re.compile(r"[^\W_]+")
NAMED = re.compile(
    r"\b(?:ik|naam|mijn (?:zoon|dochter|kind|broer|zus|leerling)|meneer|mevrouw|mijnheer|juf|dokter)\b", re.IGNORECASE
)
CONSONANTS = "bcdfgklmnprst"
MOST_WORDS = 6


def search_words(typed: str) -> tuple[str, ...]:
    """Return the words to look for, without accents and marks; each once, the first few."""
    found = (word for word in WORDS.findall(fold(typed[:LONGEST])) if len(word) >= SHORTEST)
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def plain_stem(word: str) -> str:
    """Return the part of a Dutch word that its plural shares, for a database that knows no Dutch."""
    if len(word) < 5:
        return word
    for ending in ("en", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word.removesuffix(ending)
            break
    else:
        return word[:-1] if word.endswith(("f", "s")) else word
    if ending != "s" and stem[-1] in "vz":
        return stem[:-1]
    if ending != "s" and len(stem) >= 3 and stem[-1] == stem[-2] and stem[-1] in CONSONANTS:
        return stem[:-1]
    return stem


def worth_noting(typed: str) -> str:
    """Return a search that found nothing as it may be kept, or nothing when it may be about somebody.

    Addresses, numbers, words about 'my son' and capitals inside (names of people and companies) are dropped.
    What is left stays without capitals.
    """
    text = " ".join(typed.split())
    words = WORDS.findall(text)
    if not words or len(text) > LONGEST or len(words) > MOST_WORDS or len(text) < SHORTEST + 1:
        return ""
    if "@" in text or "www" in text.lower() or NUMBERS.search(text) or NAMED.search(text):
        return ""
    capitals = [word for word in words if word[0].isupper() and not word.isupper()]
    if len(capitals) > 1 or any(word[0].isupper() and not word.isupper() for word in words[1:]):
        return ""
    return text.lower()
