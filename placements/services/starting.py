"""Beginning an agreement, from an introduction or by hand."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import Programme
from companies.models import Workplace
from core import clock
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from placements.enums import AgreementState, Party
from placements.models import Agreement, AgreementLog
from placements.selectors.terms import terms_on
from placements.services import inviting
from placements.services.places import settle_place
from placements.services.plan import make_plan
from privacy import journal
from schools.enums import Network
from schools.models import School


@transaction.atomic
def start_agreement(
    *,
    actor: Actor,
    learner: Learner,
    workplace: Workplace,
    school: School | None = None,
    programme: Programme | None = None,
    proposal: Proposal | None = None,
) -> Agreement:
    """Return the live agreement of a learner and a workplace; made, with the company's turn first, when there is none.

    Twice the same call makes one row, also at the same moment. Raises `ValidationError` when the learner has no school,
    or moved to another school while the agreement with the former one still lives.
    """
    chosen = school or learner.school
    if chosen is None:
        raise ValidationError(_("Kies eerst de school van de lerende. Zonder school kan er geen overeenkomst zijn."))
    known = _live(learner, workplace)
    if known is not None:
        return _same_school(known, chosen)
    try:
        with transaction.atomic():
            agreement = _made(learner, workplace, chosen, programme, proposal)
    except IntegrityError:
        known = _live(learner, workplace)
        if known is None:
            raise
        return _same_school(known, chosen)
    AgreementLog.objects.create(agreement=agreement, to_state=AgreementState.DRAFT, actor_label=actor.label[:120])
    settle_place(agreement)
    make_plan(actor=actor, agreement=agreement)
    journal.record(actor=actor, verb="agreement_started", subject=agreement)
    inviting.tell_turn(agreement, Party.COMPANY)
    return agreement


def start_from_proposal(*, actor: Actor, proposal: Proposal) -> Agreement:
    """Begin the agreement of an introduction. Raises `ValidationError` unless both sides said yes."""
    if proposal.state != ProposalState.INTRODUCED:
        raise ValidationError(_("Een overeenkomst begint nadat de lerende en het bedrijf allebei ja zeiden."))
    return start_agreement(actor=actor, learner=proposal.learner, workplace=proposal.workplace, proposal=proposal)


def _made(
    learner: Learner, workplace: Workplace, school: School, programme: Programme | None, proposal: Proposal | None
) -> Agreement:
    today = clock.today()
    return Agreement.objects.create(
        learner=learner,
        workplace=workplace,
        school=school,
        programme=programme or workplace.programme,
        proposal=proposal,
        coach=learner.coach,
        is_adult=school.network == Network.ADULT,
        workdays=[],
        shift_start=workplace.shift_start,
        shift_end=workplace.shift_end,
        state_due_on=today + dt.timedelta(days=terms_on(today).turn_days),
    )


def _same_school(known: Agreement, school: School) -> Agreement:
    """Return a live agreement to its own school; another one is told with whom it is. Raises `ValidationError`."""
    if known.school_id != school.pk:
        raise ValidationError(
            _("Voor deze lerende en deze plek loopt nog een overeenkomst met %(school)s. Die moet eerst stoppen.")
            % {"school": known.school.name}
        )
    return known


def _live(learner: Learner, workplace: Workplace) -> Agreement | None:
    return Agreement.objects.live().filter(learner=learner, workplace=workplace).first()
