"""Evaluations: asked about a period, handed in by mentor and coach, never changed but replaced."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import AgreementState
from placements.follow_enums import EVALUATION_MOVES, EvaluationSide, EvaluationState, Grade
from placements.models import Agreement, Evaluation, EvaluationLog, EvaluationRound, EvaluationScore
from placements.rules.follow import period_faults
from placements.selectors.attitudes import attitudes
from placements.selectors.follow_page import counting_of, evaluated_lines
from placements.selectors.follow_terms import evaluation_terms
from placements.services import follow_mails as mails
from placements.services.moves import lock_agreement
from privacy import journal


@dataclass(frozen=True, slots=True)
class Scores:
    """What one side gives: a grade by activity (primary key) and by attitude (code); what is left out was not seen."""

    activities: Mapping[int, Grade] = field(default_factory=dict)
    attitudes: Mapping[str, Grade] = field(default_factory=dict)
    note: str = ""


@transaction.atomic
def ask_evaluation(*, actor: Actor, agreement: Agreement, first_day: dt.date, last_day: dt.date) -> EvaluationRound:
    """Ask mentor and coach to evaluate a period; both get a mail. While one runs, asking again gives that one.

    Raises `ValidationError` for a wrong period, `MoveRefused` when the agreement does not run.
    """
    locked, today = lock_agreement(agreement.pk), clock.today()
    if locked.state not in AgreementState.BINDING:
        raise MoveRefused(_("Een evaluatie vragen kan zolang de overeenkomst loopt."))
    known = EvaluationRound.objects.filter(agreement=locked, state=EvaluationState.ASKED).first()
    if known is not None:
        return known
    faults = period_faults(first_day, last_day, locked.starts_on, today)
    if faults:
        raise ValidationError(faults)
    due = today + dt.timedelta(days=evaluation_terms(today).answer_days)
    row = EvaluationRound.objects.create(agreement=locked, state_due_on=due, first_day=first_day, last_day=last_day)
    EvaluationLog.objects.create(round=row, to_state=EvaluationState.ASKED, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="evaluation_asked", subject=row)
    mails.ask(_lock(row.pk), tuple(EvaluationSide))
    return row


@transaction.atomic
def hand_in_evaluation(
    *,
    actor: Actor,
    moment: EvaluationRound,
    side: EvaluationSide,
    by: str,
    scores: Scores,
) -> Evaluation:
    """Keep what a side hands in. The same again changes nothing; something else replaces it, and the old one stays.

    `by` is the name of who filled it in. Once both sides handed in, the learner hears that the evaluation is ready.
    Raises `ValidationError` without any score or for what is not in the plan, `MoveRefused` when it was called off.
    """
    locked = _lock(moment.pk)
    if locked.state not in EvaluationState.READABLE:
        raise MoveRefused(_("Deze evaluatie gaat niet door. Invullen hoeft niet meer."))
    _check(locked, side, scores)
    known = counting_of(locked, side)
    if known is not None and _given(known) == scores:
        return known
    made = _store(locked, side, by, scores, known)
    journal.record(actor=actor, verb="evaluation_handed_in", subject=made, version=made.version)
    if known is not None:
        return made
    if all(counting_of(locked, one) is not None for one in EvaluationSide):
        _move(actor, locked, EvaluationState.DONE)
        mails.tell_learner(locked)
    return made


@transaction.atomic
def cancel_evaluation(*, actor: Actor, moment: EvaluationRound) -> EvaluationRound:
    """Call a moment off that nobody filled in yet. Raises `MoveRefused` otherwise."""
    locked = _lock(moment.pk)
    if locked.evaluations.exists():
        raise MoveRefused(_("Er is al een evaluatie ingediend. Die blijft staan."))
    return _move(actor, locked, EvaluationState.CANCELLED)


@transaction.atomic
def remind_evaluation(*, moment: EvaluationRound) -> bool:
    """Remind, once, the sides that did not hand in. Returns False when there is nothing to remind of."""
    locked = _lock(moment.pk)
    if locked.state != EvaluationState.ASKED or locked.reminded_on:
        return False
    locked.reminded_on = clock.today()
    locked.save(update_fields=["reminded_on", "updated_at"])
    journal.record(actor=SYSTEM, verb="evaluation_reminded", subject=locked)
    mails.ask(locked, tuple(side for side in EvaluationSide if counting_of(locked, side) is None), again=True)
    return True


@transaction.atomic
def expire_evaluation(*, moment: EvaluationRound) -> EvaluationRound:
    """Close a moment that was not filled in by both in time; who is late can still hand in. Raises `MoveRefused`."""
    locked = _lock(moment.pk)
    if locked.state_due_on is None or locked.state_due_on >= clock.today():
        raise MoveRefused(_("Er is nog tijd om in te vullen."))
    return _move(SYSTEM, locked, EvaluationState.EXPIRED)


def _check(row: EvaluationRound, side: EvaluationSide, scores: Scores) -> None:
    if not scores.activities and not scores.attitudes:
        raise ValidationError(_("Geef minstens één score. Wat je niet zag, laat je op ‘niet gezien’."))
    known = {line.activity_id for line in evaluated_lines(row.agreement, side)}
    if set(scores.activities) - known or set(scores.attitudes) - set(attitudes()):
        raise ValidationError(_("Iets in deze lijst staat niet meer in het opleidingsplan. Laad de pagina opnieuw."))


def _given(evaluation: Evaluation) -> Scores:
    """Return the scores of a stored evaluation."""
    activities, by_attitude = dict[int, Grade](), dict[str, Grade]()
    for activity, attitude, grade in evaluation.scores.values_list("activity", "attitude", "grade"):
        if activity is None:
            by_attitude[attitude] = Grade(grade)
        else:
            activities[activity] = Grade(grade)
    return Scores(activities, by_attitude, evaluation.note)


def _store(
    row: EvaluationRound, side: EvaluationSide, by: str, scores: Scores, known: Evaluation | None
) -> Evaluation:
    """Store an evaluation; `known` is the one it replaces, which stays with the moment it stopped counting."""
    now = clock.now()
    if known is not None:
        known.replaced_at = now
        known.save(update_fields=["replaced_at", "updated_at"])
    made = Evaluation.objects.create(
        round=row,
        side=side,
        version=known.version + 1 if known else 1,
        handed_in_at=now,
        handed_in_by=by[:120],
        note=scores.note[:500],
    )
    rows = [EvaluationScore(evaluation=made, activity_id=key, grade=grade) for key, grade in scores.activities.items()]
    rows += [EvaluationScore(evaluation=made, attitude=key, grade=grade) for key, grade in scores.attitudes.items()]
    EvaluationScore.objects.bulk_create(rows)
    return made


def _lock(round_id: int) -> EvaluationRound:
    rows = EvaluationRound.objects.select_for_update(of=("self",)).select_related(
        "agreement__coach", "agreement__learner__contact", "agreement__workplace__establishment__company"
    )
    return rows.get(pk=round_id)


def _move(actor: Actor, row: EvaluationRound, target: EvaluationState, **changes: Any) -> EvaluationRound:
    """Move a locked moment and log it. Raises `MoveRefused`."""
    source = EvaluationState(row.state)
    require_move(EVALUATION_MOVES, source, target, _("Dat kan niet meer: ‘%(state)s’.") % {"state": source.label})
    values: dict[str, Any] = {"state": target, "state_due_on": None, **changes}
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=[*values, "updated_at"])
    EvaluationLog.objects.create(round=row, from_state=source, to_state=target, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="evaluation_moved", subject=row, to_state=target.value)
    return row
