"""Courses for everybody: the offer, one course with enrolling, and the certificate."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from core import clock, tokens
from core.paging import page_of
from core.pdf import pdf_response
from core.states import MoveRefused
from core.throttle import throttled
from knowledge import links
from knowledge.forms.courses import CourseFilterForm, EnrolForm
from knowledge.models import Participant
from knowledge.rules.courses import may_enrol
from knowledge.selectors import courses as selectors
from knowledge.services import courses as services


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show what there is to learn and to use."""
    actor = actor_of(request)
    soon = list(selectors.offer(clock.now())[:3])
    return render(request, "knowledge/start.html", {"soon": soon, "is_company": bool(actor.companies)})


@login_not_required
@require_safe
def offer(request: HttpRequest) -> HttpResponse:
    """Show the courses somebody can enrol for."""
    form = CourseFilterForm(request.GET)
    page = page_of(request, selectors.offer(clock.now(), **form.chosen))
    return render(request, "knowledge/courses.html", {"filter_form": form, "page": page})


@login_not_required
@throttled("event_register")
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one course and enrol for all its sessions."""
    row = get_object_or_404(selectors.course_named(slug))
    ahead = [one for one in row.sessions.all() if one.item.starts_at > clock.now() and one.item.state == "published"]
    verdict = may_enrol(state=row.state, upcoming=len(ahead))
    form = EnrolForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.enrol(actor=actor_of(request), course=row, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Je bent ingeschreven. Je krijgt een mail per sessie, met je code."))
            return redirect("knowledge:course", slug)
    context = {"course": row, "form": form, "verdict": verdict, "now": clock.now()}
    return render(request, "knowledge/course.html", context)


def _earned(token: str) -> Participant:
    try:
        public_id = tokens.unsign(links.CERTIFICATE, token, max_age=links.certificate_age(clock.today()))
    except (tokens.TokenForged, tokens.TokenExpired):
        raise Http404(token) from None
    return get_object_or_404(selectors.certificate_of(public_id))


@login_not_required
@never_cache
@require_safe
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody followed, with the certificate to download."""
    row = _earned(token)
    context = {"participant": row, "sessions": selectors.sessions_followed(row), "token": token}
    return render(request, "knowledge/certificate.html", context)


@login_not_required
@never_cache
@require_safe
def certificate_pdf(request: HttpRequest, token: str) -> HttpResponse:
    """Return the certificate as an accessible PDF."""
    row = _earned(token)
    context: dict[str, object] = {"participant": row, "sessions": selectors.sessions_followed(row)}
    made = pdf_response(request, "knowledge/certificate_paper.html", context, name=f"attest {row.course}")
    return made or redirect("knowledge:certificate", token)
