"""Mails to the colleague who follows a case, or to the coordinators when nobody does."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.enums import StaffRole
from accounts.models import User
from core.languages import in_dutch
from core.links import absolute
from learners.enums import Cause, Reporter, Wish
from learners.models import BreakOff, Case
from learners.rules.words import long_date
from mailing.services import queue_mail


def watchers(case: Case) -> list[User]:
    """Return the owner, and the coordinators when the case has no active owner."""
    return [case.owner] if case.owner and case.owner.is_active else coordinators()


def coordinators() -> list[User]:
    """Return the active colleagues with the role of coordinator, who lead the team."""
    return list(User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR).order_by("pk"))


def mail_staff(case: Case, key: str, text: str, people: list[User]) -> None:
    """Queue one mail a person, once per key."""
    link = absolute(reverse("admin:learners_case_change", args=[case.pk]))
    for person in people:
        context = {"name": person.first_name, "text": text, "code": case.learner.code, "link": link}
        queue_mail(key=f"{key}:{person.pk}", template="learners/email/staff_due", to=person.email, context=context)


@in_dutch
def tell_break_off(row: BreakOff) -> None:
    """Tell that a workplace fell away, by whom it was reported and what the learner wants."""
    text = _("De werkplek viel weg op %(day)s (%(cause)s). Gemeld door %(who)s. Wat de lerende wil: %(wish)s.") % {
        "day": long_date(row.ended_on),
        "cause": Cause(row.cause).label.lower(),
        "who": Reporter(row.reporter).label,
        "wish": Wish(row.wish).label.lower(),
    }
    mail_staff(row.case, f"break-off:{row.public_id}", text, watchers(row.case))


@in_dutch
def tell_undone(row: BreakOff) -> None:
    """Tell that a report was a mistake."""
    text = _("De melding van een weggevallen werkplek is teruggenomen. Alles staat weer zoals ervoor.")
    mail_staff(row.case, f"break-off-undone:{row.public_id}", text, watchers(row.case))


def tell_searched(row: BreakOff) -> None:
    """Tell what the search found."""
    if row.drafts:
        text = ngettext(
            "We zochten na het wegvallen van de werkplek. Er ligt %(number)d voorstel klaar om na te kijken.",
            "We zochten na het wegvallen van de werkplek. Er liggen %(number)d voorstellen klaar om na te kijken.",
            row.drafts,
        )
        text %= {"number": row.drafts}
    else:
        text = _("We zochten na het wegvallen van de werkplek en vonden nog geen plek. Bel de lerende.")
    mail_staff(row.case, f"break-off-searched:{row.public_id}", text, watchers(row.case))
