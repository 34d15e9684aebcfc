"""A fair: organised by a colleague, visited on its day, and evaluated; then the same with questions of our own."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from campaigns.models import AgendaItem, Evaluation, Registration
from campaigns.tasks import mail_visitors
from knowledge.models import Survey, SurveyResponse
from knowledge.tasks import ask_surveys
from tests.journeys.steps import follow, link_in, mails, press
from tests.journeys.test_fair import clean

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Beurs duaal leren Diksmuide"
HOUR = dt.timedelta(hours=1)


def save(somebody):
    """Keep a row of the staff desk and see that it was taken."""
    with somebody.page.expect_navigation():
        somebody.page.locator("[name=_save]").click()
    assert somebody.page.locator(".errorlist").count() == 0, somebody.text()


def organise(colleague):
    """Put a fair on the agenda and publish it; return the row."""
    page, day = colleague.page, timezone.localtime() + dt.timedelta(days=20)
    colleague.go(reverse("admin:campaigns_agendaitem_add"))
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=kind]").select_option("beurs")
    page.locator("[name=summary]").fill("Praat met scholen en bedrijven uit je streek.")
    for name, hour in (("starts_at", "13:00"), ("ends_at", "17:00")):
        page.locator(f"[name={name}_0]").fill(f"{day:%d/%m/%Y}")
        page.locator(f"[name={name}_1]").fill(hour)
    page.locator("[name=place]").fill("Sporthal De Pluimen")
    page.locator("[name=capacity]").fill("40")
    save(colleague)
    item = AgendaItem.objects.get(title=TITLE)
    page.locator(f"input[name=_selected_action][value='{item.pk}']").check()
    page.locator("select[name=action]").select_option("publish")
    with page.expect_navigation():
        page.locator("button[name=index]").click()
    item.refresh_from_db()
    assert item.state == "published"
    return item


def register(visitor, item, name, email):
    """Take a seat on the public page; return the registration."""
    visitor.go("/agenda/")
    follow(visitor.page, item.title, exact=True)
    visitor.page.get_by_label("Je naam").fill(name)
    visitor.page.get_by_label("Je e-mailadres").fill(email)
    press(visitor.page, "Schrijf me in")
    assert "Je bent ingeschreven" in visitor.text()
    return Registration.objects.get(email=email, item=item)


def let_it_be(item, *, hours):
    """Move the fair so that it began this many hours ago."""
    start = timezone.now() - hours * HOUR
    AgendaItem.objects.filter(pk=item.pk).update(starts_at=start, ends_at=start + 4 * HOUR)


def test_a_fair_is_organised_visited_and_evaluated(visitor):
    colleague, ria, jo = visitor(desk=True), visitor(), visitor(script=False)
    colleague.enter_as("steunpunt")
    item = organise(colleague)
    seat = register(ria, item, "Ria Baert", "ria@beurs.example")
    register(jo, item, "Jo Thuis", "jo@beurs.example")
    assert seat.code in mails("ria@beurs.example", "registered").first().text

    let_it_be(item, hours=1)
    ria.go(reverse("campaigns:entrance", args=[item.slug]))
    clean(ria)
    ria.page.get_by_label("Je code").fill(seat.code.lower())
    press(ria.page, "Ik ben er")
    assert "Dag Ria Baert" in ria.text()
    day = reverse("admin:campaigns_agendaitem_day", args=[item.pk])
    colleague.go(day)
    assert "1 aanwezig" in " ".join(colleague.text().split())

    let_it_be(item, hours=7)
    mail_visitors()
    mail_visitors()
    (asked,) = mails("ria@beurs.example", "evaluation")
    assert not mails("jo@beurs.example", "evaluation").exists(), "who stayed at home is not asked"
    ria.go(link_in(asked))
    clean(ria)
    ria.page.get_by_text("Heel goed").click()
    ria.page.get_by_label("Wat kan beter?").fill("Meer plaats om te zitten.")
    press(ria.page, "Geef mijn antwoord")
    assert "Bedankt voor je antwoord" in ria.text()
    assert Evaluation.objects.get(item=item).stars == 5
    colleague.go(day)
    assert "Meer plaats om te zitten." in colleague.text()
    clean(colleague)


def test_a_fair_with_questions_of_our_own(visitor):
    colleague, jo = visitor(desk=True), visitor(script=False)
    colleague.enter_as("steunpunt")
    page = colleague.page
    item = organise(colleague)
    register(jo, item, "Jo Baert", "jo@beurs.example")
    let_it_be(item, hours=7)
    colleague.go(reverse("admin:campaigns_agendaitem_day", args=[item.pk]))
    press(page, "Maak eigen vragen")
    page.locator("[name=questions-4-text]").fill("Met hoeveel bedrijven praatte je?")
    page.locator("[name=questions-4-kind]").select_option("een")
    page.locator("[name=questions-4-options]").fill("Geen\n1 tot 3\nMeer dan 3")
    save(colleague)
    survey = Survey.objects.get(item=item)
    colleague.go(reverse("admin:knowledge_survey_page", args=[survey.public_id]))
    assert "1 adres krijgt deze vragen" in colleague.text()
    clean(colleague)
    press(page, "Verstuur de vragen")
    ask_surveys()
    mail_visitors()
    assert not mails("jo@beurs.example", "evaluation").exists(), "nobody is asked twice"
    (asked,) = mails("jo@beurs.example", "survey")
    jo.go(link_in(asked))  # on a phone, without an account and without JavaScript
    press(jo.page, "Geef mijn antwoord")
    assert "Kies een antwoord op deze vraag." in jo.text()
    jo.page.get_by_label("Heel goed").check(force=True)
    jo.page.get_by_label("1 tot 3").check(force=True)
    press(jo.page, "Geef mijn antwoord")
    assert "Bedankt voor je antwoord" in jo.text()
    jo.go(link_in(asked))
    assert "Bedankt voor je antwoord" in jo.text()
    assert SurveyResponse.objects.filter(survey=survey).count() == 1
    colleague.go(reverse("admin:knowledge_survey_page", args=[survey.public_id]))
    assert "Nog te weinig antwoorden om te tonen" in colleague.text()
    clean(colleague)
