"""A workplace changed: which proposals still stand, who hears it, and what a colleague must see."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.enums import Availability, RecognitionState
from companies.models import Recognition
from companies.services import lifecycle, recognitions
from companies.services.availability import set_availability
from companies.services.workplaces import WorkplaceOffer, update_workplace
from companies.tasks import expire_recognitions
from core.states import MoveRefused
from mailing.models import OutboxMail
from matchmaking import links, rules
from matchmaking.enums import ProposalState
from matchmaking.selectors.work_queue import without_recognition
from matchmaking.services import answers, opening, withdrawing
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory

PROPOSED = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)
LATER, EARLIER = PROPOSED + dt.timedelta(days=1), PROPOSED - dt.timedelta(days=1)


@pytest.mark.parametrize("answer", ["", "yes", "no"])
@pytest.mark.parametrize("since", [EARLIER, LATER, None])
@pytest.mark.parametrize("state", ["", *RecognitionState])
@pytest.mark.parametrize("light", list(Availability))
def test_a_proposal_falls_only_by_news_of_after_it_was_made(light, state, since, answer):
    place = rules.PlaceNow(light, since, state, since)
    verdict = rules.still_stands(place, proposed_at=PROPOSED, company_answer=answer)
    unrecognised = state in ("refused", "expired", "lifted", "excluded")
    refused = light == "not_this_year" and answer != "yes"
    assert bool(verdict) is not (since == LATER and (unrecognised or refused))
    assert len(verdict.reasons) == (since == LATER) * (unrecognised + refused)


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def opened(province, **values):
    return ProposalFactory(**({"learner": province.learner(), "workplace": province.place(), "opened": True} | values))


def state_of(proposal):
    proposal.refresh_from_db()
    return proposal.state


def mails(template):
    return OutboxMail.objects.filter(verb=f"matchmaking/email/{template}")


def recognition_of(proposal):
    place = proposal.workplace
    return Recognition.objects.get(establishment=place.establishment, programme=place.programme)


def test_a_lifted_recognition_takes_proposals_back_tells_both_and_searches_on(province, staff, commits):
    learner = province.learner()
    IntakeFactory(learner=learner, consent_share=True)
    proposal, elsewhere = opened(province, learner=learner), opened(province)
    waiting = ProposalFactory(learner=province.learner(), workplace=proposal.workplace)
    next_best = province.place()
    today = timezone.localdate()
    with commits():
        recognitions.lift_recognition(
            actor=staff, recognition=recognition_of(proposal), on=today, origin="Digitaal loket"
        )
    assert (state_of(proposal), state_of(waiting), state_of(elsewhere)) == ("withdrawn", "withdrawn", "open")
    assert proposal.log.last().reason == "Het bedrijf is niet meer erkend voor deze opleiding."
    assert [mail.to for mail in mails("withdrawn_learner")] == [learner.contact.email]
    assert mails("withdrawn_company").count() == 1
    assert learner.proposals.get(state=ProposalState.DRAFT).workplace == next_best
    assert withdrawing.review_workplace(actor=staff, workplace_id=proposal.workplace_id) == 0


@pytest.mark.django_db(transaction=True)
def test_the_nightly_expiry_takes_proposals_back(province):
    proposal = opened(province)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Recognition.objects.filter(pk=recognition_of(proposal).pk).update(valid_until=yesterday)
    expire_recognitions()
    assert state_of(proposal) == ProposalState.WITHDRAWN


def test_a_refused_request_takes_back_what_was_proposed_before(province, staff, commits):
    proposal = opened(province)
    today = timezone.localdate()
    Recognition.objects.filter(pk=recognition_of(proposal).pk).update(state=RecognitionState.SUBMITTED)
    with commits():
        recognitions.refuse_recognition(
            actor=staff, recognition=recognition_of(proposal), on=today, origin="Digitaal loket"
        )
    assert state_of(proposal) == ProposalState.WITHDRAWN


def test_not_this_year_takes_back_all_but_what_the_company_said_yes_to(province, staff, commits):
    place = province.place(places=2, max_learners=2)
    welcome, other = opened(province, workplace=place), opened(province, workplace=place)
    answers.answer_company(actor=staff, proposal=welcome, answer="yes")
    with commits():
        set_availability(actor=staff, workplace=place, availability=Availability.NOT_THIS_YEAR)
    assert (state_of(welcome), state_of(other)) == ("open", "withdrawn")


@pytest.mark.parametrize("light", [Availability.NOW, Availability.LATER, Availability.MAYBE])
def test_any_other_light_leaves_proposals_alone(province, staff, commits, light):
    proposal = opened(province)
    with commits():
        set_availability(actor=staff, workplace=proposal.workplace, availability=light)
    assert state_of(proposal) == ProposalState.OPEN


def test_what_a_colleague_proposed_against_the_rules_survives_a_small_change(province, staff, commits):
    place = province.place()
    with commits():
        set_availability(actor=staff, workplace=place, availability=Availability.NOT_THIS_YEAR)
    by_hand = opening.propose_by_hand(
        actor=staff, learner=province.learner(), workplace=place, reason="De zaakvoerder vroeg ernaar."
    )
    with commits():
        update_workplace(actor=staff, workplace=place, offer=WorkplaceOffer(about="Nieuwe machines."))
    assert state_of(by_hand) == ProposalState.OPEN
    with commits():
        set_availability(actor=staff, workplace=place, availability=Availability.NOT_THIS_YEAR)
    assert state_of(by_hand) == ProposalState.WITHDRAWN


def test_an_introduction_stays_and_waits_for_a_colleague(province, staff, commits):
    proposal = opened(province)
    for verb in (answers.answer_learner, answers.answer_company):
        verb(actor=staff, proposal=proposal, answer="yes")
    assert list(without_recognition()) == []
    with commits():
        recognitions.lift_recognition(
            actor=staff, recognition=recognition_of(proposal), on=timezone.localdate(), origin="Digitaal loket"
        )
    assert state_of(proposal) == ProposalState.INTRODUCED
    assert list(without_recognition()) == [proposal]


def test_a_company_that_ceased_loses_its_proposals_and_gets_no_new_ones(province, staff, commits, client):
    proposal, waiting = opened(province), ProposalFactory(learner=province.learner(), workplace=province.place())
    elsewhere = province.place()
    answers.answer_learner(actor=staff, proposal=proposal, answer="yes")
    company = proposal.workplace.establishment.company
    with commits():
        lifecycle.cease_company(actor=staff, company=company, on=timezone.localdate())
    assert (state_of(proposal), state_of(waiting)) == (ProposalState.WITHDRAWN, ProposalState.DRAFT)
    assert mails("withdrawn_learner").count() == mails("withdrawn_company").count() == 1
    assert proposal.learner.proposals.get(state=ProposalState.DRAFT).workplace == elsewhere
    link = reverse("matchmaking:company_answer", args=[links.token_for(links.COMPANY, proposal)])
    page = client.post(link, {"answer": "yes"}, follow=True).content.decode()
    assert "ingetrokken" in page
    assert state_of(proposal) == ProposalState.WITHDRAWN
    with pytest.raises(MoveRefused, match="niet meer beschikbaar"):
        opening.propose_by_hand(
            actor=staff, learner=province.learner(), workplace=proposal.workplace, reason="Toch proberen"
        )


def test_approving_and_withdrawing_twice_by_the_same_button_mails_once(province, staff, client, colleague):
    draft = ProposalFactory(learner=province.learner(), workplace=province.place())
    client.force_login(colleague)
    address = reverse("admin:matchmaking_proposal_page", args=[draft.public_id])
    for verb, state, template in (
        ("approve", "open", "proposal_learner"),
        ("withdraw", "withdrawn", "withdrawn_learner"),
    ):
        for _time in range(2):
            page = client.post(address, {"verb": verb, "reason": "Verhuisd"}, follow=True)
            assert page.status_code == 200
        assert (state_of(draft), mails(template).count()) == (state, 1)
    assert "Dat kan niet" in page.content.decode(), "the second click hears why"
