"""Reading a row again under a lock, so that every verb decides on what is true now."""

from typing import TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


def locked(row: M) -> M:
    """Return the row as the database has it now, locked until the transaction ends."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)
