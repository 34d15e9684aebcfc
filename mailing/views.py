"""The local mailbox of the demonstration: what would have been sent, to read in the browser."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.paging import page_of
from mailing.forms import MailboxForm
from mailing.models import OutboxMail
from mailing.selectors import mail_to_read, mailbox, newest_sms

# The mail is shown as a mail program would: its own inline styles, no scripts, no forms, no other origin.
MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; sandbox"

LAST_TEXTS = 10


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hide a page from a real portal: there it does not exist."""

    @login_not_required
    @never_cache
    @require_safe
    @wraps(view)
    def wrapped(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not (settings.DEMO or settings.DEBUG):
            raise Http404("no mailbox")
        return view(request, **kwargs)

    return wrapped


@demo_only
def mail_list(request: HttpRequest) -> HttpResponse:
    """List the mails, newest first, of everybody or of one address, and the last text messages."""
    form = MailboxForm(request.GET)
    page = page_of(request, mailbox(form.words()))
    texts = newest_sms(LAST_TEXTS)
    return render(request, "mailing/mailbox.html", {"search": form, "page": page, "texts": texts})


@demo_only
def mail_detail(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the text of one mail."""
    return render(request, "mailing/mail.html", {"mail": _mail(public_id)})


@demo_only
def mail_html(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show one mail as laid out, shut in by a policy of its own."""
    response = HttpResponse(_mail(public_id).html)
    response["Content-Security-Policy"] = MAIL_POLICY
    return response


def _mail(public_id: uuid.UUID) -> OutboxMail:
    mail = mail_to_read(public_id)
    if mail is None:
        raise Http404("no such mail")
    return mail
