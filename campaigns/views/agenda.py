"""The public agenda: list, page, registration, calendar files."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from campaigns import rules, selectors, services
from campaigns.calendar import calendar_of
from campaigns.forms import AgendaFilterForm, RegistrationForm
from campaigns.models import AgendaItem
from core import clock
from core.paging import page_of
from core.states import MoveRefused
from core.throttle import throttled


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
    return render(request, "campaigns/agenda.html", {"form": form, "page": page_of(request, items)})


@login_not_required
@require_safe
def agenda_calendar(request: HttpRequest) -> HttpResponse:
    """Return everything that is coming as a calendar to subscribe to."""
    return _calendar_response(list(selectors.agenda(now=clock.now())), "agenda-duaal-leren")


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
            made = services.register(item=item, actor=request.actor, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("campaigns:registration", made.code)
    context = {"item": item, "form": form, "verdict": verdict, "seats": rules.Seats(item.capacity, item.taken)}
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
    return render(request, "campaigns/registration.html", {"registration": found, "item": found.item})


@login_not_required
@require_POST
def registration_cancel(request: HttpRequest, code: str) -> HttpResponse:
    """Cancel a registration."""
    found = get_object_or_404(selectors.registration_by_code(code))
    services.cancel_registration(registration=found, actor=request.actor)
    return redirect("campaigns:registration", code)
