"""The agenda as iCalendar (RFC 5545)."""

from collections.abc import Iterable

from icalendar import Calendar, Event

from campaigns.enums import AgendaState
from campaigns.models import AgendaItem
from core.links import absolute

PRODUCT = "-//Steunpunt Duaal Leren West-Vlaanderen//agenda//NL"


def calendar_of(items: Iterable[AgendaItem], link_of: "dict[int, str]") -> bytes:
    """Return an .ics file of agenda items; `link_of` maps a primary key to the path of its page."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for item in items:
        event = Event()
        event.add("uid", f"{item.public_id}@steunpunt-duaal-leren")
        event.add("dtstamp", item.updated_at)
        event.add("dtstart", item.starts_at)
        event.add("dtend", item.ends_at)
        event.add("summary", item.title)
        event.add("location", f"{item.place}, {item.municipality}" if item.municipality else item.place)
        event.add("description", item.summary)
        event.add("url", absolute(link_of[item.pk]))
        event.add("status", "CANCELLED" if item.state == AgendaState.CANCELLED else "CONFIRMED")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
