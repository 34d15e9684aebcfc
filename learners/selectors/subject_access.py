"""Everything the portal keeps about one learner: read from the tables themselves, so that nothing is forgotten."""

from typing import Any

from django.db.models import Field, Model, QuerySet
from django.utils.text import capfirst

from learners.models import FormerFile, Learner
from mailing.models import OutboxMail
from privacy import journal

SKIPPED = frozenset({"id", "search_text", "once_key", "draft_key"})
DEPTH = 3
Row = dict[str, Any]


def everything_about(learner: Learner) -> dict[str, Any]:
    """Return tables of rows by their Dutch names: the learner, all that hangs on it, mails and the journal."""
    found: dict[str, list[Row]] = {capfirst(str(learner._meta.verbose_name)): [row_of(learner)]}
    _collect(learner, found, {learner._meta.label}, DEPTH)
    contact = getattr(learner, "contact", None)
    addresses = [address for address in (contact.email, contact.helper_email) if address] if contact else []
    mails = OutboxMail.objects.filter(to__in=addresses).order_by("-created_at", "pk")
    found["Mails naar jouw adres"] = [
        {"Onderwerp": mail.subject, "Aan": mail.to, "Gemaakt op": mail.created_at, "Tekst": mail.text}
        for mail in mails
    ]
    found["Logboek"] = [
        {"Wanneer": line.timestamp, "Wie": line.additional_data.get("by", ""), "Wat": line.additional_data.get("verb")}
        for line in journal.lines_about(learner, former=FormerFile.objects.filter(learner=learner).values("old_pk"))
    ]
    return {name: rows for name, rows in found.items() if rows}


def _collect(row: Model, found: dict[str, list[Row]], seen: set[str], depth: int) -> None:
    """Follow every table that points at this row, so that a table made later is in the file by itself."""
    if depth == 0:
        return
    for relation in row._meta.related_objects:
        model: Any = relation.related_model
        if model._meta.label in seen or not relation.field.concrete or model._meta.auto_created:
            continue
        rows = list(_readable(model, model._base_manager.filter(**{relation.field.name: row})).order_by("pk"))
        if rows:
            found.setdefault(capfirst(str(model._meta.verbose_name_plural)), []).extend(row_of(one) for one in rows)
        for one in rows:
            _collect(one, found, seen | {model._meta.label}, depth - 1)


def _readable(model: Any, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Leave out what somebody else said in confidence: a model tells so itself, in `for_subject`."""
    return model.for_subject(rows) if hasattr(model, "for_subject") else rows  # type: ignore[no-any-return]


def row_of(row: Model) -> Row:
    """Return the fields of one row by their Dutch names, in the words people see."""
    values: Row = {}
    for field in row._meta.concrete_fields:
        if field.name not in SKIPPED:
            values[capfirst(str(field.verbose_name))] = _value(row, field)
    return values


def _value(row: Model, field: "Field[Any, Any]") -> Any:
    if field.is_relation:
        related = getattr(row, field.name)
        return "" if related is None else str(related)
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    value = getattr(row, field.name)
    return value if isinstance(value, int | bool | list | dict | str) or value is None else str(value)
