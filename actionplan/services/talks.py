"""The yearly talk with a partner: planned, held or called off, with scores."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from accounts.models import PartnerOrganisation
from actionplan.enums import TALK_MOVES, TalkState
from actionplan.models import FoundingItem, Talk, TalkLog, TalkScore
from core import clock
from core.states import require_move
from privacy import journal


@transaction.atomic
def plan_talk(*, actor: Actor, partner: PartnerOrganisation, planned_on: dt.date) -> Talk:
    """Plan the talk of a year with a partner. Raises `ValidationError` when there is one already."""
    talk = Talk(partner=partner, year=planned_on.year, planned_on=planned_on)
    talk.full_clean()
    talk = Talk.objects.create(partner=partner, year=planned_on.year, planned_on=planned_on)
    journal.record(actor=actor, verb="talk_planned", subject=talk)
    return talk


@transaction.atomic
def hold_talk(
    *,
    actor: Actor,
    talk: Talk,
    held_on: dt.date,
    present: str,
    looked_back: str,
    looked_ahead: str,
    scores: Mapping[FoundingItem, tuple[str, str]],
) -> Talk:
    """Write down how a talk went; `scores` gives for each factor the score and why.

    Raises `MoveRefused`, and `ValidationError` for a day that is not there yet.
    """
    talk = _locked(talk)
    _require(talk, TalkState.HELD)
    if held_on > clock.today():
        raise ValidationError({"held_on": "Deze dag is er nog niet."})
    talk.held_on, talk.present = held_on, present
    talk.looked_back, talk.looked_ahead = looked_back, looked_ahead
    _move(talk, TalkState.HELD, actor, "", "held_on", "present", "looked_back", "looked_ahead")
    for factor, (score, note) in scores.items():
        TalkScore.objects.update_or_create(talk=talk, factor=factor, defaults={"score": score, "note": note})
    return talk


@transaction.atomic
def cancel_talk(*, actor: Actor, talk: Talk, reason: str = "") -> Talk:
    """Note that a talk does not take place."""
    talk = _locked(talk)
    _require(talk, TalkState.CANCELLED)
    return _move(talk, TalkState.CANCELLED, actor, reason)


@transaction.atomic
def replan_talk(*, actor: Actor, talk: Talk, planned_on: dt.date) -> Talk:
    """Choose a new day, in the same year, for a talk that was called off."""
    talk = _locked(talk)
    _require(talk, TalkState.PLANNED)
    if planned_on.year != talk.year:
        raise ValidationError({"planned_on": f"Kies een dag in {talk.year}."})
    talk.planned_on = planned_on
    return _move(talk, TalkState.PLANNED, actor, "", "planned_on")


def _locked(talk: Talk) -> Talk:
    return Talk.objects.select_for_update(of=("self",)).select_related("partner").get(pk=talk.pk)


def _require(talk: Talk, target: TalkState) -> None:
    sentence = f"Een contactmoment met status ‘{talk.get_state_display()}’ kan niet naar ‘{target.label}’."
    require_move(TALK_MOVES, talk.state, target, sentence)


def _move(talk: Talk, target: TalkState, actor: Actor, reason: str, *changed: str) -> Talk:
    source, talk.state = talk.state, target
    talk.save(update_fields=["state", *changed, "updated_at"])
    TalkLog.objects.create(talk=talk, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason)
    journal.record(actor=actor, verb=f"talk_{target}", subject=talk, was=str(source))
    return talk
