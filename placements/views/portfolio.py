"""The portfolio of a learner: seen and shown by the learner alone, until the learner makes a link."""

import json
import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from companies.rules import tidy_number
from core import clock, tokens
from learners.access import own_file
from learners.models import Learner
from learners.selectors.answers_in_words import work_rows
from placements import links
from placements.europass_image import page_image
from placements.follow_enums import Letter
from placements.forms.portfolio import AskProofsForm, LetterForm, SharePortfolioForm
from placements.rules.europass import Holder, credential_of
from placements.selectors import portfolio as found
from placements.selectors.portfolio import PortfolioPage
from placements.services import portfolio as shares
from placements.services import proofs
from placements.views.opened import done
from privacy import journal

ISSUER, ISSUER_PLACE = "Provinciaal Steunpunt Duaal Leren West-Vlaanderen", "West-Vlaanderen"


def _own(request: HttpRequest, learner: uuid.UUID) -> Learner:
    """Return the learner for somebody who speaks for them; reading by a colleague is noted."""
    row = own_file(request, learner)
    if actor_of(request).user_id is not None:
        journal.record_read(actor=actor_of(request), subject=row, page="portfolio")
    return row


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def portfolio(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Show the own portfolio, and take what the learner asks, hides or shares."""
    row = _own(request, learner)
    page = found.portfolio_page(row, clock.today())
    verb = request.POST.get("verb", "")
    share_form = SharePortfolioForm(request.POST if verb == "share" else None)
    asks = _ask_forms(request, page, verb)
    if request.method == "POST" and _carried_out(request, row, page, verb, share_form, asks):
        return redirect("placements:portfolio", learner=learner)
    blocks = [(one, asks.get(str(one.agreement.public_id))) for one in page.workplaces]
    typed = next((form for form in (share_form, *asks.values()) if form.is_bound), None)
    context = {"page": page, "blocks": blocks, "share_form": share_form, "letters": Letter, "form": typed}
    return render(request, "placements/portfolio.html", context)


def _ask_forms(request: HttpRequest, page: PortfolioPage, verb: str) -> dict[str, AskProofsForm]:
    """Return one form for each workplace with something left to ask, by the public id of its agreement."""
    forms_by_agreement = {}
    for one in page.workplaces:
        key = str(one.agreement.public_id)
        typed = request.POST if verb == "ask" and request.POST.get("agreement") == key else None
        if one.to_ask:
            forms_by_agreement[key] = AskProofsForm(typed, choices=list(one.to_ask), prefix=key[:8])
    return forms_by_agreement


def _carried_out(
    request: HttpRequest,
    row: Learner,
    page: PortfolioPage,
    verb: str,
    share_form: SharePortfolioForm,
    asks: dict[str, AskProofsForm],
) -> bool:
    """Do what the pressed button says; False when something typed must be mended."""
    actor, key = actor_of(request), request.POST.get("agreement", "")
    if verb == "share":
        return share_form.is_valid() and done(
            share_form, shares.share_portfolio, actor=actor, learner=row, **share_form.cleaned_data
        )
    if verb == "ask" and key in asks:
        return _asked(request, page, key, asks[key])
    return _pressed(request, row, verb)


def _pressed(request: HttpRequest, row: Learner, verb: str) -> bool:
    """Do what a button without fields says about a proof or a link of this learner."""
    proof = found.proof_of(row, request.POST.get("proof", "")) if verb in ("hide", "show") else None
    share = found.share_of(row, request.POST.get("share", "")) if verb == "revoke" else None
    if proof is not None:
        proofs.hide_proof(actor=actor_of(request), proof=proof, hide=verb == "hide")
    elif share is not None:
        shares.revoke_share(actor=actor_of(request), share=share)
        messages.success(request, _("De link werkt niet meer."))
    else:
        raise Http404(verb)
    return True


def _asked(request: HttpRequest, page: PortfolioPage, key: str, form: forms.Form) -> bool:
    (agreement,) = [one.agreement for one in page.workplaces if str(one.agreement.public_id) == key]
    if not form.is_valid():
        return False
    ids = form.cleaned_data["activities"]
    if not done(form, proofs.ask_proofs, actor=actor_of(request), agreement=agreement, activity_ids=ids):
        return False
    messages.success(request, _("Gevraagd. Je mentor krijgt een mail."))
    return True


@login_not_required
@never_cache
@require_safe
def portfolio_cv(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Show a CV to print on one A4 sheet."""
    row = _own(request, learner)
    facts = [(label, words) for label, words in work_rows(row)[:2] if words]  # what is needed at work is not for a CV
    return render(request, "placements/portfolio_cv.html", {"page": found.shown_page(row), "facts": facts})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def portfolio_letter(request: HttpRequest, learner: uuid.UUID, kind: str) -> HttpResponse:
    """Show a letter to print; what is typed is shown and kept nowhere."""
    if kind not in Letter.values:
        raise Http404(kind)
    page = found.shown_page(_own(request, learner))
    form = LetterForm(request.POST or None)
    typed: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = {"page": page, "letter": Letter(kind), "form": form, "typed": typed, "today": clock.today()}
    return render(request, f"placements/letter_{kind}.html", context)


@login_not_required
@never_cache
@require_safe
def portfolio_europass(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Return the portfolio as a file of the European Learning Model (JSON-LD, without a seal), once it holds something."""
    row = _own(request, learner)
    achievements = found.achievements_of(found.shown_page(row))
    if not achievements:
        messages.warning(
            request, _("Een leeg portfolio past niet in Europass. Vraag eerst je mentor om iets te bevestigen.")
        )
        return redirect("placements:portfolio", learner=learner)
    name = row.contact.full_name
    picture = page_image(_("Portfolio duaal leren"), name, [f"{one.title} ({one.company})" for one in achievements])
    holder = Holder(
        key=str(row.public_id),
        given_name=row.contact.first_name,
        family_name=row.contact.last_name,
        issuer=ISSUER,
        issuer_place=ISSUER_PLACE,
        issuer_number=tidy_number(settings.ORGANISATION_NUMBER),
        image=picture,
    )
    body = json.dumps(credential_of(holder, achievements, clock.now()), ensure_ascii=False, indent=1)
    disposition = f'attachment; filename="portfolio-{row.code}.jsonld"'
    return HttpResponse(body, content_type="application/ld+json", headers={"Content-Disposition": disposition})


@login_not_required
@never_cache
@require_safe
def portfolio_shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show a shared portfolio to who holds the link: confirmed activities and a first name, nothing else."""
    try:
        share = found.share_by(links.share_id_of(token), clock.today())
    except (tokens.TokenForged, tokens.TokenExpired):
        raise Http404(token) from None
    if share is None:
        return render(request, "placements/portfolio_gone.html", status=410)
    context = {"page": found.shown_page(share.learner), "share": share}
    return render(request, "placements/portfolio_shared.html", context)
