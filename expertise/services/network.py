"""Taking contacts in, giving them out, and ticking off what was promised at a meeting."""

from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from phonenumber_field.phonenumber import PhoneNumber, to_python

from accounts.actor import Actor
from accounts.models import PartnerOrganisation
from core import clock
from core.lists import RowAnswer, RowOutcome, RowRefused
from expertise.models import MeetingAction, NetworkContact, NetworkGroup
from learners.rules.notes import has_national_number
from privacy import journal

Row = Mapping[str, str]


@transaction.atomic
def import_contacts(*, actor: Actor, rows: Sequence[Row]) -> dict[int, RowAnswer]:
    """Take in contacts; a person is the same when the mail address is. Returns an answer per row, counted from 2.

    Good rows are kept when others are bad; the same list again changes nothing.
    """
    organisations = {row.name.casefold(): row for row in PartnerOrganisation.objects.all()}
    groups = {row.name.casefold(): row for row in NetworkGroup.objects.all()}
    return {number: _answer(actor, row, organisations, groups) for number, row in enumerate(rows, start=2)}


@transaction.atomic
def note_export(*, actor: Actor, contacts: Iterable[NetworkContact], form: str) -> None:
    """Note who took contacts out of the portal, and how."""
    for contact in contacts:
        journal.record(actor=actor, verb="contact_exported", subject=contact, form=form)


@transaction.atomic
def finish_action(*, actor: Actor, action: MeetingAction) -> MeetingAction:
    """Tick off what was promised at a meeting; twice is once."""
    fresh = MeetingAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
    if fresh.done_on is None:
        fresh.done_on = clock.today()
        fresh.save(update_fields=["done_on"])
        journal.record(actor=actor, verb="meeting_action_done", subject=fresh)
    return fresh


def _answer(
    actor: Actor, row: Row, organisations: dict[str, PartnerOrganisation], groups: dict[str, NetworkGroup]
) -> RowAnswer:
    try:
        return _take(actor, row, organisations, groups)
    except RowRefused as refusal:
        return RowAnswer(RowOutcome.BAD, str(refusal))


def _take(
    actor: Actor, row: Row, organisations: dict[str, PartnerOrganisation], groups: dict[str, NetworkGroup]
) -> RowAnswer:
    _check(row)
    named = row["organisation"]
    organisation = organisations.get(named.casefold())
    if named and organisation is None:
        raise RowRefused(f"We kennen geen organisatie ‘{named}’. Voeg ze eerst toe bij de partnerorganisaties.")
    values = {
        "name": row["name"][:120],
        "function": row["function"][:120],
        "organisation": organisation,
        "phone": _phone(row["phone"]),
    }
    email = row["email"].lower()
    known = NetworkContact.objects.select_for_update(of=("self",)).filter(email=email).first()
    wanted = _groups(row["groups"], groups)
    if known is None:
        known = NetworkContact.objects.create(email=email, **values)
        outcome = RowOutcome.NEW
    elif _same(known, values) and not set(wanted) - set(known.groups.all()):
        return RowAnswer(RowOutcome.SAME, "")
    else:
        for name, value in values.items():
            setattr(known, name, value)
        known.save(update_fields=[*values, "updated_at"])
        outcome = RowOutcome.CHANGED
    known.groups.add(*wanted)
    journal.record(actor=actor, verb="contact_imported", subject=known, outcome=outcome.value)
    return RowAnswer(outcome, "")


def _check(row: Row) -> None:
    if any(has_national_number(value) for value in row.values()):
        raise RowRefused("Hier staat een rijksregisternummer in. Haal het weg.")
    if not row["name"]:
        raise RowRefused("De naam ontbreekt.")
    if not row["email"]:
        raise RowRefused("Het e-mailadres ontbreekt. Daaraan herkennen we een contact.")
    try:
        validate_email(row["email"])
    except ValidationError as error:
        raise RowRefused(f"‘{row['email']}’ is geen e-mailadres.") from error


def _phone(typed: str) -> PhoneNumber | str:
    if not typed:
        return ""
    number = to_python(typed, region="BE")
    if number is None or not number.is_valid():
        raise RowRefused(f"‘{typed}’ is geen telefoonnummer.")
    return number


def _groups(typed: str, groups: dict[str, NetworkGroup]) -> list[NetworkGroup]:
    names = [name.strip() for name in typed.split(",") if name.strip()]
    unknown = [name for name in names if name.casefold() not in groups]
    if unknown:
        raise RowRefused(f"We kennen geen groep ‘{unknown[0]}’.")
    return [groups[name.casefold()] for name in names]


def _same(contact: NetworkContact, values: Mapping[str, object]) -> bool:
    return all(getattr(contact, name) == value for name, value in values.items())
