"""Requests that come near or over their date: the school and the coordinators get a mail, each once."""

import datetime as dt

from django.urls import reverse

from accounts.enums import StaffRole
from accounts.models import User
from core import clock
from core.languages import in_dutch
from core.links import absolute
from mailing.services import queue_mail
from research import rules_request as rules
from research.models import ProgrammeRequest
from research.request_enums import RequestState
from research.selectors import requests as selectors


@in_dutch
def warn_requests() -> int:
    """Mail about each open request that is near or over its date. Twice running is the same as once."""
    told, steps = 0, selectors.warning_days(clock.today())
    for request in selectors.requests_to_watch():
        term = selectors.term_of(request, clock.today())
        due = term.decision_by if request.state == RequestState.SENT else term.until
        step = rules.warning_step(clock.today(), due, steps)
        if due is None or step is None or (request.state == RequestState.SENT and step):
            continue
        for person in _people(request):
            tell_late(request=request, person=person, due=due, step=step)
            told += 1
    return told


def _people(request: ProgrammeRequest) -> list[User]:
    """Return who must act: the directors, and the coordinators while the request waits for the forum or is late."""
    directors = selectors.directors_of(request)
    if request.state == RequestState.DRAFT and directors:
        return directors
    staff = User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR)
    return [*directors, *staff.order_by("pk")]


def tell_late(*, request: ProgrammeRequest, person: User, due: dt.date, step: int) -> None:
    """Queue the mail about one request to one person."""
    queue_mail(
        key=f"request-late:{request.public_id}:{request.state}:{due}:{step}:{person.pk}",
        template="research/email/request_late",
        to=person.email,
        context={
            "name": person.first_name,
            "programme": request.programme.name,
            "campus": request.campus.name,
            "start_year": request.start_year,
            "state": request.get_state_display(),
            "due": due,
            "is_over": step == 0,
            "link": absolute(reverse("research:request", args=[request.public_id])),
        },
    )
