"""Two files of one person side by side: which facts differ, and what hangs on the file that goes."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import models

from catalogue.enums import StudyDomain, TravelMode
from companies.enums import Accessibility, Licence, SpokenLanguage
from learners.enums import NO_LICENCE, OTHER_LANGUAGE, Barrier
from learners.merging import How, keys_to, link_of
from learners.models import Case, ContactDetails, FormerFile, Learner
from learners.rules.merging import File, both_lists
from learners.rules.words import long_date

STAYS, GOES, BOTH = "blijft", "gaat", "allebei"
# Facts that belong together are chosen together. Every other field is chosen on its own.
TOGETHER = (
    ("Naam", ("contact.first_name", "contact.last_name")),
    ("Geboren", ("birth_year", "birth_month")),
    ("Woonplaats", ("postal_code", "municipality")),
    ("Week op school en op de werkplek", ("week_at_school", "week_at_work")),
    ("Eigen bedrijf", ("own_company", "own_company_name")),
    ("Advies van de klassenraad", ("readiness", "readiness_on", "readiness_source")),
    ("Ouder of begeleider", ("contact.helper_name", "contact.helper_phone", "contact.helper_email")),
)
LISTS = (TravelMode, StudyDomain, SpokenLanguage, Licence, Accessibility, Barrier)
WORDS = {
    **{value: label for known in LISTS for value, label in known.choices},
    NO_LICENCE: "Geen",
    OTHER_LANGUAGE: "Een andere taal",
}
FIXED = {
    *("id", "public_id", "created_at", "updated_at", "code", "is_demo", "learner", "search_text"),
    "clock_pauses",  # worked out again from the pauses, which move along
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact (or some that belong together) in both files. `suggested` is what is chosen at first."""

    label: str
    fields: tuple[str, ...]
    stays: str
    goes: str
    suggested: str
    both: str = ""

    @property
    def key(self) -> str:
        """The name of its choice in a form."""
        return self.fields[0].replace(".", "-")

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.stays != self.goes


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of one kind hang on the file that goes."""

    label: str
    count: int


def file_of(learner: Learner) -> File:
    """Return what the rules ask about a learner read with its case and contact."""
    case = learner.case
    wiped = getattr(learner, "contact", None) is None
    return File(learner.code, case.state, case.created_at, case.wipe_on is not None, wiped)


def both_files(first: Any, second: Any) -> tuple[Learner, Learner] | None:
    """Return two learners by their public identifiers, in that order; None when one does not exist (1 query)."""
    rows = {row.public_id: row for row in Learner.objects.with_case().filter(public_id__in=(first, second))}
    return (rows[first], rows[second]) if first in rows and second in rows else None


def facts_of_both(stays: Learner, goes: Learner) -> list[Fact]:
    """Return every fact of both files. What only the file that goes knows is suggested, else the file that stays."""
    grouped = {name for _label, names in TOGETHER for name in names}
    groups = [*TOGETHER, *((_label_of(name), (name,)) for name in _all_fields() if name not in grouped)]
    return [_fact(label, names, stays, goes) for label, names in groups]


def what_moves(goes: Learner) -> list[Moved]:
    """Return what hangs on the file that goes and moves along, by kind, empty kinds left out."""
    found = []
    for target, row in ((Learner, goes), (Case, goes.case)):
        for model, field in keys_to(target):
            link = link_of(model, field)
            if link is None or link.how is not How.MOVE:
                continue
            count = model._base_manager.filter(**{field: row.pk}).count()
            if count:
                found.append(Moved(link.label or str(model._meta.verbose_name_plural), count))
    return found


def undeclared_keys() -> list[str]:
    """Return the foreign keys to a learner or a case that nobody declared: nobody knows what to do with those rows."""
    keys = [key for target in (Learner, Case) for key in keys_to(target)]
    return sorted(f"{model._meta.label}.{field}" for model, field in keys if link_of(model, field) is None)


def value_of(learner: Learner, name: str) -> Any:
    """Return a field of a learner, or of the contact details (`contact.phone`)."""
    owner, _dot, field = name.rpartition(".")
    return getattr(learner.contact if owner else learner, field)


def former_codes(learner: Learner) -> list[str]:
    """Return the old codes of a learner, newest first."""
    return list(FormerFile.objects.filter(learner=learner).values_list("code", flat=True))


def _all_fields() -> list[str]:
    own = [field.name for field in Learner._meta.concrete_fields if field.name not in FIXED]
    return own + [f"contact.{each.name}" for each in ContactDetails._meta.concrete_fields if each.name not in FIXED]


def _field(name: str) -> "models.Field[Any, Any]":
    owner, _dot, field = name.rpartition(".")
    return (ContactDetails if owner else Learner)._meta.get_field(field)  # type: ignore[return-value]


def _label_of(name: str) -> str:
    words = str(_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def _fact(label: str, names: tuple[str, ...], stays: Learner, goes: Learner) -> Fact:
    mine, other = _shown(stays, names), _shown(goes, names)
    lists = len(names) == 1 and isinstance(_field(names[0]), models.JSONField)
    both = _words(both_lists(value_of(stays, names[0]), value_of(goes, names[0]))) if lists else ""
    suggested = GOES if other and not mine else BOTH if both and mine and both != mine else STAYS
    return Fact(label, names, mine, other, suggested, both if both not in (mine, other) else "")


def _shown(learner: Learner, names: tuple[str, ...]) -> str:
    return " ".join(text for name in names if (text := _text(learner, name)))


def _text(learner: Learner, name: str) -> str:
    value = value_of(learner, name)
    owner, _dot, field = name.rpartition(".")
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, list):
        return _words(value)
    if isinstance(value, dt.date):
        return long_date(value)
    if field == "birth_month":
        return f"({value})"
    display = getattr(learner.contact if owner else learner, f"get_{field}_display", None)
    return str(display() if display else value)


def _words(values: list[Any]) -> str:
    return ", ".join(str(WORDS.get(value, value)) for value in values)
