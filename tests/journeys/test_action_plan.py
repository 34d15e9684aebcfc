"""A coordinator keeps the plan, its figures and the talks with partners; a director reads them."""

import csv
import datetime as dt
import io
import json
import re
import zipfile

import pytest
from django.db.models import Q

from actionplan.models import Action, Snapshot
from actionplan.rules.years import year_before, year_of
from catalogue.models import Subregion
from core import clock
from learners.models import Learner
from research.models import OutsideFigure, RegionReport
from research.rules_report import fingerprint
from schools.models import ProgrammeOffer
from tests import pdf
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser


@pytest.fixture
def coordinator(visitor):
    """A coordinator at a desk, signed in."""
    somebody = visitor(desk=True)
    somebody.enter_as("coordinator")
    return somebody


def download(page, role, name):
    """Press a link or button that gives a file; return where it is. Making a PDF may take a while."""
    with page.expect_download(timeout=60_000) as wait:
        page.get_by_role(role, name=name).click(no_wait_after=True)
    return wait.value.path()


def save(page, name):
    """Press a button of the staff desk and wait for the page that follows."""
    with page.expect_navigation():
        page.locator(f"input[name={name}]").click()


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
    last_year = year_before(year_of(today)).name
    Snapshot.objects.filter(school_year=last_year).delete()
    follow(page, "Leg een schooljaar vast")
    page.get_by_label("Woord vooraf").fill("Een jaar om trots op te zijn.")
    page.get_by_label("Welk schooljaar leg je vast?").fill(year_of(today).name)
    press(page, "Leg vast")
    assert "Leg het daarna vast." in page.locator(".error-summary").inner_text()  # it still runs
    assert page.get_by_label("Woord vooraf").input_value() == "Een jaar om trots op te zijn."
    page.get_by_label("Welk schooljaar leg je vast?").fill(last_year)
    press(page, "Leg vast")
    assert "Een jaar om trots op te zijn." in coordinator.text()
    frozen = Snapshot.objects.get(school_year=last_year)
    assert frozen.lines.get(measure__code="aanmeldingen").doubt == "Er staan dubbels in de lijst."
    file = download(page, "link", "Download als pdf")
    assert file.read_bytes().startswith(b"%PDF-")
    file = download(page, "link", "Uitvoer (CSV)")
    text = file.read_text(encoding="utf-8-sig")
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
    for link in page.locator(".plan-figure a").all():
        assert link.get_attribute("href").startswith("/actieplan/cijfers/")
    follow(page, "Jongeren die zonder kwalificatie de school verlaten in West-Vlaanderen")
    assert "Ingevoerd door een medewerker" in director.text()
    director.go("/actieplan/acties/?weergave=tijdlijn")
    assert page.get_by_role("link", name="Voeg een actie toe").count() == 0
    assert director.go("/actieplan/overdracht/").status == 404
    over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert over <= 0


def test_a_director_reads_the_plan_the_year_and_the_region(visitor):
    director = visitor()
    director.enter_as("directeur")
    page = director.page
    director.go("/actieplan/")
    follow(page, re.compile("^1.4.1.3 Aandacht voor mentoren"))
    assert "Deze actie is te laat" in director.text()
    assert page.get_by_role("link", name="Werk bij").count() == 0
    follow(page, re.compile("^Volgt op"))
    assert "Aandacht voor mentoren" in page.inner_text("h1")
    for path, words in (
        ("/actieplan/wie-doet-wat/", "een medewerker van Syntra Vlaanderen/VDAB"),
        ("/actieplan/mijlpalen/", "Niemand schreef nog hoe deze stap afliep."),
        ("/actieplan/versies/2021-2022/", "Deze versie van het plan is afgesloten."),
        ("/actieplan/1.1/", "Infosessie rond onderwijsloopbaanbegeleiding"),
    ):
        assert director.go(path).status == 200
        assert words in director.text(), path
    director.go("/actieplan/cijfers/")
    follow(page, re.compile("^Schooljaar "))
    file = download(page, "link", "Download als pdf")
    assert "Jaarverslag" in pdf.read(file.read_bytes()).text
    director.go("/onderzoek/rapporten/")
    page.locator("main table a").first.click()
    page.wait_for_load_state()
    assert "veranderen niet meer" in director.text()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for closed in ("/actieplan/contactmomenten/", "/actieplan/contactmomenten/van-ons/", "/actieplan/versies/nieuw/"):
        assert director.go(closed).status == 404, closed


def test_a_talk_is_prepared_held_and_goes_on_in_next_years_plan(coordinator):
    page, today = coordinator.page, clock.today()
    coordinator.go("/actieplan/contactmomenten/")
    follow(page, "Plan RTC West-Vlaanderen")
    typed_day(page, "planned_on", today)
    press(page, "Bewaar")
    assert "Deze pagina bereidt het voor." in coordinator.text()
    follow(page, "Schrijf het verslag")
    typed_day(page, "held_on", today + dt.timedelta(days=3))
    page.get_by_label("Hoe kijken we terug?").fill("Het netwerk groeit.")
    page.get_by_label(re.compile("^Professionaliseren")).select_option("4")
    page.get_by_label("Waarom? (Professionaliseren)").fill("Twee vormingen.")
    press(page, "Bewaar")
    assert "Deze dag is er nog niet." in page.locator(".error-summary").inner_text()
    assert page.get_by_label("Hoe kijken we terug?").input_value() == "Het netwerk groeit."
    typed_day(page, "held_on", today)
    press(page, "Bewaar")
    assert "Sterk (4/4)" in coordinator.text()
    follow(page, "Voeg een afspraak toe")
    page.get_by_label("Wat spreken jullie af?").fill("Een labo voor mentoren")
    typed_day(page, "due_on", today + dt.timedelta(days=200))
    press(page, "Bewaar")
    file = download(page, "link", "Download als pdf")
    paper = pdf.read(file.read_bytes())
    assert {"H1", "H2", "Table", "TH"} <= paper.tags
    assert "Eenlabovoormentoren" in paper.text
    talk = page.url

    coordinator.go("/actieplan/")
    follow(page, "Maak het volgende plan")
    page.get_by_label("Hoe heet het nieuwe plan?").fill("Actieplan van later")
    typed_day(page, "starts_on", today.replace(year=today.year + 2, month=1, day=1))
    typed_day(page, "ends_on", today.replace(year=today.year + 3, month=12, day=31))
    press(page, "Maak de nieuwe versie")
    assert "Deze versie is in voorbereiding." in coordinator.text()
    coordinator.go(talk)
    follow(page, re.compile("^Neem mee in het plan"))
    assert "Actieplan van later" in page.inner_text("h1")
    page.get_by_label("Onder welk doel").select_option("operationalgoal-5.6")
    press(page, "Bewaar")
    action = Action.objects.get(title="Een labo voor mentoren")
    assert (action.version.title, action.partners.get().name) == ("Actieplan van later", "RTC West-Vlaanderen")
    coordinator.go("/actieplan/")
    follow(page, "Actieplan van later")
    press(page, "Laat dit plan gelden")
    assert "Dit plan geldt nu." in coordinator.text()
    follow(page, re.compile("Een labo voor mentoren"))
    assert "RTC West-Vlaanderen" in coordinator.text()
    old = Action.objects.filter(version_started()).order_by("pk").first()
    coordinator.go(f"/actieplan/acties/{old.public_id}/")
    assert "Ze blijft zoals ze is." in coordinator.text()
    assert "Gaat verder als" in coordinator.text()


def version_started():
    """Actions of the plan before the one that holds, which were running."""
    return Q(operational_goal__strategic_goal__version__state="closed", state="started")


def test_the_hand_over_file_opens_and_tells_what_each_column_means(coordinator):
    page = coordinator.page
    coordinator.go("/actieplan/mijlpalen/")
    follow(page, "Maak een overdrachtsbestand")
    page.get_by_label("Voor welke organisatie is het bestand?").fill("RTC West-Vlaanderen")
    page.get_by_label("Waarom geef je het?").fill("verankering in 2023")
    file = download(page, "button", "Download het bestand")
    with zipfile.ZipFile(file) as archive:
        about = json.loads(archive.read("inhoud.json"))
        readme = archive.read("LEESMIJ.txt").decode()
        names = set(archive.namelist())
    assert {part["file"] for part in about["files"]} | {"inhoud.json", "LEESMIJ.txt"} == names
    assert all(part["file"] in readme and all(part["columns"].values()) for part in about["files"])
    filled = {part["file"] for part in about["files"] if part["rows"]}
    assert {"plannen.csv", "acties.csv", "afspraken.csv", "regels.csv", "kennisbank.csv", "bedrijven.csv"} <= filled


def test_a_region_report_is_written_published_and_stays_when_the_data_change(coordinator):
    page = coordinator.page
    coordinator.go("/beheer/research/regionreport/add/")
    page.get_by_label("Schooljaar").fill("2019-2020")
    region = Subregion.objects.filter(region_reports=None).order_by("pk").first()
    page.get_by_label("Subregio").select_option(label=region.name)
    save(page, "_save")
    assert "telde niemand vraag en aanbod" in coordinator.text()
    page.get_by_label("Schooljaar").fill(year_of(clock.today()).name)
    save(page, "_continue")
    page.locator("textarea[name=opening]").fill("Zo staat het in onze streek.")
    save(page, "_continue")
    report = RegionReport.objects.get(subregion=region)
    coordinator.go("/beheer/research/regionreport/")
    page.locator(f"input[name=_selected_action][value='{report.pk}']").check()
    page.locator("select[name=action]").select_option("publish")
    page.locator("button[name=index]").click()
    page.wait_for_load_state()
    coordinator.go(f"/onderzoek/rapporten/{report.public_id}/")
    before = page.inner_text("main")
    assert "Zo staat het in onze streek." in before
    ProgrammeOffer.objects.update(capacity=999)
    Learner.objects.update(municipality=None)
    page.reload()
    assert page.inner_text("main") == before
    file = download(page, "link", "De cijfers als bestand (JSON)")
    report.refresh_from_db()
    assert fingerprint(json.loads(file.read_text(encoding="utf-8"))) == report.fingerprint


def test_a_table_from_elsewhere_is_read_in_and_taken_back(coordinator, tmp_path):
    page = coordinator.page
    was, year = newest("Kok duaal"), str(clock.today().year)
    file = tmp_path / "vacatures.csv"

    def send(rows):
        file.write_text(
            "\n".join(";".join(row) for row in [("Opleiding", "Jaar", "Vacatures"), *rows]), encoding="utf-8"
        )
        coordinator.go("/beheer/research/outsidetable/nieuw/")
        page.get_by_label(re.compile("^Vacatures")).check()
        page.get_by_label("Waar komt de tabel vandaan?").fill("VDAB, vdab.be")
        page.get_by_label("Wat betekenen de cijfers?").fill("Vacatures in een jaar.")
        typed_day(page, "data_date", clock.today())
        page.locator("input[type=file]").set_input_files(file)
        press(page, "Naar de kolommen")

    send([(year, "Kok duaal", "12"), (year, "Bakker duaal", "7")])
    assert "Staan de kolommen verschoven?" in coordinator.text()
    assert page.get_by_role("button", name="Lees de tabel in").count() == 0
    press(page, "Gooi deze tabel weg")
    send([("Kok duaal", year, "4711"), ("Verzonnen duaal", year, "3"), ("Kok duaal", "2098", "5")])
    assert "kennen we niet" in coordinator.text()
    assert "2098 komt na de dag van de gegevens" in coordinator.text()
    press(page, "Lees de tabel in")
    assert newest("Kok duaal") == 4711
    press(page, "Draai deze tabel terug")
    assert "gelden weer" in coordinator.text()
    assert newest("Kok duaal") == was


def newest(programme):
    """Return the number of vacancies of the newest year that holds for a programme, None without one."""
    rows = OutsideFigure.objects.current().filter(measure="vacancies", programme__name=programme)
    return rows.order_by("-period", "-pk").values_list("value", flat=True).first()
