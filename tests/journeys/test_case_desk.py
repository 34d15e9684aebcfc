"""The case desk with the keyboard: letters work, never while typing, can be switched off, and everything works without."""

import pytest
from django.urls import reverse

from learners.models import Case, CaseEvent, Learner

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUEUE = reverse("admin:learners_case_changelist")


def first_row(page):
    """Choose the first row with J."""
    page.keyboard.press("j")
    assert page.locator("#result_list tr.is-chosen").count() == 1


def test_a_colleague_works_through_the_queue_with_letters(visitor):
    desk = visitor(desk=True)
    desk.enter_as("steunpunt")
    desk.go(f"{QUEUE}?todo=zonder-eigenaar")
    desk.shot("case-desk-queue")
    page = desk.page
    assert page.locator("[data-keys-switch]").is_visible()
    page.keyboard.press("o")  # no row is chosen: nothing happens, and it is said
    assert page.locator("[data-keys-said]").inner_text() == "Kies eerst een rij met J."
    before = Case.objects.filter(owner=None).count()
    first_row(page)
    with page.expect_navigation():
        page.keyboard.press("o")
    assert "Ik neem dit dossier: genoteerd" in desk.text()
    assert "todo=zonder-eigenaar" in page.url
    assert Case.objects.filter(owner=None).count() == before - 1
    first_row(page)
    page.keyboard.press("c")
    page.wait_for_url("**/doe/gesprek/**")
    told = CaseEvent.objects.count()
    page.locator("#id_text").fill("")
    page.keyboard.type("on compte: ocnfmp")  # letters in a field are letters
    assert page.locator("#id_text").input_value() == "on compte: ocnfmp"
    assert CaseEvent.objects.count() == told


def test_letters_can_be_switched_off_and_stay_off(visitor):
    desk = visitor(desk=True)
    desk.enter_as("steunpunt")
    desk.go(f"{QUEUE}?todo=zonder-eigenaar")
    page = desk.page
    page.get_by_role("button", name="Zet sneltoetsen uit").click()
    desk.go(f"{QUEUE}?todo=zonder-eigenaar")
    page.keyboard.press("j")
    assert page.locator("tr.is-chosen").count() == 0
    assert page.get_by_role("button", name="Zet sneltoetsen aan").is_visible()


def test_the_same_without_script_and_on_a_phone(visitor):
    phone = visitor(script=False)
    phone.enter_as("steunpunt")
    phone.go(f"{QUEUE}?todo=zonder-eigenaar")
    before = Case.objects.filter(owner=None).count()
    phone.page.locator("#result_list button[data-key=o]").first.click()
    phone.page.wait_for_load_state()
    assert Case.objects.filter(owner=None).count() == before - 1
    assert not phone.page.locator("[data-keys-switch]").is_visible()


def test_two_files_of_one_person_become_one(visitor):
    desk = visitor(desk=True)
    desk.enter_as("steunpunt")
    desk.go(reverse("admin:learners_duplicates"))
    desk.shot("case-desk-doubles")
    before = Learner.objects.count()
    desk.page.locator(".staff-lines li a").first.click()
    desk.page.wait_for_load_state()
    desk.shot("case-desk-merge")
    if not desk.page.locator("input[name=sure]").count():
        desk.page.get_by_role("link", name="Keer om").click()
    desk.page.locator("input[name=sure]").check()
    desk.page.locator("input[type=submit][value^='Voeg samen']").click()
    desk.page.wait_for_load_state()
    assert "De oude code blijft werken" in desk.text()
    assert Learner.objects.count() == before - 1
