"""From the token in a mailed link to its proposal."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core import clock, tokens
from matchmaking import links
from matchmaking.models import Proposal
from matchmaking.selectors import reach
from matchmaking.selectors.terms import terms


@dataclass(frozen=True, slots=True)
class Opened:
    """A proposal and whether its link is too old."""

    proposal: Proposal
    is_old: bool


def opened(side: str, token: str) -> Opened | None:
    """Return what a link opens; None for a link that was not made by us or was damaged. Raises Http404."""
    try:
        public_id, is_old = links.proposal_id_of(side, token, terms(clock.today()).link_days), False
    except tokens.TokenExpired as old:
        public_id, is_old = old.payload, True
    except tokens.TokenForged:
        return None
    proposal = reach.by_public_id(public_id)
    if proposal is None:
        raise Http404
    return Opened(proposal, is_old)


def wrong_link(request: HttpRequest) -> HttpResponse:
    """Say that the link is not whole."""
    return render(request, "matchmaking/link_wrong.html", status=404)


def old_link(request: HttpRequest, side: str, token: str) -> HttpResponse:
    """Offer a fresh link."""
    return render(
        request, "matchmaking/link_old.html", {"token": token, "again": f"matchmaking:{side}_new_link"}, status=410
    )
