"""Short codes people can read aloud: no vowels, no look-alikes."""

import re
import secrets

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"
LENGTH = 8


def new_code() -> str:
    """Return a new random code such as '7KQ4-M2XR' (28^8, about 3.8e11 possibilities)."""
    raw = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{raw[:4]}-{raw[4:]}"


def tidy_code(typed: str) -> str:
    """Return a typed code in its written form, or an empty string when it cannot be a code."""
    raw = re.sub(r"[^A-Z0-9]", "", typed.upper())
    if len(raw) != LENGTH or any(char not in ALPHABET for char in raw):
        return ""
    return f"{raw[:4]}-{raw[4:]}"
