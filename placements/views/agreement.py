"""The page of an agreement, its two parts and its plan."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from core import clock
from core.pdf import pdf_response
from placements.enums import Party
from placements.forms.acts import PlanForm
from placements.forms.parts import CompanyPartForm, PartForm, SchoolPartForm
from placements.selectors.agreement_page import AgreementPage
from placements.selectors.follow_page import progress_part
from placements.selectors.people import coaches_of
from placements.selectors.planner import part_of
from placements.selectors.portfolio import STARTED
from placements.selectors.sharing import matrix_beside, may_share
from placements.selectors.watch_words import lines_for
from placements.services import filling, plan, turns
from placements.views.opened import back_when_late, done, opened, opened_for

HANDED = _("Bewaard en doorgegeven.")
KEPT = _("Bewaard. Je kunt later verder invullen.")


@login_not_required
@never_cache
@require_safe
def agreement(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Show one agreement to one of its parties."""
    page = opened(request, agreement)
    lines = lines_for(page.agreement, page.parties, clock.today(), page.reads)
    beside: dict[str, Any] = {
        "matrix": matrix_beside(page.agreement, page.reads.agreements),
        "may_share": may_share(page.agreement, actor_of(request)),
    }
    beside["planner"] = part_of(page.agreement, page.parties, is_staff=actor_of(request).is_staff)
    if page.agreement.state in STARTED:
        beside["progress"] = progress_part(page.agreement, page.plan)
        beside["is_learner"] = page.parties <= {Party.LEARNER, Party.PARENT}
    return render(request, "placements/agreement.html", {"page": page, "lines": lines, **beside})


@login_not_required
@never_cache
@require_safe
def agreement_print(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Show the agreement and its plan as a page to print."""
    return render(request, "placements/agreement_print.html", {"page": opened(request, agreement)})


@login_not_required
@never_cache
@require_safe
def agreement_pdf(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Give the agreement and its plan as a PDF; a machine that cannot make one shows the page to print."""
    page = opened(request, agreement)
    name = _("overeenkomst %(code)s") % {"code": page.agreement.code}
    made = pdf_response(request, "placements/agreement_paper.html", {"page": page}, name=name)
    return made or redirect("placements:agreement_print", agreement=agreement)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def company_part(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Let the company fill in its part, keep it, and hand it on when it is whole."""
    page = opened_for(request, agreement, "fill_company")
    form = CompanyPartForm(request.POST or None, agreement=page.agreement)
    if request.method == "POST" and form.is_valid():
        kept = done(form, filling.fill_company_part, **_typed(request, page, form))
        if kept and _handed(request, page, form, turns.hand_to_school):
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/part.html", {"page": page, "form": form, "title": _("Jouw deel: het bedrijf")})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def school_part(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Let the school fill in its part, keep it, and open the signing when all is whole."""
    page = opened_for(request, agreement, "fill_school")
    form = SchoolPartForm(request.POST or None, agreement=page.agreement, coaches=coaches_of(page.agreement.school))
    if request.method == "POST" and form.is_valid():
        kept = done(form, filling.fill_school_part, **_typed(request, page, form))
        if kept and _handed(request, page, form, turns.hand_to_signing):
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/part.html", {"page": page, "form": form, "title": _("Jouw deel: de school")})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def training_plan(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Set where and when each activity is learned."""
    page = opened_for(request, agreement, "plan")
    may_except = "fill_school" in page.may
    form = PlanForm(request.POST or None, lines=list(page.plan), may_except=may_except)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "agreement": page.agreement}
        if done(form, plan.change_plan, **known, changes=form.changes()):
            if may_except:
                plan.sign_exceptions(**known, activity_ids=form.exceptions())
            messages.success(request, _("Het opleidingsplan is bewaard."))
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/plan.html", {"page": page, "form": form})


def _typed(request: HttpRequest, page: AgreementPage, form: PartForm) -> dict[str, object]:
    """Return the arguments of the service that keeps a part."""
    return {
        "actor": actor_of(request),
        "agreement": page.agreement,
        "values": form.values(),
        "people": form.people(),
    }


def _handed(request: HttpRequest, page: AgreementPage, form: PartForm, hand_on: object) -> bool:
    """Hand on when asked to; tell what happened. False when something is still missing."""
    if "later" in request.POST:
        messages.success(request, KEPT)
        return True
    if not done(form, hand_on, actor=actor_of(request), agreement=page.agreement):  # type: ignore[arg-type]
        return False
    messages.success(request, HANDED)
    return True
