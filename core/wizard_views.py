"""The pages of a wizard. An app writes `urlpatterns = [*wizard_urls("intake/", WIZARD)]` and nothing else."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import drafts, throttle
from core.drafts import Draft, RawAnswers
from core.links import absolute
from core.summary import summary_of
from core.via import VIA, via_of
from core.wizard import CHECK, Step, Walk, Wizard, raw_answers
from core.wizard_forms import MailCodeForm, ResumeForm

TOWARDS = "naar"


def wizard_urls(prefix: str, wizard: Wizard, *, public: bool = True) -> list[URLPattern]:
    """Return the addresses of a wizard; `url` "learners:intake" gives names intake_start, intake_step, intake_check,
    intake_save, intake_resume and intake_restart.
    """
    name = wizard.url.rpartition(":")[2]
    pages = (
        ("", start, "start"),
        ("verder/", resume, "resume"),
        ("opnieuw/", restart, "restart"),
        ("bewaren/", save, "save"),
        (f"{CHECK}/", check, "check"),
        ("<slug:slug>/", show_step, "step"),
    )
    urls = []
    for route, view, verb in pages:
        served = partial(view, wizard=wizard)
        urls.append(path(f"{prefix}{route}", login_not_required(served) if public else served, name=f"{name}_{verb}"))
    return urls


def start(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Go on where this visitor was, or begin; a finished draft makes room for a new one."""
    draft = _draft_of(request, wizard)
    if draft and draft.result:
        drafts.forget(request.session, wizard.kind)
        draft = None
    return _redirect_to_open(wizard, draft, request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show_step(request: HttpRequest, wizard: Wizard, slug: str) -> HttpResponse:
    """Ask one question; keep the answer and go on when it is valid."""
    step = wizard.by_slug.get(slug)
    if step is None:
        raise Http404(slug)
    draft = _draft_of(request, wizard)
    if draft and draft.result:
        return HttpResponseRedirect(draft.result)
    before = wizard.walk(draft, until=slug)
    if before.stop is not step or not step.applies(before.answers):
        return _redirect_to_open(wizard, draft)
    if request.method == "POST":
        return _answer(request, wizard, step, draft, before)
    form = step.bind(before.answers, draft.answers.get(slug) if draft else None)
    return _step_page(request, wizard, step, draft, before, form)


def _answer(request: HttpRequest, wizard: Wizard, step: Step, draft: Draft | None, before: Walk) -> HttpResponse:
    raw = raw_answers(step.bind(before.answers, None), request.POST)
    form = step.bind(before.answers, raw)
    valid = form.is_valid()
    refusal = throttle.check(request, "draft_start") if valid and draft is None else None
    if refusal:
        return refusal
    try:
        if draft or valid:  # robots that post nonsense make no drafts
            draft = drafts.save_step(
                draft or drafts.start_draft(wizard.kind, wizard.lifetime(request), via=via_of(request)), step.slug, raw
            )
            drafts.remember(request.session, draft)
    except drafts.DraftTooBig:
        form.add_error(None, _("Je antwoorden zijn te lang om te bewaren. Maak de tekst korter."))
        valid = False
    if not valid:
        return _step_page(request, wizard, step, draft, before, form)
    if request.GET.get(TOWARDS) == CHECK:
        return redirect(wizard.address("check"))
    following = wizard.next_after(step.slug, {**before.answers, **form.cleaned_data})
    return redirect(wizard.address("check") if following == CHECK else wizard.address("step", following))


def _step_page(
    request: HttpRequest, wizard: Wizard, step: Step, draft: Draft | None, before: Walk, form: Form
) -> HttpResponse:
    number, total = wizard.position(step.slug, before.answers)
    back = before.passed[-1].step.slug if before.passed else ""
    context = {
        "wizard": wizard,
        "title": step.title_for(before.answers),
        "why": step.why,
        "form": form,
        "number": number,
        "total": total,
        "back_url": wizard.address("step", back) if back else "",
        "save_url": wizard.address("save"),
        "has_draft": draft is not None,
    }
    return render(request, step.template, context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Show all answers; a POST finishes the journey, once."""
    draft = _draft_of(request, wizard)
    if draft and draft.result:
        return HttpResponseRedirect(draft.result)
    walk = wizard.walk(draft)
    if draft is None or walk.stop:
        return _redirect_to_open(wizard, draft)
    faults: list[str] = []
    form = wizard.last_form(draft, walk.answers)
    if request.method == "POST":
        draft, form = _take_last(request, wizard, draft, walk)
        if form is None or form.is_valid():
            refusal = throttle.check(request, wizard.purpose)
            if refusal:
                return refusal
            try:
                return _finish(request, wizard, draft)
            except ValidationError as error:
                faults = error.messages
    return _check_page(request, wizard, walk, form, faults)


def _take_last(request: HttpRequest, wizard: Wizard, draft: Draft, walk: Walk) -> tuple[Draft, Form | None]:
    """Keep what was typed on the check page, valid or not."""
    if wizard.last is None:
        return draft, None
    raw = raw_answers(wizard.last.bind(walk.answers, None), request.POST)
    draft = drafts.save_step(draft, wizard.last.slug, raw)
    return draft, wizard.last.bind(walk.answers, raw)


def _check_page(
    request: HttpRequest, wizard: Wizard, walk: Walk, form: Form | None, faults: list[str]
) -> HttpResponse:
    back = wizard.address("step", walk.passed[-1].step.slug)
    context = {"wizard": wizard, "rows": _rows(wizard, walk), "faults": faults, "back_url": back}
    context |= {"save_url": wizard.address("save"), "total": len(walk.passed) + 1, "form": form}
    if wizard.last:
        context |= {"last_title": wizard.last.title_for(walk.answers), "last_why": wizard.last.why}
    return render(request, "components/wizard_check.html", context, status=422 if faults else 200)


@transaction.atomic
def _finish(request: HttpRequest, wizard: Wizard, draft: Draft) -> HttpResponse:
    """Call the service under the lock of the draft; who comes second is sent to the first result."""
    locked = drafts.lock_draft(draft)
    if locked and locked.result:
        return HttpResponseRedirect(locked.result)
    walk = wizard.walk(locked)
    if locked is None or walk.stop:
        return _redirect_to_open(wizard, locked)
    last = wizard.last_form(locked, walk.answers)
    if last is not None and not last.is_valid():
        return redirect(wizard.address("check"))
    answers = {**walk.answers, **(last.cleaned_data if last else {})}
    result = wizard.finish(request, answers, locked.once_key)
    drafts.close_draft(locked, result)
    return HttpResponseRedirect(result)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Show the code to go on later, here or elsewhere, and mail it when asked."""
    draft = _draft_of(request, wizard)
    if draft is None or draft.result:
        return _redirect_to_open(wizard, None)
    link = f"{wizard.address('resume')}?{urlencode({'code': draft.code})}"
    form = MailCodeForm(request.POST or None)
    mail_code = wizard.mail_code
    if request.method == "POST" and mail_code and form.is_valid():
        refusal = throttle.check(request, "resume_mail")
        if refusal:
            return refusal
        mail_code(to=form.cleaned_data["email"], draft=draft, link=absolute(link))
        messages.success(request, _("We stuurden de code naar %(email)s.") % form.cleaned_data)
        return redirect(wizard.address("save"))
    context = {
        "wizard": wizard,
        "draft": draft,
        "resume_url": wizard.address("resume"),
        "form": form if mail_code else None,
    }
    context |= {"start_url": wizard.address("start"), "restart_url": wizard.address("restart")}
    return render(request, "components/wizard_saved.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Ask for the code of a draft and go on with it."""
    if request.method == "POST":
        refusal = throttle.check(request, "resume")
        if refusal:
            return refusal
        form = ResumeForm(request.POST, kind=wizard.kind)
        if form.is_valid() and form.draft:
            drafts.remember(request.session, form.draft)
            return redirect(wizard.address("start") if not form.draft.result else form.draft.result)
    else:
        form = ResumeForm(kind=wizard.kind, initial={"code": request.GET.get("code", "")})
    context = {
        "wizard": wizard,
        "form": form,
        "start_url": wizard.address("start"),
        "resume_url": wizard.address("resume"),
    }
    return render(request, "components/wizard_resume.html", context)


@require_POST
def restart(request: HttpRequest, wizard: Wizard) -> HttpResponse:
    """Begin with empty pages. The old answers are wiped, unless they are kept for another device."""
    draft = _draft_of(request, wizard)
    drafts.forget(request.session, wizard.kind)
    if draft and "keep" not in request.POST:
        drafts.drop_draft(draft)
    return redirect(wizard.address("start"))


def carry_in(request: HttpRequest, wizard: Wizard, answers: Mapping[str, RawAnswers]) -> HttpResponse:
    """Fill in some steps with what a visitor chose elsewhere, by slug, and go to the first open step.

    The steps still show themselves, so that nothing is answered unseen.
    """
    draft = _draft_of(request, wizard)
    if draft is None or draft.result:
        refusal = throttle.check(request, "draft_start")
        if refusal:
            return refusal
        draft = drafts.start_draft(wizard.kind, wizard.lifetime(request))
    for slug, raw in answers.items():
        draft = drafts.save_step(draft, slug, raw)
    drafts.remember(request.session, draft)
    return _redirect_to_open(wizard, draft)


def _draft_of(request: HttpRequest, wizard: Wizard) -> Draft | None:
    draft = drafts.remembered(request.session, wizard.kind)
    if draft is None and drafts.forget(request.session, wizard.kind):
        messages.warning(request, _("Je begon eerder, maar na 7 dagen wissen we je antwoorden. Begin opnieuw."))
    return draft


def _redirect_to_open(wizard: Wizard, draft: Draft | None, request: HttpRequest | None = None) -> HttpResponseRedirect:
    """Send to the first step that is not valid, or to the check page; the code of a channel goes along."""
    stop = wizard.walk(draft).stop
    address = wizard.address("step", stop.slug) if stop else wizard.address("check")
    via = via_of(request) if request else ""
    return redirect(f"{address}?{VIA}={via}" if via else address)


def _rows(wizard: Wizard, walk: Walk) -> list[dict[str, Any]]:
    """Return each answer in words with the link to change it."""
    return [
        {
            "label": line.label,
            "value": line.words,
            "href": f"{wizard.address('step', passed.step.slug)}?{TOWARDS}={CHECK}#{line.anchor}",
        }
        for passed in walk.passed
        for line in summary_of(passed.form)
    ]
