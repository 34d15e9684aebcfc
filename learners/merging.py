"""What happens to each row that points to a learner or a case when two files of one person become one.

Every foreign key is declared by the app that owns it (in `AppConfig.ready`); a test fails for a key nobody declared,
and a merge refuses to run while one is missing, so that a new table is never forgotten.
"""

import enum
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from accounts.actor import Actor


class How(enum.Enum):
    MOVE = "goes to the file that stays; on a clash `settle` decides, without it the row of the file that stays wins"
    DROP = "is worked out again or is about the file that goes: deleted"
    BY_HAND = "is merged field by field by the service itself"


Settle = Callable[[Actor, Any, Any], None]


@dataclass(frozen=True, slots=True)
class Link:
    """One foreign key. `settle(actor, row, winner)` makes room so that the row can move; `told` says so in Dutch.

    `label` names the rows where the table has no name of its own.
    """

    model: str
    field: str
    how: How = How.MOVE
    settle: Settle | None = None
    told: str = ""
    label: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The model and the field."""
        return self.model, self.field


_links: dict[tuple[str, str], Link] = {}


def declare(*links: Link) -> None:
    """Add links. Raises ValueError for a key that is declared in two ways."""
    for link in links:
        if _links.setdefault(link.key, link) != link:
            raise ValueError(f"{link.key} is declared twice")


def link_of(model: type[models.Model], field: str) -> Link | None:
    """Return what was declared for a foreign key, None when nobody did."""
    return _links.get((model._meta.label, field))


def keys_to(target: type[models.Model]) -> Iterator[tuple[type[models.Model], str]]:
    """Yield every foreign key to a model, hidden tables of many-to-many relations included."""
    for relation in target._meta.get_fields(include_hidden=True):
        pointing = relation.auto_created and not relation.concrete
        if pointing and (relation.one_to_many or relation.one_to_one):
            yield relation.related_model, relation.field.name  # type: ignore[union-attr,misc]
