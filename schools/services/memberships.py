"""Who works at a school in the portal."""

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from privacy import journal
from schools.models import Membership, School
from schools.rules import may_remove_member


@transaction.atomic
def add_member(*, actor: Actor, school: School, user_id: int, role: str) -> Membership:
    """Let a user work at a school in a role. Doing it twice changes nothing."""
    membership, created = Membership.objects.get_or_create(user_id=user_id, school=school, role=role)
    if created:
        journal.record(actor=actor, verb="school_member_added", subject=school, role=role)
    return membership


@transaction.atomic
def remove_member(*, actor: Actor, school: School, user_id: int, role: str) -> None:
    """Take a role at a school away. Doing it twice changes nothing. Raises `ValidationError` when it is not allowed."""
    verdict = may_remove_member(actor, school.pk, user_id, role)
    if not verdict:
        raise ValidationError(list(verdict.reasons))
    gone, _details = Membership.objects.filter(user_id=user_id, school=school, role=role).delete()
    if gone:
        journal.record(actor=actor, verb="school_member_removed", subject=school, role=role)
