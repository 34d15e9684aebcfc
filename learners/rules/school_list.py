"""Pure questions about learners a school brings in: a row of its list, and who is the same person."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumber_field.phonenumber import to_python

from core.db import fold
from core.lists import RowRefused, cells_by_field, day_of
from learners.enums import Readiness

CONSENT = "De lerenden weten dat we hun gegevens in het portaal zetten, en wie jonger is dan 16 jaar ook thuis."
CONSENT_ONE = "De lerende weet dat we de gegevens in het portaal zetten, en wie jonger is dan 16 jaar ook thuis."
OLDEST = 60
FIELDS: dict[str, str] = {
    "first_name": "Voornaam",
    "last_name": "Naam",
    "birth": "Geboortejaar of geboortemaand",
    "programme": "Opleiding",
    "postal_code": "Postcode",
    "email": "E-mailadres",
    "phone": "Gsm",
    "started_on": "Eerste lesdag",
    "coach": "E-mailadres trajectbegeleider",
    "advice": "Advies klassenraad",
    "advice_on": "Datum advies",
    "advice_source": "Bron advies",
}
REQUIRED = ("first_name", "last_name", "birth", "programme")
WORDS: dict[str, tuple[str, ...]] = {
    "first_name": ("voornaam",),
    "coach": ("e-mailadres trajectbegeleider", "trajectbegeleider", "begeleider"),
    "advice_on": ("datum advies", "advies op", "datum klassenraad"),
    "advice_source": ("bron advies", "bron"),
    "advice": ("advies klassenraad", "advies", "arbeidsrijp"),
    "birth": ("geboortejaar of geboortemaand", "geboortejaar", "geboortemaand", "geboren", "geboorte"),
    "programme": ("opleiding", "richting"),
    "postal_code": ("postcode",),
    "email": ("e-mailadres", "e-mail", "email", "mail"),
    "phone": ("gsm", "telefoon", "nummer gsm"),
    "started_on": ("eerste lesdag", "startdatum", "gestart"),
    "last_name": ("naam", "familienaam", "achternaam"),
}
EXAMPLE = (
    "Yoran", "Voorbeeld", "2009-03", "Elektrotechnicus duaal", "8500", "yoran@voorbeeld.example", "0470 12 34 56",
    "01/09/2026", "", "arbeidsbereid, nog niet arbeidsrijp", "15/10/2026", "Klassenraad 5 Elektriciteit",
)  # fmt: skip
ADVICES: dict[str, str] = {
    "arbeidsbereid en arbeidsrijp": Readiness.READY,
    "arbeidsrijp": Readiness.READY,
    "arbeidsbereid, nog niet arbeidsrijp": Readiness.WILLING,
    "arbeidsbereid": Readiness.WILLING,
    "nu niet arbeidsbereid": Readiness.NOT_WILLING,
    "niet arbeidsbereid": Readiness.NOT_WILLING,
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the class council advised, on which day, and who says so."""

    readiness: str
    on: dt.date
    source: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """A row that can be looked up: names, birth, and what the school knows already."""

    first_name: str
    last_name: str
    birth_year: int
    birth_month: int | None
    programme: str
    postal_code: str
    email: str
    phone: str
    started_on: dt.date | None
    coach: str
    advice: Advice | None


def missing_columns(mapping: Mapping[str, int]) -> list[str]:
    """Return the headings of the fields that must have a column and have none."""
    return [FIELDS[field] for field in REQUIRED if field not in mapping]


def read_school_row(cells: Sequence[str], mapping: Mapping[str, int], today: dt.date) -> SchoolRow:
    """Return a row ready to look up. Raises `RowRefused` with every fault in one sentence each."""
    told = dict.fromkeys(FIELDS, "") | cells_by_field(cells, mapping)
    faults = [f"{FIELDS[field]} ontbreekt." for field in REQUIRED if not told[field]]
    faults += [f"{FIELDS[name]} is te lang." for name in ("first_name", "last_name") if len(told[name]) > 80]
    born = birth_of(told["birth"], today) if told["birth"] else None
    if told["birth"] and born is None:
        faults.append(f"Geboorte: ‘{told['birth'][:20]}’ kennen we niet. Schrijf 2009, of 2009-03 met de maand.")
    phone = _phone(told["phone"], faults)
    _check_email(told["email"], faults)
    started_on = _day("started_on", told["started_on"], faults)
    advice = _advice(told, today, faults)
    if faults or born is None:
        raise RowRefused(" ".join(faults))
    texts = {name: told[name] for name in ("first_name", "last_name", "programme", "postal_code", "email", "coach")}
    year, month = born
    return SchoolRow(**texts, birth_year=year, birth_month=month, phone=phone, started_on=started_on, advice=advice)


def birth_of(typed: str, today: dt.date) -> tuple[int, int | None] | None:
    """Return year and month (None when not told) of what was typed; a whole date is taken without its day."""
    day = day_of(typed)
    if day is not None:
        year, month = day.year, day.month
    else:
        parts = typed.replace("/", "-").split("-")
        if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts) or len(parts) > 2:
            return None
        numbers = sorted((int(part) for part in parts), reverse=True)
        year, month = numbers[0], numbers[1] if len(numbers) == 2 else 0
    fits = today.year - OLDEST <= year <= today.year and 0 <= month <= 12
    return (year, month or None) if fits else None


def same_person(one: tuple[str, str, int, int | None], other: tuple[str, str, int, int | None]) -> bool:
    """Tell whether two learners of one school (first name, name, year, month) are one; an unknown month fits all."""
    names = [" ".join(fold(*who[:2]).split()) for who in (one, other)]
    months = {one[3], other[3]} - {None}
    return names[0] == names[1] and one[2] == other[2] and len(months) < 2


def _phone(typed: str, faults: list[str]) -> str:
    if not typed:
        return ""
    number = to_python(typed, region="BE")
    if number is None or not number.is_valid():
        faults.append(f"Gsm: ‘{typed[:20]}’ klopt niet. Schrijf bijvoorbeeld 0470 12 34 56.")
        return ""
    return number.as_e164


def _check_email(typed: str, faults: list[str]) -> None:
    if not typed:
        return
    try:
        validate_email(typed)
    except ValidationError:
        faults.append(f"E-mailadres: ‘{typed[:40]}’ is geen e-mailadres.")


def _day(field: str, typed: str, faults: list[str]) -> dt.date | None:
    day = day_of(typed) if typed else None
    if typed and day is None:
        faults.append(f"{FIELDS[field]}: ‘{typed[:20]}’ is geen datum. Schrijf dag/maand/jaar, zoals 01/09/2026.")
    return day


def _advice(told: Mapping[str, str], today: dt.date, faults: list[str]) -> Advice | None:
    if not told["advice"]:
        return None
    readiness = ADVICES.get(fold(told["advice"]))
    if readiness is None:
        faults.append(f"Advies: ‘{told['advice'][:40]}’ kennen we niet. Schrijf: {'; '.join(ADVICES)}.")
    on = _day("advice_on", told["advice_on"], faults)
    if on is None and not told["advice_on"]:
        faults.append("Een advies heeft een datum.")
    if on is not None and on > today:
        faults.append("De datum van het advies moet nog komen.")
    if readiness is None or on is None:
        return None
    return Advice(readiness, on, (told["advice_source"] or "Klassenraad")[:120])
