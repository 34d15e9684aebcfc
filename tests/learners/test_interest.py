"""The interest list: one mail a year, an easy stop, and an end by age."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import SYSTEM
from core import tokens
from core.retention import policies
from learners import tasks
from learners.enums import CaseState, Route
from learners.models import Case, CaseEvent, InterestEntry
from learners.services.cases import resume_case
from learners.services.interest import PURPOSE, leave_list
from mailing.models import OutboxMail
from privacy.services import run_policy
from tests.factories.learners import InterestEntryFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar", "cache_table")]
STARTED = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture
def entry():
    with time_machine.travel(STARTED, tick=False):
        return InterestEntryFactory()


def run_every_day(since, until):
    """Run every task of the night on each day of a period; returns the mails to the learner."""
    day = since
    while day <= until:
        with time_machine.travel(dt.datetime.combine(day, dt.time(8), dt.UTC), tick=False):
            tasks.keep_promises()
            tasks.follow_up_cases()
            tasks.mail_interest_list()
            tasks.mail_interest_list()
        day += dt.timedelta(days=1)
    return list(OutboxMail.objects.order_by("pk"))


def link_of(entry):
    return reverse("learners:interest_stop", args=[tokens.sign(PURPOSE, entry.public_id)])


def test_one_mail_a_year_and_nothing_else_until_the_age_comes(entry):
    mails = run_every_day(dt.date(2026, 11, 24), dt.date(2028, 6, 3))
    contact = entry.learner.contact
    assert [mail.verb for mail in mails if mail.to == contact.email] == ["learners/email/interest_year"]
    entry.refresh_from_db()
    assert entry.ended_at.date() == dt.date(2028, 5, 31)
    told = [mail for mail in mails if mail.to == entry.learner.case.owner.email]
    assert len(told) == 1, "on the day of the age the owner is told"


def test_who_waits_on_the_list_is_not_forgotten_as_idle(entry):
    with time_machine.travel(dt.datetime(2028, 3, 1, 8, tzinfo=dt.UTC), tick=False):
        idle = next(policy for policy in policies() if policy.key == "learners.idle")
        run_policy(policy=idle, today=dt.date(2028, 3, 1))
    assert Case.objects.get().state == CaseState.PARKED


@pytest.mark.parametrize("change", ["resume", "route"])
def test_who_goes_another_way_gets_no_yearly_mail(entry, change):
    with time_machine.travel(STARTED, tick=False):
        if change == "resume":
            resume_case(actor=SYSTEM, case=entry.learner.case)
        else:
            Case.objects.update(route=Route.DUAL)
    with time_machine.travel(dt.datetime(2027, 11, 23, 8, tzinfo=dt.UTC), tick=False):
        tasks.mail_interest_list()
    assert not OutboxMail.objects.exists()
    assert InterestEntry.objects.get().ended_at is not None


def test_a_scanner_changes_nothing_and_the_button_stops_everything(client, entry):
    with time_machine.travel(STARTED, tick=False):
        for _time in range(20):
            page = client.get(link_of(entry))
            assert page.status_code == 200
            assert client.head(link_of(entry)).status_code == 200
        assert entry.learner.contact.first_name not in page.content.decode()
        assert InterestEntry.objects.get().ended_at is None
        assert not CaseEvent.objects.exists()
        for _time in range(2):
            stopped = client.post(link_of(entry), follow=True).content.decode()
        assert "Je krijgt geen mails meer" in stopped
    case = Case.objects.get()
    assert (case.state, case.wipe_on) == (CaseState.CLOSED, dt.date(2026, 11, 30))
    with time_machine.travel(dt.datetime(2027, 11, 23, 8, tzinfo=dt.UTC), tick=False):
        tasks.mail_interest_list()
    assert not OutboxMail.objects.exists()


def test_an_old_mail_still_stops_and_a_forged_link_does_not(client, entry):
    with time_machine.travel(STARTED, tick=False):
        old = link_of(entry)
    with time_machine.travel(dt.datetime(2028, 4, 1, 8, tzinfo=dt.UTC), tick=False):
        client.post(old)
    assert InterestEntry.objects.get().ended_at is not None
    for token in ("onzin", tokens.sign("referral", entry.public_id)):
        assert client.post(reverse("learners:interest_stop", args=[token])).status_code == 404


def test_an_entry_that_ended_is_forgotten_after_the_term_of_a_request(entry):
    with time_machine.travel(STARTED, tick=False):
        leave_list(entry=entry, actor=SYSTEM)
    policy = next(policy for policy in policies() if policy.key == "learners.interest")
    run_policy(policy=policy, today=dt.date(2026, 11, 30))
    assert InterestEntry.objects.exists()
    run_policy(policy=policy, today=dt.date(2026, 12, 1))
    assert not InterestEntry.objects.exists()
