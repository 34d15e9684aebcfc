"""A director's Monday morning: what asks attention today, the rows behind it, the agreement, the scan, the report."""

import re

import pytest

from frontoffice.demo.schools import DIRECTOR_EMAIL
from frontoffice.models import Question
from placements.models import Agreement
from schools.models import School
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser


def rows_of_list(page):
    """Return how many rows a list has on all its pages."""
    number = page.locator("main table tbody tr").count()
    while page.get_by_role("link", name="Volgende").count():
        follow(page, "Volgende")
        number += page.locator("main table tbody tr").count()
    return number


def test_monday_morning(visitor):
    director = visitor(desk=True)
    director.enter_as("directeur")
    director.go("/scholen/bureau/")
    page, school = director.page, School.objects.get(memberships__user__email=DIRECTOR_EMAIL)
    heads = page.locator("main h2").all_inner_texts()
    wanted = ["Vandaag", "Lerenden", "Leerwerkplekken", "Opleidingen", "Onze scan en vragen", "Uitvoer"]
    assert [head for head in heads if head in wanted] == wanted

    lists = [
        (int(tile.locator("strong").inner_text()), tile.get_attribute("href"))
        for tile in page.locator(".tally a[href*='/lijst/']").all()
    ]
    assert len(lists) == 4
    assert any(number for number, _href in lists)
    for number, href in lists:
        director.go(href)
        assert rows_of_list(page) == number, href

    mine = Agreement.objects.filter(school=school, state="school").first()
    if mine is not None:
        director.go(f"/scholen/bureau/{school.public_id}/lijst/jouw-beurt/")
        page.locator(f"a[href='/overeenkomsten/{mine.public_id}/']").click()
        assert "Jij bent aan de beurt" in director.text()

    director.go(f"/scholen/bureau/{school.public_id}/scan/")
    before = Question.objects.filter(school=school).count()
    page.get_by_role("button", name=re.compile("Vraag het Steunpunt om hulp")).first.click()
    page.wait_for_load_state()
    assert Question.objects.filter(school=school).count() == before + 1
    assert "Hulp gevraagd" in director.text()

    director.go(f"/scholen/bureau/{school.public_id}/traject/")
    assert page.locator(".trajectory tbody tr").count() > 0
    follow(page, "Bureau van de school")
    assert "vraag aan het Steunpunt" in director.text() or "vragen aan het Steunpunt" in director.text()


def test_the_scan_on_a_phone_takes_twelve_taps_and_a_button(visitor):
    director = visitor()
    director.enter_as("directeur")
    page, school = director.page, School.objects.get(memberships__user__email=DIRECTOR_EMAIL)
    director.go(f"/scholen/bureau/{school.public_id}/scan/vragen/")
    groups = page.locator("main form fieldset").count()
    assert groups <= 12
    for name in {box.get_attribute("name") for box in page.locator("main form input[type=radio]").all()}:
        page.locator(f"input[name='{name}'][value='2']").check(force=True)
    press(page, "Bewaar en toon het resultaat")
    assert "Geen enkel punt staat op ‘nog niet’." in director.text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
