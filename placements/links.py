"""Addresses in mails: a signed token lets one party of one agreement in, after a button."""

import datetime as dt
import uuid

from django.urls import reverse

from core import tokens
from core.links import absolute
from placements.enums import Party
from placements.models import Agreement


def token_for(party: Party, agreement: Agreement) -> str:
    """Return the token with which a party opens the page of an agreement."""
    return tokens.sign(f"placements.{party.value}", agreement.public_id)


def link_for(party: Party, agreement: Agreement) -> str:
    """Return the full address for a party."""
    return absolute(reverse("placements:agreement_by_link", args=[party.value, token_for(party, agreement)]))


def agreement_id_of(party: Party, token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign(f"placements.{party.value}", token, max_age=dt.timedelta(days=link_days)))
