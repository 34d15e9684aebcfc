"""A mother who reads little Dutch: a link from her son, her own language, what it costs, and a call."""

import datetime as dt

import pytest
from django.utils import timezone

from learners.enums import CoViewPart
from learners.models import CoView, Learner
from mailing.models import OutboxMail
from tests.factories.learners import AppointmentFactory

pytestmark = pytest.mark.browser
NARROW = {"width": 360, "height": 740}


def a_learner():
    """A learner who still searches, of sixteen or more, with somebody who follows the file."""
    rows = Learner.objects.filter(case__state="matching", case__owner__isnull=False, contact__isnull=False)
    learner = (
        rows.filter(birth_year__lte=timezone.localdate().year - 17, coviews=None)
        .select_related("contact", "case")
        .first()
    )
    AppointmentFactory(case=learner.case, starts_at=timezone.now() + dt.timedelta(days=4), place="Burg 4, Brugge")
    return learner


def open_page(somebody, learner):
    somebody.go("/lerenden/code/")
    somebody.page.locator("main form input[name=code]").fill(learner.code)
    somebody.page.locator("main form:has(input[name=code]) button[type=submit]").click()
    somebody.page.wait_for_url("**/dossier/**")


def share(somebody):
    page = somebody.page
    page.get_by_role("link", name="Deel met een ouder").click()
    page.get_by_label("Voor wie is de link?").fill("mama")
    page.get_by_label("Mijn afspraken").check()
    page.get_by_label("Wat er nu komt en hoe ver we zijn").check()
    page.get_by_role("button", name="Maak de link").click()
    page.wait_for_load_state()
    return page.locator(".share-link a").get_attribute("href")


def test_a_mother_reads_along_in_french_and_asks_for_a_call(visitor):
    learner = a_learner()
    son = visitor()
    open_page(son, learner)
    link = share(son)
    mother = visitor()
    mother.page.set_viewport_size(NARROW)
    mother.go(link)
    assert mother.page.locator("html").get_attribute("lang") == "nl-BE"
    mother.page.get_by_role("button", name="Français").click()
    mother.page.wait_for_load_state()
    assert mother.page.url == link
    assert mother.page.locator("html").get_attribute("lang") == "fr"
    said = mother.text()
    assert "Combien cela coûte" in said
    assert "Burg 4, Brugge" in said
    assert "pas encore été vérifiée" in said
    assert learner.contact.first_name not in said
    assert learner.code not in said
    wide = mother.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    mother.shot("parent-fr-360")
    mother.page.get_by_label("Numéro où nous pouvons vous appeler").fill("0470 11 22 33")
    mother.page.get_by_role("button", name="Appelez-moi").click()
    mother.page.wait_for_load_state()
    assert "Merci. Un collaborateur vous appelle" in mother.text()
    assert OutboxMail.objects.filter(key__startswith="coview-call:").count() == 1
    son.page.reload()
    son.page.get_by_role("button", name="Trek deze link in").click()
    son.page.wait_for_load_state()
    mother.go(link)
    assert "Ce lien ne marche plus" in mother.text()
    assert CoView.objects.get(learner=learner).parts == sorted([CoViewPart.APPOINTMENTS, CoViewPart.STEPS])


def test_the_sheet_is_one_page_of_paper(visitor, tmp_path):
    learner = a_learner()
    somebody = visitor()
    open_page(somebody, learner)
    somebody.page.get_by_role("link", name="Op één blad").click()
    somebody.page.wait_for_url("**/blad/")
    assert somebody.page.locator("svg.qr").count() == 1
    sheet = somebody.page.pdf(format="A4", prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") + sheet.count(b"/Type/Page\n") + sheet.count(b"/Type /Page ") == 1


def test_reading_aloud_is_offered_only_where_the_browser_can(visitor):
    able, unable = visitor(), visitor(script=False)
    able.go("/lerenden/")
    unable.go("/lerenden/")
    can = able.page.evaluate("'speechSynthesis' in window && 'SpeechSynthesisUtterance' in window")
    assert able.page.locator("[data-read-aloud]").is_visible() == can
    assert not unable.page.locator("[data-read-aloud]").is_visible()
