"""After a lost place: a search within the minute, the introduction taken and given back; and an advice that holds."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actor import SYSTEM
from core import clock
from learners.enums import CaseState, Cause, Readiness, Reporter, Route, Wish
from learners.models import BreakOff, Case, CaseEvent
from learners.services import break_offs, cases, contact
from mailing.models import OutboxMail
from matchmaking import tasks
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.services import searching_again
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def placed(province, **values):
    """A learner with a workplace, the introduction that led to it, and two other places nearby."""
    learner = province.learner(state="placed", **values)
    old = ProposalFactory(learner=learner, workplace=province.place(), introduced=True)
    return learner.case, old, [province.place(), province.place()]


def report(case, wish=Wish.SAME):
    return break_offs.report_break_off(
        actor=SYSTEM, case=case, cause=Cause.NO_WORK, ended_on=clock.today(), wish=wish, reporter=Reporter.SCHOOL
    )


def mails(verb):
    return OutboxMail.objects.filter(verb__endswith=verb)


def states(learner_id):
    return dict(Proposal.objects.filter(learner=learner_id).values_list("workplace", "state"))


def test_a_report_makes_drafts_of_other_places_and_tells_the_owner(province, commits):
    case, old, others = placed(province)
    with commits():
        row = report(case)
    with commits():
        for _ in range(2):
            tasks.sweep_losses()
    found = states(case.learner_id)
    assert found.pop(old.workplace_id) == ProposalState.WITHDRAWN
    assert found == {place.pk: ProposalState.DRAFT for place in others}
    row.refresh_from_db()
    assert row.drafts == 2
    assert row.searched_at is not None
    texts = " ".join(OutboxMail.objects.filter(to=case.owner.email).values_list("text", flat=True))
    assert "2 voorstellen klaar" in texts


def test_the_queue_may_be_dead_the_sweep_still_searches(province, django_capture_on_commit_callbacks):
    case, _old, _others = placed(province)
    report(case)  # no callback ran: as if the worker never heard of it
    cases.Case.objects.filter(pk=case.pk).update(state=CaseState.MATCHING)
    tasks.sweep_losses()
    assert BreakOff.objects.get().searched_at is not None


def test_without_any_place_the_owner_is_told_to_call(province, commits):
    learner = province.learner(state="placed")
    with commits():
        row = report(learner.case)
    assert searching_again.search_after_loss(break_off_id=row.pk) in (0, None)
    row.refresh_from_db()
    assert row.drafts == 0
    assert mails("staff_due").filter(text__contains="nog geen plek").count() == 1


def test_who_wants_something_else_is_not_searched_for(province, commits):
    case, _old, _others = placed(province)
    with commits():
        row = report(case, Wish.STOP)
    tasks.sweep_losses()
    row.refresh_from_db()
    assert row.searched_at is None
    assert not Proposal.objects.filter(state=ProposalState.DRAFT).exists()


@pytest.mark.parametrize("state", ["placed", "introduced"])
def test_taking_back_gives_the_place_back_and_tells_the_company_once(province, commits, state):
    case, old, _others = placed(province)
    if state == "introduced":
        Case.objects.filter(pk=case.pk).update(state=state, state_due_on=clock.today())
    with commits():
        row = report(case)
    with commits():
        break_offs.undo_break_off(actor=SYSTEM, break_off=row)
    old.refresh_from_db()
    case.refresh_from_db()
    assert (old.state, case.state) == (ProposalState.INTRODUCED, state)
    assert mails("lost_company").count() == mails("restored_company").count() == 1
    assert "bij jullie stopte" in mails("lost_company").get().text
    if state == "placed":
        assert not Proposal.objects.filter(state=ProposalState.DRAFT).exists()


def advise(case, readiness):
    return contact.record_advice(
        actor=SYSTEM, case=case, readiness=readiness, on=clock.today(), source="Klassenraad 5 Elektriciteit"
    )


@pytest.mark.parametrize("readiness", [Readiness.WILLING, Readiness.NOT_WILLING])
@pytest.mark.parametrize("state", ["matching", "introduced"])
def test_an_advice_not_yet_holds_the_search_and_tells_both_sides(province, commits, readiness, state):
    learner = province.learner(state=state)
    IntakeFactory(learner=learner, consent_share=True)
    traits = {"introduced": True} if state == "introduced" else {"opened": True}
    proposal = ProposalFactory(learner=learner, workplace=province.place(), **traits)
    draft = ProposalFactory(learner=learner, workplace=province.place())
    with commits():
        advise(learner.case, readiness)
    case = Case.objects.get(learner=learner)
    assert (case.state, case.held) == (CaseState.PARKED, True)
    assert case.state_due_on == clock.today() + dt.timedelta(days=30)
    assert case.route not in Route.MATCHED
    assert set(states(learner.pk).values()) == {ProposalState.WITHDRAWN}
    [to_learner], [to_company] = mails("held_learner"), mails("held_company")
    company = proposal.workplace.establishment.company.name
    assert company in to_learner.text
    for word in ("klassenraad", "arbeidsrijp", "arbeidsbereid"):
        assert word not in to_company.text.lower(), "the advice is not for the company to read"
    assert CaseEvent.objects.filter(case=case, for_learner=True, text__contains=company).count() == 1
    assert draft.workplace.establishment.company.name not in to_learner.text
    assert mails("withdrawn_learner").count() == mails("withdrawn_company").count() == 0


def test_a_new_advice_brings_the_search_back_and_the_same_advice_twice_changes_nothing(province, commits):
    learner = province.learner()
    for _ in range(2):
        with commits():
            advise(learner.case, Readiness.WILLING)
    case = Case.objects.get(learner=learner)
    assert case.events.filter(to_state=CaseState.PARKED).count() == 1
    for _ in range(2):
        with commits():
            advise(case, Readiness.READY)
    case.refresh_from_db()
    assert (case.state, case.held, case.route) == (CaseState.MATCHING, False, Route.DUAL)
    assert case.events.filter(to_state=CaseState.MATCHING).count() == 1


@pytest.mark.parametrize("state", ["new", "contacted", "placed", "referred", "closed"])
def test_who_does_not_search_keeps_the_state(province, state):
    learner = province.learner(state=state) if state != "new" else province.learner(state="contacted")
    if state == "new":
        Case.objects.filter(learner=learner).update(state="new")
    advise(learner.case, Readiness.WILLING)
    assert Case.objects.get(learner=learner).state == state


def test_another_route_chosen_with_the_learner_holds_too(province, commits):
    learner = province.learner()
    proposal = ProposalFactory(learner=learner, workplace=province.place(), opened=True)
    with commits():
        cases.change_route(actor=SYSTEM, case=learner.case, route=Route.RUN_UP)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN
    with commits():
        cases.change_route(actor=SYSTEM, case=learner.case, route=Route.DUAL)
    assert Case.objects.get(learner=learner).state == CaseState.MATCHING
    assert timezone.now() > proposal.created_at
