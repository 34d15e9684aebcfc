"""Approving, answering, introducing, refusing, withdrawing, expiring."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from companies.models import CompanyContact
from companies.services.workplaces import withdraw_workplace
from core.states import MoveRefused
from learners.enums import CaseState
from learners.models import CaseEvent
from learners.services import cases
from mailing.models import OutboxMail
from matchmaking import tasks
from matchmaking.enums import CompanyReason, DecisionKind, LearnerReason, ProposalState
from matchmaking.models import PairDecision, Proposal, ProposalLog
from matchmaking.selectors.school_page import proposals_of_school
from matchmaking.services import answers, decisions, introductions, opening, withdrawing
from schools.enums import EvidenceLevel, Network, SchoolRole
from schools.models import Membership, School
from tests.factories.accounts import UserFactory
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def commits(django_capture_on_commit_callbacks):
    """Run what waits for the commit, the queue included."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def draft(province, **values):
    return ProposalFactory(**({"learner": province.learner(), "workplace": province.place()} | values))


def opened(province, **values):
    return draft(province, opened=True, **values)


def school_of(learner):
    school = School.objects.create(
        key=f"school-{learner.pk}", name="Voorbeeldschool", search_text="voorbeeldschool", network=Network.GO,
        evidence_level=EvidenceLevel.OFFICIAL,
    )  # fmt: skip
    learner.school, learner.coach = school, UserFactory()
    learner.save(update_fields=["school", "coach"])
    director = UserFactory()
    Membership.objects.create(user=director, school=school, role=SchoolRole.DIRECTOR)
    return school, director


def mails(template):
    return list(OutboxMail.objects.filter(verb=f"matchmaking/email/{template}").order_by("pk"))


def test_approving_asks_the_learner_with_reasons_and_not_yet_the_company(province, staff):
    proposal = opening.approve_proposal(actor=staff, proposal=draft(province))
    assert proposal.state == ProposalState.OPEN
    assert proposal.answer_due_on == timezone.localdate() + dt.timedelta(days=14)
    assert proposal.approved_by_id == staff.user_id
    [mail] = mails("proposal_learner")
    assert mail.to == proposal.learner.contact.email
    assert "22 minuten met de fiets, schatting" in mail.text
    assert "/matchen/voorstel/" in mail.text
    assert mails("proposal_company") == []
    assert CaseEvent.objects.filter(case=proposal.learner.case, verb="proposed", for_learner=True).count() == 1


def test_with_consent_in_the_intake_both_are_asked_and_the_company_gets_no_name(province, staff):
    learner = province.learner()
    IntakeFactory(learner=learner, consent_share=True)
    opening.approve_proposal(actor=staff, proposal=draft(province, learner=learner))
    [mail] = mails("proposal_company")
    contact = learner.contact
    assert contact.initials in mail.text
    for text in (mail.text, mail.html, mail.subject):
        assert contact.first_name not in text
        assert contact.last_name not in text
        assert contact.email not in text
    assert "Brugge" in mail.text
    assert province.programme.name in mail.text


def test_approving_moves_a_contacted_case_to_matching(province, staff):
    proposal = draft(province, learner=province.learner(state="contacted"))
    opening.approve_proposal(actor=staff, proposal=proposal)
    proposal.learner.case.refresh_from_db()
    assert proposal.learner.case.state == CaseState.MATCHING


def test_a_learner_has_at_most_three_open_proposals(province, staff):
    learner = province.learner()
    for _ in range(3):
        opening.approve_proposal(actor=staff, proposal=draft(province, learner=learner))
    fourth = draft(province, learner=learner)
    with pytest.raises(MoveRefused, match="al 3 open voorstellen"):
        opening.approve_proposal(actor=staff, proposal=fourth)
    assert Proposal.objects.open().count() == 3


def test_a_workplace_never_has_more_live_proposals_than_places(province, staff):
    place = province.place(places=1, max_learners=2)
    opening.approve_proposal(actor=staff, proposal=draft(province, workplace=place))
    with pytest.raises(MoveRefused, match="elke plaats"):
        opening.approve_proposal(actor=staff, proposal=draft(province, workplace=place))


def test_both_yes_is_an_introduction_that_the_school_sees(province, staff):
    proposal = opened(province)
    learner = proposal.learner
    school, director = school_of(learner)
    answers.answer_learner(actor=staff, proposal=proposal, answer="yes")
    assert len(mails("proposal_company")) == 1
    proposal = answers.answer_company(actor=staff, proposal=proposal, answer="yes")
    learner.case.refresh_from_db()
    assert (proposal.state, learner.case.state) == (ProposalState.INTRODUCED, CaseState.INTRODUCED)
    assert proposal.introduced_at is not None
    [row] = proposals_of_school([school.pk])[learner.pk]
    assert (row.state, row.learner_answer, row.company_answer) == ("introduced", "Ja", "Ja")
    [to_learner], [to_company] = mails("introduction_learner"), mails("introduction_company")
    contact = CompanyContact.objects.get(company=proposal.workplace.establishment.company)
    assert contact.name in to_learner.text
    assert contact.email in to_learner.text
    assert learner.contact.first_name in to_company.text
    assert {mail.to for mail in mails("introduction_school")} == {learner.coach.email, director.email}
    assert proposals_of_school([school.pk + 1]) == {}


def test_the_order_of_the_two_yeses_does_not_matter(province, staff):
    proposal = opened(province)
    answers.answer_company(actor=staff, proposal=proposal, answer="yes")
    assert answers.answer_learner(actor=staff, proposal=proposal, answer="yes").state == ProposalState.INTRODUCED


def test_a_double_answer_changes_nothing(province, staff):
    proposal = opened(province)
    answers.answer_learner(actor=staff, proposal=proposal, answer="yes")
    rows = (ProposalLog.objects.count(), OutboxMail.objects.count(), CaseEvent.objects.count())
    answers.answer_learner(actor=staff, proposal=proposal, answer="yes")
    assert (ProposalLog.objects.count(), OutboxMail.objects.count(), CaseEvent.objects.count()) == rows
    answers.answer_company(actor=staff, proposal=proposal, answer="yes")
    introduced = OutboxMail.objects.count()
    answers.answer_company(actor=staff, proposal=proposal, answer="yes")
    assert OutboxMail.objects.count() == introduced


@pytest.mark.parametrize(
    ("verb", "reason", "kept_until"),
    [(answers.answer_learner, LearnerReason.TOO_FAR, None), (answers.answer_company, CompanyReason.FULL, "08-31")],
)
def test_a_no_is_remembered_and_the_next_best_follows_as_a_draft(province, staff, commits, verb, reason, kept_until):
    proposal = opened(province)
    second = province.place()
    with commits():
        refused = verb(actor=staff, proposal=proposal, answer="no", reason=reason)
    assert refused.state == ProposalState.DECLINED
    decision = PairDecision.objects.get(learner=proposal.learner, kind=DecisionKind.DECLINE)
    assert decision.workplace == proposal.workplace
    assert decision.reason == reason.label
    assert (decision.until.strftime("%m-%d") if decision.until else None) == kept_until
    follower = Proposal.objects.get(state=ProposalState.DRAFT)
    assert (follower.learner, follower.workplace) == (proposal.learner, second)
    assert sum(part[3] for part in follower.parts) == follower.learner_score
    tasks.find_next_best(learner_id=proposal.learner_id)
    assert Proposal.objects.count() == 2, "a second run makes no second draft"


def test_no_next_best_when_there_is_no_other_place(province, staff, commits):
    proposal = opened(province)
    with commits():
        answers.answer_learner(actor=staff, proposal=proposal, answer="no", reason=LearnerReason.HOURS)
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("verb", [answers.answer_learner, answers.answer_company])
@pytest.mark.parametrize("reason", ["", "verzonnen"])
def test_a_no_needs_a_known_reason(province, staff, verb, reason):
    proposal = opened(province)
    with pytest.raises(ValidationError, match="Kies een reden"):
        verb(actor=staff, proposal=proposal, answer="no", reason=reason)
    with pytest.raises(ValidationError, match="ja of nee"):
        verb(actor=staff, proposal=proposal, answer="misschien")
    proposal.refresh_from_db()
    assert (proposal.state, proposal.learner_answer, proposal.company_answer) == ("open", "", "")


def test_the_other_side_hears_a_no_after_a_yes(province, staff):
    one = opened(province)
    answers.answer_learner(actor=staff, proposal=one, answer="yes")
    answers.answer_company(actor=staff, proposal=one, answer="no", reason=CompanyReason.NO_MENTOR)
    [told] = mails("company_said_no")
    assert "wij hebben nu geen mentor" in told.text
    two = opened(province)
    answers.answer_company(actor=staff, proposal=two, answer="yes")
    answers.answer_learner(actor=staff, proposal=two, answer="no", reason=LearnerReason.HAS_PLACE)
    assert len(mails("learner_said_no")) == 1


def test_a_yes_may_become_a_no_while_open_but_a_no_is_final(province, staff):
    proposal = opened(province)
    answers.answer_learner(actor=staff, proposal=proposal, answer="yes")
    answers.answer_learner(actor=staff, proposal=proposal, answer="no", reason=LearnerReason.HOURS)
    with pytest.raises(MoveRefused, match="afgesloten"):
        answers.answer_learner(actor=staff, proposal=proposal, answer="yes")


def test_an_introduction_that_fails_goes_on_searching(province, staff, commits):
    proposal = opened(province)
    other = province.place()
    for verb in (answers.answer_learner, answers.answer_company):
        verb(actor=staff, proposal=proposal, answer="yes")
    with pytest.raises(ValidationError, match="Noteer waarom"):
        introductions.end_introduction(actor=staff, proposal=proposal, reason=" ")
    with commits():
        introductions.end_introduction(actor=staff, proposal=proposal, reason="Het klikte niet.")
    proposal.refresh_from_db()
    proposal.learner.case.refresh_from_db()
    assert (proposal.state, proposal.learner.case.state) == (ProposalState.DECLINED, CaseState.MATCHING)
    assert Proposal.objects.get(state=ProposalState.DRAFT).workplace == other


def test_other_open_proposals_stay_until_the_learner_has_a_place(province, staff, commits):
    learner = province.learner()
    chosen, other = opened(province, learner=learner), opened(province, learner=learner)
    for verb in (answers.answer_learner, answers.answer_company):
        verb(actor=staff, proposal=chosen, answer="yes")
    other.refresh_from_db()
    assert other.state == ProposalState.OPEN
    with commits():
        cases.place_case(actor=staff, case=learner.case)
    chosen.refresh_from_db()
    other.refresh_from_db()
    assert (chosen.state, other.state) == (ProposalState.INTRODUCED, ProposalState.WITHDRAWN)


def test_an_introduction_ended_on_the_case_page_ends_the_proposal(province, staff, commits):
    proposal = opened(province)
    for verb in (answers.answer_learner, answers.answer_company):
        verb(actor=staff, proposal=proposal, answer="yes")
    with commits():
        cases.end_introduction(actor=staff, case=proposal.learner.case)
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.DECLINED


def test_a_withdrawn_workplace_takes_its_proposals_back_and_the_search_goes_on(province, staff, commits):
    proposal, waiting = opened(province), draft(province)
    other = province.place()
    with commits():
        withdraw_workplace(actor=staff, workplace=proposal.workplace, reason="Verbouwing.")
    proposal.refresh_from_db()
    waiting.refresh_from_db()
    assert (proposal.state, waiting.state) == (ProposalState.WITHDRAWN, ProposalState.DRAFT)
    assert len(mails("withdrawn_learner")) == 1
    assert mails("withdrawn_company") == [], "the company was never asked"
    assert Proposal.objects.get(learner=proposal.learner, state=ProposalState.DRAFT).workplace == other


def test_closing_a_case_takes_everything_back_without_a_next_best(province, staff, commits):
    proposal = opened(province)
    province.place()
    with commits():
        cases.close_case(actor=staff, case=proposal.learner.case, reason="Vond zelf werk")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN
    assert Proposal.objects.count() == 1


def test_by_hand_a_colleague_may_go_against_the_rules_with_a_reason(province, staff):
    learner, far = province.learner(), province.place(municipality=province.far)
    with pytest.raises(ValidationError, match="Noteer waarom"):
        opening.propose_by_hand(actor=staff, learner=learner, workplace=far, reason="")
    proposal = opening.propose_by_hand(actor=staff, learner=learner, workplace=far, reason="Oma woont daar.")
    assert proposal.state == ProposalState.OPEN
    assert proposal.log.first().reason == "Oma woont daar. (tegen de regels: te ver)"
    with pytest.raises(ValidationError, match="al voorgesteld"):
        opening.propose_by_hand(actor=staff, learner=learner, workplace=far, reason="Nog eens")
    other = province.learner(programme=None)
    with pytest.raises(ValidationError, match="andere opleiding"):
        opening.propose_by_hand(actor=staff, learner=other, workplace=far, reason="Kan toch?")


def test_pin_and_forbid_need_a_reason_and_exclude_each_other(province, staff):
    learner, place, other = province.learner(), province.place(), province.place()
    with pytest.raises(ValidationError, match="Noteer waarom"):
        decisions.pin_pair(actor=staff, learner=learner, workplace=place, reason="")
    decisions.pin_pair(actor=staff, learner=learner, workplace=place, reason="Afgesproken")
    with pytest.raises(ValidationError, match="al vastgezet"):
        decisions.pin_pair(actor=staff, learner=learner, workplace=other, reason="Toch daar")
    decisions.forbid_pair(actor=staff, learner=learner, workplace=place, reason="Ruzie")
    assert list(PairDecision.objects.values_list("kind", "reason")) == [(DecisionKind.FORBID, "Ruzie")]
    with pytest.raises(ValidationError, match="uitgesloten"):
        decisions.pin_pair(actor=staff, learner=learner, workplace=place, reason="Toch")
    decisions.lift_decision(actor=staff, decision=PairDecision.objects.get(), reason="Bijgelegd")
    assert PairDecision.objects.count() == 0


def test_forbidding_withdraws_what_is_open(province, staff):
    proposal = opened(province)
    decisions.forbid_pair(actor=staff, learner=proposal.learner, workplace=proposal.workplace, reason="Ruzie")
    proposal.refresh_from_db()
    assert proposal.state == ProposalState.WITHDRAWN


def test_reminder_once_then_a_colleague_calls_then_it_expires(province, staff, commits):
    from matchmaking.selectors.work_queue import counts

    proposal = opening.approve_proposal(actor=staff, proposal=draft(province))
    other = province.place()
    start = timezone.now()

    def night(days):
        with time_machine.travel(start + dt.timedelta(days=days), tick=False), commits():
            tasks.nightly_terms()
            tasks.nightly_terms()
            proposal.refresh_from_db()
            return proposal.state, len(mails("reminder_learner")), counts(staff).overdue

    assert night(6) == ("open", 0, 0)
    assert night(7) == ("open", 1, 0)
    assert night(14) == ("open", 1, 0)
    assert night(15) == ("open", 1, 1)
    assert night(21) == ("open", 1, 1)
    assert night(22) == ("expired", 1, 0)
    assert mails("reminder_company") == [], "the company was never asked"
    assert Proposal.objects.get(state=ProposalState.DRAFT).workplace == other


VERBS = {
    ProposalState.OPEN: lambda staff, row: opening.approve_proposal(actor=staff, proposal=row),
    ProposalState.WITHDRAWN: lambda staff, row: withdrawing.withdraw_proposal(actor=staff, proposal=row, reason="Weg"),
    ProposalState.INTRODUCED: lambda staff, row: answers.answer_company(actor=staff, proposal=row, answer="yes"),
    ProposalState.DECLINED: lambda staff, row: introductions.end_introduction(actor=staff, proposal=row, reason="Nee"),
}
ALLOWED = {
    (ProposalState.DRAFT, ProposalState.OPEN),
    (ProposalState.DRAFT, ProposalState.WITHDRAWN),
    (ProposalState.OPEN, ProposalState.WITHDRAWN),
    (ProposalState.OPEN, ProposalState.INTRODUCED),
    (ProposalState.INTRODUCED, ProposalState.WITHDRAWN),
    (ProposalState.INTRODUCED, ProposalState.DECLINED),
}


@pytest.mark.parametrize("target", list(VERBS))
@pytest.mark.parametrize("source", list(ProposalState))
def test_each_verb_refuses_from_every_other_state(province, staff, source, target):
    now, due = timezone.now(), timezone.localdate() + dt.timedelta(days=14)
    row = draft(province, state=source, learner_answer="yes", answer_due_on=due, introduced_at=now)
    if (source, target) in ALLOWED:
        VERBS[target](staff, row)
        row.refresh_from_db()
        assert row.state == target
    else:
        with pytest.raises(MoveRefused):
            VERBS[target](staff, row)
        row.refresh_from_db()
        assert row.state == source
