"""Every write about users, partners and invitations."""

import datetime as dt
import uuid
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts import events, rules
from accounts.actor import Actor
from accounts.enums import InvitationRole, StaffRole
from accounts.models import Invitation, PartnerMembership, PartnerOrganisation, User
from catalogue.selectors import rule_value
from core import clock


class InvitationRefused(Exception):
    """The actor may not invite, or the invitation no longer counts. The message is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """What somebody is invited for: the primary key and public id of a school, company or partner, and its name."""

    pk: int
    ref: uuid.UUID
    name: str


def _expiry() -> dt.datetime:
    days = int(rule_value("invitation-days", on=clock.today()))
    return clock.now() + dt.timedelta(days=days)


@transaction.atomic
def invite(*, actor: Actor, email: str, role: str, organisation: Organisation | None = None) -> Invitation:
    """Invite somebody by mail for a role. Inviting the same person twice mails once; an expired one is renewed.

    Raises `InvitationRefused` when the actor may not do this.
    """
    verdict = rules.may_invite(actor, role, organisation.pk if organisation else None)
    if not verdict:
        raise InvitationRefused(" ".join(verdict.reasons))
    invitation, created = Invitation.objects.get_or_create(
        email=email.strip().lower(),
        role=role,
        organisation_ref=organisation.ref if organisation else None,
        accepted_at=None,
        defaults={
            "organisation_name": organisation.name if organisation else "",
            "invited_by_id": actor.user_id,
            "expires_at": _expiry(),
        },
    )
    if not created and not rules.is_open(invitation.expires_at, None, clock.now()):
        return renew_invitation(actor=actor, invitation=invitation)
    events.announce_sent(Invitation, invitation.pk, actor)
    return invitation


@transaction.atomic
def renew_invitation(*, actor: Actor, invitation: Invitation) -> Invitation:
    """Give an invitation a new term and mail a new link to the same address. Raises `InvitationRefused`."""
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if fresh.accepted_at is not None:
        raise InvitationRefused("Deze uitnodiging is al aanvaard.")
    fresh.expires_at = _expiry()
    fresh.save(update_fields=["expires_at", "updated_at"])
    events.announce_sent(Invitation, fresh.pk, actor)
    return fresh


@transaction.atomic
def accept_invitation(*, invitation: Invitation, first_name: str = "", last_name: str = "") -> User:
    """Make (or find) the user, give the role, and close the invitation. Raises `InvitationRefused`.

    Memberships of schools and companies follow from the event; staff and partners are ours.
    """
    fresh = Invitation.objects.select_for_update().get(pk=invitation.pk)
    verdict = rules.is_open(fresh.expires_at, fresh.accepted_at, clock.now())
    if not verdict:
        raise InvitationRefused(" ".join(verdict.reasons))
    user = User.objects.filter(email__iexact=fresh.email).first() or User.objects.create_user(fresh.email)
    if not user.is_active:
        raise InvitationRefused("Dit account is afgesloten. Bel het Steunpunt, dan zoeken we samen een oplossing.")
    _name(user, first_name, last_name)
    if fresh.role == InvitationRole.STAFF:
        _make_staff(user)
    elif fresh.role == InvitationRole.PARTNER:
        _join_partner(user, fresh)
    fresh.accepted_at = clock.now()
    fresh.save(update_fields=["accepted_at", "updated_at"])
    events.announce_accepted(Invitation, user.pk, fresh.role, fresh.organisation_ref)
    return user


def _name(user: User, first_name: str, last_name: str) -> None:
    if not user.full_name:
        user.first_name, user.last_name = first_name.strip()[:80], last_name.strip()[:80]
        user.save(update_fields=["first_name", "last_name", "updated_at"])


def _join_partner(user: User, invitation: Invitation) -> None:
    organisation = PartnerOrganisation.objects.filter(public_id=str(invitation.organisation_ref)).first()
    if organisation is None:
        raise InvitationRefused("Deze organisatie werkt niet meer met ons samen. Bel het Steunpunt.")
    PartnerMembership.objects.get_or_create(user=user, organisation=organisation)


def _make_staff(user: User) -> None:
    user.is_staff = True
    user.staff_role = user.staff_role or StaffRole.COLLEAGUE
    user.save(update_fields=["is_staff", "staff_role", "updated_at"])


@transaction.atomic
def reset_second_factor(*, user: User) -> None:
    """Let somebody who lost the app sign in with the mailed code alone. Doing it twice changes nothing."""
    Authenticator.objects.filter(user=user).delete()
