"""How long invitations and unused accounts are kept."""

import datetime as dt

from django.db.models import Q

from accounts.models import Invitation, User
from core.retention import RetentionPolicy, Rows


def _over_before(invitations: Rows, before: dt.date) -> Rows:
    accepted = Q(accepted_at__date__lt=before)
    expired = Q(accepted_at=None, expires_at__date__lt=before)
    return invitations.filter(accepted | expired)


def _unused_before(users: Rows, before: dt.date) -> Rows:
    """Accounts of people outside the Steunpunt who did not sign in since; colleagues leave by hand."""
    never = Q(last_login=None, created_at__date__lt=before)
    return users.filter(Q(last_login__date__lt=before) | never, is_staff=False, is_superuser=False)


POLICIES = (
    RetentionPolicy(
        key="accounts.invitations",
        model=Invitation,
        purpose="Om te kunnen zien wie iemand uitnodigde en wanneer.",
        rule="retention-invitation",
        due=_over_before,
    ),
    RetentionPolicy(
        key="accounts.users",
        model=User,
        purpose="Om zich te kunnen aanmelden voor een school, bedrijf of partner.",
        rule="retention-account",
        due=_unused_before,
    ),
)
