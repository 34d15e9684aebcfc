"""The journal: who did or saw what, without values of personal data. Append only.

Lines live in the audit log table. Three locks keep them as they were written: `pre_save` and `pre_delete` refuse
in Python (instances and `QuerySet.delete`), and a database trigger (privacy migration 0002) refuses `UPDATE` of any
column but the actor, which becomes empty when a user is deleted. Only the retention policy takes lines away.
"""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from auditlog.context import auditlog_value
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import pre_delete, pre_save

from accounts.actor import Actor
from core.requestid import current_request_id

READ = "read"
Facts = Mapping[str, str | int | bool | None]
Line = tuple[str, models.Model, Facts]
_forgetting: ContextVar[bool] = ContextVar("journal_forgetting", default=False)


class JournalIsAppendOnly(Exception):
    """Somebody tried to change or delete a line of the journal."""


def record(*, actor: Actor, verb: str, subject: models.Model, **facts: str | int | bool | None) -> None:
    """Write one line about `subject` (any saved model instance).

    `verb` is an English word ("read", "case_closed"); `facts` are names of fields or codes, never names of people.
    """
    _line(actor, verb, subject, facts).save(force_insert=True)


def record_many(*, actor: Actor, lines: Iterable[Line]) -> None:
    """Write many lines at once, each a verb, its subject and its facts; for lists of thousands of rows."""
    LogEntry.objects.bulk_create([_line(actor, verb, subject, facts) for verb, subject, facts in lines])


def _line(actor: Actor, verb: str, subject: models.Model, facts: Facts) -> LogEntry:
    public = getattr(subject, "public_id", None)
    return LogEntry(
        content_type=ContentType.objects.get_for_model(subject),
        object_pk=str(subject.pk),
        object_id=subject.pk,
        object_repr=str(public) if isinstance(public, uuid.UUID) else subject._meta.label,
        action=LogEntry.Action.ACCESS if verb == READ else LogEntry.Action.UPDATE,
        changes={},
        **_who(actor),
        cid=current_request_id(),
        additional_data={"verb": verb, "by": actor.label, **facts},
    )


def _who(actor: Actor) -> dict[str, Any]:
    """Return the person behind a line; the user of the request as it is, so that the log does not look them up again."""
    known = auditlog_value.get({}).get("actor")
    return {"actor": known} if known and known.pk == actor.user_id else {"actor_id": actor.user_id}


def record_read(*, actor: Actor, subject: models.Model, page: str) -> None:
    """Write that `actor` opened the file of `subject` on `page`."""
    record(actor=actor, verb=READ, subject=subject, page=page)


def lines_about(subject: models.Model, former: Any = ()) -> "models.QuerySet[Any]":
    """Return the lines about one row, newest first; `former` are the numbers of rows that became this one."""
    about = models.Q(object_id=subject.pk) | models.Q(object_id__in=former)
    lines = LogEntry.objects.filter(about, content_type=ContentType.objects.get_for_model(subject))
    return lines.order_by("-timestamp", "-pk")


@contextmanager
def forgetting() -> Iterator[None]:
    """Allow deleting lines; for the retention policy of the journal only."""
    token = _forgetting.set(True)
    try:
        yield
    finally:
        _forgetting.reset(token)


def _refuse_change(instance: models.Model, **_kwargs: Any) -> None:
    if not instance._state.adding:
        raise JournalIsAppendOnly("a line of the journal is never changed")


def _refuse_delete(**_kwargs: Any) -> None:
    if not _forgetting.get():
        raise JournalIsAppendOnly("only the retention policy deletes lines of the journal")


def guard_journal() -> None:
    """Connect the locks; called once when Django starts."""
    pre_save.connect(_refuse_change, sender=LogEntry, dispatch_uid="journal-no-change")
    pre_delete.connect(_refuse_delete, sender=LogEntry, dispatch_uid="journal-no-delete")
