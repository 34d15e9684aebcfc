"""A school begins the agreement of one of its learners: after an introduction, or with a company it knows itself."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from learners.enums import CaseState
from learners.models import Learner
from learners.selectors.school_page import learner_of_school
from placements.models import Agreement
from placements.selectors.beginnings import introductions_to_agree, recognised_places
from placements.services.starting import start_agreement, start_from_proposal
from privacy import journal
from schools.forms.desk import AgreementStartForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_start(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Choose the workplace and begin; the company is asked to fill in its part."""
    row = get_object_or_404(learner_of_school(actor_of(request), learner))
    form = AgreementStartForm(
        request.POST if request.method == "POST" else None,
        proposals=introductions_to_agree(row.pk),
        workplaces=recognised_places(row),
    )
    if request.method == "POST" and form.is_valid():
        begun = _begin(request, row, form)
        if begun is not None:
            messages.success(request, _("De overeenkomst is begonnen. Het bedrijf kreeg een mail om in te vullen."))
            return redirect("placements:agreement", agreement=begun.public_id)
    journal.record_read(actor=actor_of(request), subject=row, page="school_agreement_start")
    return render(request, "schools/agreement_start.html", {"learner": row, "form": form})


def _begin(request: HttpRequest, row: Learner, form: AgreementStartForm) -> Agreement | None:
    """Begin the agreement; a refusal becomes an error on the form."""
    actor = actor_of(request)
    try:
        if row.case.state == CaseState.CLOSED:
            raise ValidationError(_("Dit dossier is afgesloten. Vraag het Steunpunt om het weer te openen."))
        if form.proposal is not None:
            return start_from_proposal(actor=actor, proposal=form.proposal)
        return start_agreement(actor=actor, learner=row, workplace=form.workplace)
    except ValidationError as refusal:
        form.add_error(None, refusal)
    return None
