"""Mails around a hand-over: partner, learner and sender each read their own text."""

from django.urls import reverse

from core import tokens
from core.languages import DUTCH
from core.links import absolute
from learners.models import ContactDetails, Referral
from mailing.services import queue_mail

PURPOSE = "referral"


def link_to(referral: Referral) -> str:
    """Return the address of the answer page; the token carries the public id and nothing about the learner."""
    return absolute(reverse("learners:referral_open", args=[tokens.sign(PURPOSE, referral.public_id)]))


def tell_sent(referral: Referral) -> None:
    """Mail the partner the link and the learner who has the question now."""
    _to_partner(referral, "referral_sent", "sent")
    _to_learner(referral, "referral_told", "sent")


def remind(referral: Referral, stage: str) -> None:
    """Remind the partner, once per stage."""
    _to_partner(referral, "referral_reminder", stage)


def tell_answered(referral: Referral) -> None:
    """Mail the learner and the sender the answer; the partner knows it."""
    _to_learner(referral, "referral_answered", f"answered-{referral.outcome}")
    _to_sender(referral, "referral_receipt", f"answered-{referral.outcome}")


def tell_unanswered(referral: Referral) -> None:
    """Mail the three parties that the hand-over ended without an answer."""
    _to_partner(referral, "referral_ended", "ended")
    _to_learner(referral, "referral_taken_back", "ended")
    _to_sender(referral, "referral_escalated", "ended")


def tell_withdrawn(referral: Referral) -> None:
    """Mail partner and sender that the learner ended the hand-over."""
    _to_partner(referral, "referral_withdrawn", "withdrawn")
    _to_sender(referral, "referral_receipt", "withdrawn")


def tell_over(referral: Referral) -> None:
    """Mail the partner that the case is closed, so that nothing is kept or done for nothing."""
    _to_partner(referral, "referral_over", "over")


def escalate(referral: Referral) -> None:
    """Ask the sender to call the partner."""
    _to_sender(referral, "referral_escalated", "escalation")


def send_new_link(referral: Referral, request_id: str) -> None:
    """Mail the partner a fresh link because the old one was too old."""
    _to_partner(referral, "referral_new_link", f"link-{request_id}")


def _to_partner(referral: Referral, template: str, news: str) -> None:
    if referral.partner.email:
        _queue(referral, template, news, "partner", referral.partner.email, link=link_to(referral))


def _to_learner(referral: Referral, template: str, news: str) -> None:
    contact = ContactDetails.objects.filter(learner=referral.case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to:
        link = absolute(reverse("learners:code_entry"))
        words = {"name": contact.first_name, "link": link}
        _queue(referral, template, news, "learner", to, language=contact.language, **words)


def _to_sender(referral: Referral, template: str, news: str) -> None:
    person = referral.case.owner or referral.sent_by
    if person is not None:
        link = absolute(reverse("admin:learners_case_change", args=[referral.case_id]))
        _queue(referral, template, news, "sender", person.email, name=person.first_name, link=link)


def _queue(
    referral: Referral, template: str, news: str, to_whom: str, to: str, language: str = DUTCH, **extra: str
) -> None:
    context = {"referral": referral, "partner": referral.partner, "case": referral.case, **extra}
    key = f"referral-{news}:{referral.public_id}:{to_whom}"
    queue_mail(key=key, template=f"learners/email/{template}", to=to, context=context, language=language)
