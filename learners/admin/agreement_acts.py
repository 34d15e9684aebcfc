"""Beginning the agreement of a learner from the page of a case."""

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from learners.enums import CaseState
from learners.models import Case
from placements.models import Agreement
from placements.selectors.beginnings import introductions_to_agree
from placements.services.starting import start_from_proposal


def begin_agreement(*, actor: Actor, case: Case) -> Agreement:
    """Begin the agreement of the newest introduction that has none. Raises `ValidationError` without one."""
    proposal = introductions_to_agree(case.learner_id).first()
    if proposal is None:
        raise ValidationError(
            "Er is geen kennismaking zonder overeenkomst. Stel eerst een plek voor, of laat de school beginnen."
        )
    return start_from_proposal(actor=actor, proposal=proposal)


def can_begin(case: Case) -> bool:
    """Return whether there is an introduction without an agreement (1 query, only for a case that got that far)."""
    return case.state in CaseState.MET and introductions_to_agree(case.learner_id).exists()
