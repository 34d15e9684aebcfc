"""A colleague of the Steunpunt at a desk: signs in, works through the queue, searches, hands over, decides."""

import datetime as dt

import pytest

from accounts.models import PartnerOrganisation
from companies.models import Company
from core import clock
from frontoffice.demo.extras import STAFF_EMAIL
from learners.models import Case, Learner
from mailing.models import OutboxMail
from matchmaking.models import PairDecision, Proposal
from tests.journeys.steps import (
    CODE,
    code_mailed_to,
    follow,
    free_place,
    link_in,
    mails,
    next_page,
    press,
    second_place_beside,
    sign_in,
    someone_searching,
)

pytestmark = pytest.mark.browser
LEARNER_MAIL = "wout@lerenden.example"


@pytest.fixture
def staff(visitor):
    """A colleague at a desk, signed in."""
    somebody = visitor(desk=True)
    somebody.enter_as("steunpunt")
    return somebody


def count_rows(page):
    """Count the rows of a list of work over all its pages."""
    rows = page.locator(".staff-lines > li").count()
    while page.get_by_role("link", name="Volgende").count():
        follow(page, "Volgende")
        page.wait_for_load_state()
        rows += page.locator(".staff-lines > li").count()
    return rows


def run_action(page, words):
    """Tick the only row of a list and run an action on it."""
    page.locator("#result_list tbody input.action-select").check()
    page.locator("select[name=action]").select_option(label=words)
    press(page, "Uitvoeren")


def find(staff, typed):
    """Type in the search box of the staff site and press on."""
    staff.page.get_by_role("searchbox", name="Zoek naam, code of nummer").fill(typed)
    press(staff.page, "Zoek", exact=True)
    return staff.page.locator(".staff-lines").all_inner_texts()


def test_a_mailed_code_opens_the_desk_and_a_wrong_one_does_not(visitor):
    somebody = visitor(desk=True)
    page = somebody.page
    somebody.go("/beheer/")
    assert "Meld je aan" in page.locator("h1").inner_text()
    page.get_by_label("E-mailadres").fill(STAFF_EMAIL)
    press(page, "Mail me een code")
    page.locator("input[name=code]").fill("XXXX-XXXX")
    press(page, "Meld me aan")
    assert "Deze code klopt niet." in somebody.text()
    assert page.locator("h1").inner_text() == "Typ de code uit de mail"
    page.locator("input[name=code]").fill(code_mailed_to(STAFF_EMAIL))
    press(page, "Meld me aan")
    assert "Stien Steunaert" in somebody.text()
    assert page.locator(".staff-queue").count() == 1


def test_somebody_else_has_no_staff_site(visitor):
    company = visitor(desk=True)
    company.enter_as("bedrijf")
    assert company.go("/beheer/").status == 404
    assert "Vandaag" not in company.page.locator("h1").inner_text()


def test_every_number_of_the_queue_opens_a_list_of_that_many_rows(staff):
    page = staff.page
    OutboxMail.objects.filter(pk__in=OutboxMail.objects.values("pk")[:3]).update(state="failed", sent_at=None)
    Case.objects.filter(pk__in=Case.objects.filter(state="parked").values("pk")[:1]).update(
        state_due_on=clock.today() - dt.timedelta(days=1)
    )
    Proposal.objects.filter(state="open").update(answer_due_on=clock.today() - dt.timedelta(days=1))
    staff.go("/beheer/")
    tiles = page.locator(".staff-queue a").all()
    numbers = {tile.get_attribute("href"): int(tile.locator("strong").inner_text()) for tile in tiles}
    assert len(numbers) > 10
    assert sum(number > 0 for number in numbers.values()) > 5
    for address, number in numbers.items():
        staff.go(address)
        assert count_rows(page) == number, address
        if number:
            link = page.locator(".staff-lines a").first
            assert staff.go(link.get_attribute("href")).status == 200, address


def test_search_by_name_code_and_number_with_dots(staff):
    learner = Learner.objects.select_related("contact").filter(is_demo=True).first()
    company = Company.objects.order_by("pk").first()
    number = company.enterprise_number
    staff.go("/beheer/")
    assert any(learner.code in text for text in find(staff, learner.contact.full_name.upper()))
    for typed in (learner.code, learner.code.lower().replace("-", " ")):
        assert learner.contact.full_name in find(staff, typed)[0]
    for typed in (f"{number[:4]}.{number[4:7]}.{number[7:]}", f"BE {number[:4]}.{number[4:7]}.{number[7:]}"):
        assert company.name in find(staff, typed)[0]
    follow(staff.page, company.name, exact=True)
    assert company.name in staff.page.locator("#content").inner_text()
    assert find(staff, "zzqqzz") == []
    assert "Niets gevonden" in staff.text()


def test_a_warm_hand_over_and_the_partners_answer(visitor, staff):
    learner = someone_searching(free_place(), "Wout", LEARNER_MAIL)
    partner = PartnerOrganisation.objects.get(name="Voorbeeld-CLB De Kaap")
    page = staff.page
    staff.go(f"/beheer/learners/case/{learner.case.pk}/change/")
    follow(page, "Verwijs door")
    page.get_by_label("Partner", exact=True).select_option(label=str(partner))
    page.get_by_label("Waarom?").select_option(label="Zoekt een andere weg")
    page.get_by_label("Toelichting").fill("We belden samen. Wout wil eerst praten over een andere richting.")
    press(page, "Verwijs door")
    assert "Noteer wie toestemming gaf." in staff.text()
    assert "We belden samen." in page.get_by_label("Toelichting").input_value()
    page.get_by_label("Wie gaf toestemming?").fill("Wout, aan de telefoon")
    for tick in page.locator("[name=shares]").all():  # nothing is ticked before the learner agreed
        tick.check()
    press(page, "Verwijs door")
    assert "Doorverwezen" in page.locator(".case-head h2").inner_text()

    asked = OutboxMail.objects.filter(to=partner.email).latest("pk")
    assert "Wout" not in asked.text
    other = visitor()
    for _each in range(3):
        other.go(link_in(asked))
    assert "Wout Baert" not in other.text()
    assert learner.case.referrals.get().state == "sent"
    press(other.page, "Toon naam en nummer")
    assert "Wout Baert" in other.text()
    other.page.get_by_label("Wij nemen het op", exact=False).first.check()
    press(other.page, "Geef dit antwoord")
    assert "Jullie hebben dit dossier nu" in other.text()
    page.reload()
    assert "Wij nemen" in page.locator(".module").filter(has_text="Doorverwijzingen").inner_text()
    assert OutboxMail.objects.filter(to=LEARNER_MAIL, verb__contains="referral").exists()


def test_a_mail_that_failed_is_sent_again(staff):
    page = staff.page
    mail = OutboxMail.objects.filter(state="sent", verb__contains="proposal_learner").first()
    OutboxMail.objects.filter(pk=mail.pk).update(state="failed", sent_at=None, error="Postbus vol")
    staff.go("/beheer/")
    tile = page.get_by_role("link", name="Mails die niet vertrokken")
    assert tile.locator("strong").inner_text() == "1"
    tile.click()
    page.wait_for_load_state()
    follow(page, mail.subject)
    assert "Postbus vol" in staff.text()
    staff.go("/beheer/mailing/outboxmail/?state__exact=failed")
    run_action(page, "Verstuur opnieuw")
    mail.refresh_from_db()
    assert mail.state == "sent"
    staff.go("/beheer/")
    assert page.get_by_role("link", name="Mails die niet vertrokken").locator("strong").inner_text() == "0"


def test_a_code_to_sign_in_is_not_shown_to_a_colleague(visitor, staff):
    director = visitor()
    sign_in(director, "directeur0@scholen.example")
    mail = mails("directeur0@scholen.example", "sign_in_code").get()
    staff.go(f"/beheer/mailing/outboxmail/{mail.pk}/change/")
    code = mail.text.split("aan te melden: ")[1].split()[0]
    assert "Deze tekst tonen we niet" in staff.text()
    assert code not in staff.page.content()


def decide(page, place, kind, reason):
    """Fill in the decision about a pair."""
    page.get_by_label("Leerwerkplek").select_option(str(place.public_id))
    page.get_by_label(kind).check()
    press(page, "Leg dit vast")
    assert page.locator(".error-summary").get_by_text("Noteer waarom.").count() == 1
    page.get_by_label("Waarom", exact=True).fill(reason)
    press(page, "Leg dit vast")


def test_an_excluded_pair_is_not_proposed_any_more(staff):
    place = free_place()
    learner, company = someone_searching(place, "Wout", LEARNER_MAIL), str(place.establishment.company)
    page = staff.page
    staff.go(f"/matchen/mijn-plekken/{learner.public_id}/")
    assert company in staff.text()
    staff.go(f"/beheer/matchmaking/proposal/lerende/{learner.public_id}/")
    assert company in page.locator("tbody").inner_text()
    decide(page, place, "Sluit deze plek uit voor deze lerende", "De zaakvoerder is familie.")
    assert "Deze plek is uitgesloten voor deze lerende." in staff.text()
    assert "De zaakvoerder is familie." in staff.text()
    assert page.locator("tbody").filter(has_text=company).count() == 0
    assert PairDecision.objects.get(learner=learner, workplace=place).kind == "forbid"
    staff.go(f"/matchen/mijn-plekken/{learner.public_id}/")
    assert company not in staff.text()


def test_a_no_with_a_reason_brings_the_next_best(visitor, staff):
    place = free_place()
    second = second_place_beside(place)
    learner = someone_searching(place, "Wout", LEARNER_MAIL)
    page = staff.page
    staff.go(f"/beheer/matchmaking/proposal/lerende/{learner.public_id}/")
    decide(page, place, "Stel deze plek nu voor", "De zaakvoerder vroeg naar Wout.")
    assert "De plek is voorgesteld." in staff.text()

    phone = visitor()
    phone.go(link_in(mails(LEARNER_MAIL, "proposal_learner").get()))
    press(phone.page, "Nee, liever niet")
    assert "Kies een reden." in phone.page.locator(".error-summary").inner_text()
    phone.page.get_by_label("De uren passen niet").check()
    press(phone.page, "Nee, liever niet")
    first = Proposal.objects.get(learner=learner, workplace=place)
    assert (first.state, first.learner_reason) == ("declined", "hours")

    staff.go("/beheer/werk/goedkeuren/")
    page.locator(".staff-lines li").filter(has_text=str(second.establishment.company)).get_by_role("link").click()
    page.wait_for_load_state()
    assert "Wout Baert" in page.locator("h1").last.inner_text()
    press(page, "Keur goed en verstuur")
    newest = mails(LEARNER_MAIL, "proposal_learner").first()
    assert str(second.establishment.company) in newest.text
    phone.go(link_in(newest))
    assert str(second.establishment.company) in phone.text()
    assert phone.page.get_by_role("button", name="Ja, dit wil ik").count() == 1


def test_a_new_moment_on_the_agenda_is_public_once_it_is_published(visitor, staff):
    page, day = staff.page, clock.today() + dt.timedelta(days=20)
    staff.go("/beheer/campaigns/agendaitem/add/")
    page.locator("#id_title").press_sequentially("Proefdag in de haven")
    page.locator("#id_kind").select_option(label="Infosessie")
    page.locator("#id_summary").fill("Kijk een dag mee in de haven.")
    for moment, hour in (("starts_at", "10:00:00"), ("ends_at", "12:00:00")):
        page.locator(f"#id_{moment}_0").fill(f"{day:%d-%m-%Y}")
        page.locator(f"#id_{moment}_1").fill(hour)
    page.locator("#id_place").fill("Kaai 5")
    page.locator("#id_capacity").fill("12")
    press(page, "Opslaan", exact=True)
    assert page.locator(".errornote").count() == 0, page.locator(".errorlist").all_inner_texts()

    public = visitor()
    public.go("/agenda/")
    assert "Proefdag in de haven" not in public.text()
    assert public.go("/agenda/proefdag-in-de-haven/").status == 404
    staff.go("/beheer/campaigns/agendaitem/?q=Proefdag")
    run_action(page, "Publiceren")
    public.go("/agenda/")
    public.page.get_by_role("link", name="Proefdag in de haven").first.click()
    public.page.wait_for_load_state()
    assert "nog 12 van 12 vrij" in public.text()
    public.page.get_by_label("Je naam").fill("Bo Maes")
    public.page.get_by_label("E-mailadres").fill("bo@bezoekers.example")
    next_page(public.page)
    assert CODE.search(public.text())
    assert OutboxMail.objects.filter(to="bo@bezoekers.example").count() == 1
    staff.go("/beheer/campaigns/agendaitem/?q=Proefdag")
    assert page.locator("#result_list .field-taken").inner_text() == "1"
