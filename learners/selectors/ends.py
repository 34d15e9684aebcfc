"""When what we keep about a learner goes away by itself, as sentences with a day."""

import datetime as dt

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from learners.enums import CaseState
from learners.models import Case, CaseEvent
from learners.rules.words import long_date
from learners.selectors.terms import Term, Terms
from privacy.rules import kept_until

LAST_EVENT_AT = Subquery(
    CaseEvent.objects.filter(case__learner=OuterRef("pk")).order_by("-at", "-pk").values("at")[:1]
)


def deletion_lines(case: Case, terms: Terms, today: dt.date) -> list[str]:
    """Return what is wiped when, if nothing happens any more."""
    seen = _after(today, terms.keep_journal)
    told = _("Wie in je dossier keek, bewaren we hoogstens tot %(day)s voor wat er vandaag bij komt.")
    return [*_of_case(case, terms), told % {"day": long_date(seen)}]


def _of_case(case: Case, terms: Terms) -> list[str]:
    if case.wipe_on is not None:
        return [_("Op %(day)s wissen we je gegevens, omdat je dat vroeg.") % {"day": long_date(case.wipe_on)}]
    if case.state == CaseState.CLOSED and case.closed_at is not None:
        gone = _after(timezone.localdate(case.closed_at), terms.keep_learner)
        return [_("Je dossier is afgesloten. Op %(day)s wissen we je gegevens.") % {"day": long_date(gone)}]
    if case.state == CaseState.PLACED:
        closes = _after(timezone.localdate(case.updated_at), terms.keep_placement)
    else:
        closes = _after(_last_activity(case), terms.keep_learner)
    wiped = _after(closes, terms.keep_learner)
    return [
        _("Gebeurt er niets meer? Dan sluiten we je dossier op %(closed)s en wissen we je gegevens op %(wiped)s.")
        % {"closed": long_date(closes), "wiped": long_date(wiped)},
        _("Vraag je zelf om te stoppen, dan gaat het veel vlugger: binnen enkele dagen."),
    ]


def _after(day: dt.date, term: Term) -> dt.date:
    return kept_until(day, term.value, term.unit)


def _last_activity(case: Case) -> dt.date:
    if hasattr(case.learner, "last_event_at"):  # read along by `learner_page.learner_for`
        last = case.learner.last_event_at
    else:
        last = CaseEvent.objects.filter(case=case).values_list("at", flat=True).first()
    moments = [case.updated_at, *([last] if last else [])]
    return timezone.localdate(max(moments))
