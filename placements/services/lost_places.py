"""A workplace that was reported as stopped outside the agreement: the agreement may not run on as if nothing happened."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM
from core import clock
from core.languages import in_dutch
from learners.enums import Cause, Reporter, Wish
from learners.models import BreakOff
from learners.selectors.terms import terms_on
from learners.services.staff_mails import mail_staff, watchers
from placements.models import Agreement
from placements.selectors.lost_places import lost_before, still_running
from placements.services.moves import lock_learner
from placements.services.running import end_agreement

ENDS = (Reporter.SCHOOL, Reporter.STAFF)


def follow_lost_places() -> dict[str, int]:
    """End the agreement of each place that was reported as stopped, once the report cannot be taken back any more.
    Returns how many ended and about how many a colleague was asked. Safe to run twice.
    """
    counts = {"ended": 0, "asked": 0}
    before = clock.now() - dt.timedelta(minutes=terms_on(clock.today()).undo_minutes)
    for break_off_id in list(lost_before(before).values_list("pk", flat=True)):
        found = settle_lost_place(break_off_id=break_off_id, before=before)
        if found:
            counts[found] += 1
    return counts


@in_dutch
@transaction.atomic
def settle_lost_place(*, break_off_id: int, before: dt.datetime) -> str:
    """End the one agreement that runs, on the last day that school or colleague reported.

    A company ends an agreement together with the school: when only it or the learner said so, or when more than one
    agreement runs, the owner is asked once to look.
    Returns 'ended', 'asked', or '' when there is nothing to do.
    """
    rows = lost_before(before).select_related("case__learner", "case__owner")
    report = rows.filter(pk=break_off_id).first()
    if report is None:
        return ""
    lock_learner(report.case.learner_id)
    running = list(still_running(report))
    if not running:
        return ""
    if len(running) > 1 or report.reporter not in ENDS:
        return _ask(report, running)
    end_agreement(
        actor=SYSTEM,
        agreement=running[0],
        ended_on=report.ended_on,
        cause=Cause(report.cause),
        wish=Wish(report.wish),
        reporter=Reporter(report.reporter),
    )
    return "ended"


def _ask(report: BreakOff, running: list[Agreement]) -> str:
    companies = ", ".join(str(one.workplace.establishment.company) for one in running)
    text = _(
        "De werkplek viel weg, maar in het portaal loopt nog een overeenkomst: %(companies)s. Vraag het na en zet ze stop."
    )
    mail_staff(
        report.case, f"lost-agreement:{report.public_id}", text % {"companies": companies}, watchers(report.case)
    )
    return "asked"
