"""Choosing without an idea, and a tablet at a fair: in a real browser, with axe on each page."""

import re

import pytest
from django.utils import timezone

from campaigns.links import kiosk_link
from campaigns.models import AgendaItem
from learners.enums import Source
from learners.models import Intake
from tests.journeys.steps import follow, next_page, press
from tests.journeys.test_axe import look

pytestmark = pytest.mark.browser


def clean(somebody):
    """Look at the page with axe and at its sizes; what the policy refuses axe itself is no fault of the page."""
    refused = [*somebody.faults]
    found = look(somebody.page)
    somebody.faults.clear()
    assert [*refused, *found] == [], somebody.page.url


def test_from_no_idea_to_three_programmes_and_the_intake(visitor):
    somebody = visitor()
    page = somebody.page
    somebody.go("/opleidingen/")
    follow(page, "Geen idee? Kies wat je graag doet")
    clean(somebody)
    press(page, "Toon wat past")
    page.get_by_label("Koken en bakken").check()
    press(page, "Toon wat past")
    assert "Je koos koken en bakken." in somebody.text()
    clean(somebody)
    for tick in page.locator("input[name=o]").all()[:3]:
        tick.check()
    press(page, "Leg naast elkaar")
    page.get_by_label("Waar woon je?").fill("Torhout")
    press(page, "Toon wat dichtbij is")
    assert "Dagen op het werk" in somebody.text()
    assert "Dichtste leerwerkplekken" in somebody.text()
    clean(somebody)
    page.get_by_role("button", name="Ik kies").first.click()
    page.wait_for_load_state()
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    somebody.go("/lerenden/intake/interesses/")
    assert "/over/" in page.url, "nothing is answered unseen"


def test_a_tablet_forgets_each_visitor(visitor):
    tablet = visitor(desk=True)
    page = tablet.page
    item = AgendaItem.objects.filter(ends_at__gt=timezone.now()).exclude(state="cancelled").first()
    tablet.go(kiosk_link(item))
    clean(tablet)
    press(page, "Start de kiosk")
    clean(tablet)
    follow(page, "Begin met de vragen")
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    page.get_by_label("Je geboortejaar").fill("2008")
    page.locator("select[name=birth_month]").select_option("5")
    page.get_by_label("Postcode of gemeente").fill("8820")
    next_page(page)
    page.get_by_label("Ik zit op school").check()
    next_page(page)
    page.get_by_label("Ik heb nog geen idee").check()
    for _page in range(2):
        next_page(page)
    page.get_by_label("Met de fiets").check()
    for _page in range(2):
        next_page(page)
    page.get_by_label("Je voornaam").fill("Amira")
    page.get_by_label("Je gsm").fill("0470 11 22 99")
    next_page(page)
    page.locator("input[name=consent_contact]").check()
    press(page, "Dit klopt, help me verder")
    page.wait_for_url("**/meenemen/")
    intake = Intake.objects.latest("created_at")
    assert (intake.source, intake.source_code) == (Source.FAIR, item.slug)
    assert intake.learner.code in tablet.text()
    clean(tablet)
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    follow(page, "Klaar, wis alles")
    page.go_back()
    page.wait_for_load_state()
    assert intake.learner.code not in tablet.text()


def test_a_tablet_nobody_touches_goes_to_its_start(visitor):
    tablet = visitor(desk=True)
    page = tablet.page
    page.clock.install()
    item = AgendaItem.objects.filter(ends_at__gt=timezone.now()).exclude(state="cancelled").first()
    tablet.go(kiosk_link(item))
    press(page, "Start de kiosk")
    follow(page, "Begin met de vragen")
    page.get_by_label("Ik zoek zelf een plek").check()
    page.clock.run_for(75_000)
    assert "Raak het scherm aan" in tablet.text()
    page.mouse.click(5, 300)
    page.clock.run_for(75_000)
    assert "/intake/wie/" in page.url, "who touches the screen goes on"
    page.clock.run_for(20_000)
    page.wait_for_url("**/agenda/kiosk/")
