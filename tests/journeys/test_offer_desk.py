"""A director takes in a list of learners and makes the next school year ready."""

import csv

import pytest

from core import clock
from frontoffice.demo.schools import DIRECTOR_EMAIL
from learners.models import Learner
from schools.models import OfferYear, ProgrammeOffer, School
from schools.rules_offer import next_school_year
from tests.journeys.steps import follow, press

pytestmark = pytest.mark.browser
HEAD = ["Voornaam", "Naam", "Geboortejaar", "Opleiding", "E-mailadres", "Advies", "Datum advies"]


@pytest.fixture
def director(visitor):
    """The director of the busiest school, at a desk."""
    somebody = visitor(desk=True)
    somebody.enter_as("directeur")
    somebody.go("/scholen/bureau/")
    return somebody


@pytest.fixture
def school():
    """The school of the persona."""
    return School.objects.get(memberships__user__email=DIRECTOR_EMAIL)


def hand_in(director, path):
    page = director.page
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Naar de kolommen")
    assert "Er is nog niets ingelezen." in director.text()
    page.get_by_label("De lerenden weten dat we hun gegevens").check()
    press(page, "Lees de lijst in")


def test_a_list_of_learners_is_read_in_twice_and_the_year_rolled_over(director, school, tmp_path):
    page = director.page
    programme = ProgrammeOffer.objects.filter(campus__school=school).first().programme
    path = tmp_path / "lerenden.csv"
    rows = [
        HEAD,
        ["Fien", "Voorbeeldlijst", "2009-05", programme.name, "fien@voorbeeld.example", "arbeidsbereid", "15/10/2025"],
        ["Mo", "Voorbeeldlijst", "", programme.name, "", "", ""],
    ]
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows(rows)
    follow(page, "Lees een lijst van lerenden in")
    hand_in(director, path)
    assert "De lijst is ingelezen" in director.text()
    assert "Geboortejaar of geboortemaand ontbreekt." in director.text()
    learner = Learner.objects.get(contact__last_name="Voorbeeldlijst")
    assert (learner.school, learner.readiness) == (school, "willing")
    with page.expect_download() as waited:
        follow(page, "Download het antwoord per rij")
    answers = waited.value.path().read_text("utf-8-sig")
    assert "niet ingelezen" in answers
    assert "Fien" not in answers
    page.get_by_role("link", name="Lees nog een lijst in").click()
    page.wait_for_load_state()
    hand_in(director, path)
    assert f"Staat al bij jullie: dossier {learner.code}." in director.text()
    assert Learner.objects.filter(contact__last_name="Voorbeeldlijst").count() == 1

    director.go("/scholen/bureau/")
    follow(page, "Aanbod", exact=True)
    assert page.locator("h1").inner_text().startswith("Aanbod in ")
    running = ProgrammeOffer.objects.filter(campus__school=school).exclude(status="stopped").count()
    for made in (running, 0):
        director.go(f"/scholen/bureau/{school.public_id}/aanbod/")
        follow(page, "Maak het volgende schooljaar klaar")
        if made:
            page.get_by_role("button", name=f"Zet {made} ").click()
            page.wait_for_load_state()
            assert "voor schooljaar" in director.text()
        else:
            assert "Alles staat al klaar." in director.text()
    coming = OfferYear.objects.filter(
        offer__campus__school=school, school_year=next_school_year(clock.school_year_of(clock.today()))
    )
    assert coming.count() == running
