"""The desk of a company: today first, then its places, recognitions and people."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from companies.forms.desk import LightsForm
from companies.scan_wizard import SESSION_KEY
from companies.selectors import desk as selectors
from companies.selectors import own
from companies.services import availability as services
from companies.services import joining
from core import clock, tokens
from core.states import MoveRefused
from matchmaking.selectors.company_desk import desk_learners
from placements.selectors.own_rows import agreements_of_companies, try_outs_of_companies
from placements.selectors.recognitions import with_last_agreement
from placements.selectors.watch_words import remembered


@never_cache
@require_http_methods(["GET", "HEAD"])
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for an answer, and everything the company has with us."""
    companies = selectors.desk_of(request.actor, clock.today(), with_last_agreement())
    learners = desk_learners(request.actor.companies)
    agreements = agreements_of_companies(request.actor.companies)
    try_outs = try_outs_of_companies(request.actor.companies)
    questions = [
        {"question": question, "company": row.company, "token": tokens.sign(joining.DECIDE, question.public_id)}
        for row in companies
        for question in row.questions
    ]
    context = {
        "companies": companies,
        "proposals": learners.waiting,
        "learners": learners.known,
        "agreements": agreements,
        "agreements_waiting": sum(bool(one.todos) for one in agreements),
        "try_outs": try_outs,
        "try_outs_waiting": sum(one.waits for one in try_outs),
        "tried": {one.code for one in try_outs},
        "stale": [place for row in companies for place in row.stale],
        "questions": questions,
        "remembered": remembered(request.actor, clock.today()),
        "remembered_scan": request.session.get(SESSION_KEY),
    }
    return render(request, "companies/desk.html", context)


@require_POST
def light_keep(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Confirm that the light of one workplace is still right: one tap."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    try:
        services.set_availability(
            actor=request.actor,
            workplace=workplace,
            availability=workplace.availability,
            available_from=workplace.available_from,
        )
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("Bedankt. ‘%(name)s’ is vandaag bevestigd.") % {"name": workplace.programme})
    return redirect("companies:desk")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def light(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change the light of one workplace."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    form = LightsForm(request.POST or None, workplaces=[workplace])
    if request.method == "POST" and form.is_valid():
        if services.set_availabilities(actor=request.actor, lights=form.lights()):
            messages.success(request, _("Bedankt. Je verkeerslicht is aangepast."))
        else:
            messages.warning(request, _("Deze leerwerkplek is ingetrokken. Open ze eerst weer."))
        return redirect("companies:desk")
    return render(request, "companies/light.html", {"form": form, "workplace": workplace})
