"""Every write to the outbox."""

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from core import clock
from core.drafts import Draft
from core.languages import DUTCH
from core.queue import enqueue
from mailing import delivery, stopping
from mailing.enums import MailState
from mailing.models import MailStop, OutboxMail
from mailing.selectors import is_stopped

EMPTY_LINES = re.compile(r"\n\s*\n\s*\n+")
SAME_CODE_AGAIN = dt.timedelta(minutes=2)


@transaction.atomic
def queue_mail(
    *,
    key: str,
    template: str,
    to: str,
    context: Mapping[str, Any],
    language: str = DUTCH,
    headers: Mapping[str, str] | None = None,
) -> OutboxMail:
    """Store one mail and start sending it when the transaction commits.

    `key` names the news ("proposal-sent:<public_id>:learner"): the same key twice returns the first row unchanged.
    `template` is a path without extension ("learners/email/intake_received"); `.subject`, `.txt` and `.html` exist.
    Who we are and how to reach a person is added below every text. `language` is the language of the reader; words
    in `context` are the caller's (see `core.languages.speaking`). `headers` go along with the message, such as
    "List-Unsubscribe".
    """
    with translation.override(language):
        return _queue_mail(key, template, to, context, dict(headers or {}))


def _queue_mail(
    key: str, template: str, to: str, context: Mapping[str, Any], headers: Mapping[str, str]
) -> OutboxMail:
    known = OutboxMail.objects.filter(key=key).first()
    if known:
        return known
    ours = {"contact_phone": settings.CONTACT_PHONE, "contact_email": settings.CONTACT_EMAIL}
    stop = {"stop_link": stopping.stop_link(template, to), "stop_words": stopping.WORDS}
    values = {"is_demo_site": settings.DEMO, **ours, **stop, **context}
    held_back = stopping.is_nudge(template) and is_stopped(stopping.address_key(to))
    mail, created = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "verb": template,
            "to": to,
            "subject": " ".join(_plain(f"{template}.subject", values).split())[:200],
            "text": _text(template, values),
            "html": render_to_string(f"{template}.html", values),
            "headers": headers,
            "state": MailState.STOPPED if held_back else MailState.WAITING,
        },
    )
    if created and not held_back:
        enqueue("mailing.tasks.send_mail", mail_id=mail.pk)
    return mail


@transaction.atomic
def stop_mails(*, address_key: str) -> None:
    """Send an address no mails any more that it did not ask for, also not what waits now. Twice is once."""
    MailStop.objects.get_or_create(address_key=address_key)
    waiting = OutboxMail.objects.select_for_update().filter(state=MailState.WAITING, verb__in=stopping.nudges())
    same = [row.pk for row in waiting.only("pk", "to") if stopping.address_key(row.to) == address_key]
    OutboxMail.objects.filter(pk__in=same).update(state=MailState.STOPPED)


@transaction.atomic
def allow_mails(*, address_key: str) -> None:
    """Let mails come again at the request of who gets them. What was held back stays so."""
    MailStop.objects.filter(address_key=address_key).delete()


def mail_draft_code(*, to: str, draft: Draft, link: str, title: str) -> OutboxMail:
    """Mail the code of a draft, for `Wizard.mail_code`, in the language of the page; pressing twice within two minutes
    is one mail.
    """
    window = int(clock.now().timestamp() // SAME_CODE_AGAIN.total_seconds())
    address = hashlib.sha256(to.lower().encode()).hexdigest()[:16]
    return queue_mail(
        key=f"draft-code:{draft.once_key}:{address}:{window}",
        template="mailing/email/draft_code",
        to=to,
        context={"code": draft.code, "link": link, "title": title, "until": draft.expires_at},
        language=translation.get_language() or DUTCH,
    )


def claim_mail(*, mail_id: int) -> OutboxMail | None:
    """Take a waiting mail for sending; None when another worker has it or it is gone."""
    return delivery.claim(OutboxMail, mail_id)


def mark_sent(*, mail: OutboxMail) -> None:
    """Note that the server accepted the mail."""
    delivery.mark_sent(mail)


def mark_failed(*, mail: OutboxMail, error: str) -> None:
    """Note that sending failed; the mail waits for another try unless this was the last."""
    delivery.mark_failed(mail, error)


def release_stuck_mails(*, claimed_before: dt.datetime) -> int:
    """Put mails back that a worker took and never finished; one that was tried too often fails. Returns how many."""
    return delivery.release_stuck(OutboxMail, claimed_before)


@transaction.atomic
def resend_mail(*, mail: OutboxMail) -> None:
    """Send a sent or failed mail once more, on request of a colleague.

    Raises `MoveRefused` when the mail is still on its way.
    """
    delivery.wait_again(mail)
    enqueue("mailing.tasks.send_mail", mail_id=mail.pk)


def _text(template: str, values: Mapping[str, Any]) -> str:
    """Return the plain text with its signature; what an absent line leaves is closed up."""
    body, signature = (
        _plain(f"{template}.txt", values).strip(),
        _plain("components/mail_signature.txt", values).strip(),
    )
    return EMPTY_LINES.sub("\n\n", f"{body}\n\n{signature}\n")


def _plain(template: str, values: Mapping[str, Any]) -> str:
    """Render a text template without HTML escapes: a mail in plain text shows "&", not "&amp;"."""
    found: Any = get_template(template)
    return str(found.template.render(Context(dict(values), autoescape=False)))
