"""Appointments: made, moved and cancelled by a colleague; the learner gets a mail each time."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb
from learners.models import Appointment, Case
from learners.rules.appointments import may_make
from learners.rules.words import full_moment
from learners.services.appointment_mails import tell
from learners.services.timeline import add_event, lock_case
from privacy import journal

CHANGEABLE = ("kind", "starts_at", "minutes", "meeting", "place", "with_whom")


@in_dutch
@transaction.atomic
def make_appointment(*, actor: Actor, case: Case, **details: Any) -> Appointment:
    """Make an appointment and mail it. `details` are the fields in `CHANGEABLE`. Twice the same makes one.

    Raises `MoveRefused` for a closed case, `ValidationError` for a moment that cannot be or is taken.
    """
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten. Heropen het eerst."))
    standing = Appointment.objects.standing().filter(case=locked, starts_at=details["starts_at"]).first()
    if standing is not None and all(getattr(standing, name) == value for name, value in details.items()):
        return standing
    row = Appointment(case=locked, made_by_id=actor.user_id, **details)
    _check(row)
    Appointment.objects.bulk_create([row])
    text = _("Afgesproken: %(what)s, %(when)s, met %(who)s.")
    _tell(actor, row, text, "made", "appointment_made")
    return row


@in_dutch
@transaction.atomic
def change_appointment(*, actor: Actor, appointment: Appointment, changes: dict[str, Any]) -> Appointment:
    """Change an appointment that is still to come, and mail what it became. Raises as `make_appointment`."""
    row = _lock(appointment)
    wanted = {name: value for name, value in changes.items() if name in CHANGEABLE and getattr(row, name) != value}
    if not wanted:
        return row
    for name, value in wanted.items():
        setattr(row, name, value)
    _check(row)
    row.sequence += 1
    row.save(update_fields=[*wanted, "sequence", "updated_at"])
    text = _("Gewijzigd: %(what)s, nu %(when)s, met %(who)s.")
    _tell(actor, row, text, f"changed-{row.sequence}", "appointment_changed")
    return row


@in_dutch
@transaction.atomic
def cancel_appointment(*, actor: Actor, appointment: Appointment, reason: str) -> Appointment:
    """Cancel an appointment that is still to come, and mail why. Raises `MoveRefused` when it is over."""
    row = _lock(appointment)
    row.cancelled_at, row.cancelled_reason = clock.now(), reason.strip()[:200]
    row.sequence += 1
    row.save(update_fields=["cancelled_at", "cancelled_reason", "sequence", "updated_at"])
    text = _("Afgezegd: %(what)s van %(when)s, met %(who)s.")
    _tell(actor, row, text, "cancelled", "appointment_cancelled")
    return row


def _lock(appointment: Appointment) -> Appointment:
    rows = Appointment.objects.select_for_update(of=("self",)).select_related("case__learner", "case__owner")
    row = rows.get(pk=appointment.pk)
    if row.cancelled_at is not None:
        raise MoveRefused(_("Deze afspraak is al afgezegd. Maak een nieuwe."))
    if row.starts_at <= clock.now():
        raise MoveRefused(_("Deze afspraak is voorbij. Maak een nieuwe."))
    return row


def _check(row: Appointment) -> None:
    verdict = may_make(starts_at=row.starts_at, now=clock.now(), meeting=row.meeting, place=row.place)
    if not verdict:
        raise ValidationError(list(verdict.reasons))
    row.full_clean()


def _tell(actor: Actor, row: Appointment, text: str, news: str, verb: str) -> None:
    words = {"what": row.get_kind_display().lower(), "when": full_moment(row.starts_at), "who": row.with_whom}
    add_event(case=row.case, actor=actor, verb=EventVerb.APPOINTMENT, text=text % words, for_learner=True)
    journal.record(actor=actor, verb=verb, subject=row.case.learner)
    tell(row, news)
