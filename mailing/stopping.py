"""Which mails may be stopped by who gets them. Each app names its own when Django starts, and the page to stop.

A `nudge` is a mail nobody asked for at that moment: it is held back once an address stopped. What somebody `asked` for
(a link, a confirmation, news about an own answer) always comes, and shows the same way to stop.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from core import tokens
from core.links import absolute

PURPOSE = "mailing.stop"
WORDS = "Geen mails meer van ons, of je plek van het web? Dat regel je hier."


@dataclass(frozen=True, slots=True)
class Stoppable:
    """The page where somebody stops this mail, and whether it is held back then."""

    url_name: str
    is_nudge: bool


_mails: dict[str, Stoppable] = {}


def register(url_name: str, *, nudges: Iterable[str], asked: Iterable[str]) -> None:
    """Add the mails (template paths) of an app; `url_name` takes one token. Called from `AppConfig.ready()`."""
    _mails.update({template: Stoppable(url_name, is_nudge=True) for template in nudges})
    _mails.update({template: Stoppable(url_name, is_nudge=False) for template in asked})


def address_key(email: str) -> str:
    """Return the fingerprint under which a stopped address is remembered (64 hexadecimal digits)."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


def is_registered(template: str) -> bool:
    """Tell whether a mail carries a way to stop."""
    return template in _mails


def is_nudge(template: str) -> bool:
    """Tell whether a mail is held back for an address that stopped."""
    return template in _mails and _mails[template].is_nudge


def nudges() -> tuple[str, ...]:
    """Return every mail that is held back for an address that stopped."""
    return tuple(sorted(template for template, one in _mails.items() if one.is_nudge))


def stop_link(template: str, to: str) -> str:
    """Return the address of the page to stop, "" for a mail without one."""
    if template not in _mails:
        return ""
    return absolute(reverse(_mails[template].url_name, args=[tokens.sign(PURPOSE, address_key(to))]))
