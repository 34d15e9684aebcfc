"""The inventory of tools: search, one tool with its reviews, and the guide."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core.paging import page_of
from knowledge.forms.tools import GuideForm, ReviewForm, ToolFilterForm
from knowledge.selectors import tools as selectors
from knowledge.services import tools as services


@login_not_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Show the tools, with a search and filters."""
    form = ToolFilterForm(request.GET)
    page = page_of(request, selectors.shelf(**form.chosen))
    return render(request, "knowledge/tools.html", {"filter_form": form, "page": page})


@login_not_required
@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show what to use when."""
    form = GuideForm(request.GET)
    return render(request, "knowledge/guide.html", {"filter_form": form, "steps": selectors.guide(form.chosen)})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def tool(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one tool; who signed in says what it was worth."""
    row, actor = get_object_or_404(selectors.tool_named(slug)), actor_of(request)
    mine = selectors.own_review(row, actor)
    given = {"stars": mine.stars, "text": mine.text} if mine else None
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=given)
    if request.method == "POST":
        if not actor.user_id:
            raise Http404(slug)
        if form.is_valid():
            services.review_tool(actor=actor, tool=row, **form.cleaned_data)
            messages.success(request, _("Bedankt. Je mening staat erbij, zonder je naam."))
            return redirect("knowledge:tool", slug)
    return render(request, "knowledge/tool.html", {"tool": row, "form": form, "mine": mine})


@require_POST
def review_drop(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the own review away."""
    row = get_object_or_404(selectors.tool_named(slug))
    services.drop_review(actor=actor_of(request), tool=row)
    messages.success(request, _("Je mening is weg."))
    return redirect("knowledge:tool", slug)
