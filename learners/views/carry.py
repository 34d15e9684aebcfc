"""Taking a choice made in the catalogue along to the intake."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from catalogue.enums import StudyDomain
from companies.selectors.place_pages import published_name
from core.drafts import RawAnswers
from core.wizard_views import carry_in
from learners.enums import OwnCompany
from learners.forms.intake_wishes import AT_MOST
from learners.selectors.intake import programme_to_choose
from learners.wizard import WIZARD


@login_not_required
@require_POST
def carry(request: HttpRequest) -> HttpResponse:
    """Fill in the fields, the programme and the published place that were chosen; what is not ours is left out."""
    domains = [domain for domain in request.POST.getlist("domains") if domain in StudyDomain.values][:AT_MOST]
    programme = programme_to_choose(request.POST.get("programme", ""), domains)
    answers: dict[str, RawAnswers] = {"interesses": {"domains": domains}} if domains else {}
    company = published_name(request.POST.get("place", ""))
    if programme or company:
        answers["op-het-oog"] = {
            "programme": [str(programme.pk)] if programme else [""],
            "own_company": [OwnCompany.YES if company else OwnCompany.NO],
            "own_company_name": [company],
        }
    return carry_in(request, WIZARD, answers)
