"""What referrers brought in, as they may see it: how far it is, and who helps."""

import uuid

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.models import PartnerOrganisation
from learners.models import HandIn


def hand_ins_of(actor: Actor) -> QuerySet[HandIn]:
    """Return what an actor and the colleagues of the same partner brought in, newest first."""
    rows = HandIn.objects.visible_to(actor).select_related("case__learner", "case__owner", "sent_by")
    return rows.exclude(confirmed_at=None).with_last_answer()


def hand_in_by(public_id: uuid.UUID | str) -> HandIn | None:
    """Return what was brought in, with its case, or None."""
    rows = HandIn.objects.with_last_answer().select_related("case__learner", "case__owner")
    return rows.filter(public_id=public_id).first()


def partner_of(actor: Actor) -> PartnerOrganisation | None:
    """Return the organisation an actor brings learners in for: the only or first one."""
    return PartnerOrganisation.objects.filter(pk__in=actor.partners).order_by("name").first()
