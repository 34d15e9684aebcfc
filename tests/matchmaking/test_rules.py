"""Pure questions and sentences."""

import datetime as dt

import pytest

from companies.enums import Availability, CompanyState, MentorState, RecognitionState, WorkplaceState
from matchmaking import rules, sentences
from matchmaking.adapters import OfferFact
from matchmaking.adapters.facts import OfferState, facts_of
from matchmaking.engine import LEARNER_CRITERIA, Reason
from matchmaking.enums import Answer, ProposalState, RoundState
from matchmaking.rules import Load, Terms

TODAY = dt.date(2026, 11, 23)
TERMS = Terms(open_per_learner=3, answer_days=14, reminder_days=7, grace_days=7, link_days=45)
FREE = {
    "open_of_learner": 0, "live_of_workplace": 0, "live_of_establishment": 0, "places": 1, "max_learners": 1,
    "workplace_open": True, "case_open": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, None),
        ({"open_of_learner": 2}, None),
        ({"open_of_learner": 3}, "al 3 open voorstellen"),
        ({"live_of_workplace": 1}, "elke plaats"),
        ({"live_of_establishment": 1}, "elke plaats"),
        ({"live_of_workplace": 1, "live_of_establishment": 1, "places": 2, "max_learners": 2}, None),
        ({"workplace_open": False}, "niet meer beschikbaar"),
        ({"case_open": False}, "zoekt geen plek meer"),
    ],
)
def test_may_open(change, words):
    verdict = rules.may_open(Load(**(FREE | change)), TERMS)
    assert bool(verdict) == (words is None)
    assert words is None or words in verdict.reasons[0]


def test_may_open_names_every_reason():
    load = Load(**(FREE | {"case_open": False, "workplace_open": False, "open_of_learner": 9, "live_of_workplace": 1}))
    assert len(rules.may_open(load, TERMS).reasons) == 4


@pytest.mark.parametrize("state", list(ProposalState))
@pytest.mark.parametrize("given", list(Answer))
@pytest.mark.parametrize("answer", [Answer.YES, Answer.NO])
def test_may_answer(state, given, answer):
    expected = given == answer or (state == ProposalState.OPEN and given != Answer.NO)
    verdict = rules.may_answer(state=state, given=given, answer=answer)
    assert bool(verdict) == expected
    assert expected or verdict.reasons[0].endswith(".")


@pytest.mark.parametrize(
    ("days", "remind", "overdue", "expired"),
    [(0, 0, 0, 0), (6, 0, 0, 0), (7, 1, 0, 0), (14, 1, 0, 0), (15, 0, 1, 0), (21, 0, 1, 0), (22, 0, 1, 1)],
)
def test_terms_of_a_proposal(days, remind, overdue, expired):
    due, now = rules.due_on(TODAY, TERMS), TODAY + dt.timedelta(days=days)
    assert rules.may_remind(due=due, reminded=False, today=now, terms=TERMS) == bool(remind)
    assert not rules.may_remind(due=due, reminded=True, today=now, terms=TERMS)
    assert rules.is_overdue(due, now) == bool(overdue)
    assert rules.has_expired(due, now, TERMS) == bool(expired)


@pytest.mark.parametrize("state", list(RoundState))
@pytest.mark.parametrize(("blocking", "infeasible"), [(0, 0), (1, 0), (0, 1), (None, None)])
def test_may_publish_only_behind_a_clean_certificate(state, blocking, infeasible):
    verdict = rules.may_publish(state=state, blocking=blocking, infeasible=infeasible)
    assert bool(verdict) == (state in ("ready", "published") and blocking == 0 and infeasible == 0)


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((None, None), (1, 2), True),
        ((1, None), (None, 2), True),
        ((1, 2), (1, 2), True),
        ((1, 2), (1, 3), False),
        ((1, None), (2, None), False),
    ],
)
def test_scopes_overlap(one, other, overlap):
    assert rules.scopes_overlap(one, other) == rules.scopes_overlap(other, one) == overlap


def test_a_silent_worker_and_its_attempts():
    now = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
    assert rules.is_silent(None, now)
    assert not rules.is_silent(now - dt.timedelta(minutes=5), now)
    assert rules.is_silent(now - dt.timedelta(minutes=5, seconds=1), now)
    assert [rules.may_retry(failures) for failures in (1, 2, 3)] == [True, True, False]


@pytest.mark.parametrize(("consent", "answer", "asked"), [(1, "", 1), (0, "yes", 1), (0, "", 0), (0, "no", 0)])
def test_the_company_is_asked_after_the_learner_agreed(consent, answer, asked):
    assert rules.may_ask_company(learner_answer=answer, consent_share=bool(consent)) == bool(asked)


def test_barriers_count_only_when_the_steunpunt_gives_points_for_them():
    assert rules.is_disadvantaged(["motivation", "money"], ["money"])
    assert not rules.is_disadvantaged(["motivation"], ["money"])
    assert not rules.is_disadvantaged([], ["money"])


GOOD = OfferState(
    CompanyState.ACTIVE, None, WorkplaceState.OPEN, Availability.NOW, TODAY, MentorState.YES,
    RecognitionState.RECOGNISED, 1,
)  # fmt: skip


def test_facts_are_told_together_and_in_order():
    assert facts_of(GOOD, TODAY, 60) == 0
    bad = GOOD._replace(company_state="ceased", mentor="no", free_places=0, confirmed_on=None, availability="maybe")
    found = facts_of(bad, TODAY, 60)
    assert found == (
        OfferFact.COMPANY_INACTIVE | OfferFact.NOT_GREEN | OfferFact.STALE | OfferFact.NO_MENTOR | OfferFact.FULL
    )
    assert OfferFact.first_of(found) == OfferFact.COMPANY_INACTIVE
    assert OfferFact.first_of(0) is None


def test_a_light_counts_until_the_last_day_of_its_term():
    assert facts_of(GOOD._replace(confirmed_on=TODAY - dt.timedelta(days=60)), TODAY, 60) == 0
    assert facts_of(GOOD._replace(confirmed_on=TODAY - dt.timedelta(days=61)), TODAY, 60) == OfferFact.STALE


@pytest.mark.parametrize("reason", list(Reason))
def test_every_rule_of_the_engine_has_a_sentence_advice_and_short_words(reason):
    [obstacle] = sentences.obstacles(reason, OfferFact(0), sentences.Pair(minutes=70, mode="car", max_minutes=30))
    assert obstacle.sentence.endswith(".")
    assert obstacle.advice.endswith((".", "?"))
    assert sentences.rule_label(reason.name.lower())
    assert len(sentences.rules_in_words(reason)) > 3


@pytest.mark.parametrize("fact", list(OfferFact))
def test_every_fact_has_its_own_sentence(fact):
    from matchmaking.sentences.why import FACTS

    told = [str(sentence) for sentence, _advice in FACTS.values()]
    assert len(set(told)) == len(told) == len(OfferFact)
    assert fact in FACTS


def test_the_reason_that_comes_first_in_the_engine_is_told_first():
    found = sentences.obstacles(Reason.TOO_FAR | Reason.NO_MENTOR, OfferFact.NO_MENTOR, sentences.Pair())
    assert [one.sentence for one in found] == [
        "Het bedrijf heeft nog geen mentor.",
        "Je geraakt er niet met het vervoer dat jij koos.",
    ]


@pytest.mark.parametrize(
    ("minutes", "mode", "estimate", "words"),
    [
        (22, "bicycle", True, "22 minuten met de fiets, schatting"),
        (1, "walk", False, "1 minuut te voet"),
        (40, "public_transport", False, "40 minuten met de bus of de trein"),
        (None, "", True, "reistijd niet bekend"),
    ],
)
def test_a_journey_says_when_it_is_an_estimate(minutes, mode, estimate, words):
    notes = {mode: sentences.TravelNote(estimate, TODAY)} if mode else {}
    assert sentences.journey(minutes, mode, notes) == words


def test_parts_in_words_leave_out_what_counts_for_nothing_and_still_sum():
    parts = [[name, 1.0, weight, round(weight * 1000)] for name, weight in zip(
        LEARNER_CRITERIA, (0.38, 0.27, 0.18, 0, 0.09, 0.08), strict=True
    )]  # fmt: skip
    told = sentences.parts_in_words(parts, 22, "bicycle")
    assert [part.criterion for part in told] == ["travel", "coverage", "wanted", "mentor", "responsiveness"]
    assert sum(part.points for part in told) == sum(part.most for part in told) == 1000
    assert all(part.label and part.text for part in told)
