"""Reads about users, partners and invitations."""

import uuid

from django.db.models import Prefetch, Q, QuerySet, Value

from accounts.actor import Actor
from accounts.models import Invitation, PartnerMembership, PartnerOrganisation, User


def partner_roles_of(user_id: int) -> QuerySet[PartnerMembership, tuple[str, str, int]]:
    """Return ("partner", "", organisation) for each membership of a user, to join with those of other organisations."""
    rows = PartnerMembership.objects.filter(user=user_id).order_by()
    return rows.values_list(Value("partner"), Value(""), "organisation")


def partners_of(actor: Actor) -> list[PartnerOrganisation]:
    """Return the partner organisations an actor works for, each with its `working_members` by name."""
    working = User.objects.filter(is_active=True)
    members = PartnerMembership.objects.filter(user__in=working).select_related("user")
    ordered = members.order_by("user__last_name", "user__first_name", "user")
    found = PartnerOrganisation.objects.filter(pk__in=actor.partners).prefetch_related(
        Prefetch("memberships", queryset=ordered, to_attr="working_members")
    )
    return list(found)


def partners_for_invitation(actor: Actor) -> QuerySet[PartnerOrganisation]:
    """Return the organisations an actor may invite colleagues for: staff all active ones, a partner its own."""
    active = PartnerOrganisation.objects.filter(is_active=True)
    return active if actor.is_staff else active.filter(pk__in=actor.partners)


def invitation_of(public_id: str | uuid.UUID) -> Invitation | None:
    """Return the invitation with this public id, with who sent it, or None."""
    return Invitation.objects.select_related("invited_by").filter(public_id=public_id).first()


def open_invitations_by(actor: Actor) -> QuerySet[Invitation]:
    """Return the invitations an actor sent that nobody accepted yet, newest first."""
    if actor.user_id is None:
        return Invitation.objects.none()
    return Invitation.objects.filter(invited_by=actor.user_id, accepted_at=None)


def knows_name_of(email: str) -> bool:
    """Tell whether the owner of this address already told us a name (then the page does not ask again)."""
    named = ~Q(first_name="", last_name="")
    return User.objects.filter(named, email__iexact=email).exists()


def inviter_name(invitation: Invitation) -> str:
    """Return who sent an invitation, as the invited person may read it."""
    sender = invitation.invited_by
    name = sender.full_name if sender else ""
    return name or "Het Steunpunt Duaal Leren"
