"""Closed lists about take-overs and lists of partners; read them from `companies.enums`."""

from enum import nonmember

from django.db.models import TextChoices


class TransferState(TextChoices):
    """An address moves to another company: a colleague decides."""

    ASKED = "asked", "Gevraagd"
    APPROVED = "approved", "Goedgekeurd"
    REFUSED = "refused", "Geweigerd"


TRANSFER_MOVES: dict[str, frozenset[str]] = {
    TransferState.ASKED: frozenset({TransferState.APPROVED, TransferState.REFUSED}),
    TransferState.APPROVED: frozenset(),
    TransferState.REFUSED: frozenset(),
}


class ImportState(TextChoices):
    """The list of a partner, from file to answers."""

    DRAFT = "draft", "Kies de kolommen"
    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Wordt ingelezen"
    DONE = "done", "Ingelezen"
    FAILED = "failed", "Mislukt"
    CANCELLED = "cancelled", "Gestopt"

    BUSY = nonmember(("waiting", "running"))


IMPORT_MOVES: dict[str, frozenset[str]] = {
    ImportState.DRAFT: frozenset({ImportState.WAITING, ImportState.CANCELLED}),
    ImportState.WAITING: frozenset({ImportState.RUNNING, ImportState.CANCELLED}),
    ImportState.RUNNING: frozenset({ImportState.DONE, ImportState.FAILED, ImportState.WAITING, ImportState.CANCELLED}),
    ImportState.DONE: frozenset({ImportState.WAITING}),
    ImportState.FAILED: frozenset({ImportState.WAITING, ImportState.CANCELLED}),
    ImportState.CANCELLED: frozenset({ImportState.WAITING, ImportState.DRAFT}),
}
