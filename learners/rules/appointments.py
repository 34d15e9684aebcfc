"""When an appointment can be made, and what must be told about it."""

import datetime as dt

from django.utils.translation import gettext as _

from core.verdict import YES, Verdict, no
from learners.enums import Meeting

FAR = dt.timedelta(days=366)


def may_make(*, starts_at: dt.datetime, now: dt.datetime, meeting: str, place: str) -> Verdict:
    """Tell whether an appointment can be made or moved to a moment."""
    if starts_at <= now:
        return no(_("Dit moment is voorbij. Kies een later uur of een latere dag."))
    if starts_at > now + FAR:
        return no(_("Dit is meer dan een jaar ver. Kijk het jaartal na."))
    if meeting == Meeting.VISIT and not place.strip():
        return no(_("Schrijf waar de lerende moet zijn: straat, nummer en gemeente."))
    return YES
