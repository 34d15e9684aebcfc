"""A school lets two companies share one learner: asked by mail, filled in behind the link, finished when all fits."""

import datetime as dt
import re

import pytest

from catalogue.models import Municipality, Programme
from core import clock
from mailing.models import OutboxMail
from placements.models import Agreement, Sharing
from placements.services import watching
from schools.models import Membership
from tests.factories.catalogue import ActivityFactory, ProgrammeActivityFactory
from tests.factories.companies import MentorFactory, RecognitionFactory
from tests.factories.matchmaking import make_workplace
from tests.factories.placements import AgreementFactory
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser
ACTS = ("Deeg kneden", "Brood bakken", "Taart versieren")


def two_bakeries():
    """A draft agreement of the director's school at one bakery, and another bakery near it, both recognised."""
    school = Membership.objects.filter(user__email="directeur@voorbeeld.example").select_related("school").first()
    school = (school or Membership.objects.filter(role="director").select_related("school").first()).school
    programme, town = Programme.objects.current().filter(activity_list=None).first(), Municipality.objects.first()
    for number, text in enumerate(ACTS):
        ProgrammeActivityFactory(programme=programme, activity=ActivityFactory(text=text), position=number)
    places = [make_workplace(programme, municipality=town, recognised=False) for _two in range(2)]
    for number, place in enumerate(places):
        company = place.establishment.company
        company.name = f"Bakkerij {('Korst', 'Kruim')[number]}"
        company.search_text = company.name.lower()
        company.save()
        long = {"valid_from": dt.date(2020, 1, 1), "valid_until": clock.today() + dt.timedelta(days=900)}
        RecognitionFactory(establishment=place.establishment, programme=programme, **long)
        MentorFactory(company=company, name=f"Mentor {number}")
    return AgreementFactory(workplace=places[0], school=school)


def fill_part(page, *, days, hours, activity):
    first, last = clock.today(), clock.today() + dt.timedelta(days=200)
    for name, day in (("starts_on", first), ("ends_on", last)):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    for day in days:
        page.locator(f"input[name=workdays][value='{day}']").check()
    page.get_by_label("Hoeveel uur per week?").fill(hours)
    page.locator("select[name=mentor]").select_option(index=1)
    page.get_by_label(activity).check()
    press(page, "Bewaar")


def begin(director, agreement):
    """The school looks for a second company; that one is asked by mail."""
    page = director.page
    director.go(f"/overeenkomsten/{agreement.public_id}/")
    press(page, "Zoek een tweede bedrijf")
    follow(page, "Voeg een bedrijf toe")
    town = agreement.workplace.establishment.municipality.name
    page.get_by_label("Welk bedrijf doet mee?").select_option(label=f"Bakkerij Kruim ({town})")
    press(page, "Voeg toe")
    assert "gevraagd per mail" in director.text()
    return Sharing.objects.get(learner=agreement.learner)


def accept(company, contact):
    """The second company opens the mail in the mailbox of the demonstration and fills in its part, without account."""
    page = company.page
    company.go(f"/postvak/?q={contact}")
    follow(page, re.compile("doe je mee"))
    page.locator("main a[href*='/samen/link/']").first.click()
    page.wait_for_load_state()
    press(page, "Open jullie deel")
    company.shot("shared-by-link")
    assert page.get_by_role("link", name=re.compile("Werk af")).count() == 0
    follow(page, re.compile("Vul in"))
    fill_part(page, days=(2, 3), hours="12", activity=ACTS[1])
    assert "Bewaard." in company.text()


def finish(page):
    follow(page, "Werk af")
    page.locator("input[name=agrees]").check()
    press(page, "Begin de overeenkomsten")


@pytest.mark.django_db(transaction=True)
def test_two_companies_share_a_learner(visitor):
    agreement = two_bakeries()
    director, company = visitor(desk=True), visitor()
    director.enter_as("directeur")
    page = director.page
    sharing = begin(director, agreement)
    mail = OutboxMail.objects.get(verb="placements/email/sharing_asked_company")
    assert agreement.learner.contact.last_name not in mail.text
    accept(company, mail.to)

    director.go(f"/overeenkomsten/samen/{sharing.public_id}/")
    page.get_by_role("link", name=re.compile("Vul in.*Korst")).click()
    fill_part(page, days=(4,), hours="8", activity=ACTS[0])
    follow(page, "Vul het deel van de school in")
    page.get_by_label("Hoeveel uur per week is de lerende op school?").fill("14")
    press(page, "Bewaar en teken")
    assert "1 activiteit leert niemand aan" in director.text()
    director.shot("shared-matrix")
    finish(page)
    assert f"Geen enkel bedrijf leert dit aan: {ACTS[2]}" in director.text()
    assert Agreement.objects.filter(learner=agreement.learner).count() == 1

    director.go(f"/overeenkomsten/samen/{sharing.public_id}/school/")
    page.get_by_label(ACTS[2]).check()
    press(page, "Bewaar en teken")
    finish(page)
    assert "Voor elk bedrijf is er een overeenkomst begonnen" in director.text()
    made = Agreement.objects.filter(learner=agreement.learner).order_by("pk")
    assert [float(row.workplace_hours) for row in made] == [8, 12]


@pytest.mark.django_db(transaction=True)
def test_a_term_that_costs_money_is_mailed_until_it_is_ticked(visitor):
    """Three months after the start the registration must be in: fifteen days left is the second mail."""
    begun = clock.today() - dt.timedelta(days=80)
    agreement = AgreementFactory(running=True, people=True, starts_on=begun)
    watching.watch_agreements()
    address = agreement.people.get(role="company_signer").email
    signer = visitor()
    page = signer.page
    signer.go(f"/postvak/?q={address}")
    follow(page, re.compile("Registreer de overeenkomst"))
    signer.shot("premium-mail")
    assert "De laatste dag is" in signer.text()
    assert "Geen mails meer van ons" in signer.text()
    page.locator("main a[href*='/overeenkomsten/link/']").first.click()
    page.wait_for_load_state()
    press(page, "Open de overeenkomst")
    assert "Niet vergeten" in signer.text()
    before = OutboxMail.objects.filter(to=address).count()
    watching.watch_agreements()
    assert OutboxMail.objects.filter(to=address).count() == before
