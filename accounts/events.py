"""News for the apps above, sent after the commit."""

import uuid
from functools import partial

from django.db import transaction
from django.dispatch import Signal

from accounts.actor import Actor

# Somebody was invited (or asked for a new link): the mail has to go out. Arguments: invitation_id (int),
# actor (Actor who invited). The mail outbox is above this app.
invitation_sent = Signal()
# Somebody accepted an invitation. Arguments: user_id (int), role (InvitationRole value),
# organisation_ref (UUID of the school or company, None for a role without one).
invitation_accepted = Signal()


def announce_sent(sender: type, invitation_id: int, actor: Actor) -> None:
    """Tell after the commit that an invitation has to be mailed."""
    transaction.on_commit(partial(invitation_sent.send, sender=sender, invitation_id=invitation_id, actor=actor))


def announce_accepted(sender: type, user_id: int, role: str, organisation_ref: uuid.UUID | None) -> None:
    """Tell after the commit that an invitation was accepted."""
    transaction.on_commit(
        partial(
            invitation_accepted.send,
            sender=sender,
            user_id=user_id,
            role=role,
            organisation_ref=organisation_ref,
        )
    )
