"""A tablet at a fair: one session that knows only the intake, and forgets everybody after 90 seconds or a finish.

Campaigns start it from an item of the agenda. What the browser does is a help only: the server forgets by itself.
"""

import datetime as dt
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import clock, drafts
from learners.access import KEY as OPENED

KEY = "kiosk"
KIND = "intake"
IDLE = dt.timedelta(seconds=90)
HOME = "campaigns:kiosk_home"
SHEET = "learners:take_along"
MAY_SEE = frozenset(
    {
        HOME,
        "campaigns:kiosk_open",
        "campaigns:kiosk_alive",
        "campaigns:kiosk_stop",
        "learners:intake_start",
        "learners:intake_step",
        "learners:intake_check",
        SHEET,
        "frontoffice:language",
    }
)


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The tablet of this session: for which item of the agenda, until when, and the last request."""

    code: str
    title: str
    until: dt.datetime
    seen: dt.datetime

    @property
    def idle_seconds(self) -> int:
        """After how long the tablet forgets."""
        return int(IDLE.total_seconds())


def begin(session: MutableMapping[str, Any], *, code: str, title: str, until: dt.datetime) -> None:
    """Make this session a kiosk; call it on a session that was flushed."""
    session[KEY] = {"code": code, "title": title, "until": until.isoformat(), "seen": clock.now().isoformat()}


def kiosk_of(session: MutableMapping[str, Any]) -> Kiosk | None:
    """Return the kiosk of this session, None when it is none or its time is over."""
    kept = session.get(KEY)
    if not kept:
        return None
    moments = {name: dt.datetime.fromisoformat(kept[name]) for name in ("until", "seen")}
    found = Kiosk(kept["code"], kept["title"], **moments)
    return found if found.until > clock.now() else None


def forget_person(session: MutableMapping[str, Any]) -> None:
    """Wipe what the last visitor typed and opened; the kiosk itself goes on."""
    drafts.wipe(session, KIND)
    session.pop(OPENED, None)


def draft_lifetime(request: HttpRequest) -> dt.timedelta:
    """Return how long a half-filled intake lives after the last request."""
    return IDLE if kiosk_of(request.session) else drafts.LIFETIME


class KioskMiddleware:
    """Keep a kiosk to its pages, and forget the visitor who walked away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Answer instead of the view when the kiosk must go back to its start."""
        session = request.session
        if KEY not in session:
            return None
        at = kiosk_of(session)
        if at is None:  # its time is over: nothing of anybody stays behind
            forget_person(session)
            session.flush()
            return redirect(HOME)
        match = request.resolver_match
        name = match.view_name if match else ""
        idle = clock.now() - at.seen >= IDLE
        session[KEY] = {**session[KEY], "seen": clock.now().isoformat()}
        if idle or name == HOME:
            forget_person(session)
        else:
            _keep(session)
        away = idle and name not in (HOME, "campaigns:kiosk_open", "campaigns:kiosk_stop")
        away = away or (name == SHEET and OPENED not in session)  # somebody presses Back after it was wiped
        return redirect(HOME) if away or name not in MAY_SEE else None


def _keep(session: MutableMapping[str, Any]) -> None:
    draft = drafts.remembered(session, KIND)
    if draft:
        drafts.keep_draft(draft)
