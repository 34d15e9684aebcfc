"""Pure questions about numbers, recognitions and workplaces.

Form of the numbers: Crossroads Bank for Enterprises. Ten digits, of which the last two are 97 - (first eight mod 97).
An enterprise number starts with 0 or 1, an establishment number with 2 to 8.
"""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum.be import vat

from companies.enums import Availability, MentorState
from core.verdict import YES, Verdict, no

DIGITS = 10
CHECK_BASE = 97
ONLY_DIGITS = re.compile(r"[0-9]*")
SEPARATORS = re.compile(r"[\s.\-/\u00a0]")


def tidy_number(typed: str) -> str:
    """Return a typed number without dots, spaces, dashes and a leading 'BE'; other characters stay."""
    return SEPARATORS.sub("", typed).upper().removeprefix("BE")


def check_enterprise_number(typed: str) -> Verdict:
    """Tell whether a typed enterprise number is right; the reason names what to mend."""
    number = tidy_number(typed)
    form = "Een ondernemingsnummer heeft 10 cijfers en begint met 0 of 1."
    fault = _fault_of_form(number, first="01", form=form, other="vestigingsnummer")
    if fault:
        return no(fault)
    if not vat.is_valid(number) or not _check_digits_match(number):
        return no("Dit ondernemingsnummer klopt niet: de laatste twee cijfers passen niet bij de rest. Kijk het na.")
    return YES


def check_establishment_number(typed: str) -> Verdict:
    """Tell whether a typed establishment number is right; the reason names what to mend."""
    number = tidy_number(typed)
    form = "Een vestigingsnummer heeft 10 cijfers en begint met 2 tot 8."
    fault = _fault_of_form(number, first="2345678", form=form, other="ondernemingsnummer")
    if fault:
        return no(fault)
    if not _check_digits_match(number):
        return no("Dit vestigingsnummer klopt niet: de laatste twee cijfers passen niet bij de rest. Kijk het na.")
    return YES


def with_lost_zero(typed: str) -> str:
    """Return the number from a list with the zero in front that a spreadsheet drops: nine digits that fit with it.

    Only for lists: in a form somebody who typed nine digits forgot one, and is told so.
    """
    number = tidy_number(typed)
    return f"0{number}" if len(number) == DIGITS - 1 and check_enterprise_number(f"0{number}") else typed


def _fault_of_form(number: str, *, first: str, form: str, other: str) -> str:
    if not ONLY_DIGITS.fullmatch(number):
        return f"{form} Je typte ook andere tekens."
    if len(number) != DIGITS:
        return f"{form} Je typte er {len(number)}."
    if number[0] not in first:
        what = f": dat is een {other}" if _check_digits_match(number) and number[0] != "9" else ""
        return f"{form} Dat van jou begint met {number[0]}{what}."
    return ""


def _check_digits_match(number: str) -> bool:
    return int(number[8:]) == CHECK_BASE - int(number[:8]) % CHECK_BASE


def show_enterprise_number(number: str) -> str:
    """Return ten digits as they are written: '0123.456.789'."""
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"


def show_establishment_number(number: str) -> str:
    """Return ten digits as they are written: '2.123.456.789'."""
    return f"{number[0]}.{number[1:4]}.{number[4:7]}.{number[7:]}"


def recognition_holds(
    *, recognised: bool, valid_from: dt.date | None, valid_until: dt.date | None, on: dt.date
) -> bool:
    """Tell whether a recognition holds on a day (both ends included)."""
    if not recognised or valid_from is None or valid_until is None:
        return False
    return valid_from <= on <= valid_until


def days_since(confirmed_on: dt.date | None, today: dt.date) -> int | None:
    """Return the age of an answer in days (0 = today), None when there never was one."""
    return None if confirmed_on is None else max((today - confirmed_on).days, 0)


def is_stale(confirmed_on: dt.date | None, today: dt.date, *, keep_days: int) -> bool:
    """Tell whether an availability is too old to use: never confirmed, or longer than `keep_days` ago."""
    age = days_since(confirmed_on, today)
    return age is None or age > keep_days


def age_sentence(confirmed_on: dt.date | None, today: dt.date) -> str:
    """Return the age of an availability in words, such as 'bevestigd 6 dagen geleden'."""
    age = days_since(confirmed_on, today)
    if age is None:
        return _("nog nooit bevestigd")
    if age == 0:
        return _("bevestigd vandaag")
    if age == 1:
        return _("bevestigd gisteren")
    return ngettext("bevestigd %(days)d dag geleden", "bevestigd %(days)d dagen geleden", age) % {"days": age}


def next_starts(today: dt.date) -> tuple[dt.date, dt.date]:
    """Return two days a company may mean by 'later': the first of the month after next, and the next school year."""
    months = today.year * 12 + today.month + 1
    soon = dt.date(months // 12, months % 12 + 1, 1)
    september = 9
    year = today.year if today.month < september else today.year + 1
    return soon, dt.date(year, september, 1)


@dataclass(frozen=True, slots=True)
class WorkplaceFacts:
    """What decides whether a workplace may be proposed. `recognised` is about the day asked for."""

    company_active: bool
    establishment_open: bool
    workplace_open: bool
    availability: str
    confirmed_on: dt.date | None
    mentor: str
    recognised: bool


def may_be_proposed(facts: WorkplaceFacts, today: dt.date, *, keep_days: int) -> Verdict:
    """Tell whether a workplace may be proposed to learners, with every reason why not."""
    reasons = []
    if not facts.company_active:
        reasons.append("Het bedrijf is niet actief: het e-mailadres is nog niet bevestigd of het bedrijf is gestopt.")
    if not facts.establishment_open:
        reasons.append("De vestiging is gesloten.")
    if not facts.workplace_open:
        reasons.append("De leerwerkplek is ingetrokken.")
    if facts.availability not in Availability.PROPOSABLE:
        reasons.append("Het verkeerslicht staat niet op ‘nu’ of ‘later’.")
    if is_stale(facts.confirmed_on, today, keep_days=keep_days):
        reasons.append(f"De beschikbaarheid is langer dan {keep_days} dagen niet bevestigd.")
    if facts.mentor == MentorState.NO:
        reasons.append("Er is nog geen mentor.")
    if not facts.recognised:
        reasons.append("De vestiging is niet erkend voor deze opleiding.")
    return Verdict(ok=not reasons, reasons=tuple(reasons))


def lapse_of(since: dt.date, today: dt.date, *, keep_days: int) -> str:
    """Return which lapse it is of a place confirmed (or made) on a day: a new one for each term without an answer."""
    return f"{since:%Y%m%d}:{(today - since).days // keep_days}"


def may_remind(*, today: dt.date, confirmed_on: dt.date | None, keep_days: int, already_sent: bool) -> bool:
    """Tell whether a company gets a mail to confirm its places: once for each lapse (`lapse_of`), never in August."""
    august = 8
    return today.month != august and not already_sent and is_stale(confirmed_on, today, keep_days=keep_days)
