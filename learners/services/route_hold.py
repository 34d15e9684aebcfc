"""Keeping the state of a case in line with its route: without the dual route nobody searches a workplace.

The portal never judges: it follows the class council's advice, or what a colleague and the learner chose together.
"""

import datetime as dt

from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from learners.enums import CaseState, Readiness, Route
from learners.models import Case
from learners.rules.words import long_date
from learners.selectors.terms import terms_on
from learners.services.timeline import apply_move

SEARCHING = (CaseState.MATCHING, CaseState.INTRODUCED)


def follow_route(*, actor: Actor, case: Case) -> Case:
    """Let a locked case that searched wait when its route is not dual, and search again when it is.

    A new case keeps its promise, a placed one its workplace, a referred one its partner: only who searched is touched.
    The apps above hear of it by `case_moved`, and take open proposals back. Twice changes nothing.
    """
    if case.route not in Route.MATCHED and case.state in SEARCHING:
        return _hold(actor, case)
    if case.route in Route.MATCHED and case.held:
        text = _("Er is een nieuw advies. We zoeken weer een werkplek voor jou.")
        return apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=text)
    return case


def _hold(actor: Actor, case: Case) -> Case:
    today = clock.today()
    due = today + dt.timedelta(days=terms_on(today).hold_days)
    text = _("%(why)s We zoeken nu geen werkplek. Op %(day)s bekijken we het samen opnieuw.") % {
        "why": _why(case),
        "day": long_date(due),
    }
    if case.state == CaseState.INTRODUCED:
        stopped = _("De kennismaking stopt hier.")
        apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=stopped)
    return apply_move(actor=actor, case=case, target=CaseState.PARKED, text=text, state_due_on=due, held=True)


def _why(case: Case) -> str:
    learner = case.learner
    if learner.readiness in (Readiness.WILLING, Readiness.NOT_WILLING):
        return _("De klassenraad raadt eerst een andere stap aan.")
    return _("We kozen samen eerst een andere weg.")
