"""Each party fills in its own part, in its own turn; what is half done is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused
from placements.enums import AgreementState, PersonRole
from placements.models import Agreement, AgreementPerson
from placements.rules.contracts import kind_for
from placements.selectors.facts import terms_for, week_of
from placements.services.moves import lock_agreement
from privacy import journal

COMPANY_FIELDS = frozenset(
    {
        "starts_on",
        "ends_on",
        "workplace_hours",
        "workdays",
        "shift_start",
        "shift_end",
        "pays_wage",
        "work",
    }
)
SCHOOL_FIELDS = frozenset({"school_hours", "school_days", "allowance_tier", "coach", "is_adult"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who signs or guides."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""


def fill_company_part(
    *, actor: Actor, agreement: Agreement, values: Mapping[str, Any], people: Mapping[str, Named]
) -> Agreement:
    """Keep the company's part, whole or not. Raises `MoveRefused` outside the company's turn, ValueError for a field
    that is not the company's.
    """
    return _fill(
        actor, agreement, AgreementState.DRAFT, COMPANY_FIELDS, values, people, frozenset(PersonRole.OF_COMPANY)
    )


def fill_school_part(
    *, actor: Actor, agreement: Agreement, values: Mapping[str, Any], people: Mapping[str, Named]
) -> Agreement:
    """Keep the school's part, whole or not. Raises `MoveRefused` outside the school's turn, ValueError for a field
    that is not the school's.
    """
    return _fill(
        actor, agreement, AgreementState.SCHOOL, SCHOOL_FIELDS, values, people, frozenset(PersonRole.OF_SCHOOL)
    )


@transaction.atomic
def _fill(
    actor: Actor,
    agreement: Agreement,
    turn: AgreementState,
    allowed: frozenset[str],
    values: Mapping[str, Any],
    people: Mapping[str, Named],
    roles: frozenset[str],
) -> Agreement:
    if set(values) - allowed or set(people) - roles:
        raise ValueError(f"not in this turn: {sorted({*values, *people} - allowed - roles)}")
    locked = lock_agreement(agreement.pk)
    if locked.state != turn:
        raise MoveRefused(
            _("Dat kan nu niet: de overeenkomst staat op ‘%(state)s’.") % {"state": locked.get_state_display()}
        )
    for name, value in values.items():
        setattr(locked, name, value)
    locked.kind = kind_for(week_of(locked), terms_for(locked, clock.today()).week) or ""
    locked.save(update_fields=[*values, "kind", "updated_at"])
    for role, person in people.items():
        _name(locked, role, person)
    journal.record(actor=actor, verb="agreement_filled", subject=locked, turn=turn.value)
    return locked


def _name(agreement: Agreement, role: str, person: Named) -> None:
    if not person.name.strip():
        AgreementPerson.objects.filter(agreement=agreement, role=role).delete()
        return
    details = {
        "name": person.name.strip()[:120],
        "function": person.function.strip()[:80],
        "email": person.email.strip(),
        "phone": person.phone,
    }
    AgreementPerson.objects.update_or_create(agreement=agreement, role=role, defaults=details)
