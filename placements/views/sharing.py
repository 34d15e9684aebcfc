"""Together one good workplace: the pages of companies that share one learner."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from placements import access
from placements.forms.sharing import AddMemberForm, FinishForm, MemberForm, SchoolForm
from placements.selectors import sharing as selectors
from placements.selectors.sharing import MemberRow, SharingPage
from placements.services import sharing as services
from placements.views.opened import done, opened
from privacy import journal


@require_POST
def sharing_start(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Begin a shared workplace from an agreement that is not signed yet."""
    page, actor = opened(request, agreement), actor_of(request)
    if not selectors.may_share(page.agreement, actor):
        raise Http404(agreement)
    row = services.start_sharing(actor=actor, agreement=page.agreement)
    return redirect("placements:sharing", sharing=row.public_id)


@login_not_required
@never_cache
@require_safe
def sharing(request: HttpRequest, sharing: uuid.UUID) -> HttpResponse:
    """Show who does what, and what is not in order yet."""
    return render(request, "placements/sharing.html", {"page": _page(request, sharing)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_add(request: HttpRequest, sharing: uuid.UUID) -> HttpResponse:
    """Let a company take part."""
    page, actor = _page(request, sharing, "add"), actor_of(request)
    form = AddMemberForm(request.POST or None, workplaces=selectors.candidates(page.sharing, actor))
    title = _("Voeg een bedrijf toe")
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor, "sharing": page.sharing, **form.cleaned_data}
        if done(form, services.add_member, **known):
            return _back(request, sharing, _("Het bedrijf is toegevoegd. Hieronder zie je of het een mail kreeg."))
    return _form(request, page, form, title, _("Voeg toe"))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_member(request: HttpRequest, sharing: uuid.UUID, member: uuid.UUID) -> HttpResponse:
    """Fill in what one company does."""
    page = _page(request, sharing)
    row = _member(page, member)
    form = MemberForm(
        request.POST or None,
        member=row.member,
        mentors=selectors.mentors_for(row.member),
        activities=selectors.activities_of(page.sharing),
    )
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "member": row.member, **form.arguments()}
        if done(form, services.fill_member, **known):
            return _back(request, sharing, _("Bewaard."))
    return _form(request, page, form, row.share.name, _("Bewaar"))


@login_not_required
@require_POST
def sharing_member_drop(request: HttpRequest, sharing: uuid.UUID, member: uuid.UUID) -> HttpResponse:
    """Take a company out."""
    row = _member(_page(request, sharing), member)
    services.drop_member(actor=actor_of(request), member=row.member)
    if selectors.sharing_for(actor_of(request), sharing).exists():
        return _back(request, sharing, _("Het bedrijf doet niet meer mee."))
    return render(request, "placements/sharing_left.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_school(request: HttpRequest, sharing: uuid.UUID) -> HttpResponse:
    """Fill in the school's hours and sign exceptions."""
    page = _page(request, sharing, "school")
    open_rows = [row for row in page.matrix.rows if not any(row.cells)]
    form = SchoolForm(
        request.POST or None,
        activities=[(row.activity.pk, row.activity.text) for row in open_rows],
        initial={
            "school_hours": page.sharing.school_hours,
            "activity_ids": [row.activity.pk for row in open_rows if row.exception],
        },
    )
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "sharing": page.sharing, **form.arguments()}
        if done(form, services.sign_sharing_exceptions, **known):
            return _back(request, sharing, _("Het deel van de school is bewaard."))
    return _form(request, page, form, _("Het deel van de school"), _("Bewaar en teken"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_finish(request: HttpRequest, sharing: uuid.UUID) -> HttpResponse:
    """Finish: one agreement for each company."""
    page = _page(request, sharing, "finish")
    form = FinishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "sharing": page.sharing}
        if done(form, services.finish_sharing, **known):
            return _back(request, sharing, _("Klaar. Voor elk bedrijf is er een overeenkomst begonnen."))
    return _form(request, page, form, _("Werk af"), _("Begin de overeenkomsten"))


@require_POST
def sharing_drop(request: HttpRequest, sharing: uuid.UUID) -> HttpResponse:
    """Stop making this shared workplace."""
    page = _page(request, sharing, "drop")
    services.drop_sharing(actor=actor_of(request), sharing=page.sharing)
    return _back(request, sharing, _("Deze gedeelde werkplek gaat niet door."))


def _page(request: HttpRequest, public_id: uuid.UUID, verb: str = "") -> SharingPage:
    actor = actor_of(request)
    parts = access.opened_sharing_parts(request.session)
    row = get_object_or_404(selectors.sharing_for(actor, public_id, parts))
    if actor.user_id is not None:
        journal.record_read(actor=actor, subject=row.learner, page="sharing")
    page = selectors.page_of(row, actor, clock.today(), parts)
    if verb and verb not in page.may:
        raise Http404(verb)
    return page


def _member(page: SharingPage, public_id: uuid.UUID) -> MemberRow:
    for row in page.members:
        if row.member.public_id == public_id and row.may_edit:
            return row
    raise Http404(public_id)


def _form(request: HttpRequest, page: SharingPage, form: forms.Form, title: str, button: str) -> HttpResponse:
    known = {"page": page, "form": form, "title": title, "button": button}
    return render(request, "placements/sharing_form.html", known)


def _back(request: HttpRequest, public_id: uuid.UUID, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect("placements:sharing", sharing=public_id)
