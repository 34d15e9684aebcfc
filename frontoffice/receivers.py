"""News from the apps below that becomes a mail or a line in the journal."""

import uuid
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.signals import authenticator_added
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.actor import SYSTEM, Actor
from accounts.events import invitation_accepted, invitation_sent
from accounts.links import invitation_link
from accounts.models import Invitation, User
from accounts.selectors import inviter_name
from learners.events import case_moved
from learners.services.hand_ins import tell_referrers
from mailing.services import queue_mail
from privacy import journal


@receiver(invitation_sent, dispatch_uid="frontoffice-invitation-mail")
def mail_invitation(invitation_id: int, actor: Actor, **_kwargs: Any) -> None:
    """Mail the link of an invitation; once per term of the invitation."""
    invitation = Invitation.objects.select_related("invited_by").filter(pk=invitation_id, accepted_at=None).first()
    if invitation is None:
        return
    queue_mail(
        key=f"invitation:{invitation.public_id}:{int(invitation.expires_at.timestamp())}",
        template="accounts/email/invitation",
        to=invitation.email,
        context={
            "inviter": inviter_name(invitation),
            "role": invitation.get_role_display(),
            "organisation": invitation.organisation_name,
            "until": invitation.expires_at,
            "link": invitation_link(invitation),
        },
    )
    journal.record(actor=actor, verb="invitation_sent", subject=invitation, role=invitation.role)


@receiver(invitation_accepted, dispatch_uid="frontoffice-invitation-journal")
def note_acceptance(user_id: int, role: str, organisation_ref: uuid.UUID | None, **_kwargs: Any) -> None:
    """Write in the journal that a user took up a role."""
    user = User.objects.filter(pk=user_id).first()
    if user is not None:
        reference = str(organisation_ref) if organisation_ref else None
        journal.record(actor=SYSTEM, verb="invitation_accepted", subject=user, role=role, organisation=reference)


@receiver(case_moved, dispatch_uid="frontoffice-hand-in-receipts")
def tell_who_brought_in(case_id: int, from_state: str, to_state: str, **_kwargs: Any) -> None:
    """Mail the referrer of a case that a step was taken."""
    tell_referrers(case_id=case_id, from_state=from_state, to_state=to_state)


@receiver(authenticator_added, dispatch_uid="frontoffice-second-factor")
def remember_first_code(request: HttpRequest, user: User, **_kwargs: Any) -> None:
    """Count the first code of a new app as proof, so that the emergency codes open at once without a second code."""
    record_authentication(request, user, method="mfa", reauthenticated=True)
