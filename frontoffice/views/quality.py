"""How well we keep our promises, for everybody to see."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from frontoffice.selectors.quality import quality_figures


@login_not_required
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """Show every figure with its definition, period and denominator."""
    return render(request, "frontoffice/quality.html", {"figures": quality_figures(), "at": clock.now()})
