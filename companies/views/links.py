"""Reading the token of a mailed link."""

import datetime as dt

from django.http import Http404

from companies.selectors.terms import link_days
from core import clock, tokens


def opened(purpose: str, token: str) -> tuple[str, bool]:
    """Return the public id in a token and whether the link is too old. Raises `Http404` for a forged one."""
    try:
        return tokens.unsign(purpose, token, max_age=dt.timedelta(days=link_days(clock.today()))), False
    except tokens.TokenExpired as expired:
        return expired.payload, True
    except tokens.TokenForged as forged:
        raise Http404("forged link") from forged


def opened_whenever(purpose: str, token: str) -> str:
    """Return what a token carries however old it is: stopping never needs a new link. Raises `Http404` when forged."""
    return opened(purpose, token)[0]
