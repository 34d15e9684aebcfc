"""What colleagues decide about a figure: another formula, a target, and that it is not right today."""

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from accounts.actor import Actor
from actionplan.enums import Origin
from actionplan.models import Doubt, Formula, Measure
from actionplan.selectors.counts import count_for
from actionplan.selectors.measures import counts_of, newest_formulas
from core import clock
from core.states import MoveRefused
from privacy import journal


@transaction.atomic
def change_formula(
    *,
    actor: Actor,
    measure: Measure,
    definition: str,
    numerator: str,
    denominator: str,
    source: str,
    function: str,
    valid_from: dt.date,
) -> Formula:
    """Give a figure a new version of its formula. What was counted before keeps the version it was counted with.

    It counts from its first day on; before that day the version before holds. Raises `ValidationError` for a first day
    before that of the last version, and for a count the portal does not know, that another version already uses, or
    that belongs to another figure.
    """
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    known = measure.formulas.aggregate(last=Max("number"), day=Max("valid_from"))
    if known["day"] and valid_from < known["day"]:
        raise ValidationError(
            {"valid_from": f"De versie ervoor geldt vanaf {known['day']:%d/%m/%Y}. Kies een latere dag."}
        )
    if measure.origin == Origin.COMPUTED:
        if count_for(function) is None:
            raise ValidationError({"function": "Het portaal kent deze telling niet."})
        if measure.formulas.filter(function=function).exists():
            raise ValidationError({"function": "Deze telling hoort al bij een andere versie van de formule."})
        if function not in counts_of(measure):
            raise ValidationError({"function": "Deze telling hoort bij een ander cijfer."})
    last = known["last"] or 0
    formula = Formula.objects.create(
        measure=measure,
        number=last + 1,
        definition=definition,
        numerator=numerator,
        denominator=denominator,
        source=source,
        function=function if measure.origin == Origin.COMPUTED else "",
        valid_from=valid_from,
    )
    journal.record(actor=actor, verb="formula_changed", subject=measure, version=formula.number)
    return formula


@transaction.atomic
def set_target(
    *,
    actor: Actor,
    measure: Measure,
    target: Decimal | None,
    target_note: str,
    baseline: Decimal | None,
    baseline_note: str,
) -> Measure:
    """Write down where a figure came from and where it should go, by the formula that holds today."""
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    measure.target, measure.target_note = target, target_note
    measure.baseline, measure.baseline_note = baseline, baseline_note
    formula = newest_formulas(measure.origin, clock.today()).filter(measure=measure).first()
    measure.compared_number = formula.number if formula else None
    measure.save(update_fields=["target", "target_note", "baseline", "baseline_note", "compared_number"])
    journal.record(actor=actor, verb="target_set", subject=measure)
    return measure


@transaction.atomic
def raise_doubt(*, actor: Actor, measure: Measure, reason: str) -> Doubt:
    """Say that a figure is not right today; a notice that is already there gets the new words."""
    measure = Measure.objects.select_for_update().get(pk=measure.pk)
    doubt, _made = Doubt.objects.update_or_create(
        measure=measure, lifted_at=None, defaults={"reason": reason, "raised_by": actor.label[:120]}
    )
    journal.record(actor=actor, verb="figure_doubted", subject=measure)
    return doubt


@transaction.atomic
def lift_doubt(*, actor: Actor, measure: Measure) -> Doubt:
    """Say that a figure is right again. Raises `MoveRefused` when nobody said it was not."""
    doubt = Doubt.objects.select_for_update().filter(measure=measure, lifted_at=None).first()
    if doubt is None:
        raise MoveRefused("Bij dit cijfer staat geen melding.")
    doubt.lifted_at, doubt.lifted_by = clock.now(), actor.label[:120]
    doubt.save(update_fields=["lifted_at", "lifted_by", "updated_at"])
    journal.record(actor=actor, verb="figure_trusted", subject=measure)
    return doubt
