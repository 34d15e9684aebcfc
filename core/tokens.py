"""Signed tokens for links in mails. The link opens a page; the act is a POST on that page.

A token carries a public id or a code and its purpose: a token made for one purpose is worthless for another.
"""

import datetime as dt
import re

from django.core import signing

_PAYLOAD = re.compile(r"[0-9A-Za-z-]{1,64}")


class TokenForged(Exception):
    """The token was not made here, not for this purpose, or was damaged on its way."""


class TokenExpired(Exception):
    """The token is real but too old. `payload` tells whom to send a new one."""

    def __init__(self, payload: str) -> None:
        super().__init__("Deze link is te oud.")
        self.payload = payload


def sign(purpose: str, payload: object) -> str:
    """Return a token for a URL that carries `payload` (a public id or a code) and the moment of signing."""
    text = str(payload)
    if not _PAYLOAD.fullmatch(text):
        raise ValueError("A token carries a public id or a code, nothing else.")
    return _signer(purpose).sign(text)


def unsign(purpose: str, token: str, *, max_age: dt.timedelta) -> str:
    """Return the payload of a token. Raises `TokenExpired` (with the payload) or `TokenForged`."""
    signer = _signer(purpose)
    try:
        return signer.unsign(token, max_age=max_age)
    except signing.SignatureExpired:
        raise TokenExpired(signer.unsign(token)) from None
    except signing.BadSignature:
        raise TokenForged("Deze link klopt niet.") from None


def _signer(purpose: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"core.tokens.{purpose}", sep=".")
