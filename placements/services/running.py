"""From the first day to the last: start, pause, resume, register, end."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused
from learners.enums import Cause, Reporter, Wish
from placements.enums import AgreementState, PauseCause
from placements.models import Agreement, AgreementPause
from placements.services.moves import lock_agreement, move_agreement
from placements.services.places import settle_place
from placements.services.placing import release_learner
from placements.services.watching import tick_registration
from privacy import journal


@transaction.atomic
def start_running(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Note that the first day is there. Raises `MoveRefused` before that day."""
    locked = lock_agreement(agreement.pk)
    if locked.starts_on is None or locked.starts_on > clock.today():
        raise MoveRefused(_("De overeenkomst is nog niet begonnen."))
    return move_agreement(actor=actor, agreement=locked, target=AgreementState.RUNNING)


@transaction.atomic
def pause_agreement(
    *, actor: Actor, agreement: Agreement, cause: PauseCause, first_day: dt.date, expected_until: dt.date
) -> Agreement:
    """Note that the work stops for a while. Raises `MoveRefused` unless it runs, `ValidationError` for wrong days."""
    locked = lock_agreement(agreement.pk)
    if expected_until < first_day:
        raise ValidationError({"expected_until": _("De pauze eindigt voor ze begint.")})
    if locked.starts_on and locked.ends_on and not locked.starts_on <= first_day <= locked.ends_on:
        raise ValidationError({"first_day": _("Die dag valt buiten de overeenkomst.")})
    overlapping = AgreementPause.objects.filter(agreement=locked, last_day__gte=first_day)
    if overlapping.exists():
        raise ValidationError({"first_day": _("Die dag valt in een andere pauze.")})
    moved = move_agreement(actor=actor, agreement=locked, target=AgreementState.PAUSED, state_due_on=expected_until)
    AgreementPause.objects.create(agreement=moved, cause=cause, first_day=first_day, expected_until=expected_until)
    return moved


@transaction.atomic
def resume_agreement(*, actor: Actor, agreement: Agreement, last_day: dt.date) -> Agreement:
    """Note the last day of the pause. Raises `MoveRefused` unless it is paused, `ValidationError` for a wrong day."""
    locked = lock_agreement(agreement.pk)
    pause = AgreementPause.objects.filter(agreement=locked, last_day=None).first()
    if pause is not None and last_day < pause.first_day:
        raise ValidationError({"last_day": _("De pauze eindigt voor ze begint.")})
    moved = move_agreement(actor=actor, agreement=locked, target=AgreementState.RUNNING)
    if pause is not None:
        pause.last_day = last_day
        pause.save(update_fields=["last_day"])
    return moved


@transaction.atomic
def end_agreement(
    *,
    actor: Actor,
    agreement: Agreement,
    ended_on: dt.date,
    cause: Cause | None = None,
    wish: Wish = Wish.UNKNOWN,
    reporter: Reporter = Reporter.STAFF,
) -> Agreement:
    """Note the last day. Before the agreed end this is a break-off: a cause is needed and the learner's term of
    training days starts again (unless another agreement binds). The same call twice changes nothing.

    Raises `MoveRefused` unless it runs or is paused, `ValidationError` for a wrong day or a missing cause.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state == AgreementState.ENDED and locked.ended_on == ended_on:
        return locked
    if ended_on > clock.today():
        raise ValidationError({"ended_on": _("Die dag ligt in de toekomst.")})
    if locked.starts_on and ended_on < locked.starts_on:
        raise ValidationError({"ended_on": _("Die dag ligt voor het begin van de overeenkomst.")})
    early = locked.ends_on is not None and ended_on < locked.ends_on
    if early and cause is None:
        raise ValidationError({"cause": _("Kies waarom de overeenkomst vroeger stopt.")})
    AgreementPause.objects.filter(agreement=locked, last_day=None).update(last_day=ended_on)
    moved = move_agreement(
        actor=actor,
        agreement=locked,
        target=AgreementState.ENDED,
        ended_on=ended_on,
        end_cause=cause if early and cause else "",
    )
    if early and cause:
        release_learner(actor=actor, agreement=moved, ended_on=ended_on, cause=cause, wish=wish, reporter=reporter)
    settle_place(moved)
    return moved


@transaction.atomic
def note_registration(*, actor: Actor, agreement: Agreement, registered_on: dt.date | None) -> Agreement:
    """Tick on which day the agreement was registered in the official counter; None takes the tick away.

    Raises `MoveRefused` before everybody signed, `ValidationError` for a day in the future.
    """
    locked = lock_agreement(agreement.pk)
    if locked.state not in (*AgreementState.BINDING, AgreementState.ENDED):
        raise MoveRefused(_("Registreren kan pas als iedereen getekend heeft."))
    if registered_on is not None and registered_on > clock.today():
        raise ValidationError({"registered_on": _("Die dag ligt in de toekomst.")})
    locked.registered_on = registered_on
    locked.save(update_fields=["registered_on", "updated_at"])
    tick_registration(agreement=locked)
    journal.record(actor=actor, verb="agreement_registered", subject=locked, on=str(registered_on or ""))
    return locked
