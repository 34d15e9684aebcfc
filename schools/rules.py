"""Who may do what in the desk of a school."""

from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.verdict import YES, Verdict, no
from schools.enums import SchoolRole


def may_manage_members(actor: Actor, school_id: int) -> Verdict:
    """Tell whether an actor may invite people to a school and take their access away."""
    if actor.is_staff or actor.is_system or school_id in actor.director_of:
        return YES
    return no(_("Alleen een directeur van de school of het Steunpunt kan dit."))


def may_remove_member(actor: Actor, school_id: int, user_id: int, role: str) -> Verdict:
    """Tell whether an actor may take a role of somebody away. Nobody locks themselves out as director."""
    verdict = may_manage_members(actor, school_id)
    if verdict and actor.user_id == user_id and role == SchoolRole.DIRECTOR:
        return no(_("Je kunt je eigen toegang als directeur niet weghalen. Vraag het aan een collega of aan ons."))
    return verdict
