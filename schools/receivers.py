"""News from below: an invitation for a school was accepted."""

import logging
import uuid
from typing import Any

from django.dispatch import receiver

from accounts.actor import SYSTEM
from accounts.enums import InvitationRole
from accounts.events import invitation_accepted
from schools.enums import SchoolRole
from schools.models import School
from schools.services import memberships

log = logging.getLogger(__name__)
ROLES = {
    InvitationRole.SCHOOL_DIRECTOR: SchoolRole.DIRECTOR,
    InvitationRole.TRAJECTORY_COACH: SchoolRole.COACH,
}


@receiver(invitation_accepted, dispatch_uid="schools-invitation")
def give_membership(user_id: int, role: str, organisation_ref: uuid.UUID | None, **_kwargs: Any) -> None:
    """Make the person who accepted a member of the school."""
    wanted = ROLES.get(InvitationRole(role))
    if wanted is None:
        return
    school = School.objects.filter(public_id=organisation_ref).first() if organisation_ref else None
    if school is None:
        log.error("invitation for a school that is gone: %s", organisation_ref)
        return
    memberships.add_member(actor=SYSTEM, school=school, user_id=user_id, role=wanted)
