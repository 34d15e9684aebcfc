"""A coordinator keeps the plan and its figures; a director reads them."""

import csv
import io

import pytest

from actionplan.models import Action, Snapshot
from actionplan.rules.years import year_of
from core import clock
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser


@pytest.fixture
def coordinator(visitor):
    """A coordinator at a desk, signed in."""
    somebody = visitor(desk=True)
    somebody.enter_as("coordinator")
    return somebody


def typed_day(page, name, day):
    """Type a day in its three boxes."""
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"[name={name}_{part}]").fill(str(value))


def test_a_coordinator_adds_proves_counts_doubts_and_freezes(coordinator):
    page, today = coordinator.page, clock.today()
    coordinator.go("/actieplan/")
    follow(page, "Alle acties: bord, tijdlijn en tabel")
    follow(page, "Voeg een actie toe")
    page.get_by_label("Onder welk doel").select_option("doel-1.1")
    page.get_by_label("Wat doen we?").fill("Infoavond op de markt van Diksmuide")
    typed_day(page, "due_on", today.replace(year=today.year + 1))
    page.get_by_label("Hoe ver staat ze?").select_option("25")
    press(page, "Bewaar")
    action = Action.objects.get(title="Infoavond op de markt van Diksmuide")
    assert "Infoavond op de markt van Diksmuide" in page.inner_text("h1")

    follow(page, "Voeg bewijs toe")
    page.get_by_label("Wat is het?").select_option("report")
    page.get_by_label("Titel van het verslag of de link").fill("Verslag van de avond")
    page.get_by_label("Adres", exact=False).last.fill("https://voorbeeld.be/verslag.pdf")
    page.get_by_label("Iedereen mag deze link zien").check()
    press(page, "Voeg toe")
    assert "Verslag van de avond" in page.inner_text("main")
    press(page, "Starten")
    action.refresh_from_db()
    assert action.state == "started"

    coordinator.go("/actieplan/cijfers/")
    press(page, "Tel nu opnieuw")
    assert "opnieuw geteld" in coordinator.text()
    follow(page, "Lerenden die zich aanmeldden")
    follow(page, "Dit klopt vandaag niet")
    page.get_by_label("Wat klopt er vandaag niet?").fill("Er staan dubbels in de lijst.")
    press(page, "Bewaar")
    assert "Er staan dubbels in de lijst." in coordinator.text()

    coordinator.go("/actieplan/cijfers/")
    follow(page, "Leg een schooljaar vast")
    page.get_by_label("Welk schooljaar leg je vast?").fill(year_of(today).name)
    page.get_by_label("Woord vooraf").fill("Een jaar om trots op te zijn.")
    press(page, "Leg vast")
    assert "Een jaar om trots op te zijn." in coordinator.text()
    frozen = Snapshot.objects.get(school_year=year_of(today).name)
    assert frozen.lines.get(measure__code="aanmeldingen").doubt == "Er staan dubbels in de lijst."
    with page.expect_download() as wait:
        page.get_by_role("link", name="Download als pdf").click()
    assert wait.value.path().read_bytes().startswith(b"%PDF-")
    with page.expect_download() as wait:
        page.get_by_role("link", name="Uitvoer (CSV)").click()
    text = wait.value.path().read_text(encoding="utf-8-sig")
    assert len(list(csv.DictReader(io.StringIO(text), delimiter=";"))) == frozen.lines.count()


def test_a_director_reads_goal_figure_and_source(visitor):
    director = visitor()
    director.enter_as("directeur")
    page = director.page
    director.go("/actieplan/")
    follow(page, "Waar staan we? De cijfers")
    words = director.text()
    assert "Verhoogde instroom" in words
    assert "Bron:" in words
    assert "onbekend" in words  # what nobody looked up yet
    assert page.get_by_role("button", name="Tel nu opnieuw").count() == 0
    follow(page, "Jongeren die zonder kwalificatie de school verlaten in West-Vlaanderen")
    assert "Ingevoerd door een medewerker" in director.text()
    director.go("/actieplan/acties/?weergave=tijdlijn")
    assert page.get_by_role("link", name="Voeg een actie toe").count() == 0
    assert director.go("/actieplan/overdracht/").status == 404
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0
