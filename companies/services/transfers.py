"""Moving an address to another company: asked by the company that takes over, decided by a colleague.

An establishment keeps its number when it goes to another enterprise (Crossroads Bank for Enterprises), and a recognition
is of an establishment and a programme: recognitions and workplaces stay with the address. Mentors stay with their company.
"""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from companies import events
from companies.enums import TRANSFER_MOVES, CompanyState, TransferState
from companies.models import (
    Company,
    Establishment,
    EstablishmentTransfer,
    Recognition,
    RecognitionMentor,
    RecognitionPaper,
    Workplace,
)
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal


@transaction.atomic
def ask_transfer(
    *, actor: Actor, establishment: Establishment, to_company: Company, taken_over_on: dt.date
) -> EstablishmentTransfer:
    """Ask that an address moves to a company; the same question twice is one question.

    Raises `MoveRefused` when it is there already, when another company asked first, or when the company stopped.
    """
    row = locked(establishment)
    if row.company_id == to_company.pk:
        raise MoveRefused("Deze vestiging hoort al bij dit bedrijf.")
    if to_company.state != CompanyState.ACTIVE:
        raise MoveRefused("Dit bedrijf is niet actief.")
    waiting = EstablishmentTransfer.objects.filter(establishment=row, state=TransferState.ASKED).first()
    if waiting is not None:
        if waiting.to_company_id == to_company.pk:
            return waiting
        raise MoveRefused("Een ander bedrijf vroeg deze vestiging al. Bel ons, dan kijken we het samen na.")
    made = EstablishmentTransfer.objects.create(
        establishment=row,
        from_company=row.company,
        to_company=to_company,
        taken_over_on=taken_over_on,
        asked_by_id=actor.user_id,
    )
    journal.record(actor=actor, verb="transfer_asked", subject=made)
    return made


@transaction.atomic
def approve_transfer(*, actor: Actor, transfer: EstablishmentTransfer) -> EstablishmentTransfer:
    """Move the address. Raises `MoveRefused` when it was decided before or when the address moved meanwhile."""
    transfer = _decide(actor, transfer, "transfer_approved", TransferState.APPROVED)
    establishment = locked(transfer.establishment)
    if establishment.company_id != transfer.from_company_id or transfer.to_company.state != CompanyState.ACTIVE:
        raise MoveRefused("De vestiging of het bedrijf is ondertussen veranderd. Weiger deze vraag.")
    establishment.company = transfer.to_company
    establishment.save(update_fields=["company", "updated_at"])
    files = Recognition.objects.filter(establishment=establishment)
    RecognitionMentor.objects.filter(recognition__in=files).delete()
    RecognitionPaper.objects.filter(recognition__in=files, mentor__isnull=False).delete()
    journal.record(actor=actor, verb="establishment_transferred", subject=establishment)
    for workplace_id in Workplace.objects.filter(establishment=establishment).values_list("pk", flat=True):
        events.announce_changed(Workplace, workplace_id)
    return transfer


@transaction.atomic
def refuse_transfer(*, actor: Actor, transfer: EstablishmentTransfer) -> EstablishmentTransfer:
    """Leave the address where it is. Raises `MoveRefused` when it was decided before."""
    return _decide(actor, transfer, "transfer_refused", TransferState.REFUSED)


def _decide(actor: Actor, transfer: EstablishmentTransfer, verb: str, target: str) -> EstablishmentTransfer:
    transfer = locked(transfer)
    require_move(TRANSFER_MOVES, transfer.state, target, "Over deze overname is al beslist.")
    transfer.state, transfer.decided_at, transfer.decided_by_id = target, clock.now(), actor.user_id
    transfer.save(update_fields=["state", "decided_at", "decided_by", "updated_at"])
    journal.record(actor=actor, verb=verb, subject=transfer, from_state=TransferState.ASKED, to_state=target)
    return transfer
