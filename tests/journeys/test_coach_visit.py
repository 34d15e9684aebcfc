"""A coach's visit: planned and noted, the mentor evaluates by mail, the learner sees it, and a portfolio grows and shrinks."""

import re

import pytest

from frontoffice.demo.schools import COACH_EMAIL
from learners.models import Case, Learner
from placements.models import Evaluation, Proof, Visit
from schools.models import Membership
from tests.factories.placements import AgreementFactory, PlanLineFactory
from tests.journeys.steps import follow, free_place, link_in, mails, press, someone_searching

pytestmark = pytest.mark.browser
LEARNER, MENTOR = "leert@journey.example", "mentor@journey.example"
TASKS = ("Deeg kneden", "De oven vullen", "Klanten helpen")


@pytest.fixture
def agreement(portal):
    """A running agreement of a learner the coach of the demonstration follows, with three activities."""
    place = free_place()
    learner = someone_searching(place, "Lina", LEARNER)
    coach = Membership.objects.filter(user__email=COACH_EMAIL).select_related("user", "school").first()
    Learner.objects.filter(pk=learner.pk).update(school=coach.school, coach=coach.user)
    Case.objects.filter(learner=learner).update(state="placed")
    made = AgreementFactory(
        running=True, people=True, learner=learner, school=coach.school, coach=coach.user, workplace=place
    )
    made.people.filter(role="mentor").update(name="Ria Bakker", email=MENTOR)
    for number, text in enumerate(TASKS):
        PlanLineFactory(agreement=made, activity__text=text, position=number)
    return made


def with_code(somebody, learner):
    """Open the own page with the code on a phone."""
    somebody.go("/lerenden/code/")
    somebody.page.get_by_label(re.compile("code", re.IGNORECASE)).first.fill(learner.code)
    somebody.page.locator("main form:not(.language-choice) button[type=submit]").first.click()
    somebody.page.wait_for_load_state()


def test_visit_evaluation_portfolio_and_withdrawal(visitor, agreement):
    learner = Learner.objects.get(pk=agreement.learner_id)
    coach = visitor(desk=True)
    coach.enter_as("trajectbegeleider")
    coach.go(f"/overeenkomsten/{agreement.public_id}/opvolging/")
    follow(coach.page, "Plan een bezoek")
    press(coach.page, "Plan het bezoek")
    visit = Visit.objects.get(agreement=agreement)
    coach.go(f"/overeenkomsten/{agreement.public_id}/bezoek/{visit.public_id}/")
    coach.page.get_by_label("Korte nota").fill("Lina werkt goed mee in de ploeg.")
    press(coach.page, "Noteer het bezoek")
    assert "Lina werkt goed mee in de ploeg." in coach.text()
    follow(coach.page, "Vraag een evaluatie")
    press(coach.page, "Vraag de evaluatie")
    assert "kregen een mail" in coach.text()

    mentor = visitor()  # on a phone, without an account
    mentor.go(link_in(mails(MENTOR, "email/evaluation").first()))
    for index, task in enumerate(TASKS[:2]):
        group = mentor.page.get_by_role("group", name=task)
        group.get_by_text("Zelfstandig" if index == 0 else "Onder begeleiding").click()
    press(mentor.page, "Dien de evaluatie in")
    assert "Bedankt voor je evaluatie" in mentor.text()
    assert Evaluation.objects.get(round__agreement=agreement).scores.count() == 2

    me = visitor()
    with_code(me, learner)
    follow(me.page, "Open je portfolio")
    assert "1 van 3 activiteiten getoond" in me.text()
    me.page.get_by_text("Vraag je mentor om iets te bevestigen").click()
    me.page.get_by_label(TASKS[0]).check(force=True)
    press(me.page, "Vraag het aan je mentor")
    assert "Je mentor krijgt een mail" in me.text()

    link = link_in(mails(MENTOR, "proof_ask").first())
    mentor.go(link)
    assert Proof.objects.get().state == "asked"
    mentor.page.get_by_role("button", name=re.compile(f"Bevestig.*{TASKS[0]}")).click()
    mentor.page.wait_for_load_state()
    assert "In het portfolio" in mentor.text()

    me.page.reload()
    assert "Bevestigd door Ria Bakker" in me.text()
    follow(me.page, "Mijn cv op één blad")
    assert TASKS[0] in me.text()
    assert me.page.evaluate("document.documentElement.scrollWidth") <= 390

    mentor.page.get_by_role("link", name=re.compile("Terugtrekken")).first.click()
    mentor.page.wait_for_load_state()
    mentor.page.get_by_label("Waarom trek je dit terug?").fill("Ik vergiste me van taak.")
    press(mentor.page, "Trek terug")
    follow(me.page, "Terug naar mijn portfolio")
    assert "Ik vergiste me van taak." in me.text()
