"""Inviting somebody, and answering an invitation."""

import datetime as dt

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import rules, selectors, services
from accounts.actor import ANONYMOUS
from accounts.forms import AcceptForm, InviteForm
from accounts.links import PURPOSE
from accounts.models import Invitation
from accounts.views.targets import choices_of, targets_for
from core import clock, tokens
from core.throttle import throttled

# The row says until when an invitation counts; this only makes very old links worthless.
LINK_LIFE = dt.timedelta(days=365)


@throttled("invite")
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Ask whom to invite and mail the invitation. Not for people who may invite nobody (404)."""
    targets = targets_for(request.actor, request.GET.get("bedrijf", ""))
    if not targets:
        raise Http404
    form = InviteForm(request.POST or None, choices=choices_of(targets))
    if request.method == "POST" and form.is_valid():
        target = targets[form.cleaned_data["target"]]
        invitation = services.invite(
            actor=request.actor,
            email=form.cleaned_data["email"],
            role=target.role,
            organisation=target.organisation,
        )
        messages.success(request, _("We mailden een uitnodiging naar %(email)s.") % {"email": invitation.email})
        return redirect(request.get_full_path())
    context = {"form": form, "invitations": selectors.open_invitations_by(request.actor)}
    return render(request, "accounts/invite.html", context)


def _opened(token: str) -> tuple[Invitation | None, bool]:
    """Return the invitation a token is for (None when forged or gone) and whether the link itself is too old."""
    try:
        public_id, too_old = tokens.unsign(PURPOSE, token, max_age=LINK_LIFE), False
    except tokens.TokenExpired as expired:
        public_id, too_old = expired.payload, True
    except tokens.TokenForged:
        return None, False
    return selectors.invitation_of(public_id), too_old


@login_not_required
@never_cache
@throttled("code_entry")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; a POST accepts it and signs the person in. Opening the page changes nothing."""
    found, too_old = _opened(token)
    if found is None:
        return render(request, "accounts/invitation_unknown.html", status=404)
    if request.user.is_authenticated and not rules.same_address(request.user.email, found.email):
        return render(request, "accounts/invitation_other.html", status=403)
    if too_old or not rules.is_open(found.expires_at, found.accepted_at, clock.now()):
        return _over(request, found, token)
    form = None if selectors.knows_name_of(found.email) else AcceptForm(request.POST or None)
    if request.method == "POST" and (form is None or form.is_valid()):
        return _accept(request, found, form)
    context = {"form": form, "invitation": found, "inviter": selectors.inviter_name(found)}
    return render(request, "accounts/invitation.html", context)


def _over(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    context = {"accepted": found.accepted_at is not None, "token": token}
    return render(request, "accounts/invitation_over.html", context, status=410)


def _accept(request: HttpRequest, found: Invitation, form: AcceptForm | None) -> HttpResponse:
    names = form.cleaned_data if form else {}
    try:
        user = services.accept_invitation(invitation=found, **names)
    except services.InvitationRefused as refused:
        messages.error(request, str(refused))
        return redirect("account_login")
    messages.success(request, _("Welkom. Je uitnodiging is aanvaard."))
    if request.user.is_authenticated:
        return redirect("frontoffice:my_desk")
    return perform_login(request, user, email_verification="none", email=user.email)


@login_not_required
@throttled("invite")
@require_POST
def invitation_renew(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the address of an invitation that is too old; the page says nothing about that address."""
    found, _too_old = _opened(token)
    if found is None:
        return render(request, "accounts/invitation_unknown.html", status=404)
    try:
        services.renew_invitation(actor=ANONYMOUS, invitation=found)
    except services.InvitationRefused:
        return _over(request, found, token)
    return render(request, "accounts/invitation_renewed.html")
