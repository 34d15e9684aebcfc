"""Whatever a page on a journey of learners and parents shows comes from a file that the catalogs read."""

import csv
import inspect
from pathlib import Path

import pytest
from django.template import engines
from django.urls import resolve, reverse
from django.utils import translation

from catalogue.interest_words import TILE_NAMES, TILE_PHRASES
from core.strings import in_python, in_template, sources
from frontoffice.language import COOKIE, is_journey
from placements.attitude_words import ATTITUDES
from placements.selectors.attitudes import attitudes
from tests.house.law import ROOT
from tests.house.personas import TABLE, statuses
from tests.house.world import arguments

FAMILY = ("outsider", "learner", "parent")
SHOWN = {200, 410}
# Files on a journey whose own words only others read.
FOR_OTHERS = {
    "placements/views/follow.py",  # what the coach reads after a visit or a question
    "placements/views/evaluation.py",  # what mentor and coach read after they handed in
    "placements/views/agreement.py",  # what the company and the school read after they filled in their part
}


def journeys():
    """Return the addresses that exist in more languages, with what each persona gets."""
    return {name: row for name, row in statuses(TABLE).items() if is_journey(name)}


def files_without_catalog(used):
    """Return the files with translatable words that `locale/sources.txt` does not name."""
    known = set(sources(ROOT))
    faults = set()
    for path in used - known:
        found = in_python(path.read_text()) if path.suffix == ".py" else in_template(path.read_text())
        if any(found):
            faults.add(str(path.relative_to(ROOT)))
    return faults - FOR_OTHERS


def template_files(response):
    """Return the own files behind the templates of a page."""
    names = {template.name for template in response.templates if template.name}
    origins = {Path(engines["django"].get_template(name).origin.name) for name in names}
    return {path for path in origins if ROOT in path.parents}


@pytest.mark.one_engine
def test_every_template_and_view_of_a_journey_is_in_the_catalogs(world):
    args, used = arguments(world), set()
    for persona in FAMILY:
        client = world.client(persona)
        client.cookies[COOKIE] = "fr"
        for name, row in journeys().items():
            url = reverse(name, args=args.get(name, []))
            if row[persona] not in SHOWN:
                continue
            response = client.get(url)
            used |= template_files(response)
            view = inspect.unwrap(resolve(url).func)
            used.add(Path(inspect.getfile(getattr(view, "func", view))))
            assert response.headers.get("Content-Language", "fr") == "fr", name
    assert len(used) > 60
    assert files_without_catalog(used) == set()


def test_a_file_outside_the_catalogs_is_seen():
    planted = ROOT / "templates" / "placements" / "sharing.html"
    assert files_without_catalog({planted}) == {"templates/placements/sharing.html"}


@pytest.mark.parametrize(("field", "words"), [("name", TILE_NAMES), ("phrase", TILE_PHRASES)])
def test_every_interest_tile_has_its_words_in_the_catalogs(field, words):
    lines = (ROOT / "catalogue" / "data" / "interests.csv").read_text(encoding="utf-8")
    assert {row[field] for row in csv.DictReader(lines.splitlines())} == set(words)


def test_every_attitude_has_its_words_in_the_catalogs():
    assert tuple(attitudes().values()) == ATTITUDES


def test_a_french_visitor_reads_french_tiles_and_reasons(world):
    client = world.client("outsider")
    client.cookies[COOKIE] = "fr"
    text = client.get(reverse("catalogue:orientation")).content.decode()
    assert "Choisis une à quatre images" in text
    assert "Travailler dehors" in text
    assert "Buiten werken" not in text
    assert translation.get_language() == "nl"


@pytest.mark.parametrize(("name", "title"), [("follow", "Suivi de"), ("evaluation", "Évaluation de")])
def test_a_learner_reads_how_it_goes_at_work_in_french(world, name, title):
    client = world.client("learner")
    client.cookies[COOKIE] = "fr"
    text = client.get(reverse(f"placements:{name}", args=arguments(world)[f"placements:{name}"])).content.decode()
    assert title in text
    assert "Contrat" in text
    for dutch in ("Opvolging", "Evaluatie van", "Bezoeken", "Nog niet ingediend", "Hoe ver staat"):
        assert dutch not in text
