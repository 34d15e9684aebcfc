"""The four doors and the pages every public site owes its visitors."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campaigns.enums import Audience
from campaigns.selectors.storytelling import posts_of_door, voices_of_door
from catalogue.selectors import rules_in_force
from core import clock
from frontoffice.selectors.kept import retention_promises
from knowledge.selectors.articles import articles_of_door

LEARNER_RULES = (
    "dual-min-age",
    "dual-max-age",
    "workplace-search-days",
    "learner-premium",
    "learner-premium-max-times",
)
COMPANY_RULES = (
    "mentor-min-age",
    "mentor-min-experience",
    "mentor-training-deadline",
    "recognition-decision-days",
    "recognition-validity",
    "contract-registration-term",
    "company-premium",
)
SCHOOL_RULES = ("workplace-search-days", "dual-week-min-hours", "run-up-week-min-hours", "suspension-report-days")

AUDIENCES = {
    "learners": Audience.LEARNERS,
    "companies": Audience.COMPANIES,
    "schools": Audience.SCHOOLS,
    "partners": Audience.PARTNERS,
}


@login_not_required
def door_learners(request: HttpRequest) -> HttpResponse:
    """Tell learners and parents what dual learning is and how to begin."""
    return _door(request, "learners", LEARNER_RULES)


@login_not_required
def door_companies(request: HttpRequest) -> HttpResponse:
    """Tell companies what a workplace asks and gives, in which steps."""
    return _door(request, "companies", COMPANY_RULES)


@login_not_required
def door_schools(request: HttpRequest) -> HttpResponse:
    """Tell schools what the desk does for them."""
    return _door(request, "schools", SCHOOL_RULES)


@login_not_required
def door_partners(request: HttpRequest) -> HttpResponse:
    """Tell referring partners how to refer and how they hear what happened."""
    return _door(request, "partners", ())


def _door(request: HttpRequest, name: str, keys: tuple[str, ...]) -> HttpResponse:
    """Show a door with the figures that hold today, each with its source."""
    rules = sorted(rules_in_force(keys, on=clock.today()), key=lambda rule: keys.index(rule.key))
    audience, today = AUDIENCES[name], clock.today()
    told = {"voices": voices_of_door(audience, today), "posts": posts_of_door(audience, today)}
    told |= {"articles": articles_of_door(audience)}
    return render(request, f"frontoffice/door_{name}.html", {"rules": rules, **told})


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "frontoffice/accessibility.html")


@login_not_required
def privacy(request: HttpRequest) -> HttpResponse:
    """Say in plain words what we keep, why and how long."""
    return render(request, "frontoffice/privacy.html", {"promises": retention_promises(today=clock.today())})
