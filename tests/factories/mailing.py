"""Rows of the outbox."""

import datetime as dt

import factory

from mailing.enums import MailState
from mailing.models import MailStop, OutboxMail, OutboxSms
from mailing.stopping import address_key


class OutboxMailFactory(factory.django.DjangoModelFactory):
    """A waiting mail; traits put it further on its way."""

    class Meta:
        model = OutboxMail

    key = factory.Sequence(lambda number: f"proef:{number}")
    verb = "mailing/email/draft_code"
    to = factory.Sequence(lambda number: f"persoon{number}@example.be")
    subject = "Je code"
    text = "Dag,\n\nJe code is 7KQ4-M2XR.\n"
    html = "<!doctype html><html lang=nl><title>x</title><h1>Je code</h1></html>"

    class Params:
        sending = factory.Trait(
            state=MailState.SENDING, attempts=1, claimed_at=dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
        )
        sent = factory.Trait(state=MailState.SENT, attempts=1, sent_at=dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC))
        failed = factory.Trait(state=MailState.FAILED, attempts=6, error="SMTPException: bus vol")


class OutboxSmsFactory(factory.django.DjangoModelFactory):
    """A waiting text message."""

    class Meta:
        model = OutboxSms

    key = factory.Sequence(lambda number: f"sms:{number}")
    verb = "placements/sms/sign_code"
    to = "+32470123456"
    text = "Steunpunt Duaal Leren: je code om de overeenkomst te tekenen is 482913."

    class Params:
        failed = factory.Trait(state=MailState.FAILED, attempts=6, error="SmsRefused: geen krediet")


class MailStopFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MailStop

    address_key = factory.Sequence(lambda number: address_key(f"persoon{number}@example.be"))
