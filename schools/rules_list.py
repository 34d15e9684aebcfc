"""Pure questions about a list that is handed in: a national number is never taken, and how much fits in one list."""

from collections.abc import Sequence

from core.db import fold

MOST_ROWS = 1000
FORBIDDEN = ("rijksregister", "insz", "niss", "rrn", "nationaal nummer", "identificatienummer sociale")
NEVER = (
    "De kolom ‘{name}’ lijkt op een rijksregisternummer. Dat bewaren we nooit. Haal de kolom weg en probeer opnieuw. "
    "Van je bestand is niets bewaard."
)


def national_number_column(rows: Sequence[Sequence[str]]) -> str | None:
    """Return the name of the first column that holds national numbers, by its heading or its cells; None when clean.

    Eleven digits whose last two check the rest modulo 97 (for births since 2000 with a 2 in front). Cells without
    any mark between the digits count as soon as half of the filled cells fit: a phone number may fit by accident.
    """
    width = max(len(row) for row in rows)
    for number in range(width):
        name = rows[0][number].strip() if number < len(rows[0]) else ""
        cells = [row[number].strip() for row in rows[1:] if number < len(row) and row[number].strip()]
        hits = [cell for cell in cells if looks_like_national_number(cell)]
        marked = any(not cell.isdigit() for cell in hits)
        if any(word in fold(name) for word in FORBIDDEN) or marked or (hits and 2 * len(hits) >= len(cells)):
            return name or f"kolom {number + 1}"
    return None


def looks_like_national_number(text: str) -> bool:
    """Tell whether a whole cell is a Belgian national number, written with or without marks."""
    if text.startswith(("+", "00")) or not set(text) <= set("0123456789.- /"):
        return False
    digits = "".join(char for char in text if char.isdigit())
    if len(digits) != 11:
        return False
    nine, check = digits[:9], int(digits[9:])
    return check in (97 - int(nine) % 97, 97 - int(f"2{nine}") % 97)
