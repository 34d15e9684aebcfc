"""The mail that asks a company whether its places are still right."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from companies import rules
from companies.models import Company, CompanyContact, Workplace
from companies.selectors.terms import availability_days, link_days
from core import clock, tokens
from core.links import absolute
from mailing.models import OutboxMail
from mailing.services import queue_mail

AVAILABILITY = "companies.availability"


@transaction.atomic
def remind_company(*, company: Company, today: dt.date) -> int:
    """Mail the confirmed contacts of a company whose places turned grey: once each term, never in August.

    The place that was left longest decides: a tap on another one asks nothing anew. Returns how many mails were made.
    """
    keep_days = availability_days(today)
    places = Workplace.objects.open().filter(establishment__company=company)
    grey = [place for place in places.with_place() if rules.is_stale(_day(place), today, keep_days=keep_days)]
    if not grey:
        return 0
    oldest = min((_day(place) for place in grey), key=lambda day: day or dt.date.min)
    since = oldest or min(timezone.localdate(place.created_at) for place in grey)
    lapse = rules.lapse_of(since, today, keep_days=keep_days)
    made = 0
    for contact in CompanyContact.objects.filter(company=company, email_confirmed_at__isnull=False):
        key = f"company-availability:{contact.public_id}:{lapse}"
        sent = OutboxMail.objects.filter(key=key).exists()
        if rules.may_remind(today=today, confirmed_on=oldest, keep_days=keep_days, already_sent=sent):
            _send(key, contact, grey)
            made += 1
    return made


def send_availability_link(*, contact: CompanyContact) -> None:
    """Mail a fresh link to the page with the traffic lights; asking twice within a minute sends one mail."""
    key = f"company-availability:{contact.public_id}:again:{clock.now():%Y%m%d%H%M}"
    places = Workplace.objects.open().filter(establishment__company=contact.company_id).with_place()
    _send(key, contact, list(places))


def _send(key: str, contact: CompanyContact, places: list[Workplace]) -> None:
    path = reverse("companies:availability_by_mail", args=[tokens.sign(AVAILABILITY, contact.public_id)])
    queue_mail(
        key=key,
        template="companies/email/availability",
        to=contact.email,
        context={
            "contact": contact,
            "company": contact.company,
            "places": places,
            "link": absolute(path),
            "days": link_days(clock.today()),
        },
    )


def _day(place: Workplace) -> dt.date | None:
    moment = place.availability_confirmed_at
    return timezone.localdate(moment) if moment else None
