"""A company that hesitates names the day on which it will answer."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.selectors import rule_value
from core import clock
from core.languages import in_dutch
from core.states import MoveRefused
from learners.enums import EventVerb
from learners.services.timeline import add_event
from matchmaking import rules, sentences
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.services.moves import lock_proposal, log_proposal
from privacy import journal


@in_dutch
@transaction.atomic
def put_off_answer(*, actor: Actor, proposal: Proposal, until: dt.date) -> Proposal:
    """Store a maybe: the company answers on a day it chose. The learner reads it; nobody is mailed meanwhile, and after
    that day a colleague calls. Once for each proposal: the same day twice changes nothing.

    Raises ValidationError for a day that is over or too far, MoveRefused when the proposal is over or was put off.
    """
    today = clock.today()
    most = int(rule_value("proposal-term", "later", on=today))
    if not today < until <= today + dt.timedelta(days=most):
        sentence = _("Kies een dag na vandaag, binnen %(days)s dagen. De lerende wacht op je.")
        raise ValidationError({"until": sentence % {"days": most}})
    locked = lock_proposal(proposal.pk)
    if locked.company_later_on == until:
        return locked
    if locked.state != ProposalState.OPEN or locked.company_answer:
        raise MoveRefused(rules.OVER.get(ProposalState(locked.state), _("Je antwoordde al op dit voorstel.")))
    if locked.company_later_on is not None:
        raise MoveRefused(_("Je vroeg al eens om te wachten. Zeg nu ja of nee, of bel ons."))
    locked.company_later_on, locked.answer_due_on = until, until
    locked.company_put_off_at = clock.now()
    locked.reminded_at = locked.reminded_at or clock.now()  # the company named a day: no reminder before it
    locked.save(update_fields=["company_later_on", "company_put_off_at", "answer_due_on", "reminded_at", "updated_at"])
    line = sentences.later_line(until)
    log_proposal(actor=actor, proposal=locked, source=locked.state, reason=line)
    add_event(case=locked.learner.case, actor=actor, verb=EventVerb.ANSWERED, text=line, for_learner=True)
    journal.record(actor=actor, verb="answer_put_off", subject=locked, until=until.isoformat())
    return locked
