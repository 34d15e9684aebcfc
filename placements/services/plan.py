"""The training plan: made from the activity list, then changed line by line."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import ProgrammeActivity
from core.states import MoveRefused
from placements.enums import AgreementState, PlanPeriod, PlanPlace
from placements.models import Agreement, PlanLine
from placements.services.moves import lock_agreement
from privacy import journal


@dataclass(frozen=True, slots=True)
class LineChange:
    """What a party chose for one activity (primary key)."""

    activity_id: int
    place: PlanPlace
    period: PlanPeriod
    possible: bool


@transaction.atomic
def make_plan(*, actor: Actor, agreement: Agreement) -> int:
    """Add a line for every activity of the programme that the plan lacks. Returns how many came.

    The workplace's own list tells what it can teach; an empty list stands for the whole list.
    """
    own = set(agreement.workplace.activities.values_list("pk", flat=True))
    known = set(agreement.plan.values_list("activity", flat=True))
    wanted = ProgrammeActivity.objects.filter(programme=agreement.programme_id).order_by("position", "pk")
    lines = [
        PlanLine(
            agreement=agreement,
            activity_id=row.activity_id,
            position=row.position,
            possible=not own or row.activity_id in own,
            place=PlanPlace.WORKPLACE,
        )
        for row in wanted
        if row.activity_id not in known
    ]
    PlanLine.objects.bulk_create(lines)
    if lines:
        journal.record(actor=actor, verb="plan_made", subject=agreement, lines=len(lines))
    return len(lines)


@transaction.atomic
def change_plan(*, actor: Actor, agreement: Agreement, changes: Sequence[LineChange]) -> int:
    """Set where, when and whether activities are learned. Returns how many lines changed.

    Raises `MoveRefused` once people sign, `ValidationError` for an activity that is not in the plan.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state not in AgreementState.OPEN_TEXT:
        raise MoveRefused(_("Het plan ligt vast zodra er getekend wordt. Stuur de overeenkomst eerst terug."))
    lines = {line.activity_id: line for line in locked.plan.all()}
    changed = []
    for change in changes:
        line = lines.get(change.activity_id)
        if line is None:
            raise ValidationError(_("Die activiteit staat niet in dit plan."))
        wanted = (change.place, change.period, change.possible)
        if (line.place, line.period, line.possible) != wanted:
            line.place, line.period, line.possible = wanted
            if change.possible:
                line.exception_by = ""
            changed.append(line)
    PlanLine.objects.bulk_update(changed, ["place", "period", "possible", "exception_by"])
    if changed:
        journal.record(actor=actor, verb="plan_changed", subject=locked, lines=len(changed))
    return len(changed)


@transaction.atomic
def sign_exceptions(*, actor: Actor, agreement: Agreement, activity_ids: Sequence[int]) -> int:
    """Note that the school accepts that nobody teaches these activities at work. Returns how many lines.

    Raises `MoveRefused` outside the school's turn.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state != AgreementState.SCHOOL:
        raise MoveRefused(_("Een uitzondering tekent de school in haar eigen beurt."))
    lines = list(locked.plan.filter(activity__in=activity_ids, possible=False))
    for line in lines:
        line.exception_by = actor.label[:120]
    PlanLine.objects.bulk_update(lines, ["exception_by"])
    if lines:
        journal.record(actor=actor, verb="plan_exceptions_signed", subject=locked, lines=len(lines))
    return len(lines)


@transaction.atomic
def set_shared_plan(
    *, actor: Actor, agreement: Agreement, taught: Collection[int], excepted: Mapping[int, str]
) -> int:
    """Let the plan follow what this company teaches in a shared workplace, with the exceptions that the school signed.

    Returns how many lines changed; a plan that is being signed stays as it is.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state not in AgreementState.OPEN_TEXT:
        return 0
    make_plan(actor=actor, agreement=locked)
    lines = list(locked.plan.all())
    for line in lines:
        line.possible = line.activity_id in taught
        line.exception_by = "" if line.possible else excepted.get(line.activity_id, "")
    PlanLine.objects.bulk_update(lines, ["possible", "exception_by"])
    journal.record(actor=actor, verb="plan_shared", subject=locked, lines=len(lines))
    return len(lines)
