"""News from below: an invitation for a company was accepted."""

import logging
import uuid
from typing import Any

from django.dispatch import receiver

from accounts.actor import SYSTEM
from accounts.enums import InvitationRole
from accounts.events import invitation_accepted
from companies.models import Company
from companies.services import memberships

log = logging.getLogger(__name__)


@receiver(invitation_accepted, dispatch_uid="companies-invitation")
def give_membership(user_id: int, role: str, organisation_ref: uuid.UUID | None, **_kwargs: Any) -> None:
    """Make the person who accepted a member of the company."""
    if role != InvitationRole.COMPANY or organisation_ref is None:
        return
    company = Company.objects.filter(public_id=organisation_ref).first()
    if company is None:
        log.error("invitation for a company that is gone: %s", organisation_ref)
        return
    memberships.add_member(actor=SYSTEM, company=company, user_id=user_id)
