"""Appointments as iCalendar (RFC 5545), for the calendar of a phone."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from learners.models import Appointment
from learners.rules.words import full_moment

PRODUCT = "-//Steunpunt Duaal Leren West-Vlaanderen//afspraken//NL"


def calendar_of(appointments: Iterable[Appointment]) -> bytes:
    """Return an .ics file. The same appointment keeps its UID, so that a changed one replaces the old one."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in appointments:
        event = Event()
        event.add("uid", f"{one.public_id}@steunpunt-duaal-leren")
        event.add("sequence", one.sequence)
        event.add("dtstamp", one.updated_at)
        event.add("dtstart", one.starts_at)
        event.add("dtend", one.ends_at)
        event.add("summary", one.get_kind_display())
        event.add("location", f"{one.get_meeting_display()}: {one.place}" if one.place else one.get_meeting_display())
        event.add(
            "description", _("Met %(who)s, %(when)s.") % {"who": one.with_whom, "when": full_moment(one.starts_at)}
        )
        event.add("status", "CANCELLED" if one.cancelled_at else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
