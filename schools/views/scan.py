"""The quick scan of a school: the questions, what came out over the years, and help for each red line."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core.throttle import throttled
from frontoffice.enums import Topic
from frontoffice.selectors.school_requests import requests_of
from frontoffice.services.questions import ask_question
from schools.forms.desk import SchoolScanForm
from schools.models import School
from schools.rules_scan import THEMES, ScanQuestion
from schools.selectors.scans import scan_page
from schools.services.scans import record_scan
from schools.views.dashboard import school_of


@never_cache
@require_safe
def school_scan(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show the scan of this year beside earlier years, its red lines, and what the school asked."""
    row = school_of(request, school)
    page, asked = scan_page(row, _("Gemiddelde van de provincie")), list(requests_of(row))
    keys = {question.once_key for question in asked}
    red = [(line, THEMES[line.theme], _once_key(row, page.year, line) in keys) for line in page.red]
    return render(request, "schools/scan.html", {"school": row, "scan": page, "red": red, "requests": asked})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scan_fill(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Ask the questions, with the answers of this year already chosen."""
    row = school_of(request, school)
    current = scan_page(row, "").current
    form = SchoolScanForm(request.POST if request.method == "POST" else None, initial=current and current.answers)
    if request.method == "POST" and form.is_valid():
        record_scan(actor=actor_of(request), school=row, answers=form.cleaned_data)
        messages.success(request, _("Bewaard. Je kunt de scan dit schooljaar altijd opnieuw invullen."))
        return redirect("schools:school_scan", school=row.public_id)
    return render(request, "schools/scan_fill.html", {"school": row, "form": form})


@throttled("ask")
@require_POST
def scan_ask(request: HttpRequest, school: uuid.UUID, question: str) -> HttpResponse:
    """Ask the Steunpunt for help with a red line; pressing twice is one request."""
    row = school_of(request, school)
    page = scan_page(row, "")
    line = next((one for one in page.red if one.key == question), None)
    if line is None:
        raise Http404(question)
    ask_question(
        once_key=_once_key(row, page.year, line),
        topic=Topic.SCHOOL,
        body=_("%(school)s vraagt hulp na de snelle scan. %(theme)s: %(question)s Antwoord: nog niet.")
        % {"school": row.name, "theme": THEMES[line.theme], "question": line.text},
        name=actor_of(request).name[:120],
        email=request.user.email,  # type: ignore[union-attr]
        page=reverse("schools:school_scan", args=[row.public_id]),
        school_id=row.pk,
    )
    messages.success(request, _("Je vraag is bij het Steunpunt. Je leest het antwoord hier en in je mail."))
    return redirect(reverse("schools:school_scan", args=[row.public_id]) + "#vragen")


def _once_key(school: School, year: str, line: ScanQuestion) -> str:
    return f"scan:{school.pk}:{year}:{line.key}"
