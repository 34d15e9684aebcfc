"""Links with which a parent looks along: made and revoked by the learner, answered by the parent."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actor import Actor
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused
from learners.enums import EventVerb
from learners.models import CoView, Intake, Learner
from learners.rules.coview import may_share
from learners.selectors.coview import coview_terms
from learners.services.coview_mails import ask_to_call
from learners.services.timeline import add_event
from privacy import journal

ALREADY = gettext_lazy("Voor deze persoon is er al een link. Trek die eerst in.")


@transaction.atomic
def share(*, actor: Actor, learner: Learner, for_whom: str, parts: list[str], valid_until: dt.date) -> CoView:
    """Make a link. The same wish twice gives the same link. Raises `ValidationError` with a sentence."""
    today, name = clock.today(), " ".join(for_whom.split())[:80]
    verdict = may_share(parts=parts, valid_until=valid_until, today=today, terms=coview_terms(today))
    if not verdict:
        raise ValidationError(list(verdict.reasons))
    locked = Learner.objects.select_for_update().get(pk=learner.pk)
    CoView.objects.filter(learner=locked, for_whom=name, revoked_at=None, valid_until__lt=today).update(
        revoked_at=clock.now()
    )
    known = CoView.objects.filter(learner=locked, for_whom=name, revoked_at=None).first()
    if known is not None:
        if (sorted(known.parts), known.valid_until) != (sorted(parts), valid_until):
            raise ValidationError({"for_whom": ALREADY})
        return known
    coview = CoView.objects.create(learner=locked, for_whom=name, parts=sorted(parts), valid_until=valid_until)
    journal.record(actor=actor, verb="coview_shared", subject=locked, parts=", ".join(sorted(parts)))
    return coview


@transaction.atomic
def revoke(*, actor: Actor, coview: CoView) -> CoView:
    """Close a link at once. Twice changes nothing."""
    locked = CoView.objects.select_for_update(of=("self",)).select_related("learner").get(pk=coview.pk)
    if locked.revoked_at is None:
        locked.revoked_at = clock.now()
        locked.save(update_fields=["revoked_at", "updated_at"])
        journal.record(actor=actor, verb="coview_revoked", subject=locked.learner)
    return locked


@in_dutch
@transaction.atomic
def agree(*, actor: Actor, coview: CoView, name: str) -> CoView:
    """Record that a parent agrees that companies hear of the learner. Twice keeps the first name and date."""
    locked = _standing(coview)
    if locked.agreed_at is not None:
        return locked
    locked.agreed_at, locked.agreed_by = clock.now(), " ".join(name.split())[:120]
    locked.save(update_fields=["agreed_at", "agreed_by", "updated_at"])
    Intake.objects.filter(learner=locked.learner_id, answers__consent_share=True).update(consent_share=True)
    text = _("Een ouder ging akkoord dat bedrijven je gegevens krijgen als jij ja zegt.")
    add_event(case=locked.learner.case, actor=actor, verb=EventVerb.SHARED, text=text, for_learner=True)
    journal.record(actor=actor, verb="coview_agreed", subject=locked.learner)
    return locked


@in_dutch
@transaction.atomic
def ask_call(*, actor: Actor, coview: CoView, phone: str) -> CoView:
    """Keep the number of a parent who wants to be called, and tell who follows the case. The same number twice is one."""
    locked = _standing(coview)
    if locked.call_phone == phone:
        return locked
    locked.call_phone, locked.call_asked_at = phone, clock.now()
    locked.save(update_fields=["call_phone", "call_asked_at", "updated_at"])
    case = locked.learner.case
    add_event(case=case, actor=actor, verb=EventVerb.SHARED, text=_("Een ouder vraagt om te bellen naar %s.") % phone)
    journal.record(actor=actor, verb="coview_call_asked", subject=locked.learner)
    ask_to_call(locked, case)
    return locked


def _standing(coview: CoView) -> CoView:
    locked = CoView.objects.select_for_update(of=("self",)).select_related("learner__case__owner").get(pk=coview.pk)
    if locked.revoked_at is not None or locked.valid_until < clock.today():
        raise MoveRefused(_("Deze link werkt niet meer. Vraag een nieuwe."))
    return locked
