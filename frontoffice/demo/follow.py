"""Made-up visits, evaluations and portfolios for agreements that run."""

import datetime as dt

from accounts.actor import Actor
from frontoffice.demo.plan import World
from placements.enums import AgreementState
from placements.follow_enums import EvaluationSide, Grade, VisitWay
from placements.models import Agreement, Visit
from placements.selectors.follow_page import evaluated_lines
from placements.selectors.portfolio import mentor_of
from placements.services import evaluations, proofs, visits
from placements.services.evaluations import Scores

MOST = 12
MARKS = (Grade.SUFFICIENT, Grade.INDEPENDENT, Grade.GUIDED, None, Grade.SUFFICIENT, Grade.INSUFFICIENT, None)
NOTES = ("Werkt net en stelt vragen. Het tempo mag nog omhoog.", "Groeit goed in de ploeg. Oefent nog op plannen.")
ATTITUDES = {"on_time": Grade.SUFFICIENT, "together": Grade.INDEPENDENT, "asks": Grade.GUIDED}


def play(world: World, actor: Actor) -> int:
    """Follow up the running agreements, each a little further than the one before. Returns how many."""
    rows = Agreement.objects.with_all().filter(state=AgreementState.RUNNING).order_by("pk")[:MOST]
    for number, agreement in enumerate(rows):
        _visits(world, actor, agreement, number)
        if number % 3 != 2:
            _evaluate(world, actor, agreement, both=number % 3 == 0)
        _confirm(actor, agreement, number)
    return len(rows)


def _visits(world: World, actor: Actor, agreement: Agreement, number: int) -> None:
    today = world.today
    made = visits.plan_visit(actor=actor, agreement=agreement, visit_on=today, way=VisitWay.WORKPLACE)
    if number % 4 == 1:  # a visit of last week that nobody noted
        Visit.objects.filter(pk=made.pk).update(
            visit_on=today - dt.timedelta(days=4), state_due_on=today + dt.timedelta(days=1)
        )
    else:
        visits.note_visit(
            actor=actor, visit=made, visit_on=today, saw_learner=True, saw_mentor=True, note=NOTES[number % 2]
        )
    later = today + dt.timedelta(days=14 + number % 4 - today.weekday())
    visits.plan_visit(actor=actor, agreement=agreement, visit_on=later, way=VisitWay.WORKPLACE)


def _evaluate(world: World, actor: Actor, agreement: Agreement, *, both: bool) -> None:
    first = agreement.starts_on or world.today
    row = evaluations.ask_evaluation(actor=actor, agreement=agreement, first_day=first, last_day=world.today)
    for number, side in enumerate(EvaluationSide if both else (EvaluationSide.MENTOR,)):
        lines = evaluated_lines(agreement, side)
        marks = {line.activity_id: MARKS[(index + number) % len(MARKS)] for index, line in enumerate(lines)}
        scores = Scores({key: mark for key, mark in marks.items() if mark}, ATTITUDES, NOTES[number])
        name = mentor_of(agreement) if side == EvaluationSide.MENTOR else str(agreement.coach or actor.name)
        evaluations.hand_in_evaluation(actor=actor, moment=row, side=side, by=name, scores=scores)


def _confirm(actor: Actor, agreement: Agreement, number: int) -> None:
    tasks = [line.activity_id for line in evaluated_lines(agreement, EvaluationSide.MENTOR)]
    for activity in tasks[: 2 + number % 3]:
        proofs.confirm_proof(actor=actor, agreement=agreement, activity_id=activity, by=mentor_of(agreement))
    if tasks[5:6]:
        proofs.ask_proofs(actor=actor, agreement=agreement, activity_ids=tasks[5:6])
