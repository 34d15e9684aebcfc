"""A sixteen-year-old on a phone: ten questions, a code, a named person, a promise, and an own page."""

import re

import pytest

from learners.models import Case, Learner
from mailing.models import OutboxMail

pytestmark = pytest.mark.browser
CODE = re.compile(r"\b[2-9B-Z]{4}-[2-9B-Z]{4}\b")


def next_page(page):
    page.locator("main form:not(.language-choice) button[type=submit]").first.click()
    page.wait_for_load_state()


def answer_everything(page):
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    page.get_by_label("Je geboortejaar").fill("2009")
    page.locator("select[name=birth_month]").select_option("5")
    page.get_by_label("Postcode of gemeente").fill("8820")
    next_page(page)
    assert not page.get_by_label("Je school").is_visible(), "a school is asked of who is in school"
    page.get_by_label("Ik zit op school").check()
    assert page.get_by_label("Je school").is_visible()
    next_page(page)  # nothing is known about the school
    page.get_by_label("STEM").check()
    next_page(page)
    next_page(page)  # nothing in mind yet
    page.get_by_label("Met de fiets").check()
    page.get_by_label("Met de bus of de trein").check()
    next_page(page)
    next_page(page)  # skips what to take into account
    page.get_by_label("Je voornaam").fill("Noor")
    page.get_by_label("Je e-mailadres").fill("noor@lerenden.example")
    page.locator("input[name=prefer][value=email]").check()
    next_page(page)
    page.locator("input[name=consent_contact]").check()


def test_from_the_front_door_to_an_own_page(visitor):
    learner = visitor()
    page = learner.page
    learner.go("/")
    page.get_by_role("link", name="Zoek mijn leerwerkplek").click()
    answer_everything(page)
    assert "Controleer je antwoorden" in learner.text()
    assert "8820" in learner.text()
    before = Learner.objects.count()
    page.locator("main form button.primary").last.dblclick()
    page.wait_for_url("**/ontvangen/**")
    code = CODE.search(learner.text()).group()
    made = Learner.objects.get(code=code)
    assert Learner.objects.count() == before + 1
    assert Case.objects.get(learner=made).owner is None or Case.objects.get(learner=made).owner.is_staff
    assert "We nemen contact op voor" in learner.text()
    assert "Wie helpt je" in learner.text()
    assert OutboxMail.objects.filter(to="noor@lerenden.example").exists()
    page.get_by_role("link", name="Open mijn pagina").click()
    assert "Dag Noor" in learner.text()


def test_a_code_opens_the_page_on_another_phone_and_a_wrong_one_does_not(visitor):
    somebody = visitor()
    code = Learner.objects.exclude(case__state="closed").first().code
    somebody.go("/lerenden/code/")
    somebody.page.locator("main form input[type=text]").fill("2222-2222")
    next_page(somebody.page)
    assert somebody.page.locator(".error-summary").count() == 1
    somebody.page.locator("main form input[type=text]").fill(code.lower().replace("-", " "))
    next_page(somebody.page)
    assert "/lerenden/dossier/" in somebody.page.url


def test_back_and_save_keep_every_answer(visitor):
    somebody = visitor()
    page = somebody.page
    somebody.go("/lerenden/intake/")
    page.get_by_label("Ik zoek zelf een plek").check()
    next_page(page)
    page.get_by_label("Je geboortejaar").fill("1890")
    next_page(page)
    assert page.get_by_label("Je geboortejaar").input_value() == "1890"
    page.get_by_label("Je geboortejaar").fill("2008")
    page.locator("select[name=birth_month]").select_option("2")
    page.get_by_label("Postcode of gemeente").fill("8800")
    next_page(page)
    page.go_back()  # past the refused form: no question to send it again
    assert page.get_by_label("Je geboortejaar").input_value() == "2008"
    next_page(page)
    page.get_by_role("link", name="Vorige").click()
    assert page.get_by_label("Je geboortejaar").input_value() == "2008"
    next_page(page)
    page.get_by_role("link", name="Bewaar je antwoorden").click()
    code = CODE.search(somebody.text()).group()
    other = visitor()
    other.go("/lerenden/intake/verder/")
    other.page.locator("main form input[type=text]").fill(code)
    next_page(other.page)
    assert "/lerenden/intake/" in other.page.url
    assert "verder" not in other.page.url
