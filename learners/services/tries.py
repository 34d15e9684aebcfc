"""Planning and ending the next call to somebody who did not pick up. Used under the lock of the case."""

from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.selectors import public_holidays
from core import clock
from core.languages import speaking
from learners.enums import Moment, TryResult
from learners.models import CallTry, Case, ContactDetails
from learners.rules.calls import next_slot
from learners.rules.words import BRUSSELS, before_moment, weekday_date
from learners.selectors.calls import call_terms
from mailing.services import queue_mail
from privacy import journal


def end_open_try(*, actor: Actor, case: Case, result: TryResult) -> CallTry | None:
    """End the planned call of a locked case. Returns it, None when none was planned."""
    planned = CallTry.objects.select_for_update().filter(case=case, ended_at=None).first()
    if planned is None:
        return None
    planned.ended_at, planned.result = clock.now(), result
    planned.save(update_fields=["ended_at", "result", "updated_at"])
    journal.record(actor=actor, verb="call_try_ended", subject=case.learner, result=result)
    return planned


def plan_next_try(*, actor: Actor, case: Case) -> CallTry | None:
    """Plan the next call of a locked case after nobody answered. Returns None when we called often enough.

    The tries count from the last talk: somebody who was reached once starts again at the second try.
    """
    now = clock.now()
    terms = call_terms(now.date())
    ended = end_open_try(actor=actor, case=case, result=TryResult.NO_ANSWER)
    number = ended.number + 1 if ended else 2
    contact = ContactDetails.objects.filter(learner=case.learner_id).first()
    if number > terms.most:
        _mail(case, contact, f"call-last:{case.public_id}:{now:%Y%m%d}")
        return None
    slot = next_slot(now, contact.moment if contact else Moment.ANY, terms, public_holidays())
    planned = CallTry.objects.create(case=case, number=number, starts_at=slot.starts_at, ends_at=slot.ends_at)
    journal.record(actor=actor, verb="call_try_planned", subject=case.learner, number=number)
    _mail(case, contact, f"call-again:{planned.public_id}", planned)
    return planned


def slot_in_words(planned: CallTry) -> str:
    """Return a slot such as 'dinsdag 1 december tussen 13 en 16 uur'."""
    start, end = planned.starts_at.astimezone(BRUSSELS), planned.ends_at.astimezone(BRUSSELS)
    if start.date() != end.date():
        return before_moment(planned.ends_at)
    return _("%(day)s tussen %(start)s en %(end)s uur") % {
        "day": weekday_date(start.date()),
        "start": start.hour,
        "end": end.hour,
    }


def _mail(case: Case, contact: ContactDetails | None, key: str, planned: CallTry | None = None) -> None:
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to:
        with speaking(contact.language):
            when = slot_in_words(planned) if planned else ""
        context = {"name": contact.first_name, "owner": case.owner, "when": when}
        queue_mail(key=key, template="learners/email/call_missed", to=to, context=context, language=contact.language)
