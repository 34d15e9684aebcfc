"""Colleagues add and describe actions, move them, and put evidence beside them."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from actionplan.enums import EvidenceKind
from actionplan.forms.actions import ActionForm, EvidenceForm, NewActionForm
from actionplan.models import Action
from actionplan.selectors import actions as selectors
from actionplan.selectors.sources import agenda_to_choose, case_with_code
from actionplan.services import actions as services
from actionplan.services import evidence as proof
from actionplan.services.verbs import verb_by
from actionplan.views._done import done
from actionplan.views._shared import colleagues_only, version_of
from core.states import MoveRefused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def action_add(request: HttpRequest) -> HttpResponse:
    """Add an action under a goal or a factor of the plan that holds now, or of the version in the address."""
    version = version_of(request, request.GET.get("versie", ""))
    if version is None:
        raise Http404
    form = NewActionForm(request.POST or None, version=version, initial={"parent": request.GET.get("onder", "")})
    if request.method == "POST" and form.is_valid():
        known = {"parent": form.parents[form.cleaned_data["parent"]], "values": form.values()}
        if made := done(form, services.add_action, actor=actor_of(request), **known):
            messages.success(request, f"Actie {made.number} staat in het plan.")
            return redirect("actionplan:action", action=made.public_id)
    return render(request, "actionplan/action_form.html", {"form": form, "version": version})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def action_edit(request: HttpRequest, action: uuid.UUID) -> HttpResponse:
    """Write down where an action stands."""
    found = _action(action)
    version = found.version
    form = ActionForm(request.POST or None, version=version, action=found)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "action": found, "values": form.values()}
        if done(form, services.describe_action, **known):
            messages.success(request, "Bewaard.")
            return redirect("actionplan:action", action=action)
    return render(request, "actionplan/action_form.html", {"form": form, "action": found, "version": version})


@require_POST
@colleagues_only
def action_move(request: HttpRequest, action: uuid.UUID, verb: str) -> HttpResponse:
    """Move an action to another state."""
    found, asked = _action(action), verb_by(verb)
    if asked is None:
        raise Http404
    try:
        asked.run(action=found, actor=actor_of(request), reason=request.POST.get("reason", "").strip()[:300])
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"De status is nu ‘{asked.target.label}’.")
    return redirect("actionplan:action", action=action)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def evidence_add(request: HttpRequest, action: uuid.UUID) -> HttpResponse:
    """Put evidence beside an action."""
    found = _action(action)
    form = EvidenceForm(request.POST or None, items=agenda_to_choose())
    if request.method == "POST" and form.is_valid() and _add(form, request, found):
        messages.success(request, "Het bewijs staat bij de actie.")
        return redirect("actionplan:action", action=action)
    return render(request, "actionplan/evidence_form.html", {"form": form, "action": found})


@require_POST
@colleagues_only
def evidence_drop(request: HttpRequest, action: uuid.UUID, evidence: uuid.UUID) -> HttpResponse:
    """Take evidence away."""
    row = get_object_or_404(selectors.evidence_of(_action(action), evidence))
    proof.drop_evidence(actor=actor_of(request), evidence=row)
    messages.success(request, "Het bewijs is weg.")
    return redirect("actionplan:action", action=action)


def _action(public_id: uuid.UUID) -> Action:
    return get_object_or_404(selectors.action_by(public_id, is_staff=True))


def _add(form: EvidenceForm, request: HttpRequest, action: Action) -> object:
    told, known = form.cleaned_data, {"actor": actor_of(request), "action": action}
    if told["kind"] == EvidenceKind.EVENT:
        return done(form, proof.add_event, item=told["item"], **known)
    if told["kind"] == EvidenceKind.CASE:
        case = case_with_code(told["code"])
        if case is None:
            form.add_error("code", "Er is geen dossier met deze code. Kijk de acht tekens na.")
            return None
        return done(form, proof.add_case, case=case, **known)
    named = {name: told[name] for name in ("kind", "label", "url", "is_public")}
    return done(form, proof.add_link, **named, **known)
