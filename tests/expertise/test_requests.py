"""From a request to the pool to its outcome: every move, every mail, every hour."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actor import Actor
from core.states import MoveRefused
from expertise.enums import RequestState, Topic
from expertise.models import ExpertiseRequest, HourLine
from expertise.rules import hours_left
from expertise.selectors.experts import candidates, directory, hours_of, short_of_hours
from expertise.selectors.requests import own_requests, recurring_topics
from expertise.services import requests as services
from mailing.models import OutboxMail
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import CompanyFactory
from tests.factories.expertise import ExpertFactory, ExpertiseRequestFactory, HourLineFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def asked(school, key="a" * 32, **other):
    values = {"topic": Topic.MENTOR, "body": "Wie helpt ons?", "name": "Dirk", "email": "dirk@example.be"}
    return services.ask_pool(actor=Actor(), once_key=key, school_id=school.pk, **{**values, **other})


def verbs_mailed():
    return sorted(OutboxMail.objects.values_list("verb", flat=True))


def test_a_form_sent_twice_is_one_request_and_one_mail(terms):
    school = SchoolFactory()
    first, again = asked(school), asked(school, body="Iets anders")
    assert first.pk == again.pk
    assert verbs_mailed() == ["expertise/email/request_received"]
    assert first.promised_by > timezone.now()
    assert [row.to_state for row in first.log.all()] == [RequestState.NEW]


def test_self_help_closes_with_the_explanation_in_the_mail(terms, staff):
    row = services.answer_self_help(actor=staff, request=asked(SchoolFactory()), answer="Lees bladzijde 3.")
    assert (row.state, row.route, row.outcome) == ("done", "self_help", "solved")
    mail = OutboxMail.objects.get(verb="expertise/email/request_done")
    assert "Lees bladzijde 3." in mail.text
    assert "/expertise/tevreden/" in mail.text


def test_an_expert_gets_the_question_and_the_asker_the_name(terms, staff):
    expert = ExpertFactory(name="Els Baert", email="els@example.be")
    row = services.give_to_expert(actor=staff, request=asked(SchoolFactory()), expert=expert)
    assert row.due_on == TODAY() + dt.timedelta(days=14)
    told = OutboxMail.objects.get(verb="expertise/email/request_for_expert")
    assert told.to == "els@example.be"
    assert "dirk@example.be" in told.text
    assert "Els Baert" in OutboxMail.objects.get(verb="expertise/email/request_taken").text


@pytest.mark.parametrize(
    "away",
    [
        {"is_active": False},
        {"available_until": dt.date(2020, 1, 1)},
        {"available_from": dt.date(2999, 1, 1)},
    ],
)
def test_an_expert_who_is_away_cannot_be_asked(terms, staff, away):
    row = asked(SchoolFactory())
    with pytest.raises(MoveRefused, match="kan nu niet gevraagd worden"):
        services.give_to_expert(actor=staff, request=row, expert=ExpertFactory(**away))
    row.refresh_from_db()
    assert row.state == RequestState.NEW


def test_hours_count_once_and_do_not_go_over_unseen(terms, staff):
    expert = ExpertFactory(hours_bought=1)
    row = services.give_to_expert(actor=staff, request=asked(SchoolFactory()), expert=expert)
    note = {"actor": staff, "request": row, "on": TODAY(), "what": "Gesprek"}
    services.note_hours(**note, once_key="b" * 32, minutes=45)
    services.note_hours(**note, once_key="b" * 32, minutes=45)
    assert HourLine.objects.count() == 1
    assert hours_of(expert, day=TODAY()).left == 15
    with pytest.raises(MoveRefused, match="15 minuten"):
        services.note_hours(**note, once_key="c" * 32, minutes=16)
    services.note_hours(**note, once_key="c" * 32, minutes=16, over_allowed=True)
    assert hours_of(expert, day=TODAY()).is_over
    ExpertFactory(hours_bought=1)
    assert list(short_of_hours(80)) == [expert]


@pytest.mark.parametrize(("hours", "minutes"), [(1, 47), (1, 48), (1, 60), (0, 1), ("0.50", 23), ("0.50", 24), (2, 0)])
def test_the_list_of_short_hours_and_the_rule_agree(hours, minutes):
    expert = ExpertFactory(hours_bought=hours)
    if minutes:
        HourLineFactory(request__expert=expert, minutes=minutes)
    row = type(expert).objects.with_spent().get()
    stand = hours_left(bought=row.minutes_bought, spent=row.minutes_spent, warning_percent=80)
    assert list(short_of_hours(80)) == ([expert] if stand.warns else [])
    assert not short_of_hours(None)


def test_hours_need_an_expert_who_is_busy_with_it(terms, staff, colleague):
    row = services.give_to_colleague(actor=staff, request=asked(SchoolFactory()), colleague_id=colleague.pk)
    with pytest.raises(MoveRefused, match="expert"):
        services.note_hours(actor=staff, request=row, once_key="b" * 32, on=TODAY(), minutes=10, what="Gesprek")


def test_back_on_the_list_starts_with_a_new_promise_and_no_helper(terms, staff):
    row = ExpertiseRequestFactory(done=True, satisfaction="1", promised_by=timezone.now() - dt.timedelta(days=9))
    row = services.back_to_triage(actor=staff, request=row, reason="Het hielp niet")
    assert (row.state, row.route, row.outcome, row.done_at, row.satisfaction) == ("new", "", "", None, "")
    assert row.promised_by > timezone.now()


VERBS = {
    "self_help": lambda staff, row: services.answer_self_help(actor=staff, request=row, answer="Zo."),
    "colleague": lambda staff, row: services.give_to_colleague(actor=staff, request=row, colleague_id=staff.user_id),
    "expert": lambda staff, row: services.give_to_expert(actor=staff, request=row, expert=ExpertFactory()),
    "finish": lambda staff, row: services.finish_request(actor=staff, request=row, outcome="solved", answer="Zo."),
    "back": lambda staff, row: services.back_to_triage(actor=staff, request=row),
    "withdraw": lambda staff, row: services.withdraw_request(actor=staff, request=row),
    "rate": lambda staff, row: services.note_satisfaction(actor=staff, request=row, satisfaction="4", remark=""),
}
ALLOWED = {
    "new": {"self_help", "colleague", "expert", "finish", "withdraw"},
    "in_progress": {"self_help", "finish", "back", "withdraw"},
    "done": {"back", "rate"},
    "withdrawn": set(),
}
STATES = {"new": {}, "in_progress": {"busy": True}, "done": {"done": True}, "withdrawn": {"state": "withdrawn"}}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_from_every_state(terms, staff, state, verb):
    row = ExpertiseRequestFactory(**STATES[state])
    if verb in ALLOWED[state]:
        VERBS[verb](staff, row)
        return
    with pytest.raises(MoveRefused):
        VERBS[verb](staff, row)
    row.refresh_from_db()
    assert row.state == state


def test_who_sees_a_request(terms):
    school, company = SchoolFactory(), CompanyFactory()
    ours, theirs = ExpertiseRequestFactory(school=school), ExpertiseRequestFactory(school=None, company=company)
    assert list(own_requests(Actor(director_of=frozenset({school.pk})))) == [ours]
    assert list(own_requests(Actor(companies=frozenset({company.pk})))) == [theirs]
    assert list(own_requests(Actor())) == []
    assert set(own_requests(Actor(is_staff=True))) == {ours, theirs}


def test_the_directory_shows_by_role(terms):
    shown, hidden = ExpertFactory(skill=Topic.MENTOR), ExpertFactory(is_active=False, skill=Topic.MENTOR)
    assert list(directory(Actor(partners=frozenset({1})))) == [shown]
    assert list(directory(Actor())) == []
    assert set(directory(Actor(is_staff=True))) == {shown, hidden}
    assert list(directory(Actor(is_staff=True), topic=Topic.CONTRACT)) == []


def test_candidates_know_the_subject_and_best_the_programme(terms):
    programme = ProgrammeFactory()
    plain, knows = ExpertFactory(skill=Topic.MENTOR, hours_bought=90), ExpertFactory(skill=Topic.MENTOR)
    ExpertFactory(skill=Topic.CONTRACT)
    knows.programmes.add(programme)
    assert candidates(Topic.MENTOR, programme.pk, TODAY()) == [knows, plain]
    assert candidates(Topic.MENTOR, None, TODAY()) == [plain, knows]


def test_a_topic_asked_often_in_a_year_comes_back(terms):
    ExpertiseRequestFactory.create_batch(3, topic=Topic.MENTOR)
    ExpertiseRequestFactory.create_batch(2, topic=Topic.CONTRACT)
    old = ExpertiseRequestFactory(topic=Topic.CONTRACT)
    ExpertiseRequest.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=400))
    assert [(row.topic, row.number) for row in recurring_topics(TODAY())] == [("mentor", 3)]


def test_the_minutes_of_a_request_add_up(terms):
    line = HourLineFactory(minutes=30)
    HourLineFactory(request=line.request, minutes=45)
    assert own_requests(Actor(is_staff=True)).get().minutes == 75
