"""A new version of the plan: a copy that knows what it follows."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from accounts.actor import Actor
from actionplan.enums import PLAN_MOVES, ActionState, PlanState
from actionplan.models import Action, OperationalGoal, PlanVersion, StrategicGoal, SuccessFactor
from core.states import require_move
from privacy import journal

TOO_EARLY = "Een nieuw plan begint na het vorige."


@transaction.atomic
def draft_next_plan(
    *, actor: Actor, follows: PlanVersion, title: str, starts_on: dt.date, ends_on: dt.date
) -> PlanVersion:
    """Copy a version: all goals and factors, and the actions that are not done. Each copy points to what it follows.

    Partners, strands and the factors an action helps come along. Days, money and evidence stay with the earlier action: a new period asks for new ones.

    The earlier version keeps its own rows, so links to it stay. Raises `ValidationError` when a next version exists
    or the period is wrong.
    """
    follows = PlanVersion.objects.select_for_update().get(pk=follows.pk)
    if starts_on <= follows.starts_on:
        raise ValidationError({"starts_on": TOO_EARLY})
    version = PlanVersion(
        key=slugify(f"{starts_on.year}-{ends_on.year}" if starts_on.year != ends_on.year else str(starts_on.year)),
        title=title,
        starts_on=starts_on,
        ends_on=ends_on,
        follows=follows,
    )
    version.full_clean()
    PlanVersion.objects.bulk_create([version])
    _copy_goals(follows, version)
    _copy_factors(follows, version)
    _link_factors(version)
    journal.record(actor=actor, verb="plan_drafted", subject=version, follows=follows.key)
    return version


@transaction.atomic
def adopt_plan(*, actor: Actor, version: PlanVersion) -> PlanVersion:
    """Let a version in preparation hold from now on; the one before is closed."""
    version = PlanVersion.objects.select_for_update().get(pk=version.pk)
    require_move(PLAN_MOVES, version.state, PlanState.CURRENT, "Deze versie geldt al, of is al afgesloten.")
    for before in PlanVersion.objects.select_for_update().filter(state=PlanState.CURRENT):
        _move(before, PlanState.CLOSED, actor)
    _move(version, PlanState.CURRENT, actor)
    return version


def _move(version: PlanVersion, target: PlanState, actor: Actor) -> None:
    was, version.state = version.state, target
    version.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"plan_{target}", subject=version, was=str(was))


def _copy_goals(follows: PlanVersion, version: PlanVersion) -> None:
    for goal in follows.goals.prefetch_related("operational_goals__actions", "indicators").order_by("number"):
        copy = StrategicGoal.objects.create(version=version, **_words(goal))
        copy.indicators.set(goal.indicators.all())
        for part in goal.operational_goals.all():
            new = OperationalGoal.objects.create(strategic_goal=copy, **_words(part))
            _copy_actions(part.actions.all(), operational_goal=new)


def _copy_factors(follows: PlanVersion, version: PlanVersion) -> None:
    for factor in follows.factors.prefetch_related("actions").order_by("number"):
        new = SuccessFactor.objects.create(
            version=version, critical_factor_id=factor.critical_factor_id, **_words(factor)
        )
        _copy_actions(factor.actions.all(), success_factor=new)


def _copy_actions(
    actions: "models.QuerySet[Action]",
    operational_goal: OperationalGoal | None = None,
    success_factor: SuccessFactor | None = None,
) -> None:
    for action in actions:
        if action.state in ActionState.OPEN:
            copy = Action.objects.create(
                operational_goal=operational_goal,
                success_factor=success_factor,
                state=action.state,
                owner_id=action.owner_id,
                progress=action.progress,
                open_steps=action.open_steps,
                **_words(action),
            )
            copy.partners.set(action.partners.all())
            copy.strands.set(action.strands.all())


def _link_factors(version: PlanVersion) -> None:
    """Let each copied action help the copies of the factors that the action before helped."""
    copies = {factor.follows_id: factor for factor in version.factors.all()}
    for action in Action.objects.of_version(version).select_related("follows").prefetch_related("follows__factors"):
        if action.follows:
            action.factors.set([copies[one.pk] for one in action.follows.factors.all() if one.pk in copies])


def _words(part: StrategicGoal | OperationalGoal | SuccessFactor | Action) -> dict[str, object]:
    names = ("number", "title", "note_text", "source")
    return {name: getattr(part, name) for name in names} | {"follows": part}
