"""The learner's ways in and the learner's own page."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from core.links import absolute
from core.throttle import throttled
from learners import access
from learners.access import own_file, visible_file
from learners.forms.pages import CodeForm, MistakeForm
from learners.selectors import learner_page
from learners.selectors.contacts import steunpunt_contact
from learners.selectors.referrals import referral_of
from learners.selectors.school_links import waiting_links_of
from learners.selectors.terms import terms_on
from learners.services.contact import report_mistake
from learners.services.referrals import withdraw_referral
from learners.services.school_links import link_address
from learners.services.wiping import request_stop
from matchmaking.enums import ProposalState
from matchmaking.selectors.learner_page import proposals_for
from placements.selectors.own_rows import agreements_of_learner, appointments_of, try_outs_of_learner
from privacy import journal


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show learners, parents and helpers their ways in."""
    return render(request, "learners/start.html")


@login_not_required
@throttled("code_entry")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_entry(request: HttpRequest) -> HttpResponse:
    """Ask for a code; the right one opens the learner's page in this session for twelve hours."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40]})
    if request.method == "POST" and form.is_valid() and form.learner:
        access.open_learner(request.session, form.learner.pk)
        return redirect("learners:my_page", learner=form.learner.public_id)
    context = {"form": form, "helper": steunpunt_contact(None)}
    return render(request, "learners/code_entry.html", context)


@login_not_required
@never_cache
@require_safe
def received(request: HttpRequest, intake: uuid.UUID) -> HttpResponse:
    """Confirm an intake: what happened, what now, who, before when."""
    row = get_object_or_404(learner_page.intake_for(actor_of(request), intake))
    learner = visible_file(request, row.learner.public_id)
    page = learner_page.page_of(learner, terms_on(clock.today()), clock.today())
    context = {"page": page, "intake": row, "again": learner_page.is_repeat(row)}
    return render(request, "learners/received.html", context)


@login_not_required
@never_cache
@require_safe
def take_along(request: HttpRequest, intake: uuid.UUID) -> HttpResponse:
    """Show one sheet to print and take along: the code, the promise, who helps and what now."""
    row = get_object_or_404(learner_page.intake_for(actor_of(request), intake))
    learner = visible_file(request, row.learner.public_id)
    page = learner_page.page_of(learner, terms_on(clock.today()), clock.today())
    link = absolute(f"{reverse('learners:code_entry')}?{urlencode({'code': learner.code})}")
    return render(request, "learners/take_along.html", {"page": page, "intake": row, "link": link})


@login_not_required
@never_cache
@require_safe
def my_page(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Show the learner's own page, to the learner and to who may see the file."""
    row = visible_file(request, learner)
    actor = actor_of(request)
    if actor.user_id is not None:
        journal.record_read(actor=actor, subject=row, page="my_page")
    page = learner_page.page_of(row, terms_on(clock.today()), clock.today())
    proposals, may_decide = proposals_for(row, with_contacts=False), access.speaks_for(actor, row.pk)
    agreements = agreements_of_learner(row.pk, clock.now())
    introduced = any(card.proposal.state == ProposalState.INTRODUCED for card in proposals)
    context = {
        "page": page,
        "proposals": proposals,
        "may_decide": may_decide,
        "waits": any(card.may_answer for card in proposals),
        "meetings": appointments_of(agreements),
        "agreements": agreements if may_decide else [],
        "try_outs": try_outs_of_learner(row.pk) if may_decide and introduced else [],
        "school_links": [(one.school, link_address(one)) for one in waiting_links_of(row)] if may_decide else [],
    }
    return render(request, "learners/my_page.html", context)


@login_not_required
@throttled("ask")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Let the learner tell what is wrong."""
    row = visible_file(request, learner)
    form = MistakeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        report_mistake(actor=actor_of(request), case=row.case, text=form.cleaned_data["text"])
        messages.success(request, _("Bedankt. Wij kijken het na en passen het aan."))
        return redirect("learners:my_page", learner=row.public_id)
    return render(request, "learners/report.html", {"form": form, "learner": row})


@login_not_required
@require_POST
def end_referral(request: HttpRequest, learner: uuid.UUID, referral: uuid.UUID) -> HttpResponse:
    """Let the learner end a hand-over to a partner."""
    row = own_file(request, learner)
    handed_over = get_object_or_404(referral_of(row, referral))
    withdraw_referral(referral=handed_over, actor=actor_of(request))
    messages.success(request, _("We zeiden het aan de partner. Het Steunpunt helpt je zelf verder."))
    return redirect("learners:my_page", learner=row.public_id)


@login_not_required
@never_cache
@require_safe
def stop(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Explain what stopping means; the act is a button on this page."""
    row = own_file(request, learner)
    return render(request, "learners/stop.html", {"learner": row, "days": terms_on(clock.today()).wipe_days})


@login_not_required
@require_POST
def stop_confirm(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Close the case and plan the wiping."""
    row = own_file(request, learner)
    case = request_stop(actor=actor_of(request), case=row.case)
    messages.success(request, _("We stoppen met zoeken. Je gegevens worden gewist."))
    return render(request, "learners/stopped.html", {"learner": row, "case": case})
