"""The public quality figures: every total equals its rows, unknown is not nought, few people stay hidden."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from frontoffice.rules import share_of
from frontoffice.selectors.quality import quality_figures
from learners import tasks
from learners.enums import CaseState, Route
from learners.models import Case, CaseEvent
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import store_rules
from tests.factories.companies import WorkplaceFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.learners import CaseFactory, ReferralFactory
from tests.learners.conftest import TERMS

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
RULES = (*TERMS, ("quality-period", "", 365), ("quality-min-group", "", 5), ("availability-term", "", 60))


@pytest.fixture
def rules(db):
    store_rules(RULES)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False):
        yield


def hours(number):
    return NOW + dt.timedelta(hours=number)


def figure(key):
    return next(figure for figure in quality_figures() if figure.key == key)


def test_what_cannot_be_counted_is_unknown_and_never_nought(client, rules):
    assert all(figure.share.is_unknown for figure in quality_figures())
    page = client.get(reverse("frontoffice:quality")).content.decode()
    assert page.count("onbekend</p>") == 5
    assert "0 procent" not in page


def test_without_reference_data_the_page_still_stands(client, db):
    page = client.get(reverse("frontoffice:quality"))
    assert page.status_code == 200
    assert "onbekend" in page.content.decode()


def test_the_first_contact_figure_equals_its_rows(rules):
    kept = [CaseFactory(contacted=True, promised_by=hours(2), contacted_at=hours(1)) for _ in range(6)]
    late = [CaseFactory(contacted=True, promised_by=hours(-2), contacted_at=hours(-1)) for _ in range(3)]
    broken = [CaseFactory(breached_at=hours(-5), promised_by=hours(5)) for _ in range(3)]
    apologised = [
        CaseFactory(contacted=True, breached_at=hours(-9), promised_by=hours(2), contacted_at=hours(1)) for _ in "ab"
    ]
    CaseFactory(promised_by=hours(4))  # still has time
    CaseFactory(route=Route.TOO_YOUNG, state=CaseState.PARKED, state_due_on=dt.date(2028, 1, 1))  # promised no call
    share = figure("first-contact").share
    assert (share.part, share.whole) == (len(kept), len(kept + late + broken + apologised))
    assert share.percent == 42


def test_old_cases_are_outside_the_period(rules):
    with time_machine.travel(NOW - dt.timedelta(days=366), tick=False):
        for _ in range(9):
            CaseFactory(contacted=True, contacted_at=NOW)
    assert figure("first-contact").share.is_unknown


def test_hand_overs_are_acknowledged_by_seeing_or_answering_in_time(rules):
    with time_machine.travel(NOW - dt.timedelta(days=6), tick=False):
        rows = [ReferralFactory() for _ in range(12)]
    for number, row in enumerate(rows):
        sent = row.created_at
        changes = (
            {"seen_at": sent + dt.timedelta(days=4)}, {"answered_at": sent + dt.timedelta(days=5)},
            {"seen_at": sent + dt.timedelta(days=5, seconds=1)}, {},
        )[number % 4]  # fmt: skip
        type(row).objects.filter(pk=row.pk).update(**changes)
    ReferralFactory()  # sent today: still has time
    share = figure("acknowledged").share
    assert (share.part, share.whole) == (6, 12)


def test_open_cases_have_a_colleague_who_works_here(rules):
    for _ in range(5):
        CaseFactory()
    for _ in range(5):
        CaseFactory(owner=UserFactory(staff=True, is_active=False))
    CaseFactory(closed=True)
    share = figure("followed").share
    assert (share.part, share.whole) == (5, 10)


def test_questions_and_places_are_counted_too(rules):
    for _ in range(6):
        QuestionFactory(late=True)
    WorkplaceFactory(stale=True)
    assert (figure("answered").share.part, figure("answered").share.whole) == (0, 6)
    assert (figure("confirmed").share.part, figure("confirmed").share.whole) == (0, 1)


def test_few_people_are_hidden_and_the_page_gives_no_count(client, rules):
    for _ in range(4):
        CaseFactory(contacted=True, contacted_at=hours(-1))
    assert figure("first-contact").share.hidden
    assert "te weinig mensen om te tonen" in client.get(reverse("frontoffice:quality")).content.decode()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 8))
def test_no_small_side_can_be_computed_from_what_is_shown(part, rest, smallest):
    share = share_of(part, part + rest, smallest)
    if share.part is not None:
        assert (share.part, share.whole) == (part, part + rest)
        assert not 0 < part < smallest
        assert not 0 < rest < smallest
        assert share.percent * share.whole <= part * 100 < (share.percent + 1) * share.whole
    elif share.bound is not None:
        true = part * 100 / (part + rest)
        assert true > share.bound if share.more else true < share.bound
    else:
        assert share.hidden or part + rest == 0


def test_the_page_stays_within_its_budget(client, rules, django_assert_max_num_queries):
    for _ in range(25):
        CaseFactory(contacted=True, contacted_at=hours(-1))
    with django_assert_max_num_queries(24):
        client.get(reverse("frontoffice:quality"))


def test_a_breach_tells_owner_and_lead_once_and_stays_on_the_list(rules):
    lead = UserFactory(coordinator=True)
    case = CaseFactory(promised_by=hours(-1))
    for _time in range(2):
        tasks.keep_promises()
    case.refresh_from_db()
    assert case.breached_at == NOW
    assert case.promised_by > NOW
    people = [mail.to for mail in OutboxMail.objects.all()]
    assert sorted(people) == sorted([case.owner.email, lead.email, case.learner.contact.email])
    assert CaseEvent.objects.filter(verb="breached").count() == 1


@pytest.mark.parametrize(("hour", "told"), [(5, False), (6, False), (7, True), (18, True), (19, False), (23, False)])
def test_nobody_gets_an_apology_at_night(rules, hour, told):
    """On 23 November Brussels is an hour ahead of UTC: quiet is from 19 to 7 o'clock UTC."""
    moment = dt.datetime(2026, 11, 23, hour, tzinfo=dt.UTC)
    CaseFactory(promised_by=moment - dt.timedelta(hours=1))
    with time_machine.travel(moment, tick=False):
        tasks.keep_promises()
    assert OutboxMail.objects.exists() is told
    assert Case.objects.exclude(breached_at=None).exists() is told
