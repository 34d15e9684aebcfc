"""The numbers of actions, as the founding note writes them."""

from collections.abc import Iterable


def next_number(parent: str, taken: Iterable[str], *, in_goal: bool) -> str:
    """Return the next number under a goal ("1.1" gives "1.1.1.3") or a factor ("3" gives "3.5")."""
    stem = f"{parent}.1." if in_goal else f"{parent}."
    tails = [number.removeprefix(stem) for number in taken if number.startswith(stem)]
    return f"{stem}{max((int(tail) for tail in tails if tail.isdigit()), default=0) + 1}"
