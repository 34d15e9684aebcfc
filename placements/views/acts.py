"""The acts on an agreement: back, not going on, pause, resume, end, register."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from learners.enums import Reporter
from placements.enums import AgreementState, Party
from placements.forms import acts as act_forms
from placements.selectors.agreement_page import AgreementPage
from placements.services import running, turns
from placements.views.opened import back_when_late, done, opened_for

Text = Any


@dataclass(frozen=True, slots=True)
class Act:
    """One act: what it is called on screen, what it asks, which service does it."""

    verb: str
    title: Text
    lead: Text
    button: Text
    form: type[forms.Form]
    run: Callable[..., Any]
    thanks: Text
    kind: str = "primary"


ACTS = {
    "terug": Act(
        "send_back", _("Stuur terug"), _("Wie getekend heeft, tekent daarna opnieuw."), _("Stuur terug"),
        act_forms.SendBackForm, turns.send_back, _("Teruggestuurd."),
    ),
    "niet-doorgaan": Act(
        "cancel", _("Deze overeenkomst gaat niet door"), _("Alle partijen zien dat. Je kunt dit niet herstellen."),
        _("Laat niet doorgaan"), act_forms.ReasonForm, turns.cancel_agreement, _("De overeenkomst gaat niet door."),
        "danger",
    ),
    "pauze": Act(
        "pause", _("Zet even stil"), _("Een lange pauze meldt het bedrijf ook aan de trajectbegeleider."),
        _("Zet stil"), act_forms.PauseForm, running.pause_agreement, _("De pauze is genoteerd."),
    ),
    "hervat": Act(
        "resume", _("Werk gaat weer verder"), "", _("Ga verder"), act_forms.ResumeForm, running.resume_agreement,
        _("De overeenkomst loopt weer."),
    ),
    "stop": Act(
        "end", _("De overeenkomst stopt"), _("De lerende krijgt opnieuw tijd om een plek te vinden. Wij helpen meteen."),
        _("Meld dat het stopt"), act_forms.EndForm, running.end_agreement, _("Genoteerd. Het Steunpunt is verwittigd."),
        "danger",
    ),
    "registratie": Act(
        "register", _("Geregistreerd in het officiële loket"),
        _("Zonder registratie op tijd vervallen de premies voor het bedrijf en de lerende."), _("Bewaar"),
        act_forms.RegistrationForm, running.note_registration, _("De datum van registratie is bewaard."),
    ),
}  # fmt: skip


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def agreement_act(request: HttpRequest, agreement: uuid.UUID, slug: str) -> HttpResponse:
    """Ask what an act needs, then do it."""
    act = ACTS.get(slug)
    if act is None:
        raise Http404(slug)
    page = opened_for(request, agreement, act.verb)
    form = act.form(request.POST or None, **_extra(act, page))
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "agreement": page.agreement, **_known(act, page)}
        if done(form, act.run, **known, **form.cleaned_data):
            messages.success(request, act.thanks)
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/act.html", {"page": page, "form": form, "act": act})


def _known(act: Act, page: AgreementPage) -> dict[str, Any]:
    """Return what the service wants to know besides the form: who reports that it stops."""
    if act.verb != "end":
        return {}
    if page.parties == frozenset(Party):
        return {"reporter": Reporter.STAFF}
    return {"reporter": Reporter.COMPANY if Party.COMPANY in page.parties else Reporter.SCHOOL}


def _extra(act: Act, page: AgreementPage) -> dict[str, Any]:
    if act.form is act_forms.SendBackForm:
        return {"from_school": page.agreement.state == AgreementState.SCHOOL}
    return {}
