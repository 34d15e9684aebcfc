"""A director and a trajectory coach at their desk: who needs attention, filters that stay, a file, advice, a colleague."""

import re

import pytest

from accounts.models import Invitation
from core import clock
from frontoffice.demo.schools import COACH_EMAIL, DIRECTOR_EMAIL
from learners.models import Learner
from schools.models import Membership, School
from tests.journeys.steps import (
    CODE,
    all_rows,
    assert_file_is_screen,
    board_rows,
    follow,
    link_in,
    mails,
    press,
    sign_in,
)

pytestmark = pytest.mark.browser
NEW_COLLEAGUE = "nieuwe.begeleider@scholen.example"


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


def codes(page):
    """Return the codes on the page, in the order of the table."""
    return [CODE.search(row).group() for row in board_rows(page)]


def test_each_number_is_the_length_of_its_list(director):
    page = director.page
    tiles = [
        (int(tile.locator("strong").inner_text()), tile.get_attribute("href"))
        for tile in page.locator(".tally a[href^='?']").all()
    ]
    assert len(tiles) >= 5
    assert sum(number > 0 for number, _address in tiles) >= 3
    for number, address in tiles:
        director.go(f"/scholen/bureau/{address}")
        assert len(all_rows(page)) == number, address
        if not number:
            assert "Niemand in deze lijst" in director.text()


def test_choices_live_in_the_address_and_survive_back_and_forward(director):
    page = director.page
    page.locator("select[name=state]").select_option(label="Alle lerenden")
    press(page, "Toon", exact=True)
    everybody = page.url
    assert "state=allemaal" in everybody
    by_days = codes(page)
    follow(page, "Opleiding", exact=True)
    assert "state=allemaal" in page.url
    assert "sort=opleiding" in page.url
    programmes = {row.code: str(row.programme or "Nog niet gekozen") for row in Learner.objects.all()}
    by_programme = codes(page)
    assert by_programme != by_days
    assert [programmes[code] for code in by_programme] == sorted(programmes[code] for code in by_programme)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Opleiding")

    chosen = page.locator("select[name=programme]").locator("option").nth(1)
    slug, name = chosen.get_attribute("value"), chosen.inner_text()
    page.locator("select[name=programme]").select_option(slug)
    press(page, "Toon", exact=True)
    assert f"programme={slug}" in page.url
    assert "sort=opleiding" in page.url
    narrowed = codes(page)
    assert narrowed
    assert all(name in row for row in board_rows(page))

    page.go_back()
    page.wait_for_load_state()
    assert codes(page) == by_programme
    page.go_back()
    page.wait_for_load_state()
    assert page.url == everybody
    assert codes(page) == by_days
    assert page.locator("select[name=state]").input_value() == "allemaal"
    page.go_forward()
    page.wait_for_load_state()
    page.go_forward()
    page.wait_for_load_state()
    assert codes(page) == narrowed
    assert page.locator("select[name=programme]").input_value() == slug
    assert_file_is_screen(page)


def test_an_address_that_somebody_mailed_opens_the_same_list(director, visitor, school):
    page = director.page
    address = f"/scholen/bureau/{school.public_id}/?state=zonder-plek&sort=-naam"
    director.go(address)
    seen = codes(page)
    names = {row.code: row.contact.search_text for row in Learner.objects.select_related("contact")}
    assert seen
    assert [names[code] for code in seen] == sorted((names[code] for code in seen), reverse=True)
    assert_file_is_screen(page)
    stranger = visitor(desk=True)
    stranger.go(address)
    assert "Meld je aan" in stranger.page.locator("h1").inner_text()
    assert not any(code in stranger.text() for code in seen)


def test_a_coach_sees_the_own_learners_only(visitor, school):
    coach = visitor(desk=True)
    coach.enter_as("trajectbegeleider")
    coach.go("/scholen/bureau/?state=allemaal")
    of_school = Learner.objects.filter(school=school).exclude(case__state="closed")
    own = set(of_school.filter(coach__email=COACH_EMAIL).values_list("code", flat=True))
    assert own
    assert {CODE.search(row).group() for row in all_rows(coach.page)} == own
    assert "De lerenden die jij begeleidt." in coach.text()
    somebody_elses = of_school.exclude(coach__email=COACH_EMAIL).first()
    assert coach.go(f"/scholen/lerende/{somebody_elses.public_id}/").status == 404
    coach.go(f"/scholen/bureau/{school.public_id}/collegas/")
    assert coach.page.get_by_role("button", name="Mail de uitnodiging").count() == 0


def test_the_advice_of_the_class_council_reaches_learner_and_steunpunt(visitor, director, school):
    page, today = director.page, clock.today()
    learner = Learner.objects.filter(school=school, case__state="matching").order_by("pk").first()
    Learner.objects.filter(pk=learner.pk).update(readiness="unknown", readiness_on=None, readiness_source="")
    director.go(f"/scholen/lerende/{learner.public_id}/")
    page.get_by_label("Arbeidsbereid, nog niet arbeidsrijp").check()
    for label, number in (("Dag", today.day), ("Maand", today.month), ("Jaar", today.year + 1)):
        page.get_by_label(label, exact=True).fill(str(number))
    page.get_by_label("Wie geeft dit door?").fill("Klassenraad 5 Bouw")
    press(page, "Geef dit advies door")
    assert "Die dag moet nog komen." in page.locator(".error-summary").inner_text()
    assert page.get_by_label("Wie geeft dit door?").input_value() == "Klassenraad 5 Bouw"
    page.get_by_label("Jaar", exact=True).fill(str(today.year))
    press(page, "Geef dit advies door")
    assert "Het advies is genoteerd." in director.text()
    learner.refresh_from_db()
    assert (learner.readiness, learner.readiness_on, learner.readiness_source) == (
        "willing",
        today,
        "Klassenraad 5 Bouw",
    )
    phone = visitor()
    phone.go("/lerenden/code/")
    phone.page.locator("main form input[type=text]").fill(learner.code)
    press(phone.page, re.compile("Open"))
    assert "arbeidsbereid, nog niet arbeidsrijp" in phone.text()
    assert "Dirk Directens" in phone.text()  # who opened the file
    staff = visitor(desk=True)
    staff.enter_as("steunpunt")
    staff.go(f"/beheer/learners/case/{learner.case.pk}/change/")
    assert "arbeidsbereid, nog niet arbeidsrijp" in staff.text()


def test_a_colleague_is_invited_accepts_and_signs_in(visitor, director, school):
    page = director.page
    follow(page, "Collega's")
    page.get_by_label("E-mailadres van je collega").fill("geen adres")
    page.get_by_label(re.compile("^Trajectbegeleider")).check()
    press(page, "Mail de uitnodiging")
    assert "Dit is geen e-mailadres." in page.locator(".error-summary").inner_text()
    page.get_by_label("E-mailadres van je collega").fill(NEW_COLLEAGUE)
    press(page, "Mail de uitnodiging")
    assert f"We mailden een uitnodiging naar {NEW_COLLEAGUE}." in director.text()
    assert NEW_COLLEAGUE in page.locator("table").last.inner_text()

    colleague = visitor()
    link = link_in(mails(NEW_COLLEAGUE, "invitation").get())
    for _each in range(3):
        colleague.go(link)
    assert Invitation.objects.get(email=NEW_COLLEAGUE).accepted_at is None
    assert not Membership.objects.filter(user__email=NEW_COLLEAGUE).exists()
    assert school.name in colleague.text()
    colleague.page.get_by_label("Voornaam").fill("Nele")
    colleague.page.get_by_label("Naam", exact=True).fill("Nieuwmans")
    press(colleague.page, "Ja, ik doe mee")
    assert Membership.objects.get(user__email=NEW_COLLEAGUE).role == "coach"
    colleague.go("/scholen/bureau/")
    assert "Er staan nog geen lerenden op je lijst" in colleague.text()
    again = visitor()
    sign_in(again, NEW_COLLEAGUE)
    assert school.name in again.text()
    page.reload()
    assert "Nele Nieuwmans" in director.text()
    press(page, re.compile("Neem toegang weg.*Nele Nieuwmans"))
    assert again.go(f"/scholen/bureau/{school.public_id}/").status == 404
