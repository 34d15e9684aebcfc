"""Mails about a recognition: a renewal that nears, and a step that waits for the company. Each goes once.

The file itself remembers what the company was reminded of: the outbox forgets its mails sooner than a renewal takes.
"""

import datetime as dt

from django.db import transaction
from django.urls import reverse

from companies import rules_coach
from companies.models import CompanyContact, Recognition
from companies.selectors.coach_terms import rule_book
from companies.services.locking import locked
from core.links import absolute
from mailing.services import queue_mail


@transaction.atomic
def remind_renewal(*, recognition: Recognition, today: dt.date) -> None:
    """Mail the confirmed contacts once for each renewal task: the first and the last."""
    terms = rule_book(today).coach_terms()
    filed = recognition.renewal_filed_on
    months = rules_coach.renewal_stage(recognition.valid_until, today, terms, renewal_filed_on=filed)
    if months is not None:
        _send(recognition, "recognition_renewal", f"{months}:{recognition.valid_until:%Y%m%d}")


@transaction.atomic
def remind_dossier(*, recognition: Recognition) -> None:
    """Mail the confirmed contacts once that a step waits for them; after that a colleague calls."""
    _send(recognition, "recognition_step", f"{recognition.state}:{recognition.due_on:%Y%m%d}")


def _send(recognition: Recognition, news: str, once: str) -> None:
    recognition = locked(recognition)
    if recognition.reminded_of == once:
        return
    link = absolute(reverse("companies:dossier", args=[recognition.public_id]))
    company = recognition.establishment.company
    contacts = list(CompanyContact.objects.filter(company=company, email_confirmed_at__isnull=False))
    for contact in contacts:
        queue_mail(
            key=f"{news}:{recognition.public_id}:{contact.public_id}:{once}",
            template=f"companies/email/{news}",
            to=contact.email,
            context={"contact": contact, "company": company, "recognition": recognition, "link": link},
        )
    if contacts:
        recognition.reminded_of = once
        recognition.save(update_fields=["reminded_of", "updated_at"])
