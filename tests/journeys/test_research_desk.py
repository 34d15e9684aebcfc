"""A coordinator goes from supply and demand to a white spot and does something with it; without JavaScript just the same."""

import csv
import datetime as dt
import io
import re

import pytest

from actionplan.models import Action
from core import clock
from research.models import SpotFollowUp
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser


@pytest.fixture(params=(True, False), ids=("script", "no-script"))
def coordinator(request, visitor):
    """A coordinator at a desk, with and without JavaScript."""
    somebody = visitor(desk=True, script=request.param)
    somebody.enter_as("coordinator")
    return somebody


def typed_day(page, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name=due_on_{part}]").fill(str(value))


def names_on(page):
    """Every name of the table, over all its pages, without the row with the sums."""
    found = []
    while True:
        rows = page.locator("section[aria-labelledby=tabel] tbody th")
        found += [one for one in rows.all_inner_texts() if not one.startswith("Samen (")]
        following = page.locator("nav a[rel=next]")
        if not following.count():
            return found
        following.click()
        page.wait_for_load_state()


def downloaded(page):
    """The rows of the file behind the button."""
    with page.expect_download() as wait:
        page.get_by_role("link", name="Uitvoer (CSV)").click()
    text = wait.value.path().read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def start(page, kind, day, goal=""):
    """Do something with the first white spot that has nothing yet of this kind."""
    page.get_by_role("link", name=re.compile("^Doe er iets mee")).first.click()
    page.wait_for_load_state()
    page.locator("select[name=kind]").select_option(kind)
    typed_day(page, day)
    if goal:
        page.locator("select[name=parent]").select_option(goal)
    press(page, "Begin hiermee")
    assert "Dit staat nu bij de opvolging." in page.inner_text("body")
    return SpotFollowUp.objects.order_by("-pk").first()


def test_from_supply_and_demand_to_an_action_a_round_and_a_talk(coordinator):
    page, today = coordinator.page, clock.today()
    coordinator.go("/onderzoek/vraag-en-aanbod/")
    page.locator("select[name=subregio]").select_option("zuid-west-vlaanderen")
    press(page, "Toon", exact=True)
    assert "subregio=zuid-west-vlaanderen" in page.url
    file = downloaded(page)
    assert {row["Waar"] for row in file} == {"subregio Zuid-West-Vlaanderen"}
    assert [row["Naam"] for row in file] == names_on(page)

    for tab, heading in (
        ("Stromen", "Stromen"),
        ("Radar", "Radar per sector"),
        ("Witte vlekken", "Witte vlekken en overlap"),
    ):
        follow(page, tab, exact=True)
        assert page.inner_text("h1") == heading
        assert page.locator("select[name=subregio]").input_value() == "zuid-west-vlaanderen"
        assert downloaded(page)
    spots = page.url

    soon = today + dt.timedelta(days=40)
    talk = start(page, "overleg", soon)
    assert "Scholen om uit te nodigen" in coordinator.text() or not talk.schools.exists()
    coordinator.go(spots)
    round_ = start(page, "wensronde", soon)
    assert "Bedrijven om te vragen" in coordinator.text()
    coordinator.go(spots)
    page.get_by_role("link", name=re.compile("^Doe er iets mee")).first.click()
    page.wait_for_load_state()
    page.locator("select[name=kind]").select_option("actie")
    typed_day(page, soon)
    press(page, "Begin hiermee")
    assert "Kies onder welk doel de actie staat." in page.locator(".error-summary").inner_text()
    assert page.locator("[name=due_on_day]").input_value() == str(soon.day)
    page.locator("select[name=parent]").select_option("doel-1.1")
    press(page, "Begin hiermee")
    follow(page, "Bekijk de actie")
    action = Action.objects.order_by("-pk").first()
    assert action.title in page.inner_text("h1")
    assert action.due_on == soon

    coordinator.go(spots)
    for kind in ("Een overleg met scholen en partners", "Een wensronde bij bedrijven", "Een actie in het actieplan"):
        assert page.get_by_role("link", name=kind, exact=True).count() >= 1

    SpotFollowUp.objects.filter(pk=round_.pk).update(due_on=today - dt.timedelta(days=1))
    coordinator.go("/beheer/werk/witte-vlekken/")
    assert "te laat" in coordinator.text()
    page.locator(f"a[href$='/onderzoek/opvolging/{round_.public_id}/']").first.click()
    page.wait_for_load_state()
    assert "Dit is te laat" in coordinator.text()
    page.locator("textarea[name=outcome]").fill("Drie bedrijven lieten een wens na.")
    press(page, "Dit is klaar")
    assert "Bewaard. De opvolging is klaar." in coordinator.text()
    coordinator.go("/beheer/werk/witte-vlekken/")
    assert "Elke opvolging van een witte vlek is op tijd." in coordinator.text()


def test_what_if_stands_in_an_address_that_somebody_else_opens(visitor):
    somebody = visitor(desk=True, script=False)
    somebody.enter_as("coordinator")
    page = somebody.page
    somebody.go("/onderzoek/wat-als/")
    page.locator("select[name=wat]").select_option("open")
    page.locator("select[name=opleiding]").select_option(index=1)
    page.locator("select[name=gemeente]").select_option("36015")
    press(page, "Reken dit uit")
    assert "verander=open." in page.url
    assert "Een school in Roeselare start met" in somebody.text()
    table = page.locator("section[aria-labelledby=naast] table").inner_text()
    colleague = visitor(desk=True)
    colleague.enter_as("steunpunt")
    colleague.go(page.url)
    assert colleague.page.locator("section[aria-labelledby=naast] table").inner_text() == table
    follow(page, re.compile("^Haal weg"))
    assert "verander=" not in page.url
