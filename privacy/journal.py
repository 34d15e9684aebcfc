"""The journal: who did or saw what, without values of personal data. Append only."""

import uuid
from typing import Any

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

from accounts.actor import Actor
from core.requestid import current_request_id

READ = "read"


def record(*, actor: Actor, verb: str, subject: models.Model, **facts: str | int | bool | None) -> None:
    """Write one line about `subject` (any saved model instance).

    `verb` is an English word ("read", "case_closed"); `facts` are names of fields or codes, never names of people.
    """
    public = getattr(subject, "public_id", None)
    LogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(subject),
        object_pk=str(subject.pk),
        object_id=subject.pk,
        object_repr=str(public) if isinstance(public, uuid.UUID) else subject._meta.label,
        action=LogEntry.Action.ACCESS if verb == READ else LogEntry.Action.UPDATE,
        changes={},
        actor_id=actor.user_id,
        cid=current_request_id(),
        additional_data={"verb": verb, "by": actor.label, **facts},
    )


def record_read(*, actor: Actor, subject: models.Model, page: str) -> None:
    """Write that `actor` opened the file of `subject` on `page`."""
    record(actor=actor, verb=READ, subject=subject, page=page)


def lines_about(subject: models.Model) -> "models.QuerySet[Any]":
    """Return the lines about one row, newest first."""
    return LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(subject), object_id=subject.pk
    ).order_by("-timestamp", "-pk")
