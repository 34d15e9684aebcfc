"""Who may invite whom, and when an invitation still counts."""

import datetime as dt

from accounts.actor import Actor
from accounts.enums import InvitationRole
from core.verdict import YES, Verdict, no

NOT_YOURS = "Je kunt alleen mensen uitnodigen voor je eigen school, bedrijf of organisatie."
NO_ORGANISATION = "Kies voor welke school, welk bedrijf of welke partner je iemand uitnodigt."
SCHOOL_ROLES = (InvitationRole.SCHOOL_DIRECTOR, InvitationRole.TRAJECTORY_COACH)


def may_invite(actor: Actor, role: str, organisation: int | None) -> Verdict:
    """Tell whether an actor may invite somebody for a role at an organisation (its primary key).

    Colleagues of the Steunpunt may invite anybody. A director invites directors and coaches of the own school,
    the administrator of a company invites colleagues, a partner invites colleagues of the own organisation.
    """
    if role == InvitationRole.STAFF:
        return YES if actor.is_staff or actor.is_system else no("Alleen het Steunpunt nodigt medewerkers uit.")
    if organisation is None:
        return no(NO_ORGANISATION)
    if actor.is_staff or actor.is_system:
        return YES
    own = {
        InvitationRole.SCHOOL_DIRECTOR: actor.director_of,
        InvitationRole.TRAJECTORY_COACH: actor.director_of,
        InvitationRole.COMPANY: actor.company_admin_of,
        InvitationRole.PARTNER: actor.partners,
    }
    return YES if organisation in own.get(InvitationRole(role), frozenset()) else no(NOT_YOURS)


def is_open(expires_at: dt.datetime, accepted_at: dt.datetime | None, moment: dt.datetime) -> Verdict:
    """Tell whether an invitation can be accepted at a moment."""
    if accepted_at is not None:
        return no("Deze uitnodiging is al aanvaard.")
    if expires_at <= moment:
        return no("Deze uitnodiging is vervallen.")
    return YES


def same_address(one: str, other: str) -> bool:
    """Tell whether two mail addresses are the same to us (capitals and spaces around do not count)."""
    return one.strip().casefold() == other.strip().casefold()
