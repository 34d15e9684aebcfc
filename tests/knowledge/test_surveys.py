"""Surveys: each address asked once, answered once by link without an account, reminded, closed, and nobody known."""

import datetime as dt

import pytest
import time_machine
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from campaigns.selectors.attendance import to_ask
from core.states import MoveRefused
from core.testing import PortalClient
from knowledge import links, tasks
from knowledge.models import Survey, SurveyAnswer, SurveyInvitation, SurveyLog, SurveyResponse
from knowledge.rules import surveys as rules
from knowledge.services import survey_answers
from knowledge.services import surveys as services
from knowledge.survey_enums import SURVEY_MOVES, SurveyState
from mailing.models import OutboxMail
from mailing.services import stop_mails
from mailing.stopping import address_key
from tests.factories.accounts import PartnerMembershipFactory, UserFactory
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory
from tests.factories.catalogue import store_rules
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.expertise import ExpertiseRequestFactory, NetworkContactFactory, NetworkGroupFactory
from tests.factories.knowledge import CourseSessionFactory
from tests.factories.schools import SchoolMembershipFactory
from tests.factories.surveys import SurveyFactory, SurveyInvitationFactory, SurveyQuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
NOON = dt.datetime(2026, 11, 27, 11, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


def asked():
    """The addresses that got the questions, in order."""
    return list(OutboxMail.objects.filter(verb="knowledge/email/survey").order_by("pk").values_list("to", flat=True))


def send(staff, **values):
    """Open a survey with one question and let the worker ask everybody."""
    survey = SurveyQuestionFactory(survey=SurveyFactory(**values)).survey
    services.open_survey(actor=staff, survey=survey)
    tasks.ask_surveys()
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def invitation(staff):
    """Somebody who is asked: one scale that is needed, one choice of more, and words."""
    survey = SurveyFactory(running=True, addresses="")
    SurveyQuestionFactory(survey=survey, position=1, required=True)
    SurveyQuestionFactory(survey=survey, position=2, kind="meer", options="Uitleg\nBroodjes\n\nUitleg")
    SurveyQuestionFactory(survey=survey, position=3, kind="tekst", text="Wat kan beter?")
    return SurveyInvitationFactory(survey=survey)


@pytest.mark.parametrize("state", list(SurveyState))
@pytest.mark.parametrize(("verb", "target"), [("open_survey", "open"), ("close_survey", "closed")])
def test_every_verb_refuses_from_every_other_state(staff, state, verb, target):
    trait = {"draft": {}, "open": {"running": True}, "closed": {"closed": True}}[state]
    survey = SurveyQuestionFactory(survey=SurveyFactory(**trait)).survey
    if target in SURVEY_MOVES[state]:
        getattr(services, verb)(actor=staff, survey=survey)
        assert (Survey.objects.get().state, SurveyLog.objects.get().to_state) == (target, target)
    else:
        with pytest.raises(MoveRefused):
            getattr(services, verb)(actor=staff, survey=survey)
        assert not SurveyLog.objects.exists()


@pytest.mark.parametrize(
    ("values", "question", "words"),
    [
        ({}, None, "minstens één vraag"),
        ({}, {"kind": "een", "options": "Enig antwoord"}, "minstens twee antwoorden"),
        ({"closes_on": dt.date(2026, 11, 27)}, {}, "voorbij"),
        ({"addresses": "geen adres"}, {}, "minstens één e-mailadres"),
        ({"audience": "bezoekers"}, {}, "Kies de activiteit"),
        ({"audience": "pool"}, {}, "vanaf welke dag"),
        ({"audience": "scholen"}, {}, "Niemand past"),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_survey_that_cannot_be_sent_says_why(staff, values, question, words):
    survey = SurveyFactory(**values)
    if question is not None:
        SurveyQuestionFactory(survey=survey, **question)
    with pytest.raises(MoveRefused, match=words):
        services.open_survey(actor=staff, survey=survey)
    tasks.ask_surveys()
    assert (Survey.objects.get().state, asked()) == ("draft", [])


def test_a_long_survey_is_refused(staff):
    survey = SurveyFactory()
    SurveyQuestionFactory.create_batch(rules.MOST_QUESTIONS + 1, survey=survey)
    with pytest.raises(MoveRefused, match="hoogstens 15"):
        services.open_survey(actor=staff, survey=survey)


def test_each_address_is_asked_once_however_it_is_typed(staff):
    survey = send(staff, addresses="Ria@Een.example\nria@een.example, jo@twee.example;jo@twee.example")
    assert asked() == ["ria@een.example", "jo@twee.example"]
    tasks.ask_surveys()
    services.ask_piece(survey_id=survey.pk)
    assert len(asked()) == 2
    assert Survey.objects.get().invited == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        SurveyInvitationFactory(survey=survey, email="ria@een.example")


def test_a_worker_that_dies_halfway_goes_on_where_it_stopped(staff, monkeypatch):
    monkeypatch.setattr(services, "PIECE", 2)
    survey = SurveyFactory(addresses="\n".join(f"nummer{n}@een.example" for n in range(5)))
    SurveyQuestionFactory(survey=survey)
    services.open_survey(actor=staff, survey=survey)
    services.ask_piece(survey_id=survey.pk)
    with monkeypatch.context() as broken:
        mails = iter([True])
        broken.setattr(services, "queue_mail", lambda **_values: next(mails))  # the second one breaks
        with pytest.raises(StopIteration):
            services.ask_piece(survey_id=survey.pk)
    assert (len(asked()), SurveyInvitation.objects.count()) == (2, 2)
    tasks.ask_surveys()
    assert asked() == [f"nummer{n}@een.example" for n in range(5)]


def test_who_is_asked_for_each_audience(staff):
    group = NetworkGroupFactory()
    NetworkContactFactory(email="pof@net.example").groups.add(group)
    NetworkContactFactory(email="weg@net.example", left_on=timezone.localdate()).groups.add(group)
    SchoolMembershipFactory(user=UserFactory(email="juf@school.example"))
    CompanyMembershipFactory(user=UserFactory(email="baas@zaak.example"))
    CompanyMembershipFactory(user=UserFactory(email="weg@zaak.example", is_active=False))
    PartnerMembershipFactory(user=UserFactory(email="clb@partner.example"))
    ExpertiseRequestFactory(done=True, email="Vraag@school.example")
    ExpertiseRequestFactory(email="open@school.example")
    today = timezone.localdate()
    expected = {
        "groep": "pof@net.example",
        "scholen": "juf@school.example",
        "bedrijven": "baas@zaak.example",
        "partners": "clb@partner.example",
        "pool": "vraag@school.example",
    }
    for audience in expected:
        send(staff, audience=audience, group=group, since=today - 30 * DAY)
    assert asked() == list(expected.values())


def test_visitors_are_asked_after_the_activity_and_not_twice_by_the_short_form(staff):
    item = AgendaItemFactory(starts_at=timezone.now() + DAY, ends_at=timezone.now() + DAY + dt.timedelta(hours=2))
    there = RegistrationFactory(item=item, email="er@was.example", language="fr")
    RegistrationFactory(item=item, email="bleef@thuis.example")
    survey = send(staff, audience="bezoekers", item=item)
    assert asked() == []
    item.refresh_from_db()
    assert not item.asks_evaluation
    item.starts_at = timezone.now() - dt.timedelta(hours=5)
    item.ends_at = item.starts_at + dt.timedelta(hours=2)
    item.save()
    there.attended_at = item.starts_at
    there.save()
    store_rules([("agenda-question", "after", 2, "uur"), ("agenda-question", "until", 7)])
    assert to_ask(timezone.now(), timezone.localdate()) == []
    tasks.ask_surveys()
    assert asked() == ["er@was.example"]
    assert SurveyInvitation.objects.get(survey=survey).language == "fr"


def test_people_of_a_course_are_asked_once_however_many_sessions(staff):
    session = CourseSessionFactory(item__past=True)
    second = CourseSessionFactory(course=session.course, item__past=True)
    for item in (session.item, second.item):
        RegistrationFactory(item=item, email="mentor@zaak.example")
    send(staff, audience="deelnemers", course=session.course)
    assert asked() == ["mentor@zaak.example"]


def test_a_draft_about_an_activity_has_questions_and_stays_one(staff):
    item = AgendaItemFactory()
    first = services.survey_about(actor=staff, item=item)
    assert services.survey_about(actor=staff, item=item).pk == first.pk
    assert (first.audience, first.questions.count()) == ("bezoekers", 4)


def test_an_answer_by_link_needs_no_account_and_leaves_no_trace(invitation):
    url = links.survey_link(invitation).removeprefix("http://testserver")
    client = PortalClient()
    page = client.get(url)
    assert "Je mag" not in page.text
    assert (page.status_code, SurveyResponse.objects.count()) == (200, 0)
    lines = LogEntry.objects.count()
    sent = client.post(url, {"v1": "4", "v2": ["1", "2"], "v3": " Meer tijd. "}, follow=True)
    assert "Bedankt voor je antwoord" in sent.text
    response = SurveyResponse.objects.get()
    assert response.invitation is None
    assert sorted(response.answers.values_list("value", flat=True)) == ["1", "2", "4", "Meer tijd."]
    invitation.refresh_from_db()
    assert invitation.has_answered
    assert LogEntry.objects.count() == lines
    changed = SurveyInvitation.objects.values("updated_at").get()["updated_at"]
    assert changed == invitation.updated_at < timezone.now() + DAY


def test_filled_in_twice_counts_once(invitation):
    url = links.survey_link(invitation).removeprefix("http://testserver")
    first, second = PortalClient(), PortalClient()
    first.get(url), second.get(url)
    first.post(url, {"v1": "5"})
    again = second.post(url, {"v1": "1"}, follow=True)
    assert "Je antwoord is er al" in again.text
    assert list(SurveyAnswer.objects.values_list("value", flat=True)) == ["5"]
    with pytest.raises(MoveRefused):
        survey_answers.give_answers(invitation=invitation, answers={})


def test_what_is_wrong_is_told_beside_the_question(invitation):
    url = links.survey_link(invitation).removeprefix("http://testserver")
    client = PortalClient()
    empty = client.post(url, {})
    assert empty.status_code == 200
    assert "Kies een antwoord op deze vraag." in empty.text
    odd = client.post(url, {"v1": "9", "v2": ["7"], "v3": "85.07.30-033.28"})
    assert "Kies een antwoord uit de lijst." in odd.text
    assert "rijksregisternummer" in odd.text
    assert not SurveyResponse.objects.exists()


def test_an_empty_list_is_no_answer():
    survey = SurveyQuestionFactory(survey=SurveyFactory(running=True)).survey
    row = SurveyInvitationFactory(survey=survey)
    page = PortalClient().post(links.survey_link(row).removeprefix("http://testserver"), {})
    assert "Beantwoord minstens één vraag." in page.text
    assert not SurveyResponse.objects.exists()


def test_after_the_last_day_nobody_answers(invitation):
    Survey.objects.update(closes_on=timezone.localdate() - DAY)
    page = PortalClient().get(links.survey_link(invitation).removeprefix("http://testserver"))
    assert "Deze bevraging is afgesloten" in page.text
    with pytest.raises(MoveRefused, match="afgesloten"):
        survey_answers.give_answers(invitation=invitation, answers={})
    tasks.close_surveys()
    tasks.close_surveys()
    assert Survey.objects.get().state == "closed"
    assert SurveyLog.objects.count() == 1


def test_a_forged_link_is_not_found():
    assert PortalClient().get(reverse("knowledge:survey", args=["niet-van-ons"])).status_code == 404


def test_reminders_come_twice_at_most_and_never_to_who_answered_or_would_rather_not(staff):
    with time_machine.travel(NOON, tick=False):
        send(staff, addresses="a@een.example\nb@een.example\nc@een.example", closes_on=dt.date(2026, 12, 20))
        done, declined, waiting = SurveyInvitation.objects.order_by("pk")
        survey_answers.give_answers(invitation=done, answers={done.survey.questions.get().pk: ["3"]})
        survey_answers.decline_survey(invitation=declined)
    sent = []
    for days in (6, 7, 7, 13, 14, 21, 22):
        with time_machine.travel(NOON + days * DAY, tick=False):
            tasks.remind_surveys()
            sent.append(OutboxMail.objects.filter(verb="knowledge/email/survey_reminder").count())
    assert sent == [0, 1, 1, 1, 2, 2, 2]
    assert {mail.to for mail in OutboxMail.objects.filter(verb__endswith="reminder")} == {waiting.email}


def test_a_button_stops_the_reminders_and_another_every_mail(staff, invitation):
    url = links.survey_link(invitation).removeprefix("http://testserver")
    client = PortalClient()
    client.get(url)
    client.post(url, {"act": "niet"})
    invitation.refresh_from_db()
    assert (invitation.has_declined, invitation.has_answered) == (True, False)
    stop_mails(address_key=address_key("ria@een.example"))
    send(staff)
    assert dict(OutboxMail.objects.values_list("to", "state")) == {
        "ria@een.example": "stopped",
        "jo@twee.example": "waiting",
    }
    stop = OutboxMail.objects.get(to="jo@twee.example").text.split("Dat regel je hier.")[1].split()[0].strip(": ")
    path = "/" + stop.split("/", 3)[3]
    assert client.get(path).status_code == 200
    assert "geen bevragingen meer" in client.post(path, {"act": "stop"}, follow=True).text


def test_a_copy_has_the_same_questions_and_asks_nobody_yet(staff):
    survey = send(staff)
    made = services.copy_survey(actor=staff, survey=survey)
    assert (made.state, made.series, made.addresses) == ("draft", survey.series, "")
    assert [one.key for one in made.questions.all()] == [one.key for one in survey.questions.all()]
    assert made.invited == 0
