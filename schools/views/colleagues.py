"""Who works at a school in the portal, and inviting somebody."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import services as accounts
from accounts.access import actor_of
from core.throttle import throttled
from schools import rules
from schools.forms.desk import InviteColleagueForm
from schools.models import School
from schools.selectors import desk
from schools.services.memberships import remove_member
from schools.views.dashboard import school_of


@never_cache
@throttled("invite")
@require_http_methods(["GET", "HEAD", "POST"])
def colleagues(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """List who works at the school; a director (or a colleague of the Steunpunt) invites people."""
    row, actor = school_of(request, school), actor_of(request)
    may_manage = bool(rules.may_manage_members(actor, row.pk))
    if request.method == "POST" and not may_manage:
        raise Http404
    form = InviteColleagueForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _invited(request, row, form):
        messages.success(request, _("We mailden een uitnodiging naar %(email)s.") % form.cleaned_data)
        return redirect("schools:colleagues", school=row.public_id)
    context = {
        "school": row,
        "form": form,
        "may_manage": may_manage,
        "colleagues": desk.colleagues_of(row),
        "invitations": desk.open_invitations_of(row),
    }
    return render(request, "schools/colleagues.html", context)


@require_POST
def colleague_remove(request: HttpRequest, school: uuid.UUID, user: uuid.UUID, role: str) -> HttpResponse:
    """Take one role of a colleague away."""
    row, actor = school_of(request, school), actor_of(request)
    person = next((one.user for one in desk.colleagues_of(row) if one.user.public_id == user), None)
    if person is None or not rules.may_manage_members(actor, row.pk):
        raise Http404
    try:
        remove_member(actor=actor, school=row, user_id=person.pk, role=role)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("%(name)s heeft die toegang niet meer.") % {"name": person})
    return redirect("schools:colleagues", school=row.public_id)


def _invited(request: HttpRequest, school: School, form: InviteColleagueForm) -> bool:
    """Invite; a refusal becomes an error on the form."""
    organisation = accounts.Organisation(school.pk, school.public_id, school.name)
    try:
        accounts.invite(actor=actor_of(request), organisation=organisation, **form.cleaned_data)
    except accounts.InvitationRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
