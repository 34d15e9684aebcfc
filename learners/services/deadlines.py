"""What happens when a term passes. Each verb reads the row again under its lock and does nothing the second time."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from accounts.enums import StaffRole
from accounts.models import User
from catalogue.rules import SchoolCalendar
from catalogue.selectors import first_contact_due
from core import clock
from core.links import absolute
from learners.enums import CaseState, EventVerb, ReferralState
from learners.models import Case, ContactDetails, Referral
from learners.rules.cases import referral_stage
from learners.rules.countdown import TermRules, countdown
from learners.rules.words import before_moment, days_left_in_words, long_date
from learners.selectors.terms import Terms
from learners.services import referral_mails
from learners.services.referrals import close_unanswered
from learners.services.timeline import add_event, lock_case
from mailing.services import queue_mail

OWNER_ALERT = 2
COORDINATOR_ALERT = 3


@transaction.atomic
def note_broken_promise(*, case_id: int) -> bool:
    """Apologise for a first contact that came too late and promise a new moment. Returns whether it was so.

    Once per promise: owner and coordinators are told, the case stands on their list until somebody calls, and the breach
    counts in the public figures.
    """
    case = lock_case(case_id)
    moment = clock.now()
    if case.state != CaseState.NEW or case.promised_by > moment:
        return False
    broken = case.promised_by
    case.promised_by = first_contact_due(moment)
    case.breached_at = case.breached_at or moment
    case.save(update_fields=["promised_by", "breached_at", "updated_at"])
    text = _("We haalden onze belofte niet. Sorry! We nemen contact op voor %(moment)s.") % {
        "moment": before_moment(case.promised_by)
    }
    add_event(case=case, actor=SYSTEM, verb=EventVerb.BREACHED, text=text, for_learner=True)
    key = f"promise-broken:{case.public_id}:{broken:%Y%m%d%H%M}"
    _mail_learner(case, "promise_broken", key, promise=before_moment(case.promised_by))
    people = {person.pk: person for person in (*_watchers(case), *_coordinators())}
    text = _("De belofte van een eerste contact is niet gehaald. Bel vandaag: de nieuwe belofte is %(moment)s.")
    _mail_staff(case, key, text % {"moment": before_moment(case.promised_by)}, list(people.values()))
    return True


@transaction.atomic
def note_due_case(*, case_id: int, today: dt.date) -> bool:
    """Tell the owner, once per date, that a waiting case has to be followed up. Returns whether it was due."""
    case = lock_case(case_id)
    due = case.state_due_on
    if case.state not in CaseState.WAITING or due is None or due > today:
        return False
    if case.events.filter(verb=EventVerb.DUE, at__date__gte=due).exists():
        return False
    text = _("De opvolgdatum %(day)s is er.") % {"day": long_date(due)}
    add_event(case=case, actor=SYSTEM, verb=EventVerb.DUE, text=text)
    _mail_staff(case, f"case-due:{case.public_id}:{due:%Y%m%d}", text, _watchers(case))
    return True


@transaction.atomic
def note_running_clock(*, case_id: int, today: dt.date, rules: TermRules, calendar: SchoolCalendar) -> bool:
    """Warn once at each alert of the training-day term. Returns whether a line was added."""
    case = lock_case(case_id)
    started_on = case.learner.clock_started_on
    if case.state not in CaseState.OPEN or started_on is None:
        return False
    state = countdown(started_on, today, rules, calendar)
    if state.alert_since is None:
        return False
    if case.events.filter(verb=EventVerb.CLOCK, at__date__gte=state.alert_since).exists():
        return False
    text = _("%(days)s om een werkplek te vinden, tot en met %(last)s.") % {
        "days": days_left_in_words(state.days_left),
        "last": long_date(state.last_day),
    }
    add_event(case=case, actor=SYSTEM, verb=EventVerb.CLOCK, text=text, for_learner=True)
    if state.alert >= OWNER_ALERT:
        watchers = _coordinators() if state.alert >= COORDINATOR_ALERT else _watchers(case)
        _mail_staff(case, f"clock:{case.public_id}:{started_on:%Y%m%d}:{state.alert}", text, watchers)
    return True


@transaction.atomic
def follow_referral(*, referral_id: int, today: dt.date, terms: Terms) -> str:
    """Remind, escalate or close an unanswered hand-over. Returns the step that was reached ('' for none)."""
    referral = Referral.objects.select_for_update(of=("self",)).select_related("partner", "case").get(pk=referral_id)
    if referral.state not in (ReferralState.SENT, ReferralState.SEEN):
        return ""
    stage = referral_stage(referral.created_at.date(), today, terms.referral)
    if stage == "closing":
        close_unanswered(referral=referral, actor=SYSTEM)
    elif stage == "escalation":
        referral_mails.escalate(referral)
    elif stage:
        referral_mails.remind(referral, stage)
    return stage


def _watchers(case: Case) -> list[User]:
    return [case.owner] if case.owner and case.owner.is_active else _coordinators()


def _coordinators() -> list[User]:
    return list(User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR).order_by("pk"))


def _mail_staff(case: Case, key: str, text: str, people: list[User]) -> None:
    link = absolute(reverse("admin:learners_case_change", args=[case.pk]))
    for person in people:
        context = {"name": person.first_name, "text": text, "code": case.learner.code, "link": link}
        queue_mail(key=f"{key}:{person.pk}", template="learners/email/staff_due", to=person.email, context=context)


def _mail_learner(case: Case, template: str, key: str, **extra: str) -> None:
    contact = ContactDetails.objects.filter(learner=case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to:
        context = {"name": contact.first_name, "owner": case.owner, **extra}
        queue_mail(
            key=f"{key}:learner",
            template=f"learners/email/{template}",
            to=to,
            context=context,
            language=contact.language,
        )
