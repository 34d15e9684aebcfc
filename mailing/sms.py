"""The one place that sends text messages.

`settings.SMS_BACKEND` says how:

- `""`: not at all, and nowhere is a text message offered;
- `"outbox"`: they stay in the outbox, to read on the desk (the demonstration and the tests);
- `"http"`: a gateway gets `{"from", "to", "text"}` as JSON at `SMS_URL`, with `SMS_TOKEN` as bearer token.
"""

import json
import urllib.request

import phonenumbers
from django.conf import settings

TIMEOUT = 10
MOBILE = frozenset({phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})


class SmsRefused(Exception):
    """The message cannot leave: no backend, or the gateway did not take it."""


def is_offered() -> bool:
    """Tell whether text messages can be sent here."""
    return bool(settings.SMS_BACKEND)


def mobile_number(phone: object) -> str:
    """Return a number as '+32470123456' when it can get text messages, empty otherwise."""
    try:
        number = phonenumbers.parse(str(phone or ""), "BE")
    except phonenumbers.NumberParseException:
        return ""
    if phonenumbers.number_type(number) not in MOBILE:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def send(*, to: str, text: str) -> None:
    """Hand one message over. Raises `SmsRefused`, or `OSError` when the gateway cannot be reached or answers a fault."""
    if settings.SMS_BACKEND == "outbox":
        return
    if settings.SMS_BACKEND != "http" or not settings.SMS_URL.startswith("https://"):
        raise SmsRefused("Er is geen dienst ingesteld om sms'en te versturen.")
    body = json.dumps({"from": settings.SMS_SENDER, "to": to, "text": text}).encode()
    headers = {"Authorization": f"Bearer {settings.SMS_TOKEN}", "Content-Type": "application/json"}
    call = urllib.request.Request(settings.SMS_URL, data=body, headers=headers, method="POST")  # noqa: S310  # https only
    with urllib.request.urlopen(call, timeout=TIMEOUT) as answer:  # noqa: S310  # https only, checked above
        if not 200 <= answer.status < 300:
            raise SmsRefused(f"De sms-dienst antwoordde {answer.status}.")
