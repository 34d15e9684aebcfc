"""A workplace falls away, and a new one is found: the school reports, the portal searches, everybody says yes."""

import re

import pytest

from accounts.actor import SYSTEM
from core import clock
from learners.models import BreakOff, Case
from learners.services import cases
from matchmaking import links, tasks
from matchmaking.models import Proposal
from schools.models import School
from tests.factories.matchmaking import ProposalFactory
from tests.journeys.steps import (
    follow,
    free_place,
    link_in,
    mails,
    next_page,
    press,
    second_place_beside,
    someone_searching,
)

pytestmark = pytest.mark.browser
MAIL = "opnieuw@journey.example"


@pytest.fixture
def placed(portal):
    """A learner of the school of the director, with a workplace that is about to fall away, and another place nearby."""
    place = free_place()
    learner = someone_searching(place, "Noor", MAIL)
    learner.school = School.objects.get(memberships__user__email="directeur@voorbeeld.example")
    learner.save(update_fields=["school"])
    ProposalFactory(learner=learner, workplace=place, introduced=True)
    cases.Case.objects.filter(learner=learner).update(state="placed")
    return learner, place, second_place_beside(place)


def taps_of_a_report(page, wish="Een andere plek in dezelfde opleiding"):
    """Cause, wish (the day is today unless somebody says otherwise), and the button."""
    page.get_by_label("Het bedrijf heeft geen werk meer of stopt").check()
    page.get_by_label(wish).check()


def test_a_lost_place_is_reported_taken_back_reported_again_and_replaced(visitor, placed):
    learner, old, new = placed
    school = visitor(desk=True)
    school.enter_as("directeur")
    school.go(f"/scholen/lerende/{learner.public_id}/")
    follow(school.page, "Meld dat de werkplek stopte")
    press(school.page, "Meld dit")
    assert "Kies wat er gebeurde." in school.page.locator(".error-summary").inner_text()
    taps_of_a_report(school.page)
    press(school.page, "Meld dit")
    assert "De werkplek viel weg" in school.text()
    assert Case.objects.get(learner=learner).state == "matching"

    press(school.page, "Neem de melding terug")
    assert "Alles staat weer zoals ervoor." in school.text()
    assert Case.objects.get(learner=learner).state == "placed"
    assert Proposal.objects.get(learner=learner, workplace=old).state == "introduced"

    phone = visitor()
    phone.go("/lerenden/code/")
    phone.page.locator("main form input[type=text]").fill(learner.code)
    press(phone.page, re.compile("Open"))
    follow(phone.page, "Mijn werkplek stopte")
    taps_of_a_report(phone.page)
    press(phone.page, "Zoek een nieuwe plek")
    assert "We weten dat je plek stopte" in phone.text()
    tasks.sweep_losses()  # the beat, half a minute later
    report = BreakOff.objects.get(case__learner=learner, outcome="")
    assert report.reporter == "learner"
    assert (clock.now() - report.created_at).total_seconds() < 60
    assert report.drafts >= 1
    phone.go(f"/lerenden/dossier/{learner.public_id}/")
    assert "lesdagen" in phone.text()

    draft = Proposal.objects.get(learner=learner, workplace=new, state="draft")
    assert not Proposal.objects.filter(learner=learner, workplace=old, state="draft").exists()
    staff = visitor(desk=True)
    staff.enter_as("steunpunt")
    staff.go("/beheer/werk/plek-kwijt/")
    assert "Noor" in staff.text()
    staff.go(f"/beheer/matchmaking/proposal/voorstel/{draft.public_id}/")
    press(staff.page, re.compile("^Keur"))
    phone.go(link_in(mails(MAIL, "proposal_learner").first()))
    press(phone.page, re.compile("Ja"))
    draft.refresh_from_db()
    assert draft.learner_answer == "yes"
    company = visitor()
    company.go(link_in(mails(draft.workplace.establishment.company.contacts.get().email, "proposal_company").first()))
    press(company.page, "Ja, deze lerende is welkom")
    draft.refresh_from_db()
    assert draft.state == "introduced"
    cases.place_case(actor=SYSTEM, case=Case.objects.get(learner=learner))
    assert BreakOff.objects.get(pk=report.pk).outcome == "placed"


def test_a_company_reports_by_the_link_of_its_introduction_and_looking_changes_nothing(visitor, placed):
    learner, place, _new = placed
    proposal = Proposal.objects.get(learner=learner, workplace=place)
    company = visitor()
    address = f"/matchen/lerende/{links.token_for(links.COMPANY, proposal)}/gestopt/"
    for _each in range(20):
        company.go(address)
    assert not BreakOff.objects.filter(case__learner=learner).exists()
    taps_of_a_report(company.page, "Dat weten we nog niet")
    next_page(company.page)
    assert "We noteerden dat het stopte" in company.text()
    press(company.page, "Neem de melding terug")
    assert Case.objects.get(learner=learner).state == "placed"
