"""Interviews at a company: a justified absence at school."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.db import fold
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb
from learners.models import Case, Interview
from learners.rules.pauses import may_interview
from learners.rules.words import long_date
from learners.selectors.terms import terms_on
from learners.services.timeline import add_event, lock_case
from privacy import journal


@transaction.atomic
def record_interview(*, actor: Actor, case: Case, on: dt.date, company: str, proposal_code: str = "") -> Interview:
    """Note an intake interview on a day at a company (its name). The same day and company twice is one interview.

    Raises `ValidationError` without a company or on a day too far away, `MoveRefused` on a closed case. Source:
    onderwijs.vlaanderen.be, "Vind een onderneming en sluit een overeenkomst": such an absence is justified.
    """
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten."))
    name, today = company.strip()[:200], clock.today()
    if not name:
        raise ValidationError({"company": _("Schrijf bij welk bedrijf het gesprek is.")})
    verdict = may_interview(on, today, terms_on(today).parking_days)
    if not verdict:
        raise ValidationError({"on": list(verdict.reasons)})
    row, made = Interview.objects.get_or_create(
        learner=locked.learner,
        on=on,
        company_key=fold(name)[:200],
        defaults={"company": name, "proposal_code": proposal_code[:9], "noted_by": actor.label[:200]},
    )
    if made:
        text = _("Kennismakingsgesprek bij %(company)s op %(day)s. Dat is een gewettigde afwezigheid op school.")
        text %= {"company": name, "day": long_date(on)}
        add_event(case=locked, actor=actor, verb=EventVerb.INTERVIEW, text=text, for_learner=True)
        journal.record(actor=actor, verb="interview_noted", subject=locked.learner)
    return row


@transaction.atomic
def drop_interview(*, actor: Actor, interview: Interview) -> None:
    """Take away an interview that was noted by mistake or did not take place. Twice is harmless."""
    gone, _kinds = Interview.objects.filter(pk=interview.pk).delete()
    if gone:
        journal.record(actor=actor, verb="interview_dropped", subject=interview.learner)
