"""What shows that something was done."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from actionplan.enums import EvidenceKind
from actionplan.models import Action, Evidence
from campaigns.models import AgendaItem
from learners.models import Case
from privacy import journal


@transaction.atomic
def add_event(*, actor: Actor, action: Action, item: AgendaItem) -> Evidence:
    """Put a moment of the agenda beside an action; twice is once."""
    row, made = Evidence.objects.get_or_create(
        action=action, item=item, defaults={"kind": EvidenceKind.EVENT, "label": item.title, "is_public": True}
    )
    return _told(actor, row) if made else row


@transaction.atomic
def add_case(*, actor: Actor, action: Action, case: Case) -> Evidence:
    """Put a case beside an action, for colleagues only; twice is once."""
    row, made = Evidence.objects.get_or_create(action=action, case=case, defaults={"kind": EvidenceKind.CASE})
    return _told(actor, row) if made else row


@transaction.atomic
def add_link(*, actor: Actor, action: Action, kind: str, label: str, url: str, is_public: bool) -> Evidence:
    """Put a report or another link beside an action. Raises `ValidationError` for an address that is no address."""
    if kind not in EvidenceKind.WITH_LINK:
        raise ValidationError({"kind": "Kies een verslag of een andere link."})
    row = Evidence(action=action, kind=kind, label=label, url=url, is_public=is_public)
    row.full_clean()
    Evidence.objects.bulk_create([row])
    return _told(actor, row)


@transaction.atomic
def drop_evidence(*, actor: Actor, evidence: Evidence) -> None:
    """Take a piece of evidence away; what it points to stays."""
    journal.record(actor=actor, verb="evidence_dropped", subject=evidence.action, kind=evidence.kind)
    Evidence.objects.filter(pk=evidence.pk).delete()


def _told(actor: Actor, row: Evidence) -> Evidence:
    journal.record(actor=actor, verb="evidence_added", subject=row.action, kind=row.kind)
    return row
