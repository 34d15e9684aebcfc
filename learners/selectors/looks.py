"""Who opened or changed the file of a learner, for whom, and why."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import ANONYMOUS, SYSTEM
from learners.models import FormerFile, Learner
from privacy import journal
from schools.models import Membership

SHOWN = 15
WHY = {
    "my_page": gettext_lazy("om je pagina te bekijken"),
    "case": gettext_lazy("om je dossier op te volgen"),
    "learner": gettext_lazy("om je gegevens na te kijken"),
    "proposal": gettext_lazy("om een voorstel na te kijken"),
    "what_if": gettext_lazy("om te zoeken welke plekken passen"),
    "school_learner": gettext_lazy("om je op school te begeleiden"),
    "download": gettext_lazy("om je gegevens voor jou te downloaden"),
    "print": gettext_lazy("om je blad af te drukken"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody who opened or changed the file; `role` is the organisation, `why` the reason of a look."""

    who: str
    role: str
    why: str
    when: dt.datetime
    opened: bool


def looks_at(learner: Learner) -> list[Look]:
    """Return the newest lines of the journal in words (2 queries)."""
    former = FormerFile.objects.filter(learner=learner).values("old_pk")
    lines = list(journal.lines_about(learner, former=former).select_related("actor")[:SHOWN])
    roles = _school_roles({line.actor_id for line in lines if line.actor_id})
    return [
        Look(
            who=_who(line.additional_data.get("by", "")),
            role=_role(line, roles),
            why=str(WHY.get(line.additional_data.get("page", ""), "")),
            when=line.timestamp,
            opened=line.additional_data.get("verb") == journal.READ,
        )
        for line in lines
    ]


def _school_roles(users: set[int]) -> dict[int, str]:
    rows = Membership.objects.filter(user__in=users).select_related("school").order_by("pk")
    return {row.user_id: f"{row.get_role_display()}, {row.school.name}" for row in rows}


def _role(line: object, roles: dict[int, str]) -> str:
    actor = getattr(line, "actor", None)
    if actor is None:
        return ""
    if actor.is_staff:
        return _("Medewerker van het Steunpunt")
    return roles.get(actor.pk, "")


def _who(label: str) -> str:
    """Say who a journal line is about; a visitor without account came in with the code."""
    if label == ANONYMOUS.label:
        return _("Jij, of iemand met je code")
    return _("Automatisch") if label == SYSTEM.label else label
