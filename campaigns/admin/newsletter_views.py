"""The page of one newsletter on the desk: look, try, send, follow, stop."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.forms.newsletters import TrialForm
from campaigns.models import Newsletter
from campaigns.selectors import newsletters as selectors
from campaigns.services import newsletters as services
from core import clock
from core.desk_verbs import carry_out, desk_urls

PREFIX = "admin:campaigns_newsletter"
PAGE = f"{PREFIX}_page"
# Shown as a mail program would: its own inline styles, no scripts, no forms, no other origin.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; sandbox"
VERBS = {
    "verstuur": (services.start_newsletter, "De nieuwsbrief vertrekt."),
    "stop": (
        services.stop_newsletter,
        "Het versturen is gestopt. Wie de nieuwsbrief al kreeg, krijgt hem niet opnieuw.",
    ),
    "hervat": (services.resume_newsletter, "Het versturen gaat verder waar het gestopt was."),
    "sluit-af": (services.close_newsletter, "De nieuwsbrief is afgesloten. De andere adressen krijgen hem niet."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show who gets it and how far it is; a POST mails a trial."""
    row = _newsletter(public_id)
    form = TrialForm(request.POST or None, initial={"to": getattr(request.user, "email", "")})
    if request.method == "POST" and form.is_valid():
        services.send_trial(newsletter=row, to=form.cleaned_data["to"], actor=request.actor)
        messages.success(request, f"De proef is onderweg naar {form.cleaned_data['to']}.")
        return redirect(PAGE, public_id=public_id)
    context = {"page": selectors.newsletter_page(row, clock.today()), "form": form, "newsletter": row, **_urls(row)}
    return render(request, "campaigns/desk/newsletter.html", context)


@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    row = _newsletter(public_id)
    context = {"page": selectors.newsletter_page(row, clock.today()), "newsletter": row, **_urls(row)}
    return render(request, "campaigns/desk/_newsletter_progress.html", context)


@require_safe
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:  # noqa: ARG001
    """Show the mail as it will arrive, shut in by a policy of its own."""
    text = render_to_string(f"{services.TEMPLATE}.html", services.content_of(_newsletter(public_id)))
    response = HttpResponse(text)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb."""
    carry_out(request, VERBS, verb, newsletter=_newsletter(public_id))
    return redirect(PAGE, public_id=public_id)


def _newsletter(public_id: UUID) -> Newsletter:
    found = selectors.newsletter_named(public_id)
    if found is None:
        raise Http404
    return found


def _urls(row: Newsletter) -> dict[str, str]:
    edit = reverse("admin:campaigns_newsletter_change", args=[row.pk])
    return {"edit_url": edit, **desk_urls(PREFIX, row.public_id, VERBS, poll="progress", preview="preview")}
