"""Signing in by a mailed code: six digits, known to this browser's session only, for a quarter of an hour."""

import datetime as dt
import secrets
from collections.abc import MutableMapping
from typing import Any

from django.utils.crypto import constant_time_compare, salted_hmac

from core import clock

KEY = "learner_sign_in"
MINUTES = 15
TRIES = 5


def start(session: MutableMapping[str, Any], learner_ids: list[int]) -> str:
    """Remember a new code for these learners (none for an unknown address) and return it."""
    code = f"{secrets.randbelow(1_000_000):06d}"
    until = (clock.now() + dt.timedelta(minutes=MINUTES)).timestamp()
    session[KEY] = {"hash": _hash(code), "learners": learner_ids, "until": until, "tries": 0}
    return code


def finish(session: MutableMapping[str, Any], code: str) -> list[int] | None:
    """Return the learners behind the right code, once; None for a wrong, old or worn-out code."""
    known = session.get(KEY)
    if not known or known["until"] < clock.now().timestamp() or known["tries"] >= TRIES:
        return None
    if not constant_time_compare(known["hash"], _hash(code)) or not known["learners"]:
        session[KEY] = {**known, "tries": known["tries"] + 1}
        return None
    del session[KEY]
    return list(known["learners"])


def is_waiting(session: MutableMapping[str, Any]) -> bool:
    """Tell whether this browser asked for a code that can still be used."""
    known: dict[str, Any] = session.get(KEY) or {"until": 0, "tries": 0}
    return bool(known["until"] >= clock.now().timestamp() and known["tries"] < TRIES)


def _hash(code: str) -> str:
    return salted_hmac("learners.signin", code, algorithm="sha256").hexdigest()
