"""Try-out days: asked, agreed, looked at by the school, done, and two questions afterwards."""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.actor import Actor
from catalogue.rules import is_working_day
from catalogue.selectors import public_holidays
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused, require_move
from learners.rules.ages import school_year_end
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.services.decisions import note_decline
from matchmaking.services.introductions import end_introduction
from placements.enums import TRY_OUT_MOVES, TryOutGoOn, TryOutLiked, TryOutResult, TryOutSide, TryOutState
from placements.models import Agreement, TryOut, TryOutAnswer, TryOutLog
from placements.rules import tryout as rules
from placements.selectors.follow_terms import try_out_terms
from placements.selectors.tryout import asked_days
from placements.services import tryout_mails as mails
from placements.services.moves import lock_learner
from privacy import journal

NO_MATCH = "Na de snuffeldagen past het toch niet."


@transaction.atomic
def ask_try_out(
    *,
    actor: Actor,
    proposal: Proposal,
    asked_by: TryOutSide,
    first_day: dt.date,
    days: int,
    starts: dt.time,
    ends: dt.time,
    with_whom: str,
    brings: str,
) -> TryOut:
    """Ask for days at the place of an introduction. The same question twice, also at the same moment, is one row.

    Raises `ValidationError` for wrong days or when the learner tried enough companies; `MoveRefused` unless both
    sides said yes to the introduction (only then does the company know who comes), when everybody signed, or when
    other days at this place are asked already.
    """
    learner = lock_learner(proposal.learner_id)
    row = Proposal.objects.with_pair().get(pk=proposal.pk)
    _check_pair(row)
    known = asked_days(row)
    if known is not None:
        _check_same(known, first_day, days, starts, ends)
        return known
    today, terms = clock.today(), try_out_terms(clock.today())
    _check(first_day, days, starts, ends, today, terms.days)
    _check_companies(row, today, terms.companies)
    made = TryOut.objects.create(
        learner=learner,
        workplace=row.workplace,
        proposal=row,
        asked_by=asked_by,
        state_due_on=today + dt.timedelta(days=terms.answer_days),
        first_day=first_day,
        last_day=rules.last_day_of(first_day, days, public_holidays()),
        days=days,
        starts=starts,
        ends=ends,
        with_whom=with_whom.strip(),
        brings=brings.strip(),
    )
    TryOutLog.objects.create(try_out=made, to_state=TryOutState.ASKED, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="try_out_asked", subject=made)
    mails.tell(_lock(made.pk))
    return made


@transaction.atomic
def accept_try_out(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Say yes for the side that was asked; now the school looks at insurance and supervision. Raises `MoveRefused`."""
    locked = _lock(try_out.pk)
    due = clock.today() + dt.timedelta(days=try_out_terms(clock.today()).school_days)
    return _move(actor, locked, TryOutState.SCHOOL, state_due_on=due)


@transaction.atomic
def decline_try_out(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Say no to the days: nothing else changes, the introduction goes on. Raises `MoveRefused`."""
    return _move(actor, _lock(try_out.pk), TryOutState.DECLINED)


@transaction.atomic
def confirm_try_out(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Note that the school looked at insurance and supervision: the days are planned. Raises `MoveRefused`."""
    locked = _lock(try_out.pk)
    if locked.first_day < clock.today():
        raise MoveRefused(_("De eerste dag is voorbij. Vraag nieuwe dagen."))
    return _move(actor, locked, TryOutState.PLANNED, state_due_on=locked.last_day)


@transaction.atomic
def cancel_try_out(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Call the days off. Raises `MoveRefused` once they are over."""
    return _move(actor, _lock(try_out.pk), TryOutState.CANCELLED)


@transaction.atomic
def ask_review(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Ask both sides the two questions, after the last day. Raises `MoveRefused` before that."""
    locked, today = _lock(try_out.pk), clock.today()
    if locked.last_day >= today:
        raise MoveRefused(_("De snuffeldagen zijn nog niet voorbij."))
    due = today + dt.timedelta(days=try_out_terms(today).review_days)
    return _move(actor, locked, TryOutState.REVIEW, state_due_on=due)


@in_dutch
@transaction.atomic
def answer_try_out(
    *, actor: Actor, try_out: TryOut, side: TryOutSide, liked: TryOutLiked, goes_on: TryOutGoOn
) -> TryOut:
    """Keep the two answers of a side. A no, or the second answer, ends the try-out at once.

    The first answer holds: the same twice changes nothing. Raises `MoveRefused` when it is not asked now or was
    answered otherwise.
    """
    locked = _lock(try_out.pk)
    known = TryOutAnswer.objects.filter(try_out=locked, side=side).first()
    if known is not None and (known.liked, known.goes_on) == (liked, goes_on):
        return locked
    if known is not None or locked.state != TryOutState.REVIEW:
        raise MoveRefused(_lazy("Antwoorden kan nu niet meer. Wil je nog iets kwijt? Bel ons gerust."))
    TryOutAnswer.objects.create(try_out=locked, side=side, liked=liked, goes_on=goes_on)
    journal.record(actor=actor, verb="try_out_answered", subject=locked)
    answers = _answers(locked)
    if goes_on == TryOutGoOn.NO or len(answers) == len(TryOutSide.PAIR):
        return _finish(actor, locked, rules.result_of(answers))
    return locked


@transaction.atomic
def close_review(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Close a try-out whose questions were not both answered in time. Raises `MoveRefused` before its day."""
    locked = _lock(try_out.pk)
    if locked.state_due_on is None or locked.state_due_on >= clock.today():
        raise MoveRefused(_("Er is nog tijd om te antwoorden."))
    return _finish(actor, locked, rules.result_of(_answers(locked)))


@transaction.atomic
def expire_try_out(*, actor: Actor, try_out: TryOut) -> TryOut:
    """Close a question that nobody answered in time. Raises `MoveRefused` before its day."""
    locked, today = _lock(try_out.pk), clock.today()
    if locked.state_due_on is None or (locked.state_due_on >= today and locked.first_day >= today):
        raise MoveRefused(_("Er is nog tijd om te antwoorden."))
    return _move(actor, locked, TryOutState.EXPIRED)


def _finish(actor: Actor, try_out: TryOut, result: TryOutResult) -> TryOut:
    """End the try-out; a no brings the learner back to matching now, and the pair is not proposed again."""
    moved = _move(actor, try_out, TryOutState.DONE, result=result)
    proposal = try_out.proposal
    if result == TryOutResult.NO and proposal is not None:
        if proposal.state == ProposalState.INTRODUCED:
            end_introduction(actor=actor, proposal=proposal, reason=NO_MATCH)
        else:
            note_decline(actor=actor, pair=proposal, reason=NO_MATCH, until=None)
    return moved


def _answers(try_out: TryOut) -> dict[str, str]:
    return dict(TryOutAnswer.objects.filter(try_out=try_out).values_list("side", "goes_on"))


def _check_same(known: TryOut, first_day: dt.date, days: int, starts: dt.time, ends: dt.time) -> None:
    """Refuse other days beside those that are asked: who agreed to the first would not know which ones hold."""
    if (known.first_day, known.days, known.starts, known.ends) != (first_day, days, starts, ends):
        day = date_format(known.first_day, "l j F")
        raise MoveRefused(
            _("Er zijn hier al snuffeldagen gevraagd, vanaf %(day)s. Zeg die eerst af als je andere dagen wilt.")
            % {"day": day}
        )


def _check_pair(row: Proposal) -> None:
    """Refuse before two yeses, and after everybody signed."""
    if row.state != ProposalState.INTRODUCED:
        raise MoveRefused(_("Snuffelen kan zodra de lerende en het bedrijf allebei ja zeiden."))
    if Agreement.objects.binding().filter(learner=row.learner_id, workplace=row.workplace_id).exists():
        raise MoveRefused(_("Snuffelen doe je voor iedereen tekende. Hier is al een overeenkomst getekend."))


def _check(first_day: dt.date, days: int, starts: dt.time, ends: dt.time, today: dt.date, most: int) -> None:
    faults = {}
    if first_day <= today:
        faults["first_day"] = _("Kies een dag die nog moet komen.")
    elif not is_working_day(first_day, public_holidays()):
        faults["first_day"] = _("Dat is een weekend of een feestdag. Kies een werkdag.")
    if not 1 <= days <= most:
        faults["days"] = _("Snuffelen duurt 1 tot %(most)s dagen.") % {"most": most}
    if ends <= starts:
        faults["ends"] = _("De dag eindigt voor hij begint.")
    if faults:
        raise ValidationError(faults)


def _check_companies(proposal: Proposal, today: dt.date, most: int) -> None:
    """Refuse another company than the learner may still try this school year."""
    year = school_year_end(today) - dt.timedelta(days=365)
    spent = TryOut.objects.filter(learner=proposal.learner_id, state__in=TryOutState.SPENT, first_day__gt=year)
    companies = set(spent.values_list("workplace__establishment__company", flat=True))
    if len(companies | {proposal.workplace.establishment.company_id}) > most:
        raise ValidationError(
            _("De lerende snuffelde al bij %(count)s bedrijven. Meer kan niet dit schooljaar.")
            % {"count": len(companies)}
        )


def _lock(try_out_id: int) -> TryOut:
    return TryOut.objects.with_all().select_for_update(of=("self",)).get(pk=try_out_id)


def _move(actor: Actor, try_out: TryOut, target: TryOutState, **changes: Any) -> TryOut:
    """Move a locked try-out, log it and tell everybody. Raises `MoveRefused`."""
    source = TryOutState(try_out.state)
    require_move(TRY_OUT_MOVES, source, target, _("Dat kan niet meer: ‘%(state)s’.") % {"state": source.label})
    values: dict[str, Any] = {"state": target, "state_due_on": None, **changes}
    for name, value in values.items():
        setattr(try_out, name, value)
    try_out.save(update_fields=[*values, "updated_at"])
    TryOutLog.objects.create(try_out=try_out, from_state=source, to_state=target, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="try_out_moved", subject=try_out, to_state=target.value)
    mails.tell(try_out)
    return try_out
