"""Coaching pairs: two different sides, a goal, a period, and contacts that either notes."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from core.states import MoveRefused
from core.testing import PortalClient
from knowledge.course_enums import PAIR_MOVES, PairState
from knowledge.forms.pairs import MomentForm
from knowledge.models import CoachingPair, PairLog, PairMoment
from knowledge.selectors import pairs as selectors
from knowledge.services import pairs as services
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyFactory, CompanyMembershipFactory
from tests.factories.knowledge import CoachingPairFactory, PairMomentFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"giver_company": None},
        {"receiver_company": None},
        {"ends_on": dt.date(2020, 1, 1)},
    ],
)
def test_the_database_wants_two_sides_and_a_period(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingPairFactory(**wrong)


def test_nobody_coaches_itself_and_a_side_is_one_thing():
    one = CompanyFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingPairFactory(giver_company=one, receiver_company=one)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingPairFactory(giver_school=SchoolFactory())
    assert CoachingPairFactory(giver_company=None, giver_school=SchoolFactory()).giver


@pytest.mark.parametrize("state", list(PairState))
@pytest.mark.parametrize(
    ("verb", "target"),
    [("start_pair", "running"), ("finish_pair", "done"), ("stop_pair", "stopped"), ("replan_pair", "planned")],
)
def test_every_verb_refuses_from_every_other_state(staff, state, verb, target):
    pair = PairMomentFactory(pair__state=state).pair
    more = {"result": "Het onthaal loopt."} if verb == "finish_pair" else {}
    if target in PAIR_MOVES[state]:
        getattr(services, verb)(actor=staff, pair=pair, **more)
        assert CoachingPair.objects.get().state == target
        assert PairLog.objects.get().to_state == target
    else:
        with pytest.raises(MoveRefused):
            getattr(services, verb)(actor=staff, pair=pair, **more)


def test_a_pair_that_never_met_is_not_finished(staff):
    with pytest.raises(MoveRefused, match="minstens één"):
        services.finish_pair(actor=staff, pair=CoachingPairFactory(), result="x")


def test_a_contact_is_noted_once_never_before_it_was_and_only_while_it_runs(staff):
    pair, today = CoachingPairFactory(), timezone.localdate()
    for _each in range(2):
        services.note_moment(actor=staff, pair=pair, on=today, note="Samen het plan gelezen.")
    assert PairMoment.objects.count() == 1
    with pytest.raises(MoveRefused, match="moet nog komen"):
        services.note_moment(actor=staff, pair=pair, on=today + dt.timedelta(days=1), note="x")
    with pytest.raises(MoveRefused, match="dat loopt"):
        services.note_moment(actor=staff, pair=CoachingPairFactory(state="done"), on=today, note="x")


def test_both_sides_see_it_and_others_do_not():
    pair, school = CoachingPairFactory(), SchoolFactory()
    with_school = CoachingPairFactory(receiver_company=None, receiver_school=school)
    CoachingPairFactory()
    for company in (pair.giver_company, pair.receiver_company):
        assert list(selectors.own_pairs(Actor(user_id=1, companies=frozenset({company.pk})))) == [pair]
    assert list(selectors.own_pairs(Actor(user_id=1, coach_of=frozenset({school.pk})))) == [with_school]
    assert list(selectors.own_pairs(Actor(user_id=1))) == []


def test_a_member_notes_a_contact_on_the_page():
    pair, user = CoachingPairFactory(), UserFactory()
    CompanyMembershipFactory(company=pair.giver_company, user=user)
    client, url = PortalClient(), reverse("knowledge:pair", args=[pair.public_id])
    client.force_login(user)
    today = timezone.localdate()
    day = {"on_day": today.day, "on_month": today.month, "on_year": today.year}
    assert client.post(url, {**day, "note": ""}).status_code == 200
    assert client.post(url, {**day, "note": "Gebeld over het onthaal."}).status_code == 302
    assert "Gebeld over het onthaal." in client.get(url).content.decode()
    other = CoachingPairFactory()
    assert client.get(reverse("knowledge:pair", args=[other.public_id])).status_code == 404


@pytest.mark.parametrize("note", ["", "x" * 601, "Over 93.05.18-223.61"])
def test_a_bad_note_is_refused(note):
    form = MomentForm({"on_day": "1", "on_month": "9", "on_year": "2026", "note": note})
    assert "note" in form.errors


def test_a_colleague_closes_a_pair(colleague):
    pair = PairMomentFactory().pair
    client, url = PortalClient(), reverse("admin:knowledge_pair_finish", args=[pair.pk])
    client.force_login(colleague)
    assert client.post(url, {"result": ""}).status_code == 200
    assert client.post(url, {"result": "Een eerste lerende is gestart."}).status_code == 302
    assert client.post(url, {"result": "Nog eens."}).status_code == 200
    pair.refresh_from_db()
    assert (pair.state, pair.result) == ("done", "Een eerste lerende is gestart.")


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_pages_cost(colleague, django_assert_num_queries, rows):
    pair = CoachingPairFactory()
    for _each in range(rows):
        PairMomentFactory()
        PairMomentFactory(pair=pair)
    client = PortalClient()
    client.force_login(colleague)
    with django_assert_num_queries(5):
        assert client.get(reverse("knowledge:pairs")).status_code == 200
    with django_assert_num_queries(5):
        assert client.get(reverse("knowledge:pair", args=[pair.public_id])).status_code == 200
