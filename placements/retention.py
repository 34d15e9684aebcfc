"""What is kept how long about agreements: the figures stay, the people go."""

import datetime as dt

from django.db.models import Q

from core.retention import RetentionPolicy, Rows
from placements.enums import AgreementState, SharingState, TryOutState
from placements.models import Agreement, PortfolioShare, Sharing, SignCode, TryOut
from placements.services.wiping import wipe_agreements, wipe_try_outs

OVER = (AgreementState.ENDED, AgreementState.CANCELLED)
NAMED = Q(people__isnull=False) | Q(signatures__isnull=False) | ~Q(work="") | ~Q(log__actor_label="")
NAMED |= Q(visits__isnull=False) | Q(evaluation_rounds__evaluations__handed_in_by__gt="")
NAMED |= Q(proofs__confirmed_by__gt="") | Q(proofs__log__actor_label__gt="")
NAMED |= Q(evaluation_rounds__log__actor_label__gt="")
NAMED |= Q(meetings__isnull=False) | Q(messages__isnull=False) | Q(pulse_tasks__done_by__gt="")


def _over_before(agreements: Rows, before: dt.date) -> Rows:
    return agreements.filter(NAMED, state__in=OVER, updated_at__date__lt=before).distinct()


def _of_wiped_learners(agreements: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return agreements.filter(NAMED, state__in=OVER, learner__contact=None).distinct()


def _shared_before(sharings: Rows, before: dt.date) -> Rows:
    return sharings.exclude(state=SharingState.BUILDING).filter(updated_at__date__lt=before)


def _expired_before(codes: Rows, before: dt.date) -> Rows:
    return codes.filter(expires_at__date__lt=before)


def _try_outs_before(rows: Rows, before: dt.date) -> Rows:
    over = (TryOutState.DONE, TryOutState.DECLINED, TryOutState.CANCELLED, TryOutState.EXPIRED)
    named = Q(with_whom__gt="") | Q(brings__gt="") | Q(log__actor_label__gt="")
    return rows.filter(named, state__in=over, last_day__lt=before).distinct()


def _shares_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(valid_until__lt=before)


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
        key="placements.try_outs",
        model=TryOut,
        purpose="Om te weten wie wie ontving zolang iemand daar een vraag over kan hebben; daarna blijven de cijfers.",
        rule="retention-placement",
        due=_try_outs_before,
        action=wipe_try_outs,
    ),
    RetentionPolicy(
        key="placements.portfolio_shares",
        model=PortfolioShare,
        purpose="Om een link naar het portfolio te laten werken zolang de lerende dat wil.",
        keep_days=30,
        due=_shares_before,
    ),
    RetentionPolicy(
        key="placements.sign_codes",
        model=SignCode,
        purpose="Om met een code te kunnen tekenen zolang die code werkt.",
        keep_days=1,
        due=_expired_before,
    ),
)
