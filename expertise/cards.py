"""Contacts as vCards: written for a telephone or mail program, read from one (RFC 6350; version 3.0 is read everywhere)."""

from collections.abc import Iterable, Iterator

import vobject

from core.lists import FileRefused
from expertise.models import NetworkContact

MAX_CARDS = 5_000
NO_CARDS = "Dit bestand heeft geen contacten (vCards) die we kunnen lezen."


def cards_of(contacts: Iterable[NetworkContact]) -> str:
    """Return contacts as one text of vCards."""
    return "".join(_card(contact) for contact in contacts)


def _card(contact: NetworkContact) -> str:
    card = vobject.vCard()
    card.add("fn").value = contact.name
    first, _space, last = contact.name.partition(" ")
    card.add("n").value = vobject.vcard.Name(family=last, given=first)
    if contact.organisation:
        card.add("org").value = [contact.organisation.name]
    if contact.function:
        card.add("title").value = contact.function
    if contact.email:
        card.add("email").value = contact.email
    if contact.phone:
        card.add("tel").value = contact.phone.as_e164
    text: str = card.serialize()
    return text


def rows_of_cards(text: str) -> list[dict[str, str]]:
    """Return what each card says, as the import takes it. Raises `FileRefused` when nothing can be read."""
    try:
        found = [_row(card) for card in _cards(text)]
    except (vobject.base.ParseError, UnicodeDecodeError, ValueError, IndexError) as error:
        raise FileRefused(NO_CARDS) from error
    if not found:
        raise FileRefused(NO_CARDS)
    return found


def _cards(text: str) -> Iterator[vobject.base.Component]:
    for number, component in enumerate(vobject.readComponents(text)):
        if number >= MAX_CARDS:
            raise FileRefused(f"Dit bestand heeft meer dan {MAX_CARDS} contacten. Knip het in stukken.")
        if component.name == "VCARD":
            yield component


def _row(card: vobject.base.Component) -> dict[str, str]:
    def said(name: str) -> str:
        value = getattr(card, name).value if hasattr(card, name) else ""
        return str(value[0] if isinstance(value, list) and value else value or "").strip()

    return {
        "name": said("fn"),
        "function": said("title"),
        "organisation": said("org"),
        "email": said("email"),
        "phone": said("tel"),
        "groups": "",
    }
