"""The public agenda: list, page, registration, calendar files."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.calendar import calendar_of
from campaigns.enums import Audience
from campaigns.feeds import feed_of
from campaigns.forms.agenda import AgendaFilterForm, RegistrationForm
from campaigns.models import AgendaItem
from campaigns.rules import agenda as rules
from campaigns.selectors import agenda as selectors
from campaigns.services import agenda as services
from core import clock
from core.languages import current
from core.links import absolute
from core.paging import page_of
from core.states import MoveRefused
from core.throttle import throttled
from core.via import via_of


def _page_of(item: AgendaItem) -> str:
    return reverse("campaigns:agenda_item", args=[item.slug])


def _calendar_response(items: list[AgendaItem], name: str) -> HttpResponse:
    body = calendar_of(items, {item.pk: _page_of(item) for item in items})
    headers = {"Content-Disposition": f'attachment; filename="{name}.ics"'}
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=headers)


@login_not_required
@require_safe
def agenda(request: HttpRequest) -> HttpResponse:
    """Show what is coming."""
    form = AgendaFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    items = selectors.agenda(now=clock.now(), kind=chosen.get("kind", ""), audience=chosen.get("audience", ""))
    feeds = [(audience.label, audience.value) for audience in Audience]
    return render(request, "campaigns/agenda.html", {"form": form, "page": page_of(request, items), "feeds": feeds})


@login_not_required
@require_safe
def agenda_calendar(request: HttpRequest) -> HttpResponse:
    """Return everything that is coming as a calendar to subscribe to."""
    return _calendar_response(list(selectors.agenda(now=clock.now())), "agenda-duaal-leren")


@login_not_required
@require_safe
def audience_feed(request: HttpRequest, audience: str, form: str) -> HttpResponse:
    """Return what is coming for one audience, as a calendar or as RSS."""
    chosen = selectors.audience_of(audience)
    if chosen is None:
        raise Http404(audience)
    items = list(selectors.agenda(now=clock.now(), audience=chosen if chosen != Audience.EVERYONE else ""))
    if form == "ics":
        return _calendar_response(items, f"agenda-{audience}")
    title = _("Agenda duaal leren West-Vlaanderen: %(audience)s") % {"audience": chosen.label.lower()}
    feed = feed_of(items, title=title, description=_("Infosessies, beurzen, webinars en speeddates."))
    return HttpResponse(feed, content_type="application/rss+xml; charset=utf-8")


@login_not_required
@throttled("event_register")
def agenda_item(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one item and register for it."""
    item = get_object_or_404(selectors.agenda_item(slug))
    verdict = rules.may_register(
        state=item.state, starts_at=item.starts_at, registration_until=item.registration_until, now=clock.now()
    )
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            told = {"actor": request.actor, "via": via_of(request), "language": current().code}
            made = services.register(item=item, **told, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("campaigns:registration", made.code)
    seats, after = rules.Seats(item.capacity, item.taken), selectors.materials_of(item, clock.now())
    context = {"item": item, "form": form, "verdict": verdict, "seats": seats, "materials": after}
    return render(request, "campaigns/agenda_item.html", context)


@login_not_required
@require_safe
def agenda_item_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Return one item as a calendar file."""
    item = get_object_or_404(selectors.agenda_item(slug))
    return _calendar_response([item], item.slug)


@login_not_required
@require_safe
def registration(request: HttpRequest, code: str) -> HttpResponse:
    """Show a registration: what happens now, and how to cancel."""
    found = get_object_or_404(selectors.registration_by_code(code))
    room = found.item.online_link if rules.may_see_room(state=found.state) else ""
    scan = absolute(reverse("campaigns:check_in", args=[code]))
    context = {"registration": found, "item": found.item, "room_link": room, "scan_link": scan}
    return render(request, "campaigns/registration.html", context)


@login_not_required
@require_POST
def registration_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a registration."""
    found = get_object_or_404(selectors.registration_by_code(code))
    services.cancel_registration(registration=found, actor=request.actor)
    return redirect("campaigns:registration", code)
