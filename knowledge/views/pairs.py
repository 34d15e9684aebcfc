"""Coaching pairs: the own ones, and the contact moments of one."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from core.paging import page_of
from core.states import MoveRefused
from knowledge.forms.pairs import MomentForm
from knowledge.selectors import pairs as selectors
from knowledge.services import pairs as services


@never_cache
@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """List the coaching pairs of the own schools and companies."""
    actor = actor_of(request)
    if not (actor.is_staff or actor.schools or actor.companies):
        raise Http404
    return render(request, "knowledge/pairs.html", {"page": page_of(request, selectors.own_pairs(actor))})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Show one coaching pair; either side notes a contact moment."""
    actor = actor_of(request)
    row = get_object_or_404(selectors.pair_page(actor), public_id=pair_id)
    form = MomentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.note_moment(actor=actor, pair=row, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het contactmoment is genoteerd."))
            return redirect("knowledge:pair", pair_id)
    return render(request, "knowledge/pair.html", {"pair": row, "form": form})
