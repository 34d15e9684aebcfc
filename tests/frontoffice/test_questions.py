"""Asking a question from any page, and answering it."""

import datetime as dt
import re

import pytest
import time_machine
from auditlog.models import LogEntry

from accounts.actor import Actor
from core.states import MoveRefused
from core.testing import PortalClient
from frontoffice.enums import QUESTION_MOVES, QuestionState
from frontoffice.models import Question
from frontoffice.services import questions
from frontoffice.views.ask import own_page
from mailing.models import OutboxMail
from tests.factories.frontoffice import QuestionFactory
from tests.privacy.sentinel import plant, run_policy, traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
PATH = "/stel-je-vraag/"


def typed(client, **changes):
    page = client.get(PATH, headers={"referer": "http://testserver/partners/"}).content.decode()
    key = re.search(r'name="once_key" value="(\w{32})"', page).group(1)
    came_from = re.search(r'name="page" value="([^"]*)"', page).group(1)
    return {
        "once_key": key,
        "page": came_from,
        "topic": "school",
        "body": "Wanneer start de opleiding?",
        "name": "Noor Devos",
        "email": "noor@example.be",
        "phone": "",
        **changes,
    }


def test_a_question_gets_a_promise_in_working_hours_and_a_mail(client):
    with time_machine.travel("2027-03-05 16:00:00+01:00", tick=False):  # a Friday
        done = client.post(PATH, typed(client), follow=True)
    question = Question.objects.get()
    assert question.promised_by == dt.datetime(2027, 3, 9, 15, tzinfo=dt.UTC)  # Tuesday, 16 hours of 8 later
    assert question.page == "/partners/"
    text = done.content.decode()
    assert done.redirect_chain[-1][0] == f"{PATH}{question.code}/"
    assert "vóór dinsdag 9 maart om 16.00 uur" in text
    assert 'href="/partners/"' in text
    assert "Wanneer start" not in text
    assert "noor@example.be" not in text
    mail = OutboxMail.objects.get(to="noor@example.be")
    assert question.code in mail.subject
    assert "Wanneer start de opleiding?" in mail.text
    assert "vóór dinsdag 9 maart om 16.00 uur" in mail.text


def test_the_same_form_twice_is_one_question(client):
    data = typed(client)
    first, second = client.post(PATH, data), client.post(PATH, data)
    assert first.url == second.url
    assert Question.objects.count() == 1
    assert OutboxMail.objects.count() == 1


def test_a_phone_number_is_enough_and_no_mail_goes_out(client):
    client.post(PATH, typed(client, email="", phone="0470 11 22 33"))
    assert Question.objects.get().phone.as_e164 == "+32470112233"
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"topic": ""}, "Kies waarover je vraag gaat."),
        ({"body": ""}, "Schrijf je vraag."),
        ({"body": "x" * 2001}, "Je vraag is te lang: 2001 tekens. Er passen er 2000."),
        ({"name": ""}, "Vul je naam in."),
        ({"email": "geen"}, "Dit is geen e-mailadres."),
        ({"phone": "12"}, "Dit is geen telefoonnummer."),
        ({"email": "", "phone": ""}, "Vul je e-mailadres of je telefoonnummer in."),
        ({"once_key": "x"}, "Dit formulier is niet volledig verstuurd."),
    ],
)
def test_bad_input_says_what_is_wrong_and_keeps_what_was_typed(client, changes, sentence):
    data = typed(client, **changes)
    page = client.post(PATH, data)
    text = page.content.decode()
    assert page.status_code == 200
    assert sentence in text
    assert "Fout:" in text
    for value in (data["name"], data["email"], data["phone"], data["body"][:40]):
        assert value in text
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/partners/", "/partners/"),
        ("/partners/?page=2", "/partners/?page=2"),
        ("https://elders.example/", ""),
        ("//elders.example/", ""),
        ("/bestaat/niet/", ""),
        ("/uitnodiging/geheim.1tX.abc/", ""),
        ("/partners/?" + "x" * 300, ""),
    ],
)
def test_only_pages_of_ours_without_secrets_are_kept(path, kept):
    assert own_page(path) == kept


def test_asking_too_often_is_stopped(client):
    statuses = [client.post(PATH, typed(client)).status_code for _ in range(12)]
    assert statuses[0] == 302
    assert statuses[-1] == 429


def test_an_unknown_code_is_not_found(client):
    assert client.get(f"{PATH}2222-2222/").status_code == 404


def test_staff_answers_and_the_asker_gets_it(client, colleague):
    question = QuestionFactory(email="noor@example.be")
    client.force_login(colleague)
    path = f"/beheer/frontoffice/question/{question.pk}/beantwoorden/"
    empty = client.post(path, {"answer": ""})
    assert "Schrijf je antwoord." in empty.content.decode()
    client.post(path, {"answer": "Ja, dat kan & mag."})
    question.refresh_from_db()
    assert question.state == QuestionState.ANSWERED
    assert question.owner == colleague
    mail = OutboxMail.objects.get(to="noor@example.be")
    assert "Ja, dat kan & mag." in mail.text
    assert "Ja, dat kan &amp; mag." in mail.html
    twice = client.post(path, {"answer": "Nog eens."}, follow=True)
    assert "al afgehandeld" in twice.content.decode()
    assert OutboxMail.objects.count() == 1


@pytest.mark.parametrize("state", list(QuestionState))
@pytest.mark.parametrize(
    ("verb", "target"),
    [
        ("answer_question", QuestionState.ANSWERED),
        ("close_question", QuestionState.CLOSED),
        ("reopen_question", QuestionState.NEW),
    ],
)
def test_each_verb_refuses_from_every_other_state(state, verb, target):
    question = QuestionFactory(state=state)
    extra = {"answer": "Ja."} if verb == "answer_question" else {}
    call = lambda: getattr(questions, verb)(actor=Actor(is_staff=True), question=question, **extra)
    if target in QUESTION_MOVES[state]:
        assert call().state == target
        assert LogEntry.objects.count() == 1
    else:
        with pytest.raises(MoveRefused):
            call()
        question.refresh_from_db()
        assert question.state == state


def test_a_question_asked_by_somebody_signed_in_is_filled_in(colleague):
    client = PortalClient()
    client.force_login(colleague)
    page = client.get(PATH).content.decode()
    assert 'value="Ilse Baert"' in page
    assert f'value="{colleague.email}"' in page


def test_questions_go_after_a_year():
    question = QuestionFactory()
    Question.objects.filter(pk=question.pk).update(created_at=dt.datetime(2026, 1, 10, 12, tzinfo=dt.UTC))
    assert {"name", "body", "email"} <= set(plant(question))
    assert run_policy("frontoffice.questions", dt.date(2027, 1, 10)) == 0
    assert run_policy("frontoffice.questions", dt.date(2027, 1, 11)) == 1
    assert traces() == []
    assert run_policy("frontoffice.questions", dt.date(2027, 1, 11)) == 0
