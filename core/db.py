"""Abstract model bases and small field helpers. No tables of its own."""

import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction


@contextmanager
def one_reading(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """A transaction in which every query sees the database as the first one found it, whatever others commit meanwhile.

    SQLite gives that by itself. PostgreSQL has to be asked before the first query, so inside another transaction this
    one reads as that one does.
    """
    connection = connections[using]
    outermost = not connection.in_atomic_block
    with transaction.atomic(using):
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def fold(*parts: str) -> str:
    """Return the parts joined, lower-cased and without accents: what searches and sorts alike on every database."""
    text = " ".join(part for part in parts if part)
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class PublicModel(models.Model):
    """A row with a public identifier for URLs and the moments it was made and last changed."""

    public_id = models.UUIDField("publieke code", default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)

    class Meta:
        abstract = True


STATE_FIELDS = ("state", "status")


class StateLog(models.Model):
    """One move of a state machine: from where, to where, by whom, when and why."""

    from_state = models.CharField("van", max_length=20, blank=True)
    to_state = models.CharField("naar", max_length=20)
    actor_label = models.CharField("door", max_length=120)
    at = models.DateTimeField("op", auto_now_add=True)
    reason = models.CharField("reden", max_length=300, blank=True)

    class Meta:
        abstract = True

    @property
    def from_words(self) -> str:
        """The state before, as people read it; empty at the beginning."""
        return self._words(self.from_state)

    @property
    def to_words(self) -> str:
        """The state after, as people read it."""
        return self._words(self.to_state)

    def _words(self, state: str) -> str:
        """Return the label of a state in the row that moved."""
        for link in self._meta.fields:
            for field in link.related_model._meta.fields if link.related_model else ():
                words = dict(field.flatchoices)
                if state in words and field.name in STATE_FIELDS:
                    return str(words[state])
        return state
