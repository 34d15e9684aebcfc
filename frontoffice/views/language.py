"""Choosing the language of the pages for learners and parents."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from core.languages import offered_code
from frontoffice.language import remember
from learners.services.people import speak


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language and go back to the same page; who opened a file gets its mails in it too."""
    code = offered_code(request.POST.get("taal"))
    back = request.POST.get("terug", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("learners:start")
    if request.actor.is_anonymous:
        speak(actor=request.actor, language=code)
    response = redirect(back)
    remember(response, code, secure=request.is_secure())
    return response
