"""Taking names away when their term is over."""

from core.retention import Rows


def forget_steps(rows: Rows) -> int:
    """Take away who moved a request and the words beside it; from where to where stays. Returns how many rows."""
    return rows.update(actor_label="", reason="")


def forget_signers(rows: Rows) -> int:
    """Take away who signed an advice; the advice stays."""
    return rows.update(signed_by=[])
