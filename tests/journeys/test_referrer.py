"""A referrer brings a learner in without an account; the desk asks a CLB; the CLB helps, and everybody hears it."""

import pytest

from accounts.models import PartnerOrganisation
from learners.models import HandIn
from tests.journeys.steps import link_in, mails, press

pytestmark = pytest.mark.browser
REFERRER, JEF = "rita@ocmw.example", "jef@lerenden.example"


def hand_in(somebody):
    """Fill in the one page and press the button in the mail; returns the code of the file."""
    page = somebody.page
    somebody.go("/partners/")
    page.get_by_role("link", name="Breng een jongere bij ons").click()
    texts = {
        "first_name": "Jef", "last_name": "Maes", "birth_year": "2008", "place": "8000", "email": JEF,
        "note": "Wil in de bouw", "consent_by": "Jef zelf", "referrer_name": "Rita Raadgever",
        "organisation": "OCMW Damme", "referrer_email": REFERRER,
    }  # fmt: skip
    for name, text in texts.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=may_tell_back]").check()
    page.locator("select[name=situation]").select_option("at_school")
    page.locator("select[name=reason]").select_option("ready")
    page.get_by_text("We bellen samen").click()
    somebody.shot("aanbrengen")
    press(page, "Breng deze jongere bij het Steunpunt")
    assert "kijk in je mailbox" in somebody.text()
    somebody.go(link_in(mails(REFERRER, "hand_in_confirm").get()))
    press(page, "Ja, open een dossier")
    assert "We nemen contact op met de jongere voor" in somebody.text()
    somebody.shot("aangebracht")
    return HandIn.objects.filter(referrer_email=REFERRER).latest("pk").case


def refer(somebody, case, partner):
    """As a colleague: note the talk and ask a partner, with the ticks of the learner."""
    page = somebody.page
    somebody.enter_as("steunpunt")
    somebody.go(f"/beheer/learners/case/{case.pk}/doe/gesprek/")
    page.locator("[name=text]").fill("Wil eerst praten over een traject op maat")
    page.locator("input[type=submit], button[type=submit]").last.click()
    somebody.go(f"/beheer/learners/case/{case.pk}/doe/verwijs/")
    page.locator("[name=partner]").select_option(str(partner.pk))
    page.locator("[name=reason]").select_option("alternative")
    page.locator("[name=approach]").select_option("call_together")
    page.locator("[name=consent_by]").fill("Jef zelf, aan de telefoon")
    for tick in page.locator("[name=shares]").all():  # nothing is ticked before the learner agreed
        tick.check()
    somebody.shot("verwijs-door")
    page.locator("input[type=submit], button[type=submit]").last.click()
    page.wait_for_load_state()
    assert partner.name in somebody.text()


def test_a_referrer_brings_a_learner_and_hears_what_came_of_it(visitor):
    referrer, desk, receiver, learner = visitor(), visitor(desk=True), visitor(), visitor(script=False)
    case = hand_in(referrer)
    partner = PartnerOrganisation.objects.filter(is_demo=True, kind="clb").order_by("pk").first()
    refer(desk, case, partner)
    page = receiver.page
    link = link_in(mails(partner.email, "referral_sent").first())
    receiver.go(link)
    assert "Jef" not in receiver.text()
    press(page, "Toon naam en nummer")
    receiver.shot("doorverwijzing")
    assert "Jef Maes" in receiver.text()
    page.get_by_text("Wij nemen het op", exact=True).click()
    press(page, "Geef dit antwoord")
    press(page, "We hadden een eerste gesprek")
    learner.go("/lerenden/code/")
    learner.page.locator("input[name=code]").fill(case.learner.code)
    press(learner.page, "Open", exact=False)
    assert f"{partner.name} heeft je dossier nu" in learner.text()
    page.get_by_text("Afgerond", exact=True).click()
    press(page, "Geef dit antwoord")
    assert "Dit is afgesloten" in receiver.text()
    heard = [mail.text for mail in mails(REFERRER, "hand_in_step")]
    assert len(heard) == len(set(heard)) == 4, "received, talked, referred, back at the desk"
    referrer.go(link_in(mails(REFERRER, "hand_in_step").first()))
    assert "Zo ver zijn we: eerste gesprek gehad" in referrer.text()
