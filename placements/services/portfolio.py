"""Links with which a learner shows the portfolio: made and revoked by the learner."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from learners.models import Learner
from placements.models import PortfolioShare
from placements.selectors.follow_terms import portfolio_terms
from privacy import journal


@transaction.atomic
def share_portfolio(*, actor: Actor, learner: Learner, for_whom: str) -> PortfolioShare:
    """Make a link to the portfolio; the same person twice gives the same link. Raises `ValidationError` without a name."""
    today, name = clock.today(), " ".join(for_whom.split())[:80]
    if not name:
        raise ValidationError({"for_whom": _("Schrijf voor wie de link is, bijvoorbeeld ‘Bakkerij Peeters’.")})
    locked = Learner.objects.select_for_update(of=("self",)).get(pk=learner.pk)
    known = PortfolioShare.objects.standing(today).filter(learner=locked, for_whom=name).first()
    if known is not None:
        return known
    PortfolioShare.objects.filter(learner=locked, for_whom=name, revoked_at=None).update(revoked_at=clock.now())
    until = today + dt.timedelta(days=portfolio_terms(today).share_days)
    share = PortfolioShare.objects.create(learner=locked, for_whom=name, valid_until=until)
    journal.record(actor=actor, verb="portfolio_shared", subject=locked)
    return share


@transaction.atomic
def revoke_share(*, actor: Actor, share: PortfolioShare) -> PortfolioShare:
    """Close a link at once. Twice changes nothing."""
    locked = PortfolioShare.objects.select_for_update(of=("self",)).select_related("learner").get(pk=share.pk)
    if locked.revoked_at is None:
        locked.revoked_at = clock.now()
        locked.save(update_fields=["revoked_at", "updated_at"])
        journal.record(actor=actor, verb="portfolio_share_revoked", subject=locked.learner)
    return locked
