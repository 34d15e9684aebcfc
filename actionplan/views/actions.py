"""Board, timeline and table of the actions, and one action."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from actionplan.enums import ActionView, PlanState
from actionplan.forms.actions import FilterForm
from actionplan.models import Action, PlanVersion
from actionplan.rules.progress import is_late
from actionplan.selectors import actions as selectors
from actionplan.selectors.plan import versions_for
from actionplan.services.verbs import verbs_from
from actionplan.views._shared import is_staff, version_of
from core import clock
from core.paging import page_of
from core.tables import Column, csv_response

COLUMNS = (
    Column("Nummer", "number"),
    Column("Actie", "title"),
    Column("Hoort bij", lambda action: str(action.parent)),
    Column("Status", "get_state_display"),
    Column("Begint op", "starts_on"),
    Column("Klaar tegen", "due_on"),
    Column("Hoe ver (procent)", "percent"),
    Column("Partners", lambda action: ", ".join(row.name for row in action.partners.all())),
    Column("Te laat", lambda action: is_late(state=action.state, due_on=action.due_on, today=clock.today())),
    Column("Stand van zaken", "progress"),
)
STAFF_COLUMNS = (
    *COLUMNS,
    Column("Eigenaar", "owner.full_name"),
    Column("Budget in euro", "budget"),
    Column("Wie betaalt", "budget_source"),
)


@login_not_required
@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """Show the actions as a board, a timeline or a table; everybody may read them."""
    version = version_of(request, request.GET.get("versie", ""))
    form, rows = _chosen(request, version)
    view = request.GET.get("weergave", "")
    view = view if view in ActionView.values else ActionView.BOARD.value
    context = {
        "version": version,
        "form": form,
        "view": view,
        "tabs": _tabs(request, view),
        "query": request.GET.urlencode(),
        "today": clock.today(),
        "versions": versions_for(is_staff=is_staff(request)),
        **_rows_for(request, view, version, rows),
    }
    return render(request, "actionplan/actions.html", context)


@login_not_required
@require_safe
def actions_csv(request: HttpRequest) -> HttpResponse:
    """Download the actions of the same choice; colleagues get owner and budget too."""
    _form, rows = _chosen(request, version_of(request, request.GET.get("versie", "")))
    return csv_response("acties", STAFF_COLUMNS if is_staff(request) else COLUMNS, rows)


@login_not_required
@require_safe
def action(request: HttpRequest, action: uuid.UUID) -> HttpResponse:
    """Show one action: who, with whom, when, how far, and what shows it."""
    found = get_object_or_404(selectors.action_by(action, is_staff=is_staff(request)))
    context: dict[str, Any] = {"page": selectors.action_page(found, actor_of(request), clock.today())}
    if is_staff(request):
        context |= {
            "verbs": [] if found.version.state == PlanState.CLOSED else verbs_from(found.state),
            "log": found.log.all(),
        }
    return render(request, "actionplan/action.html", context)


def _chosen(request: HttpRequest, version: PlanVersion | None) -> tuple[FilterForm, Any]:
    form = FilterForm(request.GET or None, version=version)
    told = form.cleaned_data if form.is_bound and form.is_valid() else {}
    mine = is_staff(request) and request.GET.get("van") == "mij"
    choice = selectors.Choice(**told, only_mine=mine)
    return form, selectors.action_rows(version, choice, actor_of(request), clock.today())


def _rows_for(request: HttpRequest, view: str, version: PlanVersion | None, rows: Any) -> dict[str, Any]:
    if view == ActionView.TABLE:
        return {"page": page_of(request, rows)}
    found: list[Action] = list(rows)
    if view == ActionView.TIMELINE and version is not None:
        return {"timeline": selectors.timeline_of(version, found, clock.today()), "count": len(found)}
    return {"board": selectors.board_of(found), "count": len(found)}


def _tabs(request: HttpRequest, view: str) -> list[dict[str, Any]]:
    query, found = request.GET.copy(), []
    query.pop("page", None)
    for one in ActionView:
        query["weergave"] = one.value
        found.append({"label": one.label, "href": f"?{query.urlencode()}", "current": one.value == view})
    return found
