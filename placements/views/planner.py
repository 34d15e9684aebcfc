"""Planning with three parties: propose, tick, choose, move, call off; and the messages beside it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock, tokens
from placements import links
from placements.calendar import calendar_of
from placements.enums import Party
from placements.forms.acts import ReasonForm
from placements.forms.answering import MessageForm, TickForm
from placements.forms.planner import ChooseForm, MoveForm, ProposeForm
from placements.selectors import planner as found
from placements.selectors.agreement_page import AgreementPage
from placements.selectors.follow_terms import planner_terms
from placements.selectors.planner import MeetingPage
from placements.selectors.terms import terms_on
from placements.services import planner, thread
from placements.views.opened import done, opened

ICS = "text/calendar; charset=utf-8"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_propose(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Let a school, a company or a colleague propose moments."""
    page = opened(request, agreement)
    if not found.part_of(page.agreement, page.parties, is_staff=actor_of(request).is_staff).may_propose:
        raise Http404
    place = page.agreement.workplace.establishment
    count = planner_terms(clock.today()).moments
    address = f"{place.company.name}, {place.street}, {place.municipality}"
    form = ProposeForm(request.POST or None, count=count, place=address)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "agreement": page.agreement}
        if done(form, planner.propose_meeting, **known, party=_speaks(request, page), **form.values()):
            messages.success(request, _("De momenten zijn voorgesteld. De anderen kregen een mail."))
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/meeting_propose.html", {"page": page, "form": form})


@login_not_required
@never_cache
@require_safe
def meeting(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Show one appointment: who can come when, and what can be done."""
    page, shown = _found(request, agreement, meeting)
    return render(request, "placements/meeting.html", {"page": page, "shown": shown})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_tick(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID, party: str) -> HttpResponse:
    """Let a party tick which moments suit."""
    page, shown = _found(request, agreement, meeting)
    if party not in shown.to_tick:
        raise Http404(party)
    form = TickForm(request.POST if request.method == "POST" else None, rows=shown.rows, party=party)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "meeting": shown.meeting, "party": Party(party)}
        if done(form, planner.tick_moments, **known, suiting=form.cleaned_data["suiting"]):
            messages.success(request, _("Bewaard. Wie voorstelde, kiest het moment. Je krijgt daarvan een mail."))
            return redirect("placements:meeting", agreement=agreement, meeting=meeting)
    context = {"page": page, "shown": shown, "form": form, "party": Party(party)}
    return render(request, "placements/meeting_tick.html", context)


@login_not_required
@require_POST
def meeting_choose(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Make one moment the appointment."""
    _page, shown = _found(request, agreement, meeting)
    if not shown.may & {"choose", "move"}:  # pressed twice: the moment is chosen already
        raise Http404
    form = ChooseForm(request.POST)
    known: dict[str, Any] = {"actor": actor_of(request), "meeting": shown.meeting}
    if form.is_valid() and done(form, planner.choose_moment, **known, moment_id=form.cleaned_data["moment"]):
        messages.success(request, _("Afgesproken. Iedereen kreeg een mail met het moment."))
    for sentence in [text for texts in form.errors.values() for text in texts]:
        messages.error(request, str(sentence))
    return redirect("placements:meeting", agreement=agreement, meeting=meeting)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_move(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Give an appointment another moment or place."""
    page, shown = _found(request, agreement, meeting, "move")
    form = MoveForm(request.POST or None, meeting=shown.meeting)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "meeting": shown.meeting}
        if done(form, planner.move_meeting, **known, **form.values()):
            messages.success(request, _("Verzet. Iedereen kreeg een mail met het nieuwe moment."))
            return redirect("placements:meeting", agreement=agreement, meeting=meeting)
    return render(request, "placements/meeting_act.html", {"page": page, "shown": shown, "form": form, "act": "move"})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Call an appointment off."""
    page, shown = _found(request, agreement, meeting, "cancel")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "meeting": shown.meeting}
        if done(form, planner.cancel_meeting, **known, **form.cleaned_data):
            messages.success(request, _("Afgezegd. Iedereen kreeg een mail."))
            return redirect("placements:agreement", agreement=agreement)
    return render(
        request, "placements/meeting_act.html", {"page": page, "shown": shown, "form": form, "act": "cancel"}
    )


@login_not_required
@never_cache
@require_safe
def meeting_calendar(request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID) -> HttpResponse:
    """Return the appointment as a calendar file."""
    _page, shown = _found(request, agreement, meeting)
    return _file(shown.meeting)


@login_not_required
@never_cache
@require_safe
def meeting_calendar_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Return the calendar file behind a link in a mail; it holds no names of people."""
    try:
        public_id = links.meeting_id_of(token, terms_on(clock.today()).link_days)
    except (tokens.TokenExpired, tokens.TokenForged):
        raise Http404(token) from None
    row = found.meeting_by(public_id)
    if row is None:
        raise Http404(token)
    return _file(row)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message_write(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Take a short message to the other parties."""
    page = opened(request, agreement)
    if not found.part_of(page.agreement, page.parties, is_staff=actor_of(request).is_staff).may_write:
        raise Http404
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "agreement": page.agreement}
        if done(form, thread.write_message, **known, party=_speaks(request, page), **form.cleaned_data):
            messages.success(request, _("Je bericht staat erbij. De anderen kregen een mail."))
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/message.html", {"page": page, "form": form})


def _found(
    request: HttpRequest, agreement: uuid.UUID, meeting: uuid.UUID, verb: str = ""
) -> tuple[AgreementPage, MeetingPage]:
    """Return the agreement and one of its appointments; 404 when it is not there or `verb` is not allowed now."""
    page = opened(request, agreement)
    row = found.meeting_of(page.agreement, meeting)
    if row is None or not page.parties:
        raise Http404(meeting)
    shown = found.meeting_page(row, page.parties, is_staff=actor_of(request).is_staff)
    if verb and verb not in shown.may:
        raise Http404(verb)
    return page, shown


def _speaks(request: HttpRequest, page: AgreementPage) -> Party | None:
    """Return for which party this visitor speaks; None for a colleague of the Steunpunt."""
    if actor_of(request).is_staff:
        return None
    order = (Party.SCHOOL, Party.COMPANY, Party.LEARNER, Party.PARENT)
    return next((party for party in order if party in page.parties), None)


def _file(row: Any) -> HttpResponse:
    if row.starts_at is None:
        raise Http404(row.public_id)
    name = f"afspraak-{row.starts_at:%Y-%m-%d}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(calendar_of(row), content_type=ICS, headers=headers)
