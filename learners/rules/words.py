"""Dates and moments as people say them, in the language of the page."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

BRUSSELS = ZoneInfo("Europe/Brussels")


def long_date(day: dt.date) -> str:
    """Return a day such as '12 december 2026'."""
    return date_format(day, "j F Y")


def month_of_birth(year: int, month: int | None) -> str:
    """Return a month such as 'november 2008', or the year alone when the month is not known."""
    return date_format(dt.date(year, month, 1), "E Y") if month else str(year)


def weekday_date(day: dt.date) -> str:
    """Return a day such as 'donderdag 12 december'."""
    return date_format(day, "l j F")


def before_moment(moment: dt.datetime) -> str:
    """Return a promise such as 'donderdag 12 december om 16.30 uur', on the clock of Brussels."""
    local = moment.astimezone(BRUSSELS)
    hour = date_format(local, "G.i") if local.minute else f"{local.hour}"
    return _("%(day)s om %(hour)s uur") % {"day": weekday_date(local.date()), "hour": hour}


def is_quiet(moment: dt.datetime, since: int, until: int) -> bool:
    """Tell whether nobody should get news now: from hour `since` in the evening until hour `until`, in Brussels."""
    hour = moment.astimezone(BRUSSELS).hour
    return hour >= since or hour < until


def days_left_in_words(days: int) -> str:
    """Return the training days left, as a sentence part."""
    if days <= 0:
        return _("De lesdagen zijn op")
    return ngettext("Nog %(days)d lesdag", "Nog %(days)d lesdagen", days) % {"days": days}


def full_moment(moment: dt.datetime) -> str:
    """Return a moment with its year, such as 'donderdag 12 december 2026 om 16.30 uur', on the clock of Brussels."""
    local = moment.astimezone(BRUSSELS)
    return _("%(day)s om %(hour)s uur") % {
        "day": date_format(local.date(), "l j F Y"),
        "hour": date_format(local, "G.i"),
    }
