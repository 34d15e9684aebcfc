"""Who could come to a workplace now, for its company."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from companies.selectors import own
from core import clock
from matchmaking.selectors.company_candidates import company_candidates


@never_cache
@require_safe
def candidates(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the three best learners for a workplace of this moment, without a name."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    found = company_candidates(workplace, clock.today())
    return render(request, "companies/candidates.html", {"workplace": workplace, "found": found})
