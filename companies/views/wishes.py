"""Asking for a programme nobody offers near: the form, the mailed page and its buttons."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import Actor
from companies.forms.wishes import WishForm
from companies.models import ProgrammeWish
from companies.selectors import own
from companies.selectors.wishes import wish_behind
from companies.services import wishes as services
from companies.views.links import opened
from core import clock
from core.states import MoveRefused
from core.throttle import throttled
from matchmaking.selectors.wishes_near import offers_near


def _share(actor: Actor, wish: ProgrammeWish) -> None:
    services.share_wish_contact(actor=actor, wish=wish, agrees=True)


def _hide(actor: Actor, wish: ProgrammeWish) -> None:
    services.share_wish_contact(actor=actor, wish=wish, agrees=False)


def _stop(actor: Actor, wish: ProgrammeWish) -> None:
    services.stop_wish(actor=actor, wish=wish)


def _confirm(actor: Actor, wish: ProgrammeWish) -> None:
    services.confirm_wish(actor=actor, wish=wish)


def _renew(actor: Actor, wish: ProgrammeWish) -> None:
    services.renew_wish(actor=actor, wish=wish)


ACTS: dict[str, tuple[Callable[[Actor, ProgrammeWish], None], Callable[[], str]]] = {
    "bevestig": (_confirm, lambda: _("Bedankt. Je wens telt nu mee.")),
    "verleng": (_renew, lambda: _("Bedankt. Je wens telt weer mee.")),
    "deel": (_share, lambda: _("Scholen mogen je nu contacteren over deze opleiding.")),
    "verberg": (_hide, lambda: _("Scholen zien je naam en je contact niet meer.")),
    "stop": (_stop, lambda: _("Je wens is gestopt. Je naam en je contact zijn gewist.")),
}
WITH_AN_OLD_LINK = ("stop", "verberg")  # what takes something back never needs a new link


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("company_wish")
def wish_ask(request: HttpRequest) -> HttpResponse:
    """Ask for a programme; when a school near has it already, say so instead."""
    if request.method != "POST":
        return render(request, "companies/wish_ask.html", {"form": WishForm(initial=_known(request))})
    form = WishForm(request.POST)
    if not form.is_valid():
        return render(request, "companies/wish_ask.html", {"form": form})
    new = form.new_wish()
    offers = offers_near(new.programme.pk, new.municipality, clock.today())
    if offers:
        return render(request, "companies/wish_exists.html", {"offers": offers, "new": new})
    services.ask_wish(actor=request.actor, new=new, company=own.company_named(request.actor, new.company_name))
    return redirect("companies:wish_sent")


@login_not_required
@require_safe
def wish_sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way and what happens after its button."""
    return render(request, "companies/wish_sent.html")


@login_not_required
@never_cache
@require_safe
def wish(request: HttpRequest, token: str) -> HttpResponse:
    """Show a wish to who holds its link, with the buttons that fit."""
    found, is_old = _wish(token)
    return render(request, "companies/wish.html", {"wish": found, "token": token, "is_old": is_old})


@login_not_required
@require_POST
def wish_act(request: HttpRequest, token: str, act: str) -> HttpResponse:
    """Do what one button of the page says."""
    found, is_old = _wish(token)
    if act not in ACTS or (is_old and act not in WITH_AN_OLD_LINK):
        raise Http404(act)
    verb, words = ACTS[act]
    try:
        verb(request.actor, found)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words())
    return redirect("companies:wish", token)


@login_not_required
@require_POST
@throttled("company_wish")
def wish_again(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the address of the wish."""
    services.send_wish_link(wish=_wish(token)[0])
    return redirect("companies:link_sent")


def _wish(token: str) -> tuple[ProgrammeWish, bool]:
    public_id, is_old = opened(services.PURPOSE, token)
    found = wish_behind(public_id)
    if found is None:
        raise Http404("wish is gone")
    return found, is_old


def _known(request: HttpRequest) -> dict[str, Any]:
    """Return what we know before anything was typed: the programme of the page one came from, and who is signed in."""
    known: dict[str, Any] = {"programme": request.GET.get("opleiding", ""), "learners": 1}
    company = own.companies(request.actor).first() if request.actor.companies else None
    if company is None:
        return known
    return known | {
        "company_name": company.name,
        "contact_name": request.actor.name,
        "email": getattr(request.user, "email", ""),
    }
