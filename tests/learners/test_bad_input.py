"""What goes wrong ends in a clear sentence, and no case is lost: the rest stands with each journey."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import Actor
from catalogue.models import SchoolYear
from core import tokens
from core.drafts import remembered
from learners import tasks
from learners.enums import CaseState, ReferralOutcome, ReferralState, Route
from learners.models import Learner
from learners.selectors.contacts import partners_for
from learners.services.referral_mails import PURPOSE
from learners.services.referrals import answer_referral, mark_seen, withdraw_referral
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory
from tests.factories.learners import CaseFactory, LearnerFactory, ReferralFactory, RoutePartnerFactory
from tests.learners.helpers import TODAY, post_step, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def link_of(referral):
    return reverse("learners:referral_open", args=[tokens.sign(PURPOSE, referral.public_id)])


def open_file(client, learner):
    client.post(reverse("learners:code_entry"), {"code": learner.code})
    return client.get(reverse("learners:my_page", args=[learner.public_id])).content.decode()


@pytest.mark.parametrize("reached", ["sent", "seen", "accepted"])
def test_consent_taken_back_while_a_partner_has_the_file_leaves_the_case_with_us(client, reached):
    owner = UserFactory(staff=True)
    referral = ReferralFactory(case__owner=owner, note="Zoekt iets met hout")
    if reached != "sent":
        mark_seen(referral=referral)
    if reached == "accepted":
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED)
    learner = referral.case.learner
    withdraw_referral(referral=referral, actor=Actor(learners=frozenset({learner.pk})))
    late = client.post(link_of(referral), {"outcome": ReferralOutcome.FINISHED}).content.decode()
    assert "al afgesloten" in late
    assert learner.contact.first_name not in late
    assert "met hout" not in late
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.outcome) == (ReferralState.CLOSED, ReferralOutcome.DECLINED)
    assert (referral.case.state, referral.case.owner) == (CaseState.CONTACTED, owner)
    assert "Je wilde niet meer dat" in open_file(client, learner)


def test_a_partner_that_closes_while_it_has_a_question_gives_the_case_back_in_the_end(client):
    referral = ReferralFactory()
    RoutePartnerFactory(route=Route.NAFT, partner=referral.partner)
    assert [one.name for one in partners_for(Route.NAFT, None)] == [referral.partner.name]
    referral.partner.is_active = False
    referral.partner.save(update_fields=["is_active"])
    assert partners_for(Route.NAFT, None) == []
    for age in range(1, 35):
        with time_machine.travel(TODAY + dt.timedelta(days=age), tick=False):
            tasks.follow_up_referrals()
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.case.state) == (ReferralState.CLOSED, CaseState.CONTACTED)
    assert "neemt je weer zelf op" in open_file(client, referral.case.learner)


def test_a_term_that_runs_into_a_year_without_calendar_says_who_finds_it_out(client):
    SchoolYear.objects.create(name="2025-2026", first_day=dt.date(2025, 9, 1), last_day=dt.date(2026, 6, 30))
    case = CaseFactory(matching=True, learner=LearnerFactory(clock_started_on=dt.date(2026, 11, 9)))
    page = open_file(client, case.learner)
    assert "De schoolkalender voor die periode is nog niet ingevuld" in page
    assert "Wij zoeken je laatste lesdag voor je uit" in page
    tasks.follow_up_cases()
    case.refresh_from_db()
    assert case.state == CaseState.MATCHING


@pytest.mark.parametrize("days", [None, 8])
def test_a_code_to_go_on_that_is_forged_or_expired_gets_one_sentence_and_the_way_to_begin(client, days):
    post_step(client, "wie")
    post_step(client, "over")
    code = remembered(client.session, "intake").code if days else "ABCD-2345"
    elsewhere = client.__class__()
    with time_machine.travel(TODAY + dt.timedelta(days=days or 0), tick=False):
        page = elsewhere.post(reverse("learners:intake_resume"), {"code": code})
    assert page.status_code == 200
    assert page.context["form"].errors["code"]
    assert reverse("learners:intake_start") in page.content.decode()


@pytest.mark.parametrize(("year", "month"), [("2026", "12"), ("2025", "3"), ("1850", "1"), ("2008", "13"), ("", "3")])
def test_a_birth_that_cannot_be_stops_no_one_for_good(client, year, month):
    MunicipalityFactory(postal_code="8800")
    UserFactory(staff=True, phone="+3251000000")
    post_step(client, "wie")
    page = post_step(client, "over", birth_year=year, birth_month=month)
    assert page.status_code == 200
    assert set(page.context["form"].errors) & {"birth_year", "birth_month"}
    walk(client)
    send(client)
    assert Learner.objects.get().birth_year == 2008
