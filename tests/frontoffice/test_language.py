"""A visitor chooses a language on the journeys of learners and parents; everywhere else it stays Dutch."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from lxml import html

from accounts.actor import ANONYMOUS, Actor
from catalogue.models import DatedRule
from core import clock, languages
from frontoffice.models import Question
from frontoffice.rule_words import LEARNER_LABELS, LEARNER_UNITS
from frontoffice.services.questions import answer_question
from frontoffice.views.doors import LEARNER_RULES
from learners import access
from learners.enums import Cause, EventVerb, Reporter, Wish
from learners.forms.complete import AnswersForm
from learners.selectors.coview import token_of
from learners.services.break_offs import report_break_off
from learners.services.wiping import request_stop
from mailing.models import OutboxMail
from mailing.services import queue_mail
from tests.factories.learners import CaseEventFactory, CaseFactory, CoViewFactory

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine, pytest.mark.usefixtures("cache_table", "reference")]
START = reverse("learners:start")
CHOOSE = reverse("frontoffice:language")


@pytest.fixture
def reference(db):
    call_command("load_reference", verbosity=0)


@pytest.fixture
def cache_table(db):
    call_command("createcachetable", verbosity=0)


def choose(client, code, back=START):
    return client.post(CHOOSE, {"taal": code, "terug": back})


def root(client, url):
    return html.fromstring(client.get(url).content.decode())


def test_a_choice_keeps_the_page_and_holds_on_the_journeys_only(client):
    page = root(client, START)
    assert (page.get("lang"), page.get("dir")) == ("nl-BE", "ltr")
    assert "Français" in page.text_content()
    response = choose(client, "fr", f"{reverse('learners:code_entry')}?x=1")
    assert response.url == f"{reverse('learners:code_entry')}?x=1"
    assert root(client, START).get("lang") == "fr"
    assert "Ouvre ta page" in root(client, reverse("learners:code_entry")).text_content()
    for name in ("companies:start", "schools:start", "frontoffice:door_companies"):
        assert root(client, reverse(name)).get("lang") == "nl-BE", name
    assert translation.get_language() == "nl"


def test_another_site_and_an_unknown_language_are_refused(client):
    assert choose(client, "fr", "https://elders.example/").url == START
    assert choose(client, "xx").cookies["taal"].value == "nl"
    assert client.get(CHOOSE).status_code == 405


def test_a_language_that_is_not_complete_is_refused(client, monkeypatch):
    half = tuple(replace(one, complete=one.code != "ar") for one in languages.languages())
    monkeypatch.setattr(languages, "languages", lambda: half)
    assert choose(client, "ar").cookies["taal"].value == "nl"


def test_the_label_is_honest(client):
    choose(client, "fr")
    assert "pas encore été vérifiée" in root(client, START).text_content()
    french = languages.Language("fr", "Français", complete=True, reviewed_on=languages.dt.date(2026, 12, 1))
    with translation.override("fr"):
        assert french.review_sentence() == "Vérifié par un traducteur le 1 décembre 2026."


def test_arabic_runs_from_right_to_left(client):
    choose(client, "ar")
    page = root(client, START)
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")


def test_dates_plurals_and_mistakes_follow_the_language(client):
    choose(client, "fr")
    text = client.post(reverse("learners:code_entry"), {"code": ""}).content.decode()
    assert "Introduis le code que tu as reçu." in text
    assert "Erreur" in text


def test_the_parent_page_speaks_french(client):
    case = CaseFactory(matching=True)
    coview = CoViewFactory(learner=case.learner)
    choose(client, "fr")
    text = root(client, reverse("learners:parent_page", args=[token_of(coview)])).text_content()
    assert "Combien cela coûte" in text
    assert "Nous cherchons des places" in text


def test_what_a_french_learner_does_is_stored_in_dutch_and_told_in_french(client):
    case = CaseFactory(matching=True)
    CaseEventFactory(case=case, for_learner=True, text="We spraken met elkaar.")
    CaseEventFactory(case=case, for_learner=True, text="Mira volgt je dossier op.")
    session = client.session
    access.open_learner(session, case.learner.pk)
    session.save()
    choose(client, "fr")
    case.learner.contact.refresh_from_db()
    assert case.learner.contact.language == "fr"
    page = root(client, reverse("learners:my_page", args=[case.learner.public_id]))
    assert "Nous avons parlé ensemble." in page.text_content()
    assert "recherche d'une place" in page.text_content()
    assert "plek zoeken" not in page.text_content()
    assert page.xpath("//*[@lang='nl' and text()='Mira volgt je dossier op.']")
    with translation.override("fr"):
        request_stop(actor=ANONYMOUS, case=case)
    case.refresh_from_db()
    assert case.closed_reason == "Op vraag van de lerende"


def test_a_mail_is_dutch_unless_the_reader_chose_otherwise():
    facts = {"code": "123456", "minutes": 15, "link": "https://example.be/"}
    with translation.override("fr"):
        dutch = queue_mail(key="a", template="learners/email/sign_in_code", to="a@example.be", context=facts)
    french = queue_mail(
        key="b", template="learners/email/sign_in_code", to="a@example.be", context=facts, language="fr"
    )
    assert dutch.subject == "123456 zijn je cijfers om je pagina te openen"
    assert french.subject == "123456 sont tes chiffres pour ouvrir ta page"
    assert 'lang="fr"' in french.html


def test_the_front_door_speaks_and_keeps_the_choice(client):
    response = choose(client, "en", reverse("frontoffice:home"))
    page = root(client, response.url)
    assert page.get("lang") == "en"
    assert page.xpath("string(//h1)") == "Learning at school and in a company."
    assert page.xpath("string(//button[@aria-current='true'])") == "English"
    assert "not yet been reviewed" in page.text_content()
    for name in ("door_learners", "ask", "privacy"):
        assert root(client, reverse(f"frontoffice:{name}")).get("lang") == "en", name


def test_the_door_of_learners_says_rules_in_the_language_and_keeps_our_terms(client):
    choose(client, "en")
    page = root(client, reverse("frontoffice:door_learners"))
    words = {row.text_content().split("Checked")[0].strip() for row in page.xpath("//tbody//th")}
    assert "Age at which you may start dual learning" in words
    assert all("je" not in line.split() for line in words)
    assert page.xpath("//a[@class='help']/span[@lang='nl' and text()='trajectbegeleider']")


def test_every_rule_on_the_door_of_learners_has_its_words_in_the_catalogs():
    rows = DatedRule.objects.filter(key__in=LEARNER_RULES)
    assert rows.exists()
    assert {row.label for row in rows} == set(LEARNER_LABELS)
    assert {row.unit for row in rows} == set(LEARNER_UNITS)


def test_the_table_of_terms_says_that_it_is_dutch(client):
    assert not root(client, reverse("frontoffice:privacy")).xpath("//tbody/tr[@lang]")
    choose(client, "en")
    page = root(client, reverse("frontoffice:privacy"))
    assert len(page.xpath("//tbody/tr[@lang='nl']")) == len(page.xpath("//tbody/tr")) > 5
    assert "This table is in Dutch" in page.text_content()


def test_a_question_is_answered_in_the_language_it_was_asked_in(client):
    choose(client, "en")
    page = root(client, reverse("frontoffice:ask"))
    assert "My company" in page.text_content()
    typed = {name: page.xpath(f"string(//input[@name='{name}']/@value)") for name in ("once_key", "page")}
    wrong = client.post(reverse("frontoffice:ask"), {**typed, "name": "Ann"}).content.decode()
    assert "Choose what your question is about." in wrong
    facts = {"topic": "lerende", "body": "How much?", "name": "Ann", "email": "ann@example.be"}
    done = client.post(reverse("frontoffice:ask"), {**typed, **facts}, follow=True)
    question = Question.objects.get()
    assert question.language == "en"
    assert question.get_topic_display() == "Een opleiding of leerwerkplek"
    assert "You get an answer before" in done.content.decode()
    assert OutboxMail.objects.get(to="ann@example.be").subject == f"We have your question ({question.code})"
    answer_question(actor=Actor(is_staff=True), question=question, answer="Nothing.")
    mail = OutboxMail.objects.filter(to="ann@example.be").latest("pk")
    assert mail.subject == f"Our answer to your question ({question.code})"
    assert 'lang="en"' in mail.html


def test_the_lists_of_languages_and_licences_follow_the_page():
    learner = CaseFactory(matching=True).learner
    with translation.override("en"):
        form = AnswersForm(learner=learner)
        assert "Driving licence B (car)" in str(form["licences"])
        assert "Ukrainian" in str(form["languages"])
        assert "Oekraïens" not in str(form["languages"])
    assert "Oekraïens" in str(AnswersForm(learner=learner)["languages"])


def test_a_lost_place_told_on_a_french_page_is_written_in_dutch_for_colleagues(client):
    case = CaseFactory(placed=True)
    with translation.override("fr"):
        report_break_off(
            actor=ANONYMOUS,
            case=case,
            cause=Cause.NO_WORK,
            ended_on=clock.today(),
            wish=Wish.SAME,
            reporter=Reporter.LEARNER,
        )
    assert "geen werk meer" in OutboxMail.objects.get().text
    assert "meldde de lerende" in case.events.get(verb=EventVerb.BREAK_OFF).text


def test_the_choices_of_a_question_and_the_birth_month_follow_the_language(client):
    case = CaseFactory(matching=True, learner__languages=["nl", "uk"], learner__birth_month=5)
    session = client.session
    access.open_learner(session, case.learner.pk)
    session.save()
    choose(client, "uk")
    text = root(client, reverse("learners:my_page", args=[case.learner.public_id])).text_content()
    assert "Нідерландська, Українська" in text
    assert f"травень {case.learner.birth_year}" in text
