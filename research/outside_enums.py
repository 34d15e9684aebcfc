"""Closed lists of the import desk: which outside tables there are, and the life of an import."""

from django.db.models import TextChoices


class ImportState(TextChoices):
    """An import is mapped and looked at, then read in, and may be taken back as a whole."""

    DRAFT = "draft", "Kolommen kiezen"
    DONE = "done", "Ingelezen"
    UNDONE = "undone", "Teruggedraaid"
    DROPPED = "dropped", "Weggegooid"


OUTSIDE_IMPORT_MOVES: dict[str, frozenset[str]] = {
    ImportState.DRAFT: frozenset({ImportState.DONE, ImportState.DROPPED}),
    ImportState.DONE: frozenset({ImportState.UNDONE}),
    ImportState.UNDONE: frozenset(),
    ImportState.DROPPED: frozenset(),
}


class CellKind(TextChoices):
    """What stands in a column. A column with other things in it was shifted."""

    PROGRAMME = "programme", "een opleiding"
    PLACE = "place", "een gemeente of subregio"
    PERIOD = "period", "een jaar of schooljaar"
    COUNT = "count", "een geheel getal"
    PERCENT = "percent", "een percentage van 0 tot 100"
    SHORTAGE = "shortage", "ja, waarschijnlijk of nee"
    TEXT = "text", "tekst"

    @property
    def refusal(self) -> str:
        """What a cell is not, in words."""
        kind = str(self.label)
        return f"is geen {kind[4:]}" if kind.startswith("een ") else f"is niet {kind}"
