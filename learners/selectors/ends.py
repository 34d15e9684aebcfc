"""When what we keep about a learner goes away by itself, as sentences with a day."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from catalogue.selectors import rule_row
from core import clock
from learners.enums import CaseState
from learners.models import Case, CaseEvent
from learners.rules.words import long_date
from privacy.rules import kept_until


def deletion_lines(case: Case) -> list[str]:
    """Return what is wiped when, if nothing happens any more. Raises `RuleMissing` when a term is unknown."""
    today = clock.today()
    journal = rule_row("retention-journal", on=today)
    lines = [*_of_case(case, today)]
    seen = kept_until(today, journal.value, journal.unit)
    lines.append(
        _("Wie in je dossier keek, bewaren we hoogstens tot %(day)s voor wat er vandaag bij komt.")
        % {"day": long_date(seen)}
    )
    return lines


def _of_case(case: Case, today: dt.date) -> list[str]:
    if case.wipe_on is not None:
        return [_("Op %(day)s wissen we je gegevens, omdat je dat vroeg.") % {"day": long_date(case.wipe_on)}]
    term = rule_row("retention-learner", on=today)
    if case.state == CaseState.CLOSED and case.closed_at is not None:
        gone = kept_until(timezone.localdate(case.closed_at), term.value, term.unit)
        return [_("Je dossier is afgesloten. Op %(day)s wissen we je gegevens.") % {"day": long_date(gone)}]
    last = _last_activity(case)
    if case.state == CaseState.PLACED:
        longer = rule_row("retention-placement", on=today)
        closes = kept_until(timezone.localdate(case.updated_at), longer.value, longer.unit)
    else:
        closes = kept_until(last, term.value, term.unit)
    wiped = kept_until(closes, term.value, term.unit)
    return [
        _("Gebeurt er niets meer? Dan sluiten we je dossier op %(closed)s en wissen we je gegevens op %(wiped)s.")
        % {"closed": long_date(closes), "wiped": long_date(wiped)},
        _("Vraag je zelf om te stoppen, dan gaat het veel vlugger: binnen enkele dagen."),
    ]


def _last_activity(case: Case) -> dt.date:
    last = CaseEvent.objects.filter(case=case).values_list("at", flat=True).first()
    moments = [case.updated_at, *([last] if last else [])]
    return timezone.localdate(max(moments))
