"""One agreement, from the proposal both said yes to until it runs: school, company, learner and mother, each in a browser."""

import datetime as dt
import re

import pytest

from companies.models import Membership as CompanyMembership
from companies.models import Workplace
from core import clock
from frontoffice.demo.personas import personas
from learners.models import Case, ContactDetails, Learner
from placements.models import Agreement
from placements.services.nightly import follow_calendar
from schools.models import Membership as SchoolMembership
from tests.factories.matchmaking import ProposalFactory
from tests.journeys.steps import follow, link_in, mails, press, someone_searching

pytestmark = pytest.mark.browser
LEARNER, MOTHER = "noor@journey.example", "moeder@journey.example"


@pytest.fixture
def learner(portal):
    """A learner of 16 of the director's school, who said yes to a place of the company; so did the company."""
    emails = {each.slug: each.email for each in personas()}
    company = CompanyMembership.objects.get(user__email=emails["bedrijf"]).company
    school = SchoolMembership.objects.get(user__email=emails["directeur"]).school
    place = Workplace.objects.open().filter(establishment__company=company).first()
    made = someone_searching(place, "Noor", LEARNER)
    Learner.objects.filter(pk=made.pk).update(school=school, birth_year=clock.today().year - 16)
    ContactDetails.objects.filter(learner=made).update(phone="+32470112233")
    ProposalFactory(introduced=True, learner=made, workplace=place)
    due = clock.today() + dt.timedelta(days=7)
    Case.objects.filter(learner=made).update(state="introduced", state_due_on=due)
    return made


def day(page, name, value):
    """Fill in the three boxes of a date."""
    for part, number in (("day", value.day), ("month", value.month), ("year", value.year)):
        page.locator(f"[name={name}_{part}]").fill(str(number))


def sign(page, to):
    """Ask a code, read it in the mail, agree and type it."""
    with page.expect_navigation():
        page.get_by_role("button", name="Mail mij een code").click()
    code = re.search(r"\b\d{6}\b", mails(to, "sign_code").first().text)[0]
    page.locator("main [name=code]").fill(code)
    page.get_by_text("Ik las de overeenkomst en ik ga akkoord").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Ik teken").click()
    assert page.locator(".error-summary").count() == 0, page.inner_text("main")


def with_code(somebody, code):
    """Open the own page with the code."""
    somebody.go("/lerenden/code/")
    somebody.page.locator("[name=code]").fill(code)
    somebody.page.locator("main form:not(.language-choice) button[type=submit]").first.click()
    somebody.page.wait_for_load_state()


def test_from_two_times_yes_to_a_running_agreement(visitor, learner):
    today = clock.today()
    director, company, noor, mother = visitor(desk=True), visitor(), visitor(), visitor()

    director.enter_as("directeur")
    director.go(f"/scholen/lerende/{learner.public_id}/")
    press(director.page, re.compile("Begin een overeenkomst"))
    made = Agreement.objects.get(learner=learner)
    assert "Bedrijf vult in" in director.text()

    company.enter_as("bedrijf")
    company.go(f"/overeenkomsten/{made.public_id}/")
    follow(company.page, "Vul het deel van het bedrijf in")
    press(company.page, "Klaar, geef door")  # empty: told what is missing, nothing lost
    assert company.page.locator(".error-summary").count() == 1
    page = company.page
    day(page, "starts_on", today)
    day(page, "ends_on", today + dt.timedelta(days=200))
    for weekday in ("dinsdag", "woensdag", "donderdag"):
        page.get_by_text(weekday, exact=True).click()
    page.get_by_label("De werkdag begint om").fill("8.30")
    page.get_by_label("De werkdag eindigt om").fill("17.00")
    page.get_by_label("Hoeveel uur per week is de lerende bij jou?").fill("24")
    page.get_by_label("Wat doet de lerende bij jou?").fill("Klanten helpen en de rekken vullen.")
    for role, name in (("company_signer", "Bea Bakkers"), ("mentor", "Mieke Meesters")):
        page.locator(f"[name={role}_name]").fill(name)
        page.locator(f"[name={role}_function]").fill("Zaakvoerder")
        page.locator(f"[name={role}_email]").fill(f"{role}@journey.example")
    press(page, "Klaar, geef door")
    assert "Doorgegeven" in company.text() or "School vult in" in company.text()

    page = director.page
    director.go(f"/overeenkomsten/{made.public_id}/")
    assert "Klanten helpen en de rekken vullen." in director.text()
    follow(page, "Vul het deel van de school in")
    for weekday in ("maandag", "vrijdag"):
        page.get_by_text(weekday, exact=True).click()
    page.get_by_label("Hoeveel uur per week is de lerende op school?").fill("14")
    page.locator("[name=coach]").select_option(index=1)
    page.locator("[name=allowance_tier]").select_option(index=1)
    page.locator("[name=school_signer_name]").fill("Dirk Directeur")
    page.locator("[name=school_signer_function]").fill("Directeur")
    page.locator("[name=school_signer_email]").fill("school@journey.example")
    page.locator("[name=parent_name]").fill("Mia Baert")
    page.locator("[name=parent_email]").fill(MOTHER)
    press(page, "Klaar, geef door")
    made.refresh_from_db()
    assert made.state == "signing", director.text()

    mother.go(link_in(mails(MOTHER, "please_sign").first()))  # a link of her own, no account
    press(mother.page, "Open de overeenkomst")
    follow(mother.page, re.compile("^Teken"))
    sign(mother.page, MOTHER)
    with_code(noor, learner.code)
    noor.go(f"/overeenkomsten/{made.public_id}/")
    follow(noor.page, re.compile("^Teken"))
    sign(noor.page, LEARNER)
    made.refresh_from_db()
    assert made.state == "signing"  # two parties of four

    company.go(f"/overeenkomsten/{made.public_id}/")
    follow(company.page, re.compile("^Teken"))
    sign(company.page, "company_signer@journey.example")
    director.go(f"/overeenkomsten/{made.public_id}/")
    follow(director.page, re.compile("^Teken"))
    sign(director.page, "school@journey.example")
    follow_calendar()  # what the night does
    made.refresh_from_db()
    assert (made.state, Case.objects.get(learner=learner).state) == ("running", "placed")

    for somebody in (director, company, noor):
        somebody.go(f"/overeenkomsten/{made.public_id}/")
        assert "Loopt" in somebody.text()
        assert somebody.text().count("Getekend") >= 4
    stranger = visitor()
    assert stranger.go(f"/overeenkomsten/{made.public_id}/").status == 404
