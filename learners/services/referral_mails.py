"""Mails around a hand-over: partner, learner and sender each read their own text."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import tokens
from core.languages import DUTCH
from core.links import absolute
from learners.enums import ReferralState
from learners.models import ContactDetails, Referral
from learners.rules.referral_words import LEARNER, PARTNER, SENDER, WORDS
from learners.rules.words import long_date
from mailing.services import queue_mail

PURPOSE = "referral"
WITHDRAW = "referral-withdraw"


def link_to(referral: Referral) -> str:
    """Return the address of the answer page; the token carries the public id and nothing about the learner."""
    return absolute(reverse("learners:referral_open", args=[tokens.sign(PURPOSE, referral.public_id)]))


def withdraw_link(referral: Referral) -> str:
    """Return the address on which the learner takes the consent back; the token says nothing about anybody."""
    return absolute(reverse("learners:referral_withdraw", args=[tokens.sign(WITHDRAW, referral.public_id)]))


def tell_sent(referral: Referral) -> None:
    """Mail the partner the link, the learner who has the question now, and the sender a receipt."""
    _to_partner(referral, "referral_sent", "sent")
    _to_learner(referral, "referral_told", "sent")
    tell_step(referral, "sent")


def remind(referral: Referral, stage: str) -> None:
    """Remind the partner, once per stage, and tell the others so."""
    _to_partner(referral, "referral_reminder", stage)
    tell_step(referral, "reminded", news=f"reminded-{stage}")


def tell_forwarded(old: Referral, fresh: Referral) -> None:
    """Mail the new partner the link, and the other three that another partner has the question now."""
    _to_partner(fresh, "referral_sent", "sent")
    tell_step(old, "forwarded", then=fresh)


def tell_step(referral: Referral, step: str, *, news: str = "", then: Referral | None = None) -> None:
    """Mail each party for whom this step has a sentence. `then` is the hand-over that takes its place."""
    current = then or referral
    values = {
        "partner": referral.partner.name,
        "next": current.partner.name,
        "code": referral.case.learner.code,
    }
    senders = {PARTNER: _to_partner, LEARNER: _to_learner, SENDER: _to_sender}
    for role, send in senders.items():
        if (step, role) in WORDS:
            subject, text = WORDS[step, role]
            with translation.override(_language_of(referral) if role == LEARNER else DUTCH):
                spoken = {**values, "answer": referral.get_outcome_display().lower(), "day": long_date(current.due_on)}
                words = {"subject": subject % spoken, "said": text % spoken, "withdraw_link": ""}
            if role == LEARNER and current.state != ReferralState.CLOSED:
                words["withdraw_link"] = withdraw_link(current)
            if role == PARTNER and referral.state == ReferralState.CLOSED:
                words["link"] = ""  # nothing is left to answer
            send(referral, "referral_news", news or step, **words)


def _language_of(referral: Referral) -> str:
    known = ContactDetails.objects.filter(learner=referral.case.learner_id).values_list("language", flat=True).first()
    return known or DUTCH


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
    """Mail partner, sender and learner that the hand-over was ended."""
    tell_step(referral, "withdrawn")
    _to_partner(referral, "referral_withdrawn", "withdrawn")


def tell_over(referral: Referral) -> None:
    """Mail the partner that the case is closed, so that nothing is kept or done for nothing."""
    _to_partner(referral, "referral_over", "over")


def escalate(referral: Referral) -> None:
    """Ask the sender to call the partner, and tell the other two."""
    _to_sender(referral, "referral_escalated", "escalation")
    tell_step(referral, "escalated")


def send_new_link(referral: Referral, request_id: str) -> None:
    """Mail the partner a fresh link because the old one was too old."""
    _to_partner(referral, "referral_new_link", f"link-{request_id}")


def _to_partner(referral: Referral, template: str, news: str, **words: str) -> None:
    if referral.partner.email:
        words = {"name": referral.partner.name, "label": _("Bekijk en antwoord"), "link": link_to(referral), **words}
        _queue(referral, template, news, "partner", referral.partner.email, **words)


def _to_learner(referral: Referral, template: str, news: str, **words: str) -> None:
    contact = ContactDetails.objects.filter(learner=referral.case.learner_id).first()
    to = (contact.email or contact.helper_email) if contact else ""
    if contact and to:
        link = absolute(reverse("learners:code_entry"))
        own = {"name": contact.first_name, "link": link, "withdraw_link": withdraw_link(referral)}
        with translation.override(contact.language):
            own["label"] = _("Open mijn pagina")
        words = {**own, **words}
        _queue(referral, template, news, "learner", to, language=contact.language, **words)


def _to_sender(referral: Referral, template: str, news: str, **words: str) -> None:
    person = referral.case.owner or referral.sent_by
    if person is not None:
        link = absolute(reverse("admin:learners_case_change", args=[referral.case_id]))
        words = {"label": _("Open het dossier"), **words}
        _queue(referral, template, news, "sender", person.email, name=person.first_name, link=link, **words)


def _queue(
    referral: Referral, template: str, news: str, to_whom: str, to: str, language: str = DUTCH, **extra: str
) -> None:
    context = {"referral": referral, "partner": referral.partner, "case": referral.case, **extra}
    key = f"referral-{news}:{referral.public_id}:{to_whom}"
    queue_mail(key=key, template=f"learners/email/{template}", to=to, context=context, language=language)
