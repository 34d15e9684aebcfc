"""The signed link of an invitation."""

from django.urls import reverse

from accounts.models import Invitation
from core import tokens
from core.links import absolute

PURPOSE = "invitation"


def invitation_link(invitation: Invitation) -> str:
    """Return the full address that opens an invitation."""
    token = tokens.sign(PURPOSE, invitation.public_id)
    return absolute(reverse("accounts:invitation", kwargs={"token": token}))
