"""Beginning an agreement from the school's file of a learner, and the agreements it shows."""

import pytest
from django.urls import reverse
from lxml import html

from learners.enums import CaseState
from placements.models import Agreement
from tests.factories.accounts import UserFactory
from tests.factories.companies import RecognitionFactory, WorkplaceFactory
from tests.factories.matchmaking import ProposalFactory, make_workplace
from tests.factories.placements import AgreementFactory, make_own_terms


@pytest.fixture(autouse=True)
def terms(province):
    make_own_terms()


def address(learner):
    return reverse("schools:agreement_start", args=[learner.public_id])


def file_of(client, learner):
    return html.document_fromstring(client.get(reverse("schools:learner", args=[learner.public_id])).content)


def test_the_button_beside_an_introduction_begins_its_agreement_once(client, desk):
    learner = desk.learner(state="introduced")
    proposal = ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), introduced=True)
    client.force_login(desk.director)
    [form] = file_of(client, learner).xpath("//form[contains(@action, '/overeenkomst/')]")
    typed = {"place": form.xpath(".//input[@name='place']/@value")[0]}
    for _twice in range(2):
        client.post(form.get("action"), typed)
    [agreement] = Agreement.objects.filter(learner=learner)
    assert (agreement.proposal, agreement.school) == (proposal, desk.school)
    page = file_of(client, learner)
    assert not page.xpath("//form[contains(@action, '/overeenkomst/')]")
    assert page.xpath(f"//a[@href='{reverse('placements:agreement', args=[agreement.public_id])}']")


def test_another_recognised_workplace_can_be_chosen_and_no_other(client, desk):
    learner = desk.learner()
    known = make_workplace(learner.programme)
    unrecognised = WorkplaceFactory(programme=learner.programme)
    elsewhere = make_workplace(WorkplaceFactory().programme)
    client.force_login(desk.coach)
    assert client.get(address(learner)).status_code == 404
    client.force_login(desk.director)
    shown = client.get(address(learner)).content.decode()
    assert known.establishment.company.name in shown
    for place in (unrecognised, elsewhere):
        assert str(place.public_id) not in shown
        refused = client.post(address(learner), {"place": f"plek-{place.public_id}"})
        assert "Die leerwerkplek kun je niet (meer) kiezen." in refused.content.decode()
    assert "Kies een leerwerkplek." in client.post(address(learner), {}).content.decode()
    assert not Agreement.objects.exists()
    client.post(address(learner), {"place": f"plek-{known.public_id}"})
    assert Agreement.objects.get().workplace == known


def test_a_closed_file_begins_nothing(client, desk):
    learner = desk.learner(state="closed")
    place = make_workplace(learner.programme)
    client.force_login(desk.director)
    page = client.post(address(learner), {"place": f"plek-{place.public_id}"}).content.decode()
    assert "Dit dossier is afgesloten." in page
    assert not Agreement.objects.exists()


def test_the_file_shows_the_agreements_of_this_learner_only(client, desk):
    learner, other = desk.learner(), desk.learner()
    mine = AgreementFactory(learner=learner, school=desk.school)
    theirs = AgreementFactory(learner=other, school=desk.school)
    client.force_login(desk.director)
    text = file_of(client, learner).text_content()
    assert mine.code in text
    assert theirs.code not in text


def test_a_colleague_begins_from_the_page_of_the_case(client, desk):
    learner = desk.learner(state="introduced")
    act = reverse("admin:learners_case_act", args=[learner.case.pk, "overeenkomst"])
    client.force_login(UserFactory(staff=True))
    assert "Er is geen kennismaking zonder overeenkomst." in client.post(act).content.decode()
    proposal = ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), introduced=True)
    RecognitionFactory(establishment=proposal.workplace.establishment)
    client.post(act)
    assert Agreement.objects.get().proposal == proposal
    assert learner.case.state == CaseState.INTRODUCED
