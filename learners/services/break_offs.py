"""A workplace falls away: reported by school, company, learner or colleague; and taken back when that was a mistake."""

import datetime as dt
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused
from learners.enums import BreakOffOutcome, CaseState, Cause, EventVerb, Reporter, Wish
from learners.events import break_off_reported, break_off_undone
from learners.models import BreakOff, Case
from learners.rules import break_offs as rules
from learners.rules.words import long_date
from learners.selectors.terms import terms_on
from learners.services import staff_mails
from learners.services.clock import set_clock
from learners.services.timeline import add_event, apply_move, lock_case
from privacy import journal


@transaction.atomic
def report_break_off(
    *, actor: Actor, case: Case, cause: Cause, ended_on: dt.date, wish: Wish, reporter: Reporter
) -> BreakOff:
    """Note that a workplace fell away: the clock restarts, the search begins, the owner is told.

    A second report of the same loss changes nothing and is noted for colleagues; the first one comes back. Raises
    `ValidationError` on an impossible day or a closed case.
    """
    locked, today = lock_case(case.pk), clock.today()
    current = BreakOff.objects.current().filter(case=locked).first()
    if current is not None:
        return _note_again(actor, locked, current, cause, ended_on, reporter)
    verdict = rules.may_report(ended_on, today, locked.state)
    if not verdict:
        raise ValidationError({"ended_on": list(verdict.reasons)})
    row = BreakOff.objects.create(
        case=locked,
        cause=cause,
        ended_on=ended_on,
        wish=wish,
        reporter=reporter,
        reported_by=actor.label[:200],
        state_before=locked.state,
        due_before=locked.state_due_on,
        clock_before=locked.learner.clock_started_on,
    )
    restarted = rules.restarts_clock(locked.state, locked.learner.clock_started_on, ended_on)
    if restarted:
        set_clock(locked, ended_on + dt.timedelta(days=1))
    _move(actor, locked, row, restarted=restarted)
    journal.record(actor=actor, verb="break_off_reported", subject=locked.learner, cause=cause, reporter=reporter)
    staff_mails.tell_break_off(row)
    transaction.on_commit(partial(break_off_reported.send, sender=BreakOff, break_off_id=row.pk))
    return row


@in_dutch
def _note_again(
    actor: Actor, case: Case, current: BreakOff, cause: Cause, ended_on: dt.date, reporter: Reporter
) -> BreakOff:
    """The same loss once more: a line for colleagues when it says something new, nothing when it is a double click."""
    if (current.cause, current.ended_on, current.reporter) != (cause, ended_on, reporter):
        text = _("Ook %(who)s meldde dat de plek stopte: %(cause)s, laatste dag %(day)s.") % {
            "who": reporter.label,
            "cause": cause.label.lower(),
            "day": long_date(ended_on),
        }
        if not case.events.filter(verb=EventVerb.BREAK_OFF, text=text).exists():
            add_event(case=case, actor=actor, verb=EventVerb.BREAK_OFF, text=text)
            journal.record(actor=actor, verb="break_off_reported_again", subject=case.learner, reporter=reporter)
    return current


@in_dutch
def _move(actor: Actor, case: Case, row: BreakOff, *, restarted: bool) -> None:
    said = _text(case, row, restarted=restarted)
    if not rules.searches_after(case.state, case.route):
        add_event(case=case, actor=actor, verb=EventVerb.BREAK_OFF, text=said, for_learner=True)
    elif case.state != CaseState.MATCHING:
        apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=said, verb=EventVerb.BREAK_OFF)
    if rules.waits_for_talk(row.wish) and lock_case(case.pk).state == CaseState.MATCHING:
        today = clock.today()
        due = today + dt.timedelta(days=terms_on(today).call_days)
        text = _("Jij wilt iets anders. We bellen je ten laatste op %(day)s en bekijken het samen.")
        apply_move(
            actor=actor,
            case=case,
            target=CaseState.PARKED,
            text=text % {"day": long_date(due)},
            state_due_on=due,
        )


def _text(case: Case, row: BreakOff, *, restarted: bool) -> str:
    text = _("Je werkplek stopte op %(day)s. Dat meldde %(who)s.") % {
        "day": long_date(row.ended_on),
        "who": Reporter(row.reporter).label,
    }
    if restarted:
        text += " " + _("Je lesdagen om een nieuwe plek te vinden tellen vanaf de dag erna.")
    if rules.searches_after(case.state, case.route) and not rules.waits_for_talk(row.wish):
        text += " " + _("We zoeken meteen een nieuwe plek.")
    return text


@transaction.atomic
def undo_break_off(*, actor: Actor, break_off: BreakOff) -> BreakOff:
    """Take a report back: state, follow-up date and clock become what they were. Twice is refused, nothing changes.

    Raises `MoveRefused` after the first minutes or when something came after it.
    """
    case = lock_case(break_off.case_id)
    row = BreakOff.objects.select_for_update().get(pk=break_off.pk)
    now = clock.now()
    minutes = terms_on(clock.today()).undo_minutes
    is_current = row.outcome == BreakOffOutcome.OPEN and case.state != CaseState.CLOSED
    verdict = rules.may_undo(row.created_at, now, minutes, is_current=is_current)
    if not verdict:
        raise MoveRefused(" ".join(verdict.reasons))
    row.outcome, row.settled_at = BreakOffOutcome.UNDONE, now
    row.save(update_fields=["outcome", "settled_at", "updated_at"])
    set_clock(case, row.clock_before)
    _move_back(actor, case, row)
    journal.record(actor=actor, verb="break_off_undone", subject=case.learner)
    staff_mails.tell_undone(row)
    news = partial(break_off_undone.send, sender=BreakOff, case_id=case.pk, since=row.created_at)
    transaction.on_commit(news)
    return row


@in_dutch
def _move_back(actor: Actor, case: Case, row: BreakOff) -> None:
    """To where the case was, over 'Plek zoeken' when a colleague's call was planned."""
    said = _("De melding dat je werkplek stopte, klopte niet. Alles staat weer zoals ervoor.")
    if row.state_before == CaseState.PARKED and case.state == CaseState.PARKED:
        case.state_due_on = row.due_before
        case.save(update_fields=["state_due_on", "updated_at"])
    elif case.state != row.state_before and row.state_before in (*rules.HAD_PLACE, CaseState.PARKED):
        if case.state == CaseState.PARKED:
            apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=said)
        if lock_case(case.pk).state in (CaseState.MATCHING, CaseState.INTRODUCED):
            target, due = CaseState(row.state_before), row.due_before
            apply_move(actor=actor, case=case, target=target, text=said, state_due_on=due)
            return
    add_event(case=case, actor=actor, verb=EventVerb.BREAK_OFF, text=said, for_learner=True)


@transaction.atomic
def note_searched(*, actor: Actor, break_off_id: int, drafts: int) -> bool:
    """Note what the search after a report found and tell the owner. Returns False when it was noted already."""
    row = BreakOff.objects.select_for_update(of=("self",)).select_related("case__learner").get(pk=break_off_id)
    if row.searched_at is not None:
        return False
    row.searched_at, row.drafts = clock.now(), drafts
    row.save(update_fields=["searched_at", "drafts", "updated_at"])
    text = (
        _("Na de melding vonden we %(number)d mogelijke plekken. Een medewerker kijkt ze na.") % {"number": drafts}
        if drafts
        else _("Na de melding vonden we nog geen nieuwe plek. Een medewerker zoekt mee.")
    )
    add_event(case=row.case, actor=actor, verb=EventVerb.BREAK_OFF, text=text)
    journal.record(actor=actor, verb="break_off_searched", subject=row.case.learner, drafts=drafts)
    staff_mails.tell_searched(row)
    return True
