"""Writes of the retention policies: at most one batch at a time, called by the nightly runner."""

from core.retention import Rows


def forget_decisions(decisions: Rows) -> int:
    """Delete decisions about learners who were wiped: their reasons are typed text about a person."""
    count = decisions.count()
    decisions.delete()
    return count


def forget_reasons(lines: Rows) -> int:
    """Empty the typed reasons and who made each move; the moves stay for the figures."""
    return int(lines.update(reason="", actor_label=""))


def drop_rounds(rounds: Rows) -> int:
    """Delete old rounds (or comparisons) with their log; proposals keep their own scores and reasons."""
    count = rounds.count()
    rounds.delete()
    return count
