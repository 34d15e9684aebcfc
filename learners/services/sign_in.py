"""The mail with the digits to sign in."""

import hashlib

from django.urls import reverse

from core.languages import DUTCH
from core.links import absolute
from mailing.services import queue_mail


def mail_sign_in_code(*, to: str, code: str, minutes: int, language: str = DUTCH) -> None:
    """Mail the digits to an address that stands in a file."""
    address = hashlib.sha256(f"{to.lower()}:{code}".encode()).hexdigest()[:24]
    queue_mail(
        key=f"learner-sign-in:{address}",
        template="learners/email/sign_in_code",
        to=to,
        context={"code": code, "minutes": minutes, "link": absolute(reverse("learners:code_mailed"))},
        language=language,
    )
