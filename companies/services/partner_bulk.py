"""The rows of a partner's list that need no verb of their own, a piece at a time: what is new, and what is the same.

New are only companies that nobody knows, with everything the piece says about them; nothing else can have locked or
changed those rows yet. They get what the verbs would write, in a dozen queries. All rows that are left go one by one
through the verbs (`partner_rows`).
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from companies.enums import CompanyState, RecognitionState, RowOutcome
from companies.models import Company, Establishment, Recognition, RecognitionLog
from companies.rules_import import PartnerRow, RowRefused
from companies.selectors.imports import LookUps
from companies.services.establishments import new_company
from companies.services.partner_rows import about_of, address_of, programme_of, town_of
from companies.services.recognition_moves import due_day, step_line
from core.lists import RowAnswer
from privacy import journal


@dataclass
class Pending:
    """What a piece adds, and the answer to each row (by its number in the list)."""

    companies: dict[str, Company] = field(default_factory=dict)
    establishments: dict[str, Establishment] = field(default_factory=dict)
    recognitions: list[Recognition] = field(default_factory=list)
    answers: dict[int, RowAnswer] = field(default_factory=dict)


def store_new(
    *, actor: Actor, rows: Mapping[int, PartnerRow], look_ups: LookUps, origin: str, on: dt.date
) -> dict[int, RowAnswer]:
    """Store the rows about companies that are wholly new; return their answers. The other rows stay untouched."""
    pending = Pending()
    for group in _new_groups(rows):
        part = Pending()
        try:
            for number in group:
                _add(part, number, rows[number], look_ups, origin=origin, on=on)
        except RowRefused:
            continue  # row by row, so that the good rows of this company are kept
        pending.companies |= part.companies
        pending.establishments |= part.establishments
        pending.recognitions += part.recognitions
        pending.answers |= part.answers
    try:
        _write(actor, pending)
    except IntegrityError:
        return {}  # somebody added one of them since we looked: row by row then
    return pending.answers


def same_rows(*, rows: Mapping[int, PartnerRow], look_ups: LookUps) -> dict[int, RowAnswer]:
    """Return the answer for each row that says what we have already, in two queries. Nothing is written."""
    lines = Counter((row.establishment_number, row.programme) for row in rows.values())
    numbers = {row.establishment_number for row in rows.values()}
    places = Establishment.objects.select_related("company").filter(establishment_number__in=numbers)
    known = {place.establishment_number: place for place in places}
    files = Recognition.objects.filter(establishment__in=known.values())
    periods = {(file.establishment_id, file.programme_id): (file.valid_from, file.valid_until) for file in files}
    return {
        number: RowAnswer(RowOutcome.SAME, "")
        for number, row in rows.items()
        if lines[row.establishment_number, row.programme] == 1
        and _is_same(row, known.get(row.establishment_number), periods, look_ups)
    }


def _is_same(row: PartnerRow, place: Establishment | None, periods: Mapping[Any, Any], look_ups: LookUps) -> bool:
    if place is None or place.company.enterprise_number != row.enterprise_number:
        return False
    if place.company.state == CompanyState.CEASED:
        return False
    try:
        town_of(row, look_ups)
        programme = programme_of(row, look_ups)
    except RowRefused:
        return False
    if programme is None:
        return True
    period = periods.get((place.pk, programme.pk))
    if row.valid_from is None or row.valid_until is None:
        return period is not None
    return period == (row.valid_from, row.valid_until)


def _new_groups(rows: Mapping[int, PartnerRow]) -> list[list[int]]:
    """Return the row numbers by company, of companies and addresses nobody knows; no line twice, no address shared."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, row in rows.items():
        groups[row.enterprise_number].append(number)
    places = {row.establishment_number for row in rows.values()}
    known = set(Company.objects.filter(enterprise_number__in=groups).values_list("enterprise_number", flat=True))
    taken = set(
        Establishment.objects.filter(establishment_number__in=places).values_list("establishment_number", flat=True)
    )
    owners = Counter(
        place for _company, place in {(r.enterprise_number, r.establishment_number) for r in rows.values()}
    )
    taken |= {place for place, companies in owners.items() if companies > 1}
    return [
        group
        for company, group in groups.items()
        if company not in known
        and not taken & {rows[number].establishment_number for number in group}
        and len({(rows[number].establishment_number, rows[number].programme) for number in group}) == len(group)
    ]


def _add(pending: Pending, number: int, row: PartnerRow, look_ups: LookUps, *, origin: str, on: dt.date) -> None:
    town, programme, done = town_of(row, look_ups), programme_of(row, look_ups), []
    company = pending.companies.get(row.enterprise_number)
    if company is None:
        company = new_company(
            enterprise_number=row.enterprise_number, name=row.company_name, **about_of(row, look_ups)
        )
        pending.companies[row.enterprise_number] = company
        done.append("bedrijf toegevoegd")
    place = pending.establishments.get(row.establishment_number)
    if place is None:
        place = Establishment(
            company=company, establishment_number=row.establishment_number, **address_of(row, town).columns()
        )
        pending.establishments[row.establishment_number] = place
        done.append("vestiging toegevoegd")
    if programme is not None:
        file = Recognition(establishment=place, programme=programme, state_on=on, origin=origin[:120])
        if any((one.establishment, one.programme_id) == (place, programme.pk) for one in pending.recognitions):
            raise RowRefused("twice")
        is_recognised = row.valid_from is not None and row.valid_until is not None
        if is_recognised:
            file.valid_from, file.valid_until = row.valid_from, row.valid_until
        pending.recognitions.append(file)
        done.append("erkenning toegevoegd" if is_recognised else "dossier toegevoegd")
    pending.answers[number] = RowAnswer(RowOutcome.NEW, ", ".join(done))


@transaction.atomic
def _write(actor: Actor, pending: Pending) -> None:
    """Write the rows, their history and their journal as the verbs do, in the order of the verbs."""
    companies, places = list(pending.companies.values()), list(pending.establishments.values())
    Company.objects.bulk_create(companies)
    Establishment.objects.bulk_create(places)
    logs = _open(actor, pending.recognitions)
    Recognition.objects.bulk_create(pending.recognitions)
    RecognitionLog.objects.bulk_create(logs)
    lines: list[journal.Line] = [("company_added", one, {}) for one in companies]
    lines += [("establishment_added", one, {}) for one in places]
    for file in pending.recognitions:
        lines.append(("recognition_started", file, {"programme": file.programme.slug}))
        if file.state == RecognitionState.RECOGNISED:
            moved = {"from_state": str(RecognitionState.PREPARING), "to_state": str(RecognitionState.RECOGNISED)}
            lines.append(("recognition_recognised", file, moved))
    journal.record_many(actor=actor, lines=lines)


def _open(actor: Actor, files: Sequence[Recognition]) -> list[RecognitionLog]:
    """Put each file in its state with its next day; return the lines of its history."""
    logs, days = [], {}
    for file in files:
        file.state = RecognitionState.PREPARING
        logs.append(step_line(actor=actor, recognition=file, source=""))
        if file.valid_from is not None:
            file.state = RecognitionState.RECOGNISED
            logs.append(step_line(actor=actor, recognition=file, source=RecognitionState.PREPARING))
        if file.state not in days:
            days[file.state] = due_day(file)  # the same day for all: one list, one date
        file.due_on = days[file.state]
    return logs
