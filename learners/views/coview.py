"""Looking along: the learner makes and revokes links, a parent reads one."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
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
from learners.access import own_file
from learners.forms.family import AgreeForm, CallForm, ShareForm
from learners.models import CoView
from learners.selectors import coview as looking
from learners.selectors.family import money_lines
from learners.selectors.terms import terms_on
from learners.services import coview as links
from matchmaking.selectors.learner_page import proposals_for


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coviews(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """List the links of a learner and make a new one."""
    row, today = own_file(request, learner), clock.today()
    form = ShareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            links.share(actor=actor_of(request), learner=row, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("De link is klaar. Stuur hem naar je ouder."))
            return redirect("learners:coviews", learner=row.public_id)
    rows = [(one, _address(one)) for one in looking.coviews_of(row, today)]
    context = {"learner": row, "form": form, "rows": rows, "must_agree": looking.must_agree(row, today)}
    return render(request, "learners/coviews.html", context)


@login_not_required
@require_POST
def coview_revoke(request: HttpRequest, learner: uuid.UUID, coview: uuid.UUID) -> HttpResponse:
    """Close a link at once."""
    row = own_file(request, learner)
    one = get_object_or_404(looking.coview_of(row, coview))
    links.revoke(actor=actor_of(request), coview=one)
    messages.success(request, _("De link werkt niet meer."))
    return redirect("learners:coviews", learner=row.public_id)


@login_not_required
@never_cache
@require_safe
def parent_page(request: HttpRequest, token: str) -> HttpResponse:
    """Show a parent what the learner ticked."""
    one = looking.coview_by_token(token, clock.today())
    return _parent(request, token, one, AgreeForm(prefix="akkoord"), CallForm(prefix="bel"))


@login_not_required
@throttled("ask")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parent_agree(request: HttpRequest, token: str) -> HttpResponse:
    """Record that a parent of a young learner agrees."""
    one = looking.coview_by_token(token, clock.today())
    form = AgreeForm(request.POST if request.method == "POST" else None, prefix="akkoord")
    if one is not None and form.is_valid():
        links.agree(actor=actor_of(request), coview=one, name=form.cleaned_data["name"])
        messages.success(request, _("Bedankt. We noteerden dat je als ouder akkoord gaat."))
        return redirect("learners:parent_page", token=token)
    return _parent(request, token, one, form, CallForm(prefix="bel"))


@login_not_required
@throttled("ask")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def parent_call(request: HttpRequest, token: str) -> HttpResponse:
    """Take the number of a parent who wants to be called."""
    one = looking.coview_by_token(token, clock.today())
    form = CallForm(request.POST if request.method == "POST" else None, prefix="bel")
    if one is not None and form.is_valid():
        links.ask_call(actor=actor_of(request), coview=one, phone=str(form.cleaned_data["phone"]))
        messages.success(request, _("Bedankt. Een medewerker belt je op dit nummer."))
        return redirect("learners:parent_page", token=token)
    return _parent(request, token, one, AgreeForm(prefix="akkoord"), form)


def _parent(
    request: HttpRequest, token: str, one: CoView | None, agree_form: AgreeForm, call_form: CallForm
) -> HttpResponse:
    if one is None:
        return render(request, "learners/parent_gone.html", status=410)
    today = clock.today()
    page = looking.page_of(one, terms_on(today), today)
    context = {
        "page": page,
        "token": token,
        "money": money_lines(today),
        "proposals": proposals_for(one.learner) if page.shows_proposals else [],
        "agree_form": agree_form,
        "call_form": call_form,
    }
    return render(request, "learners/parent_page.html", context)


def _address(one: CoView) -> str:
    return absolute(reverse("learners:parent_page", args=[looking.token_of(one)]))
