"""The pages of one campaign on the desk: what it brings, its links to print, its checklist."""

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from campaigns.forms.campaigns import PeriodForm, period_of
from campaigns.models import Campaign
from campaigns.selectors import campaigns as selectors
from campaigns.services import campaigns as services
from core import clock
from core.links import absolute
from core.states import MoveRefused

Row = TypeVar("Row", bound=Model)
PAGE = "admin:campaigns_campaign_page"
VERBS = {
    "start": (services.start_campaign, "De campagne loopt. Haar links werken nu."),
    "sluit": (services.close_campaign, "De campagne is afgesloten. Haar links blijven werken en tellen."),
}


@require_safe
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show goal, channels with their links, checklist and effect."""
    campaign, today = _campaign(public_id), clock.today()
    form = PeriodForm(request.GET or None)
    period = period_of(campaign.starts_on, campaign.ends_on, today)
    if form.is_bound and form.is_valid():
        period = form.period
    context = {
        "campaign": campaign,
        "page": selectors.effect_page(campaign, period, today),
        "checks": selectors.checklist(campaign),
        "form": form,
        "today": today,
        "links": [(channel, _short(channel.code)) for channel in selectors.channels_of(campaign)],
        "edit_url": reverse("admin:campaigns_campaign_change", args=[campaign.pk]),
        **{f"{verb}_url": reverse("admin:campaigns_campaign_act", args=[public_id, verb]) for verb in VERBS},
    }
    return render(request, "campaigns/desk/campaign.html", context)


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Start or close the campaign, fill the checklist of a channel, or tick a point."""
    campaign = _campaign(public_id)
    try:
        if verb in VERBS:
            service, sentence = VERBS[verb]
            service(campaign=campaign, actor=request.actor)
        elif verb == "vink":
            services.tick_check(check=_one(selectors.checklist(campaign), request), actor=request.actor)
            sentence = "Aangepast."
        elif verb == "lijst":
            added = services.add_usual_checks(
                channel=_one(selectors.channels_of(campaign), request), actor=request.actor
            )
            sentence = f"{added} punten toegevoegd."
        else:
            raise Http404(verb)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect(PAGE, public_id=public_id)


def _one(rows: Sequence[Row], request: HttpRequest) -> Row:
    found = [row for row in rows if str(row.pk) == request.POST.get("row", "")]
    if not found:
        raise Http404("no such row")
    return found[0]


def _short(code: str) -> str:
    return absolute(reverse("campaigns:short_link", args=[code]))


def _campaign(public_id: UUID) -> Campaign:
    found = selectors.campaign_named(public_id)
    if found is None:
        raise Http404
    return found
