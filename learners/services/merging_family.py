"""When two files become one: appointments at one moment and two links for one parent."""

from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from learners.models import Appointment, Case, CoView, Learner
from privacy import journal


def settle_appointment(actor: Actor, row: Appointment, winner: Case) -> None:
    """Cancel the appointment of the file that goes: the learner has another one at that moment."""
    row.cancelled_at, row.cancelled_reason = clock.now(), _("Was dubbel: de andere afspraak gaat door.")
    row.sequence += 1
    row.save(update_fields=["cancelled_at", "cancelled_reason", "sequence", "updated_at"])
    journal.record(actor=actor, verb="appointment_cancelled", subject=winner.learner)


def settle_coview(actor: Actor, row: CoView, winner: Learner) -> None:
    """Close the link of the file that goes: the same parent has another one."""
    row.revoked_at = clock.now()
    row.save(update_fields=["revoked_at", "updated_at"])
    journal.record(actor=actor, verb="coview_revoked", subject=winner)
