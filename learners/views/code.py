"""Ways back to the own page: six digits by mail, for who has an address in the file."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.languages import current
from core.throttle import throttled
from learners import access, signin
from learners.forms.family import CodeMailForm, SignInCodeForm
from learners.selectors.contacts import steunpunt_contact
from learners.selectors.learner_page import learners_by_address, learners_in
from learners.services.sign_in import mail_sign_in_code


@login_not_required
@throttled("resume_mail")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_mail(request: HttpRequest) -> HttpResponse:
    """Ask for an address and mail the digits; a known and an unknown address get the same answer."""
    form = CodeMailForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        found = learners_by_address(address)
        code = signin.start(request.session, found)
        if found:
            mail_sign_in_code(to=address, code=code, minutes=signin.MINUTES, language=current().code)
        return redirect("learners:code_mailed")
    return render(request, "learners/code_mail.html", {"form": form, "helper": steunpunt_contact(None)})


@login_not_required
@throttled("code_entry")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code_mailed(request: HttpRequest) -> HttpResponse:
    """Take the digits; they open the page, or the choice between the files of one address."""
    form = SignInCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = signin.finish(request.session, form.cleaned_data["code"])
        if opened:
            return _opened(request, opened)
        form.add_error(
            "code", _("Deze cijfers kloppen niet of zijn te oud. Kijk in de laatste mail of vraag een nieuwe.")
        )
    context = {"form": form, "minutes": signin.MINUTES, "waiting": signin.is_waiting(request.session)}
    return render(request, "learners/code_mailed.html", context)


def _opened(request: HttpRequest, ids: list[int]) -> HttpResponse:
    for learner_id in ids:
        access.open_learner(request.session, learner_id)
    learners = learners_in(ids)
    if len(learners) == 1:
        return redirect("learners:my_page", learner=learners[0].public_id)
    messages.success(request, _("Er zijn meer dossiers met dit adres. Kies welk je wilt openen."))
    return render(request, "learners/code_choice.html", {"learners": learners})
