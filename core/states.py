"""Tables of moves: `MOVES: dict[State, frozenset[State]]` in an app's `enums.py`, read through these functions."""

from collections.abc import Mapping

Moves = Mapping[str, frozenset[str]]


class MoveRefused(Exception):
    """A verb was called from a state that does not allow it. The message is a Dutch sentence."""


def can_move(moves: Moves, source: str, target: str) -> bool:
    """Tell whether the table allows going from `source` to `target`."""
    return target in moves.get(source, frozenset())


def require_move(moves: Moves, source: str, target: str, sentence: str = "") -> None:
    """Raise `MoveRefused` unless the table allows the move."""
    if not can_move(moves, source, target):
        raise MoveRefused(sentence or f"Dat kan niet meer: de status is ondertussen '{source}'.")
