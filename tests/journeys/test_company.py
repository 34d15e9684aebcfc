"""A baker between two batches: registers on a phone, confirms from the mail, signs in with a code, sets the light."""

import re

import pytest

from companies.models import Company, Workplace
from mailing.models import OutboxMail
from tests.factories.companies import enterprise_number, establishment_number

pytestmark = pytest.mark.browser
NUMBER, SITE, MAIL = enterprise_number(9_000_000), establishment_number(9_000_000), "jan@bakkerij-zonnebloem.example"


def next_page(page):
    page.get_by_role("button", name="Volgende").click()
    page.wait_for_load_state()


def skip(page):
    page.get_by_role("button", name="Sla over").click()
    page.wait_for_load_state()


def newest_mail(verb):
    return OutboxMail.objects.filter(to=MAIL, verb__contains=verb).latest("pk")


def register(page):
    page.get_by_label("Ondernemingsnummer").fill("123456789")
    page.get_by_label("Naam van het bedrijf").fill("Bakkerij Zonnebloem")
    next_page(page)
    assert "Je typte er 9." in page.inner_text("main")
    assert page.get_by_label("Naam van het bedrijf").input_value() == "Bakkerij Zonnebloem"
    page.get_by_label("Ondernemingsnummer").fill(f"BE {NUMBER[:4]}.{NUMBER[4:7]}.{NUMBER[7:]}")
    next_page(page)
    page.get_by_label("Vestigingsnummer").fill(SITE)
    page.get_by_label("Hoe noem je deze vestiging?").fill("Winkel Tielt")
    page.get_by_label("Straat en nummer").fill("Markt 3")
    page.get_by_label("Postcode").fill("8700")
    page.get_by_label("Nee, alleen hier").check()
    next_page(page)
    page.get_by_label("Zoek op een woord").fill("bakker")
    next_page(page)
    page.locator("input[name=programmes]").first.check()
    next_page(page)
    next_page(page)  # one place
    page.get_by_label("Nog niet, maar dat lukt").check()
    next_page(page)
    page.get_by_label("Ja, er kan nu iemand komen").check()
    next_page(page)
    page.get_by_label("Wat doet een lerende bij jullie?").fill("Je leert deeg maken en brood bakken.")
    page.get_by_label("De werkdag begint om").fill("4u30")
    next_page(page)
    skip(page)
    page.get_by_label("Naam", exact=True).fill("Jan Bakker")
    page.get_by_label("E-mailadres").fill(MAIL)
    page.get_by_label("Telefoon").fill("0470 12 34 56")
    next_page(page)
    skip(page)


def sign_in(page):
    page.get_by_label("E-mailadres").fill(MAIL)
    page.get_by_role("button", name="Mail me een code").click()
    page.wait_for_load_state()
    code = re.search(r"aan te melden: (\S+)", newest_mail("sign_in_code").text).group(1)
    page.locator("input[name=code]").fill(code)
    page.get_by_role("button", name="Meld me aan").click()
    page.wait_for_load_state()


def test_from_the_start_page_to_the_desk(visitor):
    baker = visitor()
    page = baker.page
    baker.go("/bedrijven/")
    page.get_by_role("link", name="Meld je bedrijf aan").first.click()
    register(page)
    assert "4.30 uur" in baker.text()
    page.get_by_role("button", name="Dit klopt, meld mijn bedrijf aan").dblclick()
    page.wait_for_url("**/aangemeld/**")
    company = Company.objects.get(enterprise_number=NUMBER)
    link = re.search(r"/bedrijven/bevestigen/\S+", newest_mail("confirm").text).group(0)
    baker.go(link)
    company.refresh_from_db()
    assert company.state == "unconfirmed"
    page.get_by_role("button", name="Bevestig mijn e-mailadres").click()
    page.wait_for_url("**/bevestigd/")
    company.refresh_from_db()
    assert company.state == "active"
    page.get_by_role("link", name="Naar je bureau").click()
    sign_in(page)
    assert page.url.endswith("/bedrijven/bureau/")
    assert "Winkel Tielt" in baker.text()
    assert "bevestigd vandaag" in baker.text()
    page.get_by_role("link", name=re.compile("Wijzig het licht")).first.click()
    page.get_by_label("Dit schooljaar niet").check()
    page.get_by_role("button", name="Zet het verkeerslicht").click()
    page.wait_for_url("**/bureau/")
    assert Workplace.objects.get(establishment__company=company).availability == "not_this_year"
    baker.shot("company-desk-phone")


def test_a_known_company_leads_to_joining(visitor):
    colleague = visitor(desk=True)
    page = colleague.page
    known = Company.objects.filter(state="active", contacts__email_confirmed_at__isnull=False).first()
    colleague.go("/bedrijven/aanmelden/")
    page.get_by_label("Ondernemingsnummer").fill(known.enterprise_number)
    page.get_by_label("Naam van het bedrijf").fill("Van mij")
    next_page(page)
    assert known.name not in colleague.text()
    page.get_by_role("link", name="Vraag om mee te doen", exact=True).click()
    page.get_by_label("Je naam").fill("Bo Maes")
    page.get_by_label("Je e-mailadres op het werk").fill("bo@werk.example")
    page.get_by_role("button", name="Vraag om mee te doen").click()
    page.wait_for_url("**/verstuurd/")
    assert known.join_requests.get().email == "bo@werk.example"


def test_hr_registers_three_workplaces_at_two_addresses(visitor):
    """A staff department at a desk: two establishments, two programmes, and not every programme everywhere."""
    hr = visitor(desk=True)
    page, number = hr.page, enterprise_number(9_100_000)
    hr.go("/bedrijven/aanmelden/")
    page.get_by_label("Ondernemingsnummer").fill(number)
    page.get_by_label("Naam van het bedrijf").fill("Bakkerijgroep De Korenaar")
    next_page(page)
    for ordinal, town, code in ((1, "Tielt", "8700"), (2, "Brugge", "8000")):
        page.get_by_label("Vestigingsnummer").fill(establishment_number(9_100_000 + ordinal))
        page.get_by_label("Hoe noem je deze vestiging?").fill(f"Winkel {town}")
        page.get_by_label("Straat en nummer").fill(f"Markt {ordinal}")
        page.get_by_label("Postcode").fill(code)
        more = "Ja, ik voeg er nog een toe" if ordinal == 1 else "Nee, alleen hier"
        page.get_by_label(more).check()
        next_page(page)
    page.get_by_label("Zoek op een woord").fill("bakker")
    next_page(page)
    for box in page.locator("input[name=programmes]").all()[:2]:
        box.check()
    next_page(page)
    places = page.locator("input[type=number], input[inputmode=numeric]")
    names = [box.get_attribute("name") for box in places.all() if box.get_attribute("name").startswith("places_")]
    assert len(names) == 4
    for name, number_of in zip(names, ("1", "2", "1", "0"), strict=True):
        page.locator(f"[name='{name}']").fill(number_of)
    for box in page.locator("input[name^=most_]").all():
        box.fill("2")
    next_page(page)
    page.get_by_label("Nog niet, maar dat lukt").check()
    next_page(page)
    page.get_by_label("Ja, er kan nu iemand komen").check()
    next_page(page)
    page.get_by_label("Wat doet een lerende bij jullie?").fill("Je leert deeg maken en brood bakken.")
    next_page(page)
    page.get_by_label("Veiligheidsschoenen").check()
    next_page(page)
    page.get_by_label("Naam", exact=True).fill("Els Personeel")
    page.get_by_label("E-mailadres").fill("els@korenaar.example")
    page.get_by_label("Telefoon").fill("0470 12 34 57")
    next_page(page)
    page.get_by_label("Ik teken voor het bedrijf").check()
    next_page(page)
    hr.shot("company-check-hr")
    page.get_by_role("button", name="Dit klopt, meld mijn bedrijf aan").click()
    page.wait_for_url("**/aangemeld/**")
    company = Company.objects.get(enterprise_number=number)
    made = Workplace.objects.filter(establishment__company=company).order_by("establishment", "pk")
    assert sorted(made.values_list("establishment__name", "places")) == [
        ("Winkel Brugge", 1), ("Winkel Tielt", 1), ("Winkel Tielt", 2),
    ]  # fmt: skip
    assert all(gear == ["schoenen"] for gear in made.values_list("gear", flat=True))
    assert company.contacts.get().signs
