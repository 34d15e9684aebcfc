"""Reminding companies of the compulsory training of their mentors."""

from django.db import transaction
from django.urls import reverse

from companies.models import CompanyContact
from core import clock
from core.links import absolute
from knowledge.selectors.mentors import Need, to_remind
from mailing.models import OutboxMail
from mailing.services import queue_mail


def remind_mentors() -> int:
    """Mail each company whose mentor must follow the training soon, once before the end of the term and once after.

    Returns how many mails were made.
    """
    return sum(remind_mentor(need=need) for need in to_remind(clock.today()))


@transaction.atomic
def remind_mentor(*, need: Need) -> int:
    """Mail the confirmed contacts of a company about one mentor; the same stage of the same term is told once."""
    made = 0
    for contact in CompanyContact.objects.filter(company=need.mentor.company_id, email_confirmed_at__isnull=False):
        key = f"mentor-training:{need.mentor.public_id}:{contact.public_id}:{need.due}:{need.state.value}"
        if OutboxMail.objects.filter(key=key).exists():
            continue
        queue_mail(
            key=key,
            template="knowledge/email/mentor_training",
            to=contact.email,
            context={"need": need, "contact": contact, "link": absolute(reverse("knowledge:mentors"))},
        )
        made += 1
    return made
