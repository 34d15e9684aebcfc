"""Choosing who you are; exists in the demonstration only."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from campaigns.links import kiosk_path
from frontoffice.demo.personas import fair_of, learner_of, personas, user_of
from learners.access import open_learner


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    """List the personas."""
    _only_in_demo()
    return render(request, "frontoffice/demo.html", {"personas": personas()})


@login_not_required
@require_POST
def demo_enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Become a persona."""
    _only_in_demo()
    persona = next((each for each in personas() if each.slug == slug), None)
    if persona is None:
        raise Http404
    if persona.fair:
        return redirect(kiosk_path(fair_of(persona)))
    if persona.code:
        learner = learner_of(persona)
        open_learner(request.session, learner.pk)
        return redirect("learners:my_page", learner.public_id)
    login(request, user_of(persona), backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("frontoffice:my_desk")
