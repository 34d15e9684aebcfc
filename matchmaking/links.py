"""Addresses in mails: a signed token opens the page of one side of one proposal; the answer itself is a POST there."""

import datetime as dt

from django.urls import reverse

from core import tokens
from core.links import absolute
from matchmaking.models import Proposal

LEARNER, COMPANY = "learner", "company"


def token_for(side: str, proposal: Proposal) -> str:
    """Return the token with which one side answers a proposal."""
    return tokens.sign(f"matchmaking.{side}", proposal.public_id)


def link_for(side: str, proposal: Proposal) -> str:
    """Return the full address of the answer page of one side."""
    return absolute(reverse(f"matchmaking:{side}_answer", args=[token_for(side, proposal)]))


def proposal_id_of(side: str, token: str, link_days: int) -> str:
    """Return the public id in a token. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return tokens.unsign(f"matchmaking.{side}", token, max_age=dt.timedelta(days=link_days))
