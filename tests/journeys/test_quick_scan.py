"""A baker does the quick scan on a phone, shares it, asks for a call, and a colleague makes it."""

import re

import pytest

from companies.enums import HelpState, ScanBand
from companies.models import HelpRequest, QuickScan
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser
ANSWERS = {
    "mentor": {"age": "25", "years": "5", "diploma": "nee", "mentors": "1", "learners": "1", "time": "ja"},
    "mentor-rest": {"training": "gepland", "extract": "ja"},
    "plek": {"safe": "ja", "risks": "weet-niet", "reach": "ja", "in_order": "ja"},
    "team": {"hours": "drie-dagen", "talks": "ja", "team": "ja", "experience": "nee"},
}


def choose(page, *pages):
    for name, value in (pair for one in pages for pair in ANSWERS[one].items()):
        page.locator(f"input[name={name}][value='{value}']").check()
    press(page, "Volgende")


def do_scan(page):
    follow(page, "Begin de scan")
    page.get_by_label("Voeding (bakkerij)").check()
    page.get_by_label("Postcode van de werkplek").fill("8700")
    page.get_by_label("Paritair comité").select_option("118")
    press(page, "Volgende")
    page.get_by_label("Zoek in deze lijst").fill("DEEG")
    assert page.get_by_text("3 gevonden").is_visible()
    assert not page.get_by_label("Banketproducten bakken").is_visible()
    page.get_by_label("Zoek in deze lijst").fill("")
    for box in page.locator("input[name=activities]").all():
        box.check()
    press(page, "Volgende")
    press(page, "Volgende")  # nothing chosen: told, and the page stays
    assert "Nog geen antwoord: de leeftijd van wie begeleidt." in page.inner_text("main")
    choose(page, "mentor", "mentor-rest")
    choose(page, "plek")
    choose(page, "team")
    press(page, "Toon mijn resultaat")


def run_action(page, words):
    page.locator("input[name=_selected_action]").first.check()
    page.locator("select[name=action]").select_option(label=words)
    page.locator("button[name=index]").click()
    page.wait_for_load_state()


def test_baker_does_quick_scan_to_call_back(visitor):
    baker, colleague = visitor(), visitor(desk=True)
    page = baker.page
    baker.go("/bedrijven/scan/")
    do_scan(page)
    scan = QuickScan.objects.latest("pk")
    assert scan.band == ScanBand.ALMOST
    for words in (
        "Je bent bijna klaar",
        "Brood- en banketbakkerij duaal",
        "Je externe dienst voor preventie",
        "Alimento",
    ):
        assert words in page.inner_text("main"), words
    address = f"/bedrijven/scan/{scan.public_id}/"
    assert page.locator(".code").inner_text().replace("\n", "").endswith(address)

    page.get_by_label("Je naam").fill("Jan Bakker")
    page.get_by_label("Je telefoonnummer").fill("0470 12 34 56")
    page.locator("main form").get_by_role("button", name="Bel me").click()
    page.wait_for_load_state()
    assert "We bellen je" in page.inner_text("main")
    other = visitor(script=False)
    other.go(address)
    assert "We bellen je" in other.page.inner_text("main")
    assert "Jan Bakker" not in other.page.inner_text("main")

    colleague.enter_as("steunpunt")
    colleague.go("/beheer/werk/hulpvragen/")
    follow(colleague.page, re.compile("Jan Bakker"))
    assert "0470 12 34 56" in colleague.page.inner_text("main").replace("+32 470", "0470")
    request = HelpRequest.objects.get(scan=scan)
    colleague.go(f"/beheer/companies/helprequest/?q={request.name}")
    run_action(colleague.page, "Gebeld: afgehandeld")
    request.refresh_from_db()
    assert request.state == HelpState.HANDLED

    page.reload()
    assert "We bellen je" not in page.inner_text("main")
    press(page, "Meld mijn bedrijf aan")
    assert "/bedrijven/aanmelden/bedrijf/" in page.url
