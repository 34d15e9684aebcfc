"""Every table of moves: each state keyed, reachable, with a way out unless it is an end, and a deadline if it waits."""

import importlib

import pytest

from tests.house.law import APPS, ROOT

ENDS = {
    "COMPANY_MOVES": set(),
    "PLAN_MOVES": {"closed"},
    "TALK_MOVES": {"held"},
    "MILESTONE_MOVES": set(),
    "IMPORT_MOVES": set(),
    "REGION_REPORT_MOVES": set(),
    "PROGRAMME_REQUEST_MOVES": {"decided", "withdrawn"},
    "PAPER_MOVES": set(),
    "OUTSIDE_IMPORT_MOVES": {"undone", "dropped"},
    "TRANSFER_MOVES": {"approved", "refused"},
    "SCAN_MOVES": {"accepted", "infected"},
    "MOVES": {"stopped"},
    "WISH_MOVES": {"merged", "stopped"},
    "TESTIMONIAL_MOVES": {"withdrawn"},
    "POST_MOVES": set(),
    "ORDER_MOVES": {"refused", "sent"},
    "CAMPAIGN_MOVES": set(),
    "NEWSLETTER_MOVES": {"sent"},
    "DELIVERY_MOVES": {"bounced", "skipped"},
    "JOIN_MOVES": {"accepted", "refused"},
    "REFERRAL_MOVES": {"closed"},
    "ROUND_MOVES": {"cancelled", "closed"},
    "AGREEMENT_MOVES": {"cancelled", "ended"},
    "SHARING_MOVES": {"dropped", "finished"},
    "MEETING_MOVES": {"cancelled"},
    "TRY_OUT_MOVES": {"done", "declined", "cancelled", "expired"},
    "PULSE_MOVES": {"answered"},
    "PULSE_TASK_MOVES": set(),
    "VISIT_MOVES": {"done", "cancelled"},
    "EVALUATION_MOVES": {"done", "cancelled"},
    "PROOF_MOVES": set(),
    "ARTICLE_MOVES": set(),
    "COURSE_MOVES": {"done"},
    "SURVEY_MOVES": {"closed"},
    "PAIR_MOVES": {"done"},
    "REQUEST_MOVES": {"withdrawn"},
    "SIGNAL_MOVES": {"closed"},
    "COMPARISON_MOVES": {"adopted", "cancelled"},
    "PROPOSAL_MOVES": {"declined", "expired"},
    "OFFER_MOVES": set(),
    "HANDED_IN_MOVES": {"dropped"},
    "SCHOOL_LINK_MOVES": {"confirmed", "refused", "expired"},
}


def tables():
    """Yield (app, name, table) for each table of moves in the house."""
    for app in APPS:
        for file in sorted((ROOT / app).glob("*enums.py")):
            module = importlib.import_module(f"{app}.{file.stem}")
            for name in dir(module):
                if name == "MOVES" or name.endswith("_MOVES"):
                    yield pytest.param(app, name, getattr(module, name), id=f"{app}.{name}")


def faults_of(name, table):
    """Return what is wrong with one table."""
    states = list(type(next(iter(table))))
    found = [f"{state} is no key" for state in states if state not in table]
    reached = {next(iter(states))}
    reached |= {target for targets in table.values() for target in targets}
    found += [f"{state} is never reached" for state in states if state not in reached]
    ends = {str(state.value) for state, targets in table.items() if not targets}
    if ends != ENDS.get(name, set()):
        found.append(f"ends are {sorted(ends)}")
    return found


@pytest.mark.parametrize(("app", "name", "table"), list(tables()))
def test_each_table_is_whole(app, name, table):
    assert faults_of(name, table) == []


def test_a_planted_hole_is_seen():
    from learners.enums import CASE_MOVES, CaseState

    holed = {state: moves for state, moves in CASE_MOVES.items() if state != CaseState.PARKED}
    assert faults_of("CASE_MOVES", holed) != []
