"""What is kept how long about agreements: the figures stay, the people go."""

import datetime as dt

from django.db.models import Q

from core.retention import RetentionPolicy, Rows
from placements.enums import AgreementState, SharingState
from placements.models import Agreement, Sharing, SignCode
from placements.services.wiping import wipe_agreements

OVER = (AgreementState.ENDED, AgreementState.CANCELLED)
NAMED = Q(people__isnull=False) | Q(signatures__isnull=False) | ~Q(work="") | ~Q(log__actor_label="")


def _over_before(agreements: Rows, before: dt.date) -> Rows:
    return agreements.filter(NAMED, state__in=OVER, updated_at__date__lt=before).distinct()


def _of_wiped_learners(agreements: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return agreements.filter(NAMED, state__in=OVER, learner__contact=None).distinct()


def _shared_before(sharings: Rows, before: dt.date) -> Rows:
    return sharings.exclude(state=SharingState.BUILDING).filter(updated_at__date__lt=before)


def _expired_before(codes: Rows, before: dt.date) -> Rows:
    return codes.filter(expires_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="placements.over",
        model=Agreement,
        purpose="Om te kunnen tonen wie wat tekende zolang iemand daar een vraag over kan hebben.",
        rule="retention-placement",
        due=_over_before,
        action=wipe_agreements,
    ),
    RetentionPolicy(
        key="placements.wiped_learners",
        model=Agreement,
        purpose="Om een overeenkomst te kunnen tonen zolang we de lerende kennen.",
        keep_days=0,
        due=_of_wiped_learners,
        action=wipe_agreements,
    ),
    RetentionPolicy(
        key="placements.sharings",
        model=Sharing,
        purpose="Om te kunnen tonen welke bedrijven samen een lerende opleiden en welke uitzondering de school tekende.",
        rule="retention-placement",
        due=_shared_before,
    ),
    RetentionPolicy(
        key="placements.sign_codes",
        model=SignCode,
        purpose="Om met een code te kunnen tekenen zolang die code werkt.",
        keep_days=1,
        due=_expired_before,
    ),
)
