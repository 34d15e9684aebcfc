"""Asking to work with a known company, and the company's answer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.enums import JoinState
from companies.forms.joining import JoinForm
from companies.models import JoinRequest
from companies.selectors import registration as selectors
from companies.services import joining as services
from companies.views.links import opened
from core.states import MoveRefused
from core.throttle import throttled

ANSWERS = {"yes": services.accept_join, "no": services.refuse_join}


@login_not_required
@throttled("company_register")
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Ask for the company and who you are; the answer is the same for every known company."""
    number = request.GET.get("nummer", "")[:30]
    form = JoinForm(request.POST or None, initial={"enterprise_number": number})
    if request.method == "POST" and form.is_valid() and form.company:
        typed = form.cleaned_data
        services.ask_to_join(actor=request.actor, company=form.company, name=typed["name"], email=typed["email"])
        return redirect("companies:join_sent")
    return render(request, "companies/join.html", {"form": form})


@login_not_required
@require_safe
def join_sent(request: HttpRequest) -> HttpResponse:
    """Say what happens now."""
    return render(request, "companies/join_sent.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_decide(request: HttpRequest, token: str) -> HttpResponse:
    """Show who wants to join; only a button decides."""
    question, is_old = _question(token)
    if is_old:
        return render(request, "companies/link_old.html", {"again": "companies:join_decide_again", "token": token})
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if request.method == "POST" and answer:
        try:
            answer(actor=request.actor, request=question)
        except MoveRefused as refusal:
            messages.warning(request, str(refusal))
        return redirect("companies:join_decide", token)
    context = {"question": question, "company": question.company, "waits": question.state == JoinState.WAITING}
    return render(request, "companies/join_decide.html", context)


@login_not_required
@require_POST
@throttled("company_register")
def join_decide_again(request: HttpRequest, token: str) -> HttpResponse:
    """Mail new links to the contacts of the company."""
    question, _is_old = _question(token)
    if question.state == JoinState.WAITING:
        services.send_decide_links(request=question)
    return redirect("companies:link_sent")


def _question(token: str) -> tuple[JoinRequest, bool]:
    public_id, is_old = opened(services.DECIDE, token)
    question = selectors.join_request_behind(public_id)
    if question is None:
        raise Http404("question is gone")
    return question, is_old
