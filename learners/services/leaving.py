"""A colleague leaves: every case gets somebody else, and every learner hears once who helps now."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import User
from core import clock
from learners.enums import CaseState
from learners.models import Case, ContactDetails
from learners.selectors.handover import FOLLOWED, handover_plan
from learners.services.contact import assign_owner
from mailing.services import queue_mail


@transaction.atomic
def hand_over_cases(*, actor: Actor, leaver: User, receiver: User | None, expected: int) -> int:
    """Give the cases of a colleague to one other, or spread them by load. Returns how many.

    `expected` is the number the colleague saw: when it changed meanwhile nothing happens.
    Raises `ValidationError` then, and when there is nobody to hand over to.
    """
    list(Case.objects.select_for_update().filter(owner=leaver, state__in=FOLLOWED).order_by("pk"))
    plan = handover_plan(leaver, receiver)
    if not plan.receivers:
        raise ValidationError(_("Er is geen andere medewerker om de dossiers aan te geven."))
    if plan.total != expected:
        raise ValidationError(_("Ondertussen veranderde het aantal dossiers. Kijk het nieuwe overzicht na."))
    owners = {each.user.pk: each.user for each in plan.receivers}
    for case in Case.objects.filter(pk__in=plan.owners).select_related("learner").order_by("pk"):
        owner = owners[plan.owners[case.pk]]
        assign_owner(actor=actor, case=case, owner=owner)
        _tell(case, owner)
    return plan.total


def _tell(case: Case, owner: User) -> None:
    """Mail the learner of an open case, once a day for the same owner."""
    contact = ContactDetails.objects.filter(learner=case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to and case.state in CaseState.OPEN:
        context = {"name": contact.first_name, "owner": owner}
        key = f"new-owner:{case.public_id}:{owner.pk}:{clock.today():%Y%m%d}"
        language = contact.language
        queue_mail(key=key, template="learners/email/new_owner", to=to, context=context, language=language)
