"""Appointments of the parties as iCalendar (RFC 5545 and 5546)."""

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

from placements.enums import MeetingState
from placements.models import Meeting

PRODUCT = "-//Steunpunt Duaal Leren West-Vlaanderen//overeenkomsten//NL"


def calendar_of(meeting: Meeting) -> bytes:
    """Return the .ics file of an appointment with a moment.

    The UID never changes and `SEQUENCE` grows with each change, so that a calendar replaces the old one; a cancelled
    one has METHOD CANCEL. Names of people are not in it: a calendar is often shared.
    """
    if meeting.starts_at is None:
        raise ValueError("an appointment without a moment has no calendar file")
    cancelled = meeting.state == MeetingState.CANCELLED
    calendar, event = Calendar(), Event()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    event.add("uid", f"{meeting.public_id}@steunpunt-duaal-leren")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.updated_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    company = meeting.agreement.workplace.establishment.company.name
    event.add("summary", _("%(kind)s (duaal leren)") % {"kind": meeting.get_kind_display()})
    event.add("description", _("Over de leerwerkplek bij %(company)s.") % {"company": company})
    event.add("location", meeting.place)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("organizer", vCalAddress(f"mailto:{settings.CONTACT_EMAIL}"))
    calendar.add_component(event)
    return bytes(calendar.to_ical())
