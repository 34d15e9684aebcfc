"""How a person is named: whole, or by initials only."""


def full_name(first: str | None, last: str | None) -> str:
    """Return first and last name as far as they are there, or an empty string."""
    return f"{first or ''} {last or ''}".strip()


def initials(first: str, last: str) -> str:
    """Return initials such as 'Y. B.'."""
    return " ".join(f"{part[0].upper()}." for part in (first, last) if part)
