"""Mails about an appointment. Each carries the whole state: what happened, what now, who, before when, who can when."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from core.languages import listed, speaking
from learners.rules.words import full_moment, long_date
from mailing.services import queue_mail
from placements import links
from placements.enums import MeetingState, Party, PersonRole
from placements.models import AgreementPerson, Meeting, ThreadMessage
from placements.rules import planner as rules
from placements.selectors import readers
from placements.selectors.planner import names_of, parties_of, ticks_of

TEMPLATE = "placements/email/planner"
REMINDER = "placements/email/meeting_reminder_company"
REMINDED = "reminder"


def tell_proposed(meeting: Meeting) -> None:
    """Ask the others which moments suit."""
    _tell(
        meeting, "asked", lambda: _("%(who)s stelt momenten voor.") % {"who": meeting.label}, skip=meeting.proposed_by
    )


def tell_answered(meeting: Meeting) -> None:
    """Tell who proposed that everybody answered: now one moment can be chosen."""
    if meeting.proposed_by:
        _tell(meeting, "answered", lambda: _("Iedereen kruiste aan wat past."), only=Party(meeting.proposed_by))


def tell_set(meeting: Meeting) -> None:
    """Tell everybody the moment."""
    _tell(meeting, "set", lambda: _("Het moment is gekozen."))


def tell_moved(meeting: Meeting, *, before: dt.datetime | None) -> None:
    """Tell everybody that the moment or the place changed."""

    def happened() -> str:
        was = _(" Vroeger was dat %(moment)s.") % {"moment": full_moment(before)} if before else ""
        return _("De afspraak is veranderd.") + was

    _tell(meeting, f"moved-{meeting.sequence}", happened)


def tell_cancelled(meeting: Meeting) -> None:
    """Tell everybody that it does not take place."""
    reason = {"why": meeting.cancel_reason}
    _tell(meeting, "cancelled", lambda: _("De afspraak gaat niet door. Reden: %(why)s") % reason)


def tell_reminded(meeting: Meeting) -> None:
    """Remind who did not answer; the proposer hears for whom we wait."""
    waiting = rules.waiting_for(parties_of(meeting.agreement), meeting.proposed_by, ticks_of(meeting))
    for party in (*waiting, *((Party(meeting.proposed_by),) if meeting.proposed_by else ())):
        _tell(meeting, REMINDED, lambda: _("Nog niet iedereen kruiste aan wat past."), only=party)


def tell_message(message: ThreadMessage) -> None:
    """Tell the other parties that there is a message; the words stay on the page."""
    agreement = message.agreement
    for party in parties_of(agreement):
        if party != message.party:
            context = {"link": links.link_for(party, agreement), "author": message.author, "agreement": agreement}
            context |= {"company": agreement.workplace.establishment.company.name}
            for number, address in enumerate(
                _addresses(message.agreement_id, readers.addresses_of(agreement, party), party)
            ):
                key = f"thread:{message.public_id}:{party.value}:{number}"
                language, template = readers.language_of(agreement, party), "placements/email/thread_message"
                queue_mail(key=key, template=template, to=address, context=context, language=language)


def _tell(
    meeting: Meeting, news: str, happened: Callable[[], str], *, skip: str = "", only: Party | None = None
) -> None:
    """Mail the parties; `happened` says what happened, in the language of each reader."""
    agreement = meeting.agreement
    invited = parties_of(agreement)
    ticks = ticks_of(meeting)
    waiting = rules.waiting_for(invited, meeting.proposed_by, ticks) if meeting.state == MeetingState.ASKED else ()
    rows = rules.table_of(meeting.moments.values_list("pk", "starts_at"), ticks)
    for party in (only,) if only else [party for party in invited if party != skip]:
        language = readers.language_of(agreement, party)
        with speaking(language):
            context = _context(meeting, invited, rows) | {"happened": happened(), "now": _now(meeting, party, waiting)}
        context["link"] = links.link_for(party, agreement)
        addresses = _addresses(agreement.pk, readers.addresses_of(agreement, party), party)
        for number, address in enumerate(addresses):
            key = f"meeting:{meeting.public_id}:{news}:{party.value}:{number}"
            template = REMINDER if news == REMINDED and party == Party.COMPANY else TEMPLATE
            queue_mail(key=key, template=template, to=address, context=context, language=language)


def _context(meeting: Meeting, invited: Iterable[Party], rows: Iterable[rules.Row]) -> dict[str, Any]:
    """Return the state of the appointment, in the language that is active."""
    return {
        "meeting": meeting,
        "kind": meeting.get_kind_display(),
        "company": meeting.agreement.workplace.establishment.company.name,
        "who": listed(party.label for party in invited),
        "moments": _moments(meeting, rows),
        "when": full_moment(meeting.starts_at) if meeting.starts_at else "",
        "ics": links.calendar_link_for(meeting) if meeting.starts_at else "",
    }


def _now(meeting: Meeting, party: Party, waiting: Iterable[Party]) -> str:
    """Say what happens now, to this reader, and before when."""
    if meeting.state == MeetingState.CANCELLED:
        return (
            _("Je hoeft niets te doen. Haal de afspraak uit je kalender.")
            if meeting.starts_at
            else _("Je hoeft niets te doen.")
        )
    if meeting.state == MeetingState.SET:
        return _("Zet de afspraak in je kalender. Kun je niet? Schrijf het op de pagina van de overeenkomst.")
    until = long_date(meeting.state_due_on) if meeting.state_due_on else ""
    if party == meeting.proposed_by:
        still = tuple(waiting)
        if still:
            return _("We wachten tot %(day)s op: %(who)s. Jij mag ook nu al kiezen.") % {
                "day": until,
                "who": names_of(still),
            }
        return _("Kies nu het moment dat het wordt.")
    return _("Kruis tegen %(day)s aan welke momenten voor jou passen.") % {"day": until}


def _moments(meeting: Meeting, rows: Iterable[rules.Row]) -> list[str]:
    """Return each proposed moment with whom it suits, while no moment was chosen."""
    if meeting.state != MeetingState.ASKED:
        return []
    lines = []
    for row in rows:
        suits = (
            _("past voor %(who)s") % {"who": names_of(row.suits)} if row.suits else _("nog niemand kruiste dit aan")
        )
        lines.append(f"{full_moment(row.starts_at)}: {suits}")
    return lines


def _addresses(agreement_id: int, found: list[str], party: Party) -> list[str]:
    """Add the mentor to the people of the company: an appointment at the workplace is theirs too."""
    if party != Party.COMPANY:
        return found
    mentors = AgreementPerson.objects.filter(agreement=agreement_id, role=PersonRole.MENTOR).exclude(email="")
    return list(dict.fromkeys([*found, *mentors.values_list("email", flat=True)]))
