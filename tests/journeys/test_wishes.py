"""A baker asks for a programme and hears back; a learner finds a place on the web and starts the intake with it."""

import re

import pytest

from accounts.actor import SYSTEM
from catalogue.models import Municipality, Programme
from companies.enums import WishState
from companies.models import ProgrammeWish, Workplace
from companies.services.place_pages import publish_place
from core import clock
from mailing.models import OutboxMail
from matchmaking.tasks import answer_wishes
from schools.enums import OfferStatus
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory
from tests.journeys.steps import press

pytestmark = pytest.mark.browser
MAIL = "bie.bakker@korst.example"
LINK = re.compile(r"https?://[^/\s]+(/bedrijven/wens/[^\s]+)")


def link_in(mail):
    return LINK.search(mail.text).group(1)


def test_a_baker_asks_for_a_programme_and_hears_back(visitor):
    programme = Programme.objects.current().filter(offers=None).first()
    town = Municipality.objects.get(name="Diksmuide")
    baker = visitor()
    page = baker.page
    baker.go(f"/bedrijven/wens/?opleiding={programme.slug}")
    page.get_by_label("In welke gemeente zou de lerende werken?").select_option(town.slug)
    page.locator("input[name=learners]").fill("2")
    page.locator("input[name=from_on_month]").fill("9")
    page.locator("input[name=from_on_year]").fill(str(clock.today().year + 1))
    page.locator("input[name=company_name]").fill("Bakkerij De Korst")
    page.locator("input[name=contact_name]").fill("Bie Bakker")
    press(page, "Geef mijn wens door")
    assert "Vul je e-mailadres in" in page.inner_text("main")
    page.locator("input[name=email]").fill(MAIL)
    press(page, "Geef mijn wens door")
    assert "Kijk nu in je mailbox" in page.inner_text("h1")
    baker.go(link_in(OutboxMail.objects.get(to=MAIL)))
    press(page, "Ja, dit is mijn wens")
    assert "Je wens telt mee" in page.inner_text("h1")
    campus = CampusFactory(municipality=town, school__name="De Nieuwe Oven")
    ProgrammeOfferFactory(campus=campus, programme=programme, status=OfferStatus.PLANNED)
    answer_wishes()
    news = OutboxMail.objects.get(to=MAIL, verb="companies/email/wish_offered")
    assert "De Nieuwe Oven in Diksmuide" in news.text
    baker.go(link_in(news))
    assert "Er is nu een school in je buurt" in page.inner_text("h1")
    press(page, "Stop deze wens")
    wish = ProgrammeWish.objects.get(programme=programme, company_name="")
    assert (wish.state, wish.email) == (WishState.STOPPED, "")


def test_a_learner_finds_a_place_and_starts_the_intake(visitor):
    place = Workplace.objects.open().with_place().order_by("-availability_confirmed_at", "pk").first()
    made = publish_place(actor=SYSTEM, workplace=place, shows_street=False)
    learner = visitor()
    page = learner.page
    learner.go(f"/bedrijven/plek/{made.public_id}/")
    page.locator("input[name=town]").fill("Torhout")
    press(page, "Toon de reistijd")
    assert "Van Torhout naar" in page.inner_text("main")
    page.locator("form[action$='/meenemen/'] button, form:has(input[name=place]) button").first.click()
    page.wait_for_load_state()
    assert "/lerenden/" in page.url
    learner.go(f"/bedrijven/plek/{made.public_id}/melden/")
    page.get_by_label("De uitleg klopt niet").check()
    press(page, "Verstuur mijn melding")
    assert "Bedankt" in page.inner_text("h1")
