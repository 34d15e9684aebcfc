"""Companies that ask for a programme of the school, and whom one may call."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from companies.selectors.wishes import wish_counts, wishes_to_call
from core import clock
from privacy import journal
from schools.selectors.wishes import field_of
from schools.views.dashboard import school_of


@never_cache
@require_safe
def wishes(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show how many companies ask for the own programmes, and the contacts of those that agreed."""
    row, today = school_of(request, school), clock.today()
    field = field_of(row)
    to_call = wishes_to_call(field.programmes, field.subregions, today)
    if to_call:
        journal.record(actor=actor_of(request), verb="wish_contacts_seen", subject=row, rows=len(to_call))
    counts = wish_counts(today, programmes=field.programmes, subregions=field.subregions)
    return render(request, "schools/wishes.html", {"school": row, "counts": counts, "to_call": to_call})
