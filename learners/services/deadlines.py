"""What happens when a term passes. Each verb reads the row again under its lock and does nothing the second time."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from catalogue.rules import SchoolCalendar
from catalogue.selectors import first_contact_due
from core import clock
from core.languages import speaking
from learners.enums import CaseState, EventVerb, ReferralState
from learners.models import Case, ContactDetails, Referral
from learners.rules.cases import referral_stage
from learners.rules.countdown import TermRules
from learners.rules.words import before_moment, long_date
from learners.selectors.clock import Counter, words_of
from learners.selectors.running import COORDINATOR_ALERT, OWNER_ALERT
from learners.selectors.terms import Terms
from learners.services import referral_mails
from learners.services.referrals import close_unanswered
from learners.services.staff_mails import coordinators, mail_staff, watchers
from learners.services.timeline import add_event, lock_case
from mailing.services import queue_mail


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
    _apologise(case, key)
    people = {person.pk: person for person in (*watchers(case), *coordinators())}
    text = _("De belofte van een eerste contact is niet gehaald. Bel vandaag: de nieuwe belofte is %(moment)s.")
    mail_staff(case, key, text % {"moment": before_moment(case.promised_by)}, list(people.values()))
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
    mail_staff(case, f"case-due:{case.public_id}:{due:%Y%m%d}", text, watchers(case))
    return True


@transaction.atomic
def note_running_clock(*, case_id: int, today: dt.date, rules: TermRules, calendar: SchoolCalendar) -> bool:
    """Warn once at each alert of the training-day term: the owner from the second on, the coordinators (who lead the
    team) from the third. Returns whether a line was added; a paused or uncounted term warns nobody.
    """
    case = lock_case(case_id)
    started_on = case.learner.clock_started_on
    state = Counter(today, rules, calendar).of_case(case.learner, case)
    if state is None or started_on is None or state.alert_since is None or not state.is_known or state.is_paused:
        return False
    since = max(state.alert_since, started_on)
    if case.events.filter(verb=EventVerb.CLOCK, actor_label=SYSTEM.label, at__date__gte=since).exists():
        return False
    text = words_of(state)
    said = _("%(days)s om een werkplek te vinden. %(detail)s") % {"days": text.headline, "detail": text.detail}
    add_event(case=case, actor=SYSTEM, verb=EventVerb.CLOCK, text=said.strip(), for_learner=True)
    if state.alert >= OWNER_ALERT:
        people = coordinators() if state.alert >= COORDINATOR_ALERT else watchers(case)
        mail_staff(case, f"clock:{case.public_id}:{started_on:%Y%m%d}:{state.alert}", said.strip(), people)
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


def _apologise(case: Case, key: str) -> None:
    contact = ContactDetails.objects.filter(learner=case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to:
        language = contact.language
        with speaking(language):
            promise = before_moment(case.promised_by)
        context = {"name": contact.first_name, "owner": case.owner, "promise": promise}
        template = "learners/email/promise_broken"
        queue_mail(key=f"{key}:learner", template=template, to=to, context=context, language=language)
