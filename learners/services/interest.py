"""The interest list: one mail a year for who chooses in some years, and nothing else."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.selectors import first_contact_due
from core import clock, tokens
from core.languages import speaking
from core.links import absolute
from learners.enums import CaseState, EventVerb, Route
from learners.models import Case, ContactDetails, InterestEntry, Learner
from learners.rules.ages import Birth, dual_from
from learners.rules.words import long_date
from learners.selectors.terms import terms_on
from learners.services.timeline import add_event
from learners.services.wiping import request_stop
from mailing.services import queue_mail
from privacy import journal

PURPOSE = "interest"


@transaction.atomic
def open_interest_case(*, learner: Learner, route: Route, owner_id: int | None, actor: Actor) -> Case:
    """Open a case that waits until the learner is old enough, and put the learner on the list. Returns the case.

    Nobody is promised a call now. On the day of the age the owner is told, as with every case that waits.
    """
    today = clock.today()
    ends_on = dual_from(
        Birth(learner.birth_year, learner.birth_month),
        terms_on(today).ages,
        first_grade_done=learner.first_grade_done is not False,
    )
    case = Case.objects.create(
        learner=learner,
        route=route,
        state=CaseState.PARKED,
        state_due_on=ends_on,
        owner_id=owner_id,
        promised_by=first_contact_due(clock.now()),
    )
    InterestEntry.objects.create(learner=learner, next_mail_on=_a_year_after(today), ends_on=ends_on)
    said = _("Je staat op de interesselijst tot %(day)s. Met een e-mailadres krijg je één mail per jaar.")
    text = said % {"day": long_date(ends_on)}
    add_event(case=case, actor=actor, verb=EventVerb.INTAKE, text=text, for_learner=True)
    return case


@transaction.atomic
def send_yearly_mail(*, entry_id: int, today: dt.date) -> bool:
    """Send the mail of this year, or end an entry whose age or case has come. Returns whether a mail was queued."""
    entry = _lock(entry_id)
    case = entry.learner.case
    if entry.ended_at is not None:
        return False
    if entry.ends_on <= today or case.state != CaseState.PARKED or case.route != Route.TOO_YOUNG:
        _end(entry)
        return False
    if entry.next_mail_on > today:
        return False
    year = entry.next_mail_on.year
    entry.next_mail_on = _a_year_after(entry.next_mail_on)
    entry.save(update_fields=["next_mail_on", "updated_at"])
    return _mail(entry, year)


@transaction.atomic
def leave_list(*, entry: InterestEntry, actor: Actor) -> None:
    """Take somebody off the list at their request; the file is wiped as after every request to stop. Twice is once."""
    locked = _lock(entry.pk)
    if locked.ended_at is not None:
        return
    _end(locked)
    journal.record(actor=actor, verb="interest_stopped", subject=locked.learner)
    request_stop(actor=actor, case=locked.learner.case)


def stop_link(entry: InterestEntry) -> str:
    """Return the address of the page to stop; the token carries the public id of the entry and nothing else."""
    return absolute(reverse("learners:interest_stop", args=[tokens.sign(PURPOSE, entry.public_id)]))


def _lock(entry_id: int) -> InterestEntry:
    rows = InterestEntry.objects.select_for_update(of=("self",)).select_related("learner__case")
    return rows.get(pk=entry_id)


def _end(entry: InterestEntry) -> None:
    entry.ended_at = clock.now()
    entry.save(update_fields=["ended_at", "updated_at"])


def _a_year_after(day: dt.date) -> dt.date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _mail(entry: InterestEntry, year: int) -> bool:
    contact = ContactDetails.objects.filter(learner=entry.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if not contact or not to:
        return False
    language = contact.language
    with speaking(language):
        day = long_date(entry.ends_on)
    context = {
        "name": contact.first_name,
        "day": day,
        "stop_link": stop_link(entry),
        "link": absolute(reverse("catalogue:programme_list")),
    }
    key = f"interest:{entry.public_id}:{year}"
    queue_mail(key=key, template="learners/email/interest_year", to=to, context=context, language=language)
    return True
