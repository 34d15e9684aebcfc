"""Taking a choice made in the catalogue along to the intake."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from catalogue.enums import StudyDomain
from core.drafts import RawAnswers
from core.wizard_views import carry_in
from learners.enums import OwnCompany
from learners.forms.intake_wishes import AT_MOST
from learners.selectors.intake import programme_to_choose
from learners.wizard import WIZARD


@login_not_required
@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Fill in the fields and the programme that were chosen; what is not on our lists is left out."""
    domains = [domain for domain in request.POST.getlist("domains") if domain in StudyDomain.values][:AT_MOST]
    programme = programme_to_choose(request.POST.get("programme", ""), domains)
    answers: dict[str, RawAnswers] = {"interesses": {"domains": domains}} if domains else {}
    if programme:
        answers["op-het-oog"] = {"programme": [str(programme.pk)], "own_company": [OwnCompany.NO]}
    return carry_in(request, WIZARD, answers)
