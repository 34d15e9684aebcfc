"""What the night does to visits, evaluations and proofs that wait."""

from core import clock
from core.states import MoveRefused
from placements.selectors import follow_due as found
from placements.selectors.follow_terms import evaluation_terms
from placements.services.evaluations import expire_evaluation, remind_evaluation
from placements.services.proofs import expire_proof
from placements.services.visits import lapse_visit, remind_visit


def follow_up() -> dict[str, int]:
    """Remind coaches and mentors, and close what nobody answered in time. Returns how many of each.

    Each is its own transaction; safe to run twice. Raises `RuleMissing`.
    """
    today = clock.today()
    counts = dict.fromkeys(("reminded", "lapsed", "expired"), 0)
    for visit in found.visits_to_note(today):
        counts["reminded"] += remind_visit(visit=visit)
    for row in found.evaluations_to_remind(today, evaluation_terms(today).remind_days):
        counts["reminded"] += remind_evaluation(moment=row)
    for visit in found.visits_overdue(today):
        try:
            lapse_visit(visit=visit)
        except MoveRefused:  # noted in the meantime
            continue
        counts["lapsed"] += 1
    for row in found.evaluations_overdue(today):
        try:
            expire_evaluation(moment=row)
        except MoveRefused:  # handed in in the meantime
            continue
        counts["expired"] += 1
    for proof in found.proofs_overdue(today):
        try:
            expire_proof(proof=proof)
        except MoveRefused:  # answered in the meantime
            continue
        counts["expired"] += 1
    return counts
