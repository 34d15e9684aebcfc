"""Colleagues type figures, doubt them and set targets; coordinators change formulas and freeze a year."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from actionplan.forms.figures import DoubtForm, EnterForm, FormulaForm, SnapshotForm, TargetForm
from actionplan.models import Measure
from actionplan.rules.years import year_before, year_of
from actionplan.selectors.measures import measure_by
from actionplan.services import measures as services
from actionplan.services.readings import enter_figure, refresh_figures
from actionplan.services.snapshots import take_snapshot
from actionplan.views._done import done
from actionplan.views._shared import colleagues_only, coordinators_only
from core import clock
from core.states import MoveRefused

FORM = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM)
@colleagues_only
def measure_enter(request: HttpRequest, figure: str) -> HttpResponse:
    """Type a figure that the portal cannot count."""
    found = get_object_or_404(measure_by(figure), origin="manual")
    return _form(request, found, EnterForm(request.POST or None), enter_figure, "Vul het cijfer in")


@never_cache
@require_http_methods(FORM)
@colleagues_only
def measure_doubt(request: HttpRequest, figure: str) -> HttpResponse:
    """Say that a figure is not right today."""
    found = get_object_or_404(measure_by(figure))
    return _form(
        request, found, DoubtForm(request.POST or None), services.raise_doubt, "Dit cijfer klopt vandaag niet"
    )


@require_POST
@colleagues_only
def measure_trust(request: HttpRequest, figure: str) -> HttpResponse:
    """Say that a figure is right again."""
    try:
        services.lift_doubt(actor=actor_of(request), measure=get_object_or_404(measure_by(figure)))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "De melding is weg.")
    return redirect("actionplan:measure", figure=figure)


@never_cache
@require_http_methods(FORM)
@coordinators_only
def measure_target(request: HttpRequest, figure: str) -> HttpResponse:
    """Write down the baseline and the target of a figure."""
    found = get_object_or_404(measure_by(figure))
    form = TargetForm(request.POST or None, measure=found)
    return _form(request, found, form, services.set_target, "Nulmeting en streefcijfer")


@never_cache
@require_http_methods(FORM)
@coordinators_only
def measure_formula(request: HttpRequest, figure: str) -> HttpResponse:
    """Give a figure a new version of its formula."""
    found = get_object_or_404(measure_by(figure))
    form = FormulaForm(request.POST or None, measure=found)
    return _form(request, found, form, services.change_formula, "Maak een nieuwe versie van de formule")


@require_POST
@colleagues_only
def figures_refresh(request: HttpRequest) -> HttpResponse:
    """Count every figure again, now."""
    number = refresh_figures(actor=actor_of(request))
    messages.success(request, f"Alles is opnieuw geteld: {number} standen.")
    return redirect("actionplan:figures")


@never_cache
@require_http_methods(FORM)
@coordinators_only
def snapshot_take(request: HttpRequest) -> HttpResponse:
    """Freeze a school year; from then on there is a yearly report."""
    before = year_before(year_of(clock.today())).name
    form = SnapshotForm(request.POST or None, initial={"school_year": before})
    sent = request.method == "POST" and form.is_valid()
    if sent and (made := done(form, take_snapshot, actor=actor_of(request), **form.cleaned_data)):
        messages.success(request, f"Schooljaar {made.school_year} ligt vast. Dit is het jaarverslag.")
        return redirect("actionplan:report", school_year=made.school_year)
    return render(request, "actionplan/snapshot_form.html", {"form": form})


def _form(
    request: HttpRequest, measure: Measure, form: forms.Form, service: Callable[..., Any], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        values = form.values() if isinstance(form, FormulaForm) else form.cleaned_data
        if done(form, service, actor=actor_of(request), measure=measure, **values):
            messages.success(request, "Bewaard.")
            return redirect("actionplan:measure", figure=measure.code)
    return render(request, "actionplan/measure_form.html", {"form": form, "measure": measure, "title": title})
