"""Stel je vraag, from any page."""

import secrets
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.languages import current
from core.throttle import throttled
from frontoffice.forms import AskForm
from frontoffice.selectors.promises import question_with_code
from frontoffice.services import questions

SECRET = "token"  # noqa: S105 - the name of a URL argument
LONGEST = 200


@login_not_required
@never_cache
@throttled("ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask a question; the page somebody came from goes along."""
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        data = {**form.cleaned_data, "page": own_page(form.cleaned_data["page"])}
        question = questions.ask_question(**data, language=current().code)
        return redirect("frontoffice:asked", code=question.code)
    return render(request, "frontoffice/ask.html", {"form": form})


@login_not_required
def asked(request: HttpRequest, code: str) -> HttpResponse:
    """Say what happens next, who does it and before when; nothing of the question itself."""
    question = question_with_code(code)
    if question is None:
        raise Http404
    return render(request, "frontoffice/asked.html", {"question": question})


def _initial(request: HttpRequest) -> dict[str, str]:
    user = request.user
    known = {"name": user.full_name, "email": user.email} if user.is_authenticated else {}
    came_from = request.GET.get("van") or _referring_path(request)
    return {**known, "once_key": secrets.token_hex(16), "page": own_page(came_from)}


def _referring_path(request: HttpRequest) -> str:
    parts = urlsplit(request.headers.get("Referer", ""))
    return parts.path if parts.netloc == request.get_host() else ""


def own_page(path: str) -> str:
    """Return the path of a page of this portal, else nothing; a page with a secret link is not kept either."""
    try:
        match = resolve(path.split("?", maxsplit=1)[0])
    except Resolver404:
        return ""
    return "" if SECRET in match.kwargs or len(path) > LONGEST else path
