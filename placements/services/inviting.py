"""Mails about an agreement: each says what happened, what now, who, before when. No name of the learner in a subject."""

from collections.abc import Iterable
from typing import Any

from core import clock
from mailing.services import queue_mail
from placements import links
from placements.enums import Party
from placements.models import Agreement
from placements.rules.turns import parties_needed
from placements.selectors import facts, readers

FOLDER = "placements/email"


def tell_turn(agreement: Agreement, party: Party, *, reason: str = "", by: str = "") -> None:
    """Tell a party that it is its turn, and why when the text came back."""
    step = agreement.log.count()
    _tell(agreement, [party], "your_turn", f"turn-{step}", {"reason": reason, "by": by})


def ask_signatures(agreement: Agreement) -> None:
    """Ask every party to read and sign."""
    _tell(agreement, _needed(agreement), "please_sign", f"sign-{agreement.log.count()}", {})


def tell_signed(agreement: Agreement) -> None:
    """Tell every party that all signed, and what comes now."""
    _tell(agreement, _needed(agreement), "all_signed", "signed", {})


def tell_cancelled(agreement: Agreement, *, reason: str) -> None:
    """Tell every party that the agreement does not go on."""
    _tell(agreement, _needed(agreement), "cancelled", "cancelled", {"reason": reason})


def send_new_link(*, agreement: Agreement, party: Party) -> int:
    """Mail a party a fresh link, at most once an hour. Returns to how many addresses."""
    return _tell(agreement, [party], "new_link", f"link-{clock.now():%Y%m%d%H}", {})


def _needed(agreement: Agreement) -> tuple[Party, ...]:
    today = clock.today()
    return parties_needed(is_minor=facts.is_minor(agreement.learner, agreement.starts_on or today, today))


def _tell(agreement: Agreement, parties: Iterable[Party], template: str, news: str, extra: dict[str, Any]) -> int:
    count = 0
    for party in parties:
        context = {
            "agreement": agreement,
            "company": agreement.workplace.establishment.company.name,
            "link": links.link_for(party, agreement),
            **extra,
        }
        for number, address in enumerate(readers.addresses_of(agreement, party)):
            key = f"agreement:{agreement.public_id}:{news}:{party.value}:{number}"
            language = readers.language_of(agreement, party)
            queue_mail(key=key, template=f"{FOLDER}/{template}", to=address, context=context, language=language)
            count += 1
    return count
