"""Bringing a learner to the Steunpunt: one page, a button in a mail for who has no account, and receipts back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock, tokens
from core.links import absolute
from learners.enums import CaseState, EventVerb, Who
from learners.models import HandIn
from learners.rules.answers import IntakeAnswers
from learners.rules.hand_in_words import STEPS
from learners.rules.words import before_moment, long_date
from learners.services.intake import submit_intake
from learners.services.timeline import add_event
from mailing.services import queue_mail
from privacy import journal

PURPOSE = "hand-in"
MINUTES = 45


@transaction.atomic
def hand_in_learner(*, actor: Actor, once_key: str, fields: Mapping[str, Any]) -> HandIn:
    """Store what a referrer filled in. Who is signed in is believed at once; for others a mail asks to confirm.

    The same key twice is one hand-in. `fields` are model fields of `HandIn`.
    """
    row, made = HandIn.objects.get_or_create(once_key=once_key, defaults={**fields, "sent_by_id": actor.user_id})
    if not made:
        return row
    if actor.user_id is not None:
        return confirm_hand_in(hand_in=row, actor=actor)
    send_confirm_link(row, "first")
    return row


@transaction.atomic
def confirm_hand_in(*, hand_in: HandIn, actor: Actor) -> HandIn:
    """Open the case, with a promise, and mail everybody the receipt. Twice changes nothing."""
    row = HandIn.objects.select_for_update().get(pk=hand_in.pk)
    if row.confirmed_at is not None:
        return row
    intake = submit_intake(draft_key=f"hand-in-{row.public_id}", answers=_answers(row), actor=actor)
    row.case, row.confirmed_at = intake.learner.case, clock.now()
    row.save(update_fields=["case", "confirmed_at", "updated_at"])
    add_event(case=row.case, actor=_teller(row), verb=EventVerb.NOTE, text=_told(row))
    text = _("%(who)s bracht je aan, met toestemming.") % {"who": row.organisation}
    add_event(case=row.case, actor=_teller(row), verb=EventVerb.NOTE, text=text, for_learner=True)
    journal.record(actor=actor, verb="learner_handed_in", subject=intake.learner, hand_in=row.pk)
    _mail_receipt(row, "received", STEPS["received"] % {"promise": before_moment(row.case.promised_by)})
    return row


def tell_referrers(*, case_id: int, from_state: str, to_state: str) -> int:
    """Mail who brought a learner in that a step was taken, as far as the learner agreed. Returns how many."""
    rows = HandIn.objects.filter(case=case_id, may_tell_back=True, case__learner__contact__isnull=False)
    step = "back" if (from_state, to_state) == (CaseState.REFERRED, CaseState.CONTACTED) else to_state
    if step not in STEPS:
        return 0
    for row in rows.select_related("case__learner"):
        _mail_receipt(row, f"{step}-{clock.today():%Y%m%d}", str(STEPS[step]))
    return len(rows)


def send_confirm_link(row: HandIn, news: str) -> None:
    """Mail the referrer the page with the button; nothing of the learner is in the mail."""
    link = absolute(reverse("learners:hand_in_confirm", args=[tokens.sign(PURPOSE, row.public_id)]))
    context = {"name": row.referrer_name, "link": link}
    key = f"hand-in-confirm:{row.public_id}:{news}"
    queue_mail(key=key, template="learners/email/hand_in_confirm", to=row.referrer_email, context=context)


def send_new_link(*, hand_in: HandIn) -> None:
    """Mail the referrer a fresh link, at most once an hour: to confirm, or to see how far it is."""
    hour = f"{clock.now():%Y%m%d%H}"
    if hand_in.confirmed_at is None:
        send_confirm_link(hand_in, f"again-{hour}")
    else:
        _mail_receipt(hand_in, f"link-{hour}", _("Je vroeg een nieuwe link. Op de pagina zie je hoe ver het is."))


def status_link(row: HandIn) -> str:
    """Return the page where a referrer sees how far it is, without an account."""
    return absolute(reverse("learners:hand_in_confirm", args=[tokens.sign(PURPOSE, row.public_id)]))


def _mail_receipt(row: HandIn, news: str, text: str) -> None:
    case = row.case
    if case is None:
        return
    context = {
        "name": row.referrer_name,
        "code": case.learner.code,
        "said": text,
        "owner": case.owner,
        "link": status_link(row),
    }
    key = f"hand-in:{row.public_id}:{news}"
    queue_mail(key=key, template="learners/email/hand_in_step", to=row.referrer_email, context=context)


def _teller(row: HandIn) -> Actor:
    return Actor(name=row.referrer_name, organisation=row.organisation)


def _told(row: HandIn) -> str:
    """Return what the owner reads about this hand-in."""
    parts = [
        _("Aangebracht door %(name)s (%(phone)s).") % {"name": row.referrer_name, "phone": row.referrer_phone or row.referrer_email},
        f"{row.get_reason_display()}. {row.get_approach_display()}.",
        _("School: %(school)s.") % {"school": row.school} if row.school else "",
        _("Gewenst contact: %(day)s.") % {"day": long_date(row.wanted_on)} if row.wanted_on else "",
        _("Toestemming: %(who)s, %(how)s, %(day)s.") % {
            "who": row.consent_by, "how": row.get_consent_medium_display().lower(), "day": long_date(row.consent_on)
        },
        row.note,
    ]  # fmt: skip
    return " ".join(part for part in parts if part)


def _answers(row: HandIn) -> IntakeAnswers:
    return IntakeAnswers(
        who=Who.REFERRER,
        birth_year=row.birth_year,
        municipality_id=row.municipality_id,
        postal_code=row.postal_code,
        situation=row.situation,
        clock_started_on=row.without_place_on,
        max_minutes=MINUTES,
        first_name=row.first_name,
        last_name=row.last_name,
        phone=str(row.phone or ""),
        email=row.email,
        prefer=row.prefer,
        moment=row.moment,
        helper_name=f"{row.referrer_name} ({row.organisation})"[:120],
        helper_phone=str(row.referrer_phone or ""),
    )
