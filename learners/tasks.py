"""Terms that pass while nobody looks. Every task may run twice."""

from celery import shared_task

from accounts.actor import Actor
from catalogue.selectors import school_calendar
from core import clock
from learners.rules.words import is_quiet
from learners.selectors import deadlines as due
from learners.selectors.interest import due_interest_ids
from learners.selectors.school_links import due_link_ids
from learners.selectors.school_rows import learner_look_ups
from learners.selectors.terms import quiet_hours, terms_on
from learners.services import deadlines
from learners.services.interest import send_yearly_mail
from learners.services.school_links import expire_link
from learners.services.school_rows import LearnerStore
from schools.enums import ListKind
from schools.models import HandedInList
from schools.selectors import list_runs as list_reads
from schools.selectors.desk import coaches_by_mail
from schools.services.list_pieces import Store, rescue_list, run_list


@shared_task
def keep_promises() -> None:
    """Apologise for first contacts that came too late; at night nobody gets a mail, the morning run sends it."""
    moment = clock.now()
    if is_quiet(moment, *quiet_hours(moment.date())):
        return
    for case_id in due.broken_promise_ids(moment):
        deadlines.note_broken_promise(case_id=case_id)


@shared_task
def follow_up_cases() -> None:
    """Tell the owners which waiting cases are due and which training-day terms run out."""
    today = clock.today()
    for case_id in due.due_case_ids(today):
        deadlines.note_due_case(case_id=case_id, today=today)
    rules = terms_on(today).search
    calendar = school_calendar()
    for case_id in due.running_clock_ids():
        deadlines.note_running_clock(case_id=case_id, today=today, rules=rules, calendar=calendar)


@shared_task
def follow_up_referrals() -> None:
    """Remind partners, alert senders and end hand-overs that nobody answered."""
    today = clock.today()
    terms = terms_on(today)
    for referral_id in due.unanswered_referral_ids():
        deadlines.follow_referral(referral_id=referral_id, today=today, terms=terms)


@shared_task
def mail_interest_list() -> None:
    """Send who chooses in some years the one mail of this year, and end what is over."""
    today = clock.today()
    for entry_id in due_interest_ids(today):
        send_yearly_mail(entry_id=entry_id, today=today)


@shared_task
def expire_school_links() -> None:
    """End the questions of schools that no learner answered in time."""
    today = clock.today()
    for link_id in due_link_ids(today):
        expire_link(link_id=link_id, today=today)


@shared_task
def read_school_list(*, list_id: int) -> None:
    """Read one waiting list of learners in pieces. Safe to run twice: only the first claim works."""
    run_list(list_id=list_id, opening=_learner_store)


def _learner_store(actor: Actor, handed_in: HandedInList) -> Store:
    if handed_in.school is None:  # the database refuses such a list
        raise ValueError(handed_in.pk)
    return LearnerStore(
        actor=actor, school=handed_in.school, look_ups=learner_look_ups(coaches_by_mail(handed_in.school))
    )


@shared_task
def sweep_school_lists() -> None:
    """Queue lists that wait, and take back those whose worker fell silent (beat, every minute)."""
    for list_id in list_reads.silent_list_ids(ListKind.LEARNERS, clock.now()):
        rescue_list(list_id=list_id)
    for list_id in list_reads.waiting_list_ids(ListKind.LEARNERS):
        read_school_list.apply_async(kwargs={"list_id": list_id})
