"""Drafts: half-filled journeys, each kept as a row of its own in Django's session table.

A draft is found by its kind and a code people can read aloud. The row's key is an HMAC of both, so a draft of one
journey cannot be opened by another, and the table does not betray the codes. `clearsessions` removes what expired.
"""

import datetime as dt
import json
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from core import clock
from core.codes import new_code, tidy_code

LIFETIME = dt.timedelta(days=7)
REMEMBERED = "drafts"
MAX_CHARACTERS = 40_000

RawAnswers = dict[str, list[str]]


class DraftTooBig(Exception):
    """Somebody tries to keep more text in a draft than a form can ask for."""


@dataclass
class Draft:
    """What was typed so far in one journey: raw form data per step, so that it can be validated again.

    `result` is the address of the confirmation page once the journey was finished; the answers are gone by then.
    `via` is the code of the flyer, post or letter that brought this visitor, to count it; it says nothing about who.
    """

    kind: str
    code: str
    created_at: dt.datetime
    expires_at: dt.datetime
    lifetime: dt.timedelta = LIFETIME
    answers: dict[str, RawAnswers] = field(default_factory=dict)
    result: str = ""
    via: str = ""

    @property
    def once_key(self) -> str:
        """A key of 40 characters for the row that finishing makes: the same draft can make it only once."""
        return _hmac("once", self.kind, self.code)


def start_draft(kind: str, lifetime: dt.timedelta = LIFETIME, *, via: str = "") -> Draft:
    """Return a new, empty, stored draft that lives for seven days (or `lifetime`) after its last change."""
    moment = clock.now()
    draft = Draft(kind, new_code(), created_at=moment, expires_at=moment + lifetime, lifetime=lifetime, via=via)
    _write(draft)
    return draft


def open_draft(kind: str, code: str) -> Draft | None:
    """Return the draft of this kind behind a typed code; None when it is unknown, of another kind or expired."""
    tidy = tidy_code(code)
    if not tidy:
        return None
    return _read(Session.objects.filter(pk=_row_key(kind, tidy)))


@transaction.atomic
def lock_draft(draft: Draft) -> Draft | None:
    """Return the draft read again under a row lock; call inside a transaction. None when it expired meanwhile."""
    return _read(Session.objects.select_for_update().filter(pk=_row_key(draft.kind, draft.code)))


@transaction.atomic
def save_step(draft: Draft, step: str, raw: Mapping[str, list[str]]) -> Draft:
    """Keep what was typed in one step, whatever another tab saved meanwhile. Returns the draft as stored; a finished
    draft takes no more answers.

    Raises `DraftTooBig` when the draft would hold more than 40,000 characters.
    """
    current = lock_draft(draft) or draft
    if current.result:
        return current
    current.answers[step] = {name: list(values) for name, values in raw.items()}
    size = len(json.dumps(current.answers, ensure_ascii=False))
    if size > MAX_CHARACTERS:
        raise DraftTooBig(f"{size} characters in a draft of kind {draft.kind}")
    current.expires_at = clock.now() + current.lifetime
    _write(current)
    return current


@transaction.atomic
def keep_draft(draft: Draft) -> None:
    """Let a draft live on for its lifetime from now: somebody is busy with it. An expired draft stays expired."""
    current = lock_draft(draft)
    if current is not None:
        current.expires_at = clock.now() + current.lifetime
        _write(current)


@transaction.atomic
def close_draft(draft: Draft, result: str) -> None:
    """Note where a finished journey went and forget the answers: they live in the made row from now on."""
    draft.result = result
    draft.answers = {}
    _write(draft)


def drop_draft(draft: Draft) -> None:
    """Remove a draft for good."""
    Session.objects.filter(pk=_row_key(draft.kind, draft.code)).delete()


def remember(session: MutableMapping[str, Any], draft: Draft) -> None:
    """Let this browser session go on with the draft; one draft per kind."""
    session[REMEMBERED] = {**session.get(REMEMBERED, {}), draft.kind: draft.code}


def remembered(session: MutableMapping[str, Any], kind: str) -> Draft | None:
    """Return the draft of this kind that this browser session works on."""
    code = session.get(REMEMBERED, {}).get(kind, "")
    return open_draft(kind, code) if code else None


def wipe(session: MutableMapping[str, Any], kind: str) -> None:
    """Remove the draft of this kind that this browser session works on, also when it expired, and start anew."""
    code = session.get(REMEMBERED, {}).get(kind, "")
    if forget(session, kind):
        Session.objects.filter(pk=_row_key(kind, code)).delete()


def forget(session: MutableMapping[str, Any], kind: str) -> bool:
    """Let this browser session start anew; the draft itself stays open by its code. Returns whether it knew one."""
    codes = session.get(REMEMBERED, {})
    if kind not in codes:
        return False
    session[REMEMBERED] = {other: code for other, code in codes.items() if other != kind}
    return True


def _read(rows: "QuerySet[Session]") -> Draft | None:
    row = rows.filter(expire_date__gt=clock.now()).first()
    content = row.get_decoded() if row else {}
    if not content:  # gone, expired, or written under an older secret key
        return None
    return Draft(
        content["kind"],
        content["code"],
        created_at=dt.datetime.fromisoformat(content["created_at"]),
        expires_at=dt.datetime.fromisoformat(content["expires_at"]),
        lifetime=dt.timedelta(seconds=content.get("lifetime", LIFETIME.total_seconds())),
        answers=content["answers"],
        result=content["result"],
        via=content.get("via", ""),
    )


def _write(draft: Draft) -> None:
    content = {
        "kind": draft.kind,
        "code": draft.code,
        "created_at": draft.created_at.isoformat(),
        "expires_at": draft.expires_at.isoformat(),
        "lifetime": draft.lifetime.total_seconds(),
        "answers": draft.answers,
        "result": draft.result,
        "via": draft.via,
    }
    Session.objects.save(_row_key(draft.kind, draft.code), content, draft.expires_at)


def _row_key(kind: str, code: str) -> str:
    return f"draft{_hmac('row', kind, code)[:35]}"


def _hmac(use: str, kind: str, code: str) -> str:
    return salted_hmac(f"core.drafts.{use}", f"{kind}\n{code}", algorithm="sha256").hexdigest()[:40]
