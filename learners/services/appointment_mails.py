"""Mails about an appointment, in the language of the learner."""

from django.urls import reverse

from core.languages import speaking
from core.links import absolute
from learners.models import Appointment, ContactDetails
from learners.rules.words import full_moment
from mailing.services import queue_mail


def tell(appointment: Appointment, news: str) -> None:
    """Mail the learner that an appointment was made, changed or cancelled; who has no address hears it by phone."""
    contact = ContactDetails.objects.filter(learner=appointment.case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact is None or not to:
        return
    with speaking(contact.language):
        context = {
            "name": contact.first_name,
            "appointment": appointment,
            "kind": appointment.get_kind_display(),
            "meeting": appointment.get_meeting_display(),
            "when": full_moment(appointment.starts_at),
            "link": absolute(reverse("learners:code_entry")),
        }
    queue_mail(
        key=f"appointment-{news}:{appointment.public_id}",
        template=f"learners/email/appointment_{news.partition('-')[0]}",
        to=to,
        context=context,
        language=contact.language,
    )
