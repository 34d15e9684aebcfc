"""Hand-overs as the receiving partner sees them."""

import uuid

from django.db.models import QuerySet

from accounts.models import PartnerOrganisation
from learners.enums import ReferralState
from learners.models import Case, Learner, Referral


def open_referrals(learner: Learner) -> list[Referral]:
    """Return the hand-overs a learner may end."""
    rows = Referral.objects.filter(case__learner=learner, state__in=ReferralState.WAITING)
    return list(rows.select_related("partner"))


def referral_of(learner: Learner, public_id: uuid.UUID) -> QuerySet[Referral]:
    """Return one hand-over of a learner."""
    return Referral.objects.filter(case__learner=learner, public_id=public_id)


def referral_by(public_id: uuid.UUID | str) -> Referral | None:
    """Return a hand-over with what its page shows, or None."""
    rows = Referral.objects.select_related(
        "partner",
        "sent_by",
        "case__owner",
        "case__learner__contact",
        "case__learner__municipality",
        "case__learner__school",
    )
    return rows.filter(public_id=public_id).first()


def partners_in_chain(referral: Referral) -> list[int]:
    """Return the partners that had this hand-over, the present one first, back to the first."""
    found, row = [referral.partner_id], referral.forwarded_from
    while row is not None:
        found.append(row.partner_id)
        row = row.forwarded_from
    return found


def partners_to_forward_to(referral: Referral) -> QuerySet[PartnerOrganisation]:
    """Return the working partners with a mail address that did not have this hand-over yet."""
    reachable = PartnerOrganisation.objects.filter(is_active=True).exclude(email="")
    return reachable.exclude(pk__in=partners_in_chain(referral)).order_by("kind", "name")


def holder_in_words(case: Case) -> str:
    """Return who has the file now: the partner that took it up, else the Steunpunt. There is always exactly one."""
    held = Referral.objects.filter(case=case, state__in=ReferralState.HELD).select_related("partner").first()
    return held.partner.name if held else "Steunpunt Duaal Leren"
