"""The main job, from a learner's first question to a handshake that the school can see."""

import pytest

from learners.models import Case
from mailing.models import OutboxMail
from matchmaking import tasks
from matchmaking.models import MatchRound, Proposal, ProposalLog
from matchmaking.services import rounds
from schools.models import School
from tests.journeys.steps import (
    assert_file_is_screen,
    board_rows,
    do_intake,
    exported,
    follow,
    free_place,
    link_in,
    mails,
    press,
    sign_in,
)

pytestmark = pytest.mark.browser
MAIL = "fleur@lerenden.example"


def demo_school(number):
    return School.objects.filter(is_demo=True).order_by("pk")[number]


def what_is_stored():
    """Everything that an answer would change."""
    proposals = list(Proposal.objects.order_by("pk").values())
    cases = list(Case.objects.order_by("pk").values("pk", "state", "updated_at"))
    return proposals, cases, ProposalLog.objects.count(), OutboxMail.objects.count()


def open_case_from_the_queue(staff, learner):
    page = staff.page
    staff.go("/beheer/")
    tile = page.get_by_role("link", name="Beloofd eerste contact")
    waiting = int(tile.locator("strong").inner_text())
    tile.click()
    page.wait_for_load_state()
    assert f"{waiting} rij" in staff.text()
    follow(page, learner.contact.full_name)
    assert learner.contact.full_name in page.locator("h1").last.inner_text()
    return waiting


def note_first_talk(staff, learner, waiting):
    page = staff.page
    follow(page, "Noteer een gesprek", exact=True)
    press(page, "Noteer een gesprek")
    assert "Schrijf kort wat er gezegd is." in staff.text()
    page.get_by_label("Wat is er gezegd?").fill("Fleur wil graag starten en kan elke dag komen.")
    page.get_by_label("De lerende mag dit lezen").check()
    press(page, "Noteer een gesprek")
    assert "Eerste gesprek gehad" in page.locator(".case-head").inner_text()
    assert "Fleur wil graag starten" in staff.text()
    staff.go("/beheer/")
    assert int(page.get_by_role("link", name="Beloofd eerste contact").locator("strong").inner_text()) == waiting - 1


def start_round(staff, place):
    page = staff.page
    staff.go("/beheer/matchmaking/matchround/")
    follow(page, "Start een ronde")
    page.get_by_label("Opleiding").select_option(place.programme.slug)
    press(page, "Start de ronde")
    page.wait_for_url("**/matchround/*-*/")
    return MatchRound.objects.latest("pk")


def approve(staff, place):
    page = staff.page
    assert "De controle is in orde" in staff.text()
    row = page.locator("tbody tr").filter(has_text="Fleur Journee")
    assert row.count() == 1
    assert str(place.establishment.company) in row.inner_text()
    assert row.get_by_role("checkbox").is_checked()
    press(page, "Keur de aangevinkte goed")
    assert "1 voorstel is goedgekeurd en verstuurd." in staff.text()


def say_yes(learner):
    page = learner.page
    link = link_in(mails(MAIL, "proposal_learner").get())
    before = what_is_stored()
    for _each in range(20):
        assert learner.go(link).status == 200
    assert what_is_stored() == before
    press(page, "Ja, dit wil ik")
    assert page.get_by_role("button", name="Ja, dit wil ik").count() == 0


def company_says_yes(company, address, place):
    page = company.page
    company.go(link_in(mails(address, "proposal_company").first()))
    text = company.text()
    assert "F. J." in text
    assert place.programme.name in text
    assert "Fleur" not in text
    assert MAIL not in text
    press(page, "Ja, deze lerende is welkom")
    assert "Maak kennis met Fleur" in page.locator("h1").inner_text()
    assert MAIL in company.text()


def test_from_the_first_question_to_a_handshake(visitor):
    place, school = free_place(), demo_school(0)
    company_address = place.establishment.company.contacts.get().email
    learner, staff, company = visitor(), visitor(desk=True), visitor()

    person = do_intake(learner, place, name="Fleur", email=MAIL, school=school)
    assert person.case.state == "new"
    staff.enter_as("steunpunt")
    waiting = open_case_from_the_queue(staff, person)
    note_first_talk(staff, person, waiting)
    round_ = start_round(staff, place)
    assert round_.state == "ready"
    approve(staff, place)
    assert Proposal.objects.get(learner=person).workplace == place
    learner.go(f"/lerenden/dossier/{person.public_id}/")
    assert "Fleur wil graag starten" in learner.text()
    assert "Zo ver zijn we: plek zoeken" in learner.text()
    assert "Wacht op jouw antwoord" in learner.text()

    say_yes(learner)
    assert not mails(MAIL, "introduction_learner").exists()
    company_says_yes(company, company_address, place)
    for address, kind in ((MAIL, "introduction_learner"), (company_address, "introduction_company")):
        assert mails(address, kind).count() == 1
    assert company_address in mails(MAIL, "introduction_learner").get().text

    learner.go(f"/matchen/mijn-plekken/{person.public_id}/")
    assert "zeiden allebei ja" in learner.text()
    assert company_address in learner.text()
    staff.go(f"/beheer/learners/case/{person.case.pk}/change/")
    assert "Kennismaking" in staff.page.locator(".case-head h2").inner_text()

    director = visitor(desk=True)
    sign_in(director, "directeur0@scholen.example")
    assert mails("directeur0@scholen.example", "introduction_school").exists()
    director.page.get_by_role("link", name="maakt kennis").or_(
        director.page.get_by_role("link", name="maken kennis")
    ).click()
    director.page.wait_for_load_state()
    rows = board_rows(director.page)
    assert any(person.code in row and "Kennismaking" in row for row in rows)
    assert_file_is_screen(director.page)

    stranger = visitor(desk=True)
    sign_in(stranger, "directeur1@scholen.example")
    stranger.go(f"/scholen/bureau/{demo_school(1).public_id}/?state=allemaal")
    assert board_rows(stranger.page)
    assert person.code not in stranger.text()
    assert person.code not in str(exported(stranger.page))
    assert stranger.go(f"/scholen/lerende/{person.public_id}/").status == 404
    assert stranger.go(f"/scholen/bureau/{school.public_id}/").status == 404


def test_a_colleague_watches_a_round_and_sees_the_result_come(visitor, monkeypatch):
    waiting = []
    monkeypatch.setattr(rounds, "enqueue", lambda task, **kwargs: waiting.append((task, kwargs)))
    staff = visitor(desk=True)
    staff.enter_as("steunpunt")
    round_ = start_round(staff, free_place())
    assert waiting == [("matchmaking.tasks.run_round", {"round_id": round_.pk})]
    page, bar = staff.page, staff.page.locator(".job progress")
    assert "De ronde wacht op een rekenaar" in staff.text()
    address = page.url
    page.evaluate("window.stillTheSamePage = true")

    claim = rounds.claim_round(round_id=round_.pk)
    rounds.note_progress(round_id=round_.pk, claim=claim, done=40, total=100)
    page.get_by_text("De ronde rekent", exact=True).wait_for()
    assert bar.get_attribute("value") == "40"
    assert page.evaluate("window.stillTheSamePage")

    MatchRound.objects.filter(pk=round_.pk).update(state="waiting")
    tasks.run_round(round_id=round_.pk)
    page.get_by_text("De controle is in orde").wait_for()
    assert page.url == address
    assert page.get_by_text("De ronde rekent", exact=True).count() == 0


def test_a_colleague_stops_a_round_that_runs(visitor, monkeypatch):
    monkeypatch.setattr(rounds, "enqueue", lambda task, **kwargs: None)
    staff = visitor(desk=True)
    staff.enter_as("steunpunt")
    round_ = start_round(staff, free_place())
    press(staff.page, "Stop dit werk")
    assert "Deze ronde is gestopt" in staff.text()
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    assert round_.state == "cancelled"
