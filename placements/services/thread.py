"""Short messages between the parties, on the page of the agreement."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.languages import DUTCH, speaking
from core.states import MoveRefused
from placements.enums import AgreementState, Party
from placements.models import Agreement, ThreadMessage
from placements.selectors.readers import signer_of
from placements.services import planner_mails
from placements.services.moves import lock_agreement
from privacy import journal


@transaction.atomic
def write_message(
    *, actor: Actor, agreement: Agreement, party: Party | None, text: str, once_key: uuid.UUID
) -> ThreadMessage:
    """Keep a message and tell the other parties that it is there; the same form twice is one message.

    Raises `ValidationError` for an empty text, `MoveRefused` when the agreement is over.
    """
    if not text.strip():
        raise ValidationError({"text": _("Schrijf eerst je bericht.")})
    locked = lock_agreement(agreement.pk)
    known = ThreadMessage.objects.filter(once_key=once_key, agreement=locked).first()
    if known is not None:
        return known
    if locked.state not in AgreementState.LIVE:
        raise MoveRefused(_("Deze overeenkomst is voorbij. Een bericht schrijven kan niet meer."))
    author = actor.label if actor.user_id else ""
    if not author and party is not None:
        with speaking(DUTCH):
            author = signer_of(locked, party)[0] or str(party.label)
    message = ThreadMessage.objects.create(
        agreement=locked, party=party or "", author=author[:120], text=text.strip()[:500], once_key=once_key
    )
    journal.record(actor=actor, verb="message_written", subject=message)
    planner_mails.tell_message(message)
    return message
