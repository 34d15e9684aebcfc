"""The moves of a case: one verb each. All raise `MoveRefused` when the state does not allow it."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused
from learners.enums import BreakOffOutcome, CaseState, EventVerb, Route
from learners.models import Case, ContactDetails
from learners.rules.cases import may_park
from learners.rules.words import long_date
from learners.selectors.terms import terms_on
from learners.services.clock import set_clock
from learners.services.handovers import end_open_referrals
from learners.services.route_hold import follow_route
from learners.services.settling import settle_break_off
from learners.services.timeline import add_event, apply_move, lock_case


@transaction.atomic
def start_matching(*, actor: Actor, case: Case) -> Case:
    """Begin (again) to look for a workplace. Refused when the route is not dual learning, or when placed."""
    locked = lock_case(case.pk)
    if locked.route not in Route.MATCHED:
        raise MoveRefused(_("Zoeken kan alleen op de route duaal leren. Wijzig eerst de route."))
    if locked.state == CaseState.PLACED:
        raise MoveRefused(_("Deze lerende heeft een plek. Noteer eerst dat de plek wegviel."))
    return apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=_("We zoeken een werkplek voor jou."))


@transaction.atomic
def introduce_case(*, actor: Actor, case: Case, due_on: dt.date | None = None) -> Case:
    """Note that learner and company both said yes; a colleague follows up on `due_on` (default: the dated term)."""
    today = clock.today()
    due = due_on or today + dt.timedelta(days=terms_on(today).introduction_days)
    return apply_move(
        actor=actor,
        case=case,
        target=CaseState.INTRODUCED,
        verb=EventVerb.INTRODUCED,
        text=_("Jij en het bedrijf zeiden ja. Jullie maken kennis."),
        state_due_on=due,
    )


@transaction.atomic
def end_introduction(*, actor: Actor, case: Case) -> Case:
    """Note that an introduction led to nothing: the search goes on."""
    if lock_case(case.pk).state != CaseState.INTRODUCED:
        raise MoveRefused(_("Er loopt nu geen kennismaking."))
    text = _("De kennismaking leidde niet tot een plek. We zoeken verder.")
    return apply_move(actor=actor, case=case, target=CaseState.MATCHING, text=text)


@transaction.atomic
def place_case(*, actor: Actor, case: Case) -> Case:
    """Note that the learner has a workplace; the term of training days stops."""
    placed = apply_move(actor=actor, case=case, target=CaseState.PLACED, text=_("Je hebt een werkplek. Proficiat!"))
    set_clock(placed, None)
    settle_break_off(placed, BreakOffOutcome.PLACED)
    return placed


@transaction.atomic
def park_case(*, actor: Actor, case: Case, until: dt.date, text: str = "") -> Case:
    """Let a case wait until a day. Raises `ValidationError` on a day in the past or too far away."""
    today = clock.today()
    verdict = may_park(until, today, terms_on(today).parking_days)
    if not verdict:
        raise ValidationError({"until": list(verdict.reasons)})
    said = _("We wachten even. Op %(day)s nemen we het weer op.") % {"day": long_date(until)}
    return apply_move(
        actor=actor, case=case, target=CaseState.PARKED, text=f"{said} {text}".strip(), state_due_on=until
    )


@transaction.atomic
def resume_case(*, actor: Actor, case: Case) -> Case:
    """Take up a waiting case again."""
    if lock_case(case.pk).state != CaseState.PARKED:
        raise MoveRefused(_("Dit dossier wacht niet."))
    return apply_move(actor=actor, case=case, target=CaseState.CONTACTED, text=_("We nemen je vraag weer op."))


@transaction.atomic
def take_back_case(*, actor: Actor, case: Case, text: str = "") -> Case:
    """Take a referred case back to our own desk."""
    if lock_case(case.pk).state != CaseState.REFERRED:
        raise MoveRefused(_("Dit dossier is niet doorverwezen."))
    said = text or _("Het Steunpunt volgt je weer zelf op.")
    return apply_move(actor=actor, case=case, target=CaseState.CONTACTED, text=said)


@transaction.atomic
def close_case(*, actor: Actor, case: Case, reason: str) -> Case:
    """Close a case with a reason; partners who still have it are told. Raises `ValidationError` without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Noteer waarom je dit dossier afsluit.")})
    closed = apply_move(
        actor=actor,
        case=case,
        target=CaseState.CLOSED,
        text=_("Je dossier is afgesloten. Kom gerust terug met je code."),
        closed_at=clock.now(),
        closed_reason=reason.strip()[:200],
    )
    end_open_referrals(actor=actor, case=closed)
    settle_break_off(closed, BreakOffOutcome.CLOSED)
    return closed


@transaction.atomic
def reopen_case(*, actor: Actor, case: Case) -> Case:
    """Open a closed case again; a planned wiping is cancelled. Refused when the contact details are wiped."""
    locked = lock_case(case.pk)
    if locked.state != CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is niet afgesloten."))
    if not ContactDetails.objects.filter(learner=locked.learner).exists():
        raise MoveRefused(_("De gegevens van dit dossier zijn gewist. Begin met een nieuwe intake."))
    return apply_move(
        actor=actor,
        case=case,
        target=CaseState.CONTACTED,
        text=_("Je dossier is weer open."),
        closed_at=None,
        closed_reason="",
        wipe_on=None,
    )


@transaction.atomic
def change_route(*, actor: Actor, case: Case, route: Route) -> Case:
    """Choose another route with the learner. Who searched a workplace waits when the route leaves dual learning, and
    searches again when it comes back (see `route_hold`).
    """
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten."))
    locked.route = route
    locked.save(update_fields=["route", "updated_at"])
    text = _("Samen kozen we een route: %(route)s.") % {"route": route.label}
    add_event(case=locked, actor=actor, verb=EventVerb.NOTE, text=text, for_learner=True)
    return follow_route(actor=actor, case=locked)
