"""Mails about visits, evaluations and the portfolio. Nobody's score is ever in a mail."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from core.links import absolute
from learners.models import ContactDetails
from mailing.services import queue_mail
from placements import links
from placements.enums import Party, PulseSide
from placements.follow_enums import EvaluationSide
from placements.models import Agreement, EvaluationRound, Proof, Visit
from placements.selectors.pulse import address_of


def remind_visit(visit: Visit) -> None:
    """Ask the coach to note how a visit went."""
    coach = visit.coach or visit.agreement.coach
    if coach is None or not coach.is_active or not coach.email:
        return
    context = {
        "visit": visit,
        "company": visit.agreement.workplace.establishment.company.name,
        "learner": visit.agreement.learner.contact.initials,
        "link": absolute(reverse("placements:visit", args=[visit.agreement.public_id, visit.public_id])),
    }
    key = f"visit:{visit.public_id}:{visit.visit_on:%Y%m%d}"
    queue_mail(key=key, template="placements/email/visit_remind", to=coach.email, context=context)


def ask(row: EvaluationRound, sides: Iterable[EvaluationSide], *, again: bool = False) -> None:
    """Ask sides to fill in an evaluation, or remind them: the mentor by a link, the coach on the own desk."""
    agreement = row.agreement
    known = {
        "round": row,
        "again": again,
        "company": agreement.workplace.establishment.company.name,
        "learner": agreement.learner.contact.first_name,
    }
    for side in sides:
        name, address = _reader(agreement, side)
        if not address:
            continue
        link = links.evaluation_link_for(row) if side == EvaluationSide.MENTOR else _desk_link(row)
        key = f"evaluation:{row.public_id}:{side.value}:{'again' if again else 'asked'}"
        context = {**known, "name": name.partition(" ")[0] or _("collega"), "link": link}
        queue_mail(key=key, template="placements/email/evaluation", to=address, context=context)


def tell_learner(row: EvaluationRound) -> None:
    """Tell the learner that mentor and coach both handed in; what they gave stands on the page."""
    link = links.link_for(Party.LEARNER, row.agreement)
    _to_learner(row.agreement, f"evaluation-ready:{row.public_id}", "placements/email/evaluation_ready", link)


def ask_proofs(agreement: Agreement, proofs: Sequence[Proof]) -> None:
    """Ask the mentor to confirm activities, one mail for all of them."""
    name, address = address_of(agreement, PulseSide.MENTOR)
    if not address:
        return
    contact = ContactDetails.objects.filter(learner=agreement.learner_id).first()
    context = {
        "name": name.partition(" ")[0],
        "learner": contact.first_name if contact else "",
        "activities": [str(proof.activity) for proof in proofs],
        "until": proofs[0].state_due_on,
        "link": links.proofs_link_for(agreement),
    }
    key = f"proofs:{agreement.public_id}:{min(proof.pk for proof in proofs)}:{clock.now():%Y%m%d%H%M%S}"
    queue_mail(key=key, template="placements/email/proof_ask", to=address, context=context)


def tell_confirmed(agreement: Agreement, proof: Proof) -> None:
    """Tell the learner that the mentor confirmed something: one mail a day, however many taps."""
    key = f"proof-told:{agreement.public_id}:{proof.confirmed_at:%Y%m%d}"
    link = absolute(reverse("learners:code_entry"))
    _to_learner(agreement, key, "placements/email/proof_told", link)


def _to_learner(agreement: Agreement, key: str, template: str, link: str) -> None:
    contact = ContactDetails.objects.filter(learner=agreement.learner_id).exclude(email="").first()
    if contact is None:
        return
    context = {
        "name": contact.first_name,
        "company": agreement.workplace.establishment.company.name,
        "link": link,
    }
    queue_mail(key=key, template=template, to=contact.email, context=context, language=contact.language)


def _reader(agreement: Agreement, side: EvaluationSide) -> tuple[str, str]:
    if side == EvaluationSide.MENTOR:
        return address_of(agreement, PulseSide.MENTOR)
    coach = agreement.coach
    return (coach.full_name, coach.email) if coach and coach.is_active else ("", "")


def _desk_link(row: EvaluationRound) -> str:
    args = [row.agreement.public_id, row.public_id, EvaluationSide.COACH.value]
    return absolute(reverse("placements:evaluation_fill", args=args))
