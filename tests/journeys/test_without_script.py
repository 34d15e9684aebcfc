"""An old phone, or a school that shuts JavaScript off: every core form works all the same."""

import pytest

from campaigns.models import AgendaItem
from companies.models import Company
from mailing.models import OutboxMail
from matchmaking.models import MatchRound
from matchmaking.services import rounds
from tests.factories.companies import enterprise_number
from tests.journeys.steps import (
    CODE,
    code_mailed_to,
    follow,
    free_place,
    link_in,
    mails,
    next_page,
    press,
    someone_searching,
)

pytestmark = pytest.mark.browser
LEARNER_MAIL, DIRECTOR_MAIL = "wout@lerenden.example", "directeur0@scholen.example"


@pytest.fixture
def phone(visitor):
    """Somebody on a phone without JavaScript; a canary tells that it is really off."""
    somebody = visitor(script=False)
    somebody.page.goto("data:text/html,<title>uit</title><script>document.title='aan'</script>")
    assert somebody.page.title() == "uit"
    return somebody


def test_the_first_pages_of_the_intake_saving_and_going_on_elsewhere(visitor, phone):
    page = phone.page
    phone.go("/lerenden/intake/")
    next_page(page)
    assert "Kies wat het best past." in page.locator(".error-summary").inner_text()
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    page.get_by_label("Je geboortejaar").fill("xxix")
    next_page(page)
    assert page.locator(".error-summary").count() == 1
    assert page.get_by_label("Je geboortejaar").input_value() == "xxix"
    page.get_by_label("Je geboortejaar").fill("2009")
    page.locator("select[name=birth_month]").select_option("5")
    page.get_by_label("Postcode of gemeente").fill("8800")
    next_page(page)
    here = page.url
    follow(page, "Bewaar je antwoorden")
    code = CODE.search(phone.text()).group()
    press(page, "Stop op dit toestel")
    phone.go(here)
    assert page.url != here

    other = visitor(script=False)
    other.go("/lerenden/intake/verder/")
    other.page.locator("main form input[type=text]").fill(code.lower())
    press(other.page, "Doe verder")
    assert other.page.url == here
    follow(other.page, "Vorige")
    assert other.page.get_by_label("Postcode of gemeente").input_value() == "8800"


def test_a_company_starts_to_register(phone):
    page, number = phone.page, enterprise_number(9_100_000)
    phone.go("/bedrijven/")
    page.get_by_role("link", name="Meld je bedrijf aan").first.click()
    page.wait_for_load_state()
    page.get_by_label("Ondernemingsnummer").fill("0123")
    page.get_by_label("Naam van het bedrijf").fill("Schrijnwerkerij De Zaag")
    next_page(page)
    assert page.locator(".error-summary").count() == 1
    assert page.get_by_label("Naam van het bedrijf").input_value() == "Schrijnwerkerij De Zaag"
    page.get_by_label("Ondernemingsnummer").fill(f"{number[:4]}.{number[4:7]}.{number[7:]}")
    next_page(page)
    assert page.get_by_label("Vestigingsnummer").count() == 1
    assert page.locator(".error-summary").count() == 0
    assert not Company.objects.filter(enterprise_number=number).exists()


def test_registering_for_the_agenda_and_leaving_it(phone):
    page, item = phone.page, AgendaItem.objects.get(slug="voorbeeld-1")
    phone.go("/agenda/")
    page.get_by_role("link", name=item.title).first.click()
    page.wait_for_load_state()
    page.get_by_label("Je naam").fill("An Peeters")
    press(page, "Schrijf me in")
    assert "Vul je e-mailadres in" in page.locator(".error-summary").inner_text()
    assert page.get_by_label("Je naam").input_value() == "An Peeters"
    page.get_by_label("Je e-mailadres").fill("an@bezoekers.example")
    press(page, "Schrijf me in")
    assert "Je bent ingeschreven" in page.locator("h1").inner_text()
    code = CODE.search(phone.text()).group()
    assert code in OutboxMail.objects.get(to="an@bezoekers.example").text
    assert item.registrations.get(code=code).state == "registered"
    press(page, "Schrijf me uit")
    assert "Je bent uitgeschreven" in page.locator("h1").inner_text()
    assert item.registrations.get(code=code).state == "cancelled"


def test_signing_in_and_out(phone):
    page = phone.page
    phone.go("/aanmelden/")
    page.get_by_label("E-mailadres").fill("geen adres")
    press(page, "Mail me een code")
    assert "Dit is geen e-mailadres." in page.locator(".error-summary").inner_text()
    page.get_by_label("E-mailadres").fill(DIRECTOR_MAIL)
    press(page, "Mail me een code")
    page.locator("input[name=code]").fill(code_mailed_to(DIRECTOR_MAIL))
    press(page, "Meld me aan")
    assert "Vandaag vraagt aandacht" in page.locator("h1").inner_text()
    phone.go("/aanmelden/afmelden/")
    press(page, "Meld me af", exact=True)
    phone.go("/scholen/bureau/")
    assert "Meld je aan" in page.locator("h1").inner_text()


def test_a_learner_says_yes_to_a_mailed_proposal(visitor, phone):
    place = free_place()
    learner = someone_searching(place, "Wout", LEARNER_MAIL)
    staff = visitor(desk=True, script=False)
    staff.enter_as("steunpunt")
    staff.go(f"/beheer/matchmaking/proposal/lerende/{learner.public_id}/?plek={place.public_id}")
    staff.page.get_by_label("Stel deze plek nu voor").check()
    staff.page.get_by_label("Waarom", exact=True).fill("De zaakvoerder vroeg naar Wout.")
    press(staff.page, "Leg dit vast")
    phone.go(link_in(mails(LEARNER_MAIL, "proposal_learner").get()))
    press(phone.page, "Ja, dit wil ik")
    proposal = learner.proposals.get()
    assert (proposal.workplace, proposal.learner_answer, proposal.state) == (place, "yes", "open")


def test_the_progress_of_a_round_is_seen_by_a_link(visitor, monkeypatch):
    monkeypatch.setattr(rounds, "enqueue", lambda task, **kwargs: None)
    staff = visitor(desk=True, script=False)
    page = staff.page
    staff.enter_as("steunpunt")
    staff.go("/beheer/matchmaking/matchround/start/")
    page.locator("select[name=programme]").select_option(free_place().programme.slug)
    press(page, "Start de ronde")
    assert "De ronde wacht op een rekenaar" in staff.text()
    row = MatchRound.objects.latest("pk")
    claim = rounds.claim_round(round_id=row.pk)
    rounds.note_progress(round_id=row.pk, claim=claim, done=70, total=100)
    follow(page, "Toon de nieuwe stand")
    assert page.locator(".job progress").get_attribute("value") == "70"
