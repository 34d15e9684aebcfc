"""What people do at an address: ticking the activity list."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from companies.forms.activities import ActivityTicksForm
from companies.selectors import activities as selectors
from companies.selectors import own
from companies.services import activities as services


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def establishment_activities(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Tick what people do at an address; the button 'Zoek' narrows the list without saving."""
    establishment = get_object_or_404(own.establishments(request.actor), public_id=public_id)
    initial = {"activities": selectors.ticked_codes(establishment)}
    form = ActivityTicksForm(request.POST or None, initial=initial)
    if request.method == "POST" and not form.searching and form.is_valid():
        services.tick_activities(
            actor=request.actor, establishment=establishment, codes=form.cleaned_data["activities"]
        )
        messages.success(request, _("De activiteiten van deze vestiging zijn bewaard."))
        return redirect("companies:max_dual", establishment.public_id)
    return render(request, "companies/activities.html", {"form": form, "establishment": establishment})
