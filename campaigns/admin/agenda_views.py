"""The day of an agenda item on the desk."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.enums import AgendaKind
from campaigns.models import AgendaItem
from campaigns.selectors.agenda import item_of_desk
from campaigns.selectors.attendance import day_page
from core.links import absolute
from knowledge.selectors.surveys import surveys_about

MINUTES = 10
MOST_SLOTS = 24


@require_safe
def day(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who comes and who is there, the code for the entrance, and the answers afterwards."""
    item = get_object_or_404(item_of_desk(pk))
    context = {
        "item": item,
        "page": day_page(item),
        "entrance_link": absolute(reverse("campaigns:entrance", args=[item.slug])),
        "edit_url": reverse("admin:campaigns_agendaitem_change", args=[pk]),
        "surveys": surveys_about(item=pk),
        "survey_url": reverse("admin:knowledge_survey_about", args=["activiteit", pk]),
        "campaign_url": reverse("admin:campaigns_campaign_changelist"),
        "timetable_url": timetable_url(item) if item.kind == AgendaKind.SPEED_DATES else "",
    }
    return render(request, "campaigns/desk/day.html", context)


def timetable_url(item: AgendaItem) -> str:
    """Return the page with the timetable for these speed dates: from the hour and for the length of the item, for who
    searches in its sub-region.
    """
    slots = int((item.ends_at - item.starts_at).total_seconds() // 60) // MINUTES
    plan = {
        "starts_at": f"{timezone.localtime(item.starts_at):%H:%M}",
        "minutes": MINUTES,
        "slots": max(1, min(slots, MOST_SLOTS)),
        "companies": 10,
        "most": 4,
    }
    if item.municipality:
        plan["subregion"] = item.municipality.subregion.slug
    return f"{reverse('admin:matchmaking_matchround_speeddates')}?{urlencode(plan)}"
