"""The yearly talk with a partner: prepared, held, scored, agreed, and taken along into the next plan."""

import datetime as dt
import itertools

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import SYSTEM
from actionplan.enums import COMMITMENT_MOVES, TALK_MOVES, CommitmentState, TalkState
from actionplan.models import Action, Talk
from actionplan.selectors.talks import late_commitments, partner_years, talk_page, talks_to_note
from actionplan.services import commitments, talks
from actionplan.services.versions import adopt_plan, draft_next_plan
from core import clock
from core.states import MoveRefused
from learners.models import Referral
from tests import pdf
from tests.factories.accounts import PartnerMembershipFactory, PartnerOrganisationFactory, UserFactory
from tests.factories.actionplan import (
    ActionFactory,
    CommitmentFactory,
    CommitmentLogFactory,
    FoundingItemFactory,
    OperationalGoalFactory,
    TalkFactory,
    TalkLogFactory,
    TalkScoreFactory,
)
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.learners import ReferralFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 15)
WENT = {"held_on": TODAY, "present": "Mira", "looked_back": "Goed.", "looked_ahead": "", "scores": {}}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-06-15 10:00+02:00", tick=False):
        yield


@pytest.fixture
def desk(client):
    client.force_login(UserFactory(staff=True))
    return client


def talk_in(state):
    return TalkFactory(held=True) if state == "held" else TalkFactory(state=state)


TALK_VERBS = {
    "held": lambda talk: talks.hold_talk(actor=SYSTEM, talk=talk, **WENT),
    "cancelled": lambda talk: talks.cancel_talk(actor=SYSTEM, talk=talk),
    "planned": lambda talk: talks.replan_talk(actor=SYSTEM, talk=talk, planned_on=dt.date(2026, 9, 1)),
}


@pytest.mark.parametrize(("state", "target"), list(itertools.product(TalkState, TALK_VERBS)))
def test_every_verb_of_a_talk_from_every_state(state, target):
    talk = talk_in(state)
    if target in TALK_MOVES[state]:
        assert TALK_VERBS[target](talk).state == target
        assert talk.log.get().to_state == target
    else:
        with pytest.raises(MoveRefused):
            TALK_VERBS[target](talk)
        assert not talk.log.exists()


COMMITMENT_VERBS = {
    commitments.keep_commitment: "kept",
    commitments.drop_commitment: "dropped",
    commitments.reopen_commitment: "open",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(CommitmentState, COMMITMENT_VERBS)))
def test_every_verb_of_a_commitment_from_every_state(state, verb):
    row = CommitmentFactory(state=state)
    if COMMITMENT_VERBS[verb] in COMMITMENT_MOVES[state]:
        assert verb(actor=SYSTEM, commitment=row).state == COMMITMENT_VERBS[verb]
        assert row.log.count() == 1
    else:
        with pytest.raises(MoveRefused):
            verb(actor=SYSTEM, commitment=row)


def test_one_talk_a_year_with_a_partner():
    partner = PartnerOrganisationFactory()
    talks.plan_talk(actor=SYSTEM, partner=partner, planned_on=TODAY)
    with pytest.raises(ValidationError, match="al een contactmoment"):
        talks.plan_talk(actor=SYSTEM, partner=partner, planned_on=dt.date(2026, 12, 1))
    talks.plan_talk(actor=SYSTEM, partner=partner, planned_on=dt.date(2027, 1, 5))
    assert Talk.objects.count() == 2


def test_a_talk_is_not_held_in_the_future_and_not_moved_to_another_year():
    with pytest.raises(ValidationError, match="nog niet"):
        talks.hold_talk(actor=SYSTEM, talk=TalkFactory(), **WENT | {"held_on": TODAY + dt.timedelta(days=1)})
    with pytest.raises(ValidationError, match="Kies een dag in 2026"):
        talks.replan_talk(actor=SYSTEM, talk=TalkFactory(state="cancelled"), planned_on=dt.date(2027, 1, 5))


def test_the_page_prepares_with_what_this_partner_does_and_did():
    talk, other = TalkFactory(), TalkFactory()
    mine, stranger = ActionFactory(title="Met ons"), ActionFactory(title="Met een ander")
    mine.partners.add(talk.partner)
    stranger.partners.add(other.partner)
    for outcome in ("", "accepted", "declined"):
        ReferralFactory(partner=talk.partner, outcome=outcome)
    old = ReferralFactory(partner=talk.partner, outcome="accepted")
    Referral.objects.filter(pk=old.pk).update(created_at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    ReferralFactory(partner=other.partner, outcome="accepted")
    before = TalkFactory(partner=talk.partner, year=2025, held=True)
    score = TalkScoreFactory(talk=before)
    kept = CommitmentFactory(talk=before, state="kept")
    running = CommitmentFactory(talk=before)
    page = talk_page(talk)
    assert page.actions == [mine]
    assert (page.referred.sent, page.referred.answered, page.referred.taken_up) == (3, 2, 1)
    assert (page.before, page.scores_before, page.open_before) == (before, [score], [running])
    assert kept not in page.open_before


def test_a_commitment_goes_on_in_the_next_plan_with_the_partner():
    goal = OperationalGoalFactory(number="1.1")
    row = CommitmentFactory(text="Samen een beurs")
    first = goal.strategic_goal.version
    period = {"starts_on": dt.date(2023, 1, 1), "ends_on": dt.date(2024, 12, 31), "title": "Actieplan 2023-2024"}
    version = draft_next_plan(actor=SYSTEM, follows=first, **period)
    adopt_plan(actor=SYSTEM, version=version)
    new_goal = version.goals.get().operational_goals.get()
    action = commitments.follow_commitment(actor=SYSTEM, commitment=row, parent=new_goal)
    assert commitments.follow_commitment(actor=SYSTEM, commitment=row, parent=new_goal) == action  # twice is once
    assert Action.objects.count() == 1
    assert (action.title, action.due_on, list(action.partners.all())) == (
        "Samen een beurs",
        row.due_on,
        [row.talk.partner],
    )
    with pytest.raises(ValidationError, match="vervallen"):
        commitments.follow_commitment(actor=SYSTEM, commitment=CommitmentFactory(state="dropped"), parent=new_goal)


def test_what_nobody_wrote_down_and_what_is_late_is_on_the_lists():
    over = TalkFactory(planned_on=TODAY - dt.timedelta(days=1))
    TalkFactory(planned_on=TODAY)
    TalkFactory(held=True, planned_on=TODAY - dt.timedelta(days=9))
    assert list(talks_to_note(TODAY)) == [over]
    late = CommitmentFactory(due_on=TODAY - dt.timedelta(days=1))
    CommitmentFactory(due_on=TODAY)
    CommitmentFactory(due_on=TODAY - dt.timedelta(days=1), state="dropped")
    assert list(late_commitments(TODAY)) == [late]


def test_from_plan_to_report_at_the_desk(desk):
    partner = PartnerOrganisationFactory(name="Kaap & Co")
    factor = FoundingItemFactory(kind="critical_factor", text="Professionaliseren")
    goal = OperationalGoalFactory(number="1.1")
    assert "Kaap &amp; Co" in desk.get(reverse("actionplan:talks")).content.decode()
    day = {"planned_on_day": "10", "planned_on_month": "6", "planned_on_year": "2026"}
    desk.post(reverse("actionplan:talk_plan", args=[partner.public_id]), day)
    again = desk.post(reverse("actionplan:talk_plan", args=[partner.public_id]), day).content.decode()
    assert "al een contactmoment" in again
    talk = Talk.objects.get()
    url = reverse("actionplan:talk_hold", args=[talk.public_id])
    sent = {"held_on_day": "10", "held_on_month": "6", "held_on_year": "2026", f"score_{factor.pk}": "4"}
    assert "in enkele zinnen" in desk.post(url, sent | {"looked_ahead": "Veel plannen"}).content.decode()
    sent |= {"looked_back": "Een goed jaar", f"why_{factor.pk}": "twee vormingen"}
    late = desk.post(url, sent | {"held_on_year": "2027"}).content.decode()
    assert "nog niet" in late
    assert "Een goed jaar" in late
    page = desk.post(url, sent, follow=True).content.decode()
    assert "Sterk (4/4)" in page
    assert "twee vormingen" in page
    when = {"due_on_day": "1", "due_on_month": "9", "due_on_year": "2026"}
    url = reverse("actionplan:commitment_add", args=[talk.public_id])
    page = desk.post(url, {"text": "Een lerend netwerk", "by": "both", **when}, follow=True).content.decode()
    assert "Een lerend netwerk" in page
    row = talk.commitments.get()
    page = desk.post(
        reverse("actionplan:commitment_follow", args=[row.public_id]), {"parent": "operationalgoal-1.1"}, follow=True
    ).content.decode()
    assert "Een lerend netwerk" in page
    assert goal.actions.get().partners.get() == partner
    desk.post(reverse("actionplan:commitment_move", args=[row.public_id, "gehouden"]))
    row.refresh_from_db()
    assert row.state == "kept"
    pytest.importorskip("weasyprint")
    paper = pdf.read(desk.get(reverse("actionplan:talk_pdf", args=[talk.public_id])).content)
    assert (paper.language, {"H1", "H2", "Table", "TH"} <= paper.tags) == ("nl-BE", True)
    for words in ("Sterk(4/4)", "Eenlerendnetwerk", "Eengoedjaar"):
        assert words in paper.text


def test_the_paper_of_a_planned_talk_prepares_it(desk):
    pytest.importorskip("weasyprint")
    before = TalkFactory(state="held", held_on=dt.date(2025, 6, 1), year=2025, planned_on=dt.date(2025, 6, 1))
    CommitmentFactory(talk=before, text="Nog te doen")
    TalkScoreFactory(talk=before, score="1")
    ReferralFactory(partner=before.partner)
    talk = TalkFactory(partner=before.partner, year=clock.today().year)
    paper = pdf.read(desk.get(reverse("actionplan:talk_pdf", args=[talk.public_id])).content)
    for words in ("Nogtedoen", "Zwak(1/4)", "1doorverwijzing", "Scoresvan2025"):
        assert words in paper.text


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_list_and_page_cost_the_same_for_any_number(desk, django_assert_max_num_queries, rows):
    talk = TalkFactory()
    before = TalkFactory(partner=talk.partner, year=2025, held=True)
    for _each in range(rows):
        TalkFactory()
        CommitmentFactory(talk=talk)
        CommitmentFactory(talk=before)
        TalkScoreFactory(talk=before)
        ActionFactory().partners.add(talk.partner)
    with django_assert_max_num_queries(7):
        desk.get(reverse("actionplan:talks"))
    with django_assert_max_num_queries(15):
        desk.get(reverse("actionplan:talk", args=[talk.public_id]))
    assert len(partner_years(2026)) == rows + 1


def test_a_partner_reads_the_own_talks_and_not_what_colleagues_wrote(client):
    member = PartnerMembershipFactory()
    talk = TalkFactory(partner=member.organisation, held=True, held_on=TODAY, looked_back="Stroef", present="Mira")
    CommitmentFactory(talk=talk, text="Wij bellen binnen de week")
    CommitmentFactory(text="Van een ander")
    score = TalkScoreFactory(talk=talk, note="Tussen ons")
    client.force_login(member.user)
    page = client.get(reverse("actionplan:our_talks")).content.decode()
    assert "Gehouden op 15 juni 2026" in page
    assert "Wij bellen binnen de week" in page
    assert score.get_score_display() in page
    for hidden in ("Van een ander", "Stroef", "Mira", "Tussen ons", "/afspraken/"):
        assert hidden not in page
    assert reverse("actionplan:our_talks") in client.get(reverse("accounts:partner_desk")).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_own_talks_cost_the_same_for_any_number(client, django_assert_max_num_queries, rows):
    member = PartnerMembershipFactory()
    for back in range(rows):
        talk = TalkFactory(partner=member.organisation, year=2026 - back)
        CommitmentFactory(talk=talk, action=ActionFactory())
        TalkScoreFactory(talk=talk)
    client.force_login(member.user)
    with django_assert_max_num_queries(10):
        client.get(reverse("actionplan:our_talks"))


@pytest.mark.parametrize("typed", ["onzin", "99999", "-1", "²²²²"])
def test_a_year_that_is_no_year_shows_this_year(desk, typed):
    assert "Contactmomenten in 2026" in desk.get(reverse("actionplan:talks"), {"jaar": typed}).content.decode()


@pytest.mark.parametrize(
    ("key", "make", "names"),
    [
        ("actionplan.talks", lambda: TalkFactory(held=True, held_on=TODAY), ["present"]),
        ("actionplan.talk_steps", lambda: TalkLogFactory(reason="x"), ["actor_label", "reason"]),
        ("actionplan.commitment_steps", lambda: CommitmentLogFactory(reason="x"), ["actor_label", "reason"]),
    ],
)
def test_names_go_and_what_was_said_stays(key, make, names):
    DatedRuleFactory(key="retention-journal", value=2, unit="jaar")
    row = make()
    day = dt.date(2028, 6, 15)
    assert run_policy(key, day) == 0
    assert run_policy(key, day + dt.timedelta(days=1)) == 1
    assert run_policy(key, day + dt.timedelta(days=1)) == 0
    row.refresh_from_db()
    assert {getattr(row, name) for name in names} == {""}
