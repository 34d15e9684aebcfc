"""The entrance and the form afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from campaigns import links
from campaigns.forms.attendance import CheckInForm, EvaluationForm
from campaigns.selectors import agenda as agenda_reads
from campaigns.selectors import attendance as selectors
from campaigns.services import attendance as services
from core.states import MoveRefused
from core.throttle import throttled
from core.tokens import TokenForged


@login_not_required
@never_cache
@throttled("check_in")
@require_http_methods(["GET", "HEAD", "POST"])
def entrance(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a visitor note with the own code that they are there; the QR code at the door opens this page."""
    item = get_object_or_404(agenda_reads.agenda_item(slug))
    form, here = CheckInForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        found = selectors.registration_at(item, form.cleaned_data["code"])
        try:
            here = services.check_in(registration=found, actor=request.actor) if found else None
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if here is None:
                form.add_error("code", _("Deze code hoort niet bij deze activiteit. Vraag een medewerker om hulp."))
    return render(request, "campaigns/entrance.html", {"item": item, "form": form, "here": here})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, registration: str) -> HttpResponse:
    """Show whose code a colleague scanned; a button notes that they are there. Not for others."""
    if not request.actor.is_staff:
        raise Http404
    row = get_object_or_404(agenda_reads.registration_by_code(registration))
    if request.method == "POST":
        act = services.undo_check_in if request.POST.get("act") == "weg" else services.check_in
        try:
            act(registration=row, actor=request.actor)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        return redirect((request.POST.get("next") == "dag" and links.day_path(row.item)) or request.path)
    return render(request, "campaigns/check_in.html", {"registration": row, "item": row.item})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: HttpRequest, token: str) -> HttpResponse:
    """Ask what somebody thought of an activity; the answer is kept without a name."""
    try:
        row = get_object_or_404(selectors.registration_named(links.evaluation_id(token)))
    except TokenForged:
        raise Http404(token) from None
    form = EvaluationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_evaluation(registration=row, **form.answer)
        except MoveRefused as refusal:
            messages.info(request, str(refusal))
        return redirect("campaigns:evaluate", token)
    return render(request, "campaigns/evaluate.html", {"registration": row, "item": row.item, "form": form})
