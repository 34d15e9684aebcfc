"""Taking names away when their term is over."""

from core.retention import Rows


def forget_steps(rows: Rows) -> int:
    """Take away who moved an action and the words beside it; from where to where stays. Returns how many rows."""
    return rows.update(actor_label="", reason="")


def forget_typists(rows: Rows) -> int:
    """Take away who typed a figure; the figure and where it was found stay."""
    return rows.update(entered_by="")


def forget_doubters(rows: Rows) -> int:
    """Take away who doubted a figure; what was wrong stays."""
    return rows.update(raised_by="", lifted_by="")


def forget_takers(rows: Rows) -> int:
    """Take away who froze a school year; the figures stay."""
    return rows.update(taken_by="")


def forget_present(rows: Rows) -> int:
    """Take away who was at a talk; how it went stays."""
    return rows.update(present="")
