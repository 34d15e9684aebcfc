"""What staff note on a case: who follows it, what was said, what the class council advised."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import User
from catalogue.selectors import first_contact_due
from core import clock
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb, Readiness, TryResult
from learners.models import Case
from learners.rules.cases import may_record_advice
from learners.rules.routes import route_for
from learners.rules.words import long_date
from learners.selectors.routes import answers_of
from learners.selectors.terms import terms_on
from learners.services.route_hold import follow_route
from learners.services.timeline import add_event, apply_move, lock_case
from learners.services.tries import end_open_try, plan_next_try, slot_in_words
from privacy import journal

SAME_CALL = dt.timedelta(minutes=5)


@transaction.atomic
def take_case(*, actor: Actor, case: Case) -> Case:
    """Make the acting colleague the one who follows this case. Raises `ValidationError` for anybody else."""
    if actor.user_id is None:
        raise ValidationError(_("Meld je eerst aan als medewerker."))
    return assign_owner(actor=actor, case=case, owner=User.objects.get(pk=actor.user_id))


@transaction.atomic
def assign_owner(*, actor: Actor, case: Case, owner: User) -> Case:
    """Make a colleague the one who follows this case. Raises `ValidationError` when that is no active colleague."""
    if not (owner.is_staff and owner.is_active):
        raise ValidationError({"owner": _("Kies een medewerker van het Steunpunt.")})
    locked = lock_case(case.pk)
    if locked.owner_id == owner.pk:
        return locked
    locked.owner = owner
    locked.save(update_fields=["owner", "updated_at"])
    text = _("%(name)s volgt je dossier op.") % {"name": owner.full_name or owner.email}
    add_event(case=locked, actor=actor, verb=EventVerb.ASSIGNED, text=text, for_learner=True)
    journal.record(actor=actor, verb="case_assigned", subject=locked.learner, owner=owner.pk)
    return locked


@transaction.atomic
def note_contact(*, actor: Actor, case: Case, text: str, for_learner: bool = False) -> Case:
    """Note a talk. The first talk takes a new case to 'contacted' and keeps the promise."""
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten. Heropen het eerst."))
    end_open_try(actor=actor, case=locked, result=TryResult.REACHED)
    add_event(case=locked, actor=actor, verb=EventVerb.CALLED, text=text.strip(), for_learner=for_learner)
    journal.record(actor=actor, verb="contact_noted", subject=locked.learner)
    if locked.state != CaseState.NEW:
        return locked
    said = _("We spraken met elkaar.")
    return apply_move(actor=actor, case=case, target=CaseState.CONTACTED, text=said, contacted_at=clock.now())


@transaction.atomic
def note_no_answer(*, actor: Actor, case: Case) -> Case:
    """Note that nobody answered and plan the next call; a new case gets that moment as its promise.

    Twice within five minutes is one call: the second changes nothing.
    """
    locked = lock_case(case.pk)
    if locked.state == CaseState.CLOSED:
        raise MoveRefused(_("Dit dossier is afgesloten. Heropen het eerst."))
    just_now = clock.now() - SAME_CALL
    if locked.events.filter(verb=EventVerb.NO_ANSWER, at__gt=just_now).exists():
        return locked
    planned = plan_next_try(actor=actor, case=locked)
    text = _("We probeerden je te bereiken, maar dat lukte niet.")
    again = _("We bellen opnieuw op %(moment)s.") % {"moment": slot_in_words(planned)} if planned else ""
    if locked.state == CaseState.NEW:
        locked.promised_by = planned.ends_at if planned else first_contact_due(clock.now())
        locked.save(update_fields=["promised_by", "updated_at"])
    said = again or _("Bel of mail jij ons? Dan helpen we je verder.")
    add_event(case=locked, actor=actor, verb=EventVerb.NO_ANSWER, text=f"{text} {said}", for_learner=True)
    journal.record(actor=actor, verb="no_answer_noted", subject=locked.learner)
    return locked


@transaction.atomic
def add_note(*, actor: Actor, case: Case, text: str) -> Case:
    """Write a note for colleagues; the learner does not see it."""
    if not text.strip():
        raise ValidationError({"text": _("Schrijf eerst een notitie.")})
    locked = lock_case(case.pk)
    add_event(case=locked, actor=actor, verb=EventVerb.NOTE, text=text.strip())
    journal.record(actor=actor, verb="note_added", subject=locked.learner)
    return locked


@transaction.atomic
def report_mistake(*, actor: Actor, case: Case, text: str) -> None:
    """Let the learner tell what is wrong or has changed; the owner sees it on the timeline."""
    if not text.strip():
        raise ValidationError({"text": _("Schrijf eerst wat er niet klopt.")})
    locked = lock_case(case.pk)
    add_event(case=locked, actor=actor, verb=EventVerb.NOTE, text=text.strip(), for_learner=True)
    journal.record(actor=actor, verb="mistake_reported", subject=locked.learner)


@transaction.atomic
def record_advice(*, actor: Actor, case: Case, readiness: Readiness, on: dt.date, source: str) -> Case:
    """Record what the class council advised and let the route and the state follow it; the portal itself never judges.

    Raises `ValidationError` on a date in the future or a missing source.
    """
    today = clock.today()
    verdict = may_record_advice(on, today, source)
    if not verdict:
        raise ValidationError(list(verdict.reasons))
    locked = lock_case(case.pk)
    learner = locked.learner
    learner.readiness, learner.readiness_on, learner.readiness_source = readiness, on, source.strip()[:120]
    learner.save(update_fields=["readiness", "readiness_on", "readiness_source", "updated_at"])
    locked.route = route_for(answers_of(learner), today, terms_on(today).ages).route
    locked.save(update_fields=["route", "updated_at"])
    text = _("Advies van de klassenraad van %(day)s: %(advice)s.") % {
        "day": long_date(on),
        "advice": readiness.label.lower(),
    }
    add_event(case=locked, actor=actor, verb=EventVerb.ADVICE, text=text, for_learner=True)
    journal.record(actor=actor, verb="advice_recorded", subject=learner, readiness=readiness)
    return follow_route(actor=actor, case=locked)
