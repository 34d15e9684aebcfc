"""What the pages of learner, school and company share when a workplace falls away: one service call, one sentence back."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.states import MoveRefused
from learners.enums import Reporter
from learners.models import Case
from learners.selectors.break_offs import reported_of
from learners.services.break_offs import report_break_off, undo_break_off


def take_report(form: Form, *, actor: Actor, case: Case, reporter: Reporter) -> bool:
    """Report what a valid form says; True when that is done. A refusal becomes an error of the form."""
    clean = form.cleaned_data
    try:
        report_break_off(
            actor=actor,
            case=case,
            cause=clean["cause"],
            ended_on=clean["ended_on"],
            wish=clean["wish"],
            reporter=reporter,
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages[0])
        return False
    return True


def take_back(*, actor: Actor, case: Case) -> str:
    """Take the current report of a case back; return the sentence of a refusal, empty when it is done."""
    reported = reported_of(case)
    if reported is None:
        return _("Er is geen melding om terug te nemen.")
    try:
        undo_break_off(actor=actor, break_off=reported.row)
    except MoveRefused as refusal:
        return str(refusal)
    return ""


def reporter_of(actor: Actor) -> Reporter:
    """Return in whose name somebody on the learner's page reports: a colleague on the phone, or the learner."""
    return Reporter.STAFF if actor.is_staff else Reporter.LEARNER
