"""Mails about proposals. Every one is an outbox row with a key, so that the same news is never sent twice."""

from typing import Any

from django.urls import reverse

from core.languages import DUTCH, speaking
from core.links import absolute
from mailing.enums import MailState
from mailing.models import OutboxMail
from mailing.services import queue_mail
from matchmaking import links, sentences
from matchmaking.models import Proposal
from matchmaking.selectors import people
from matchmaking.selectors.travel import travel_notes

FOLDER = "matchmaking/email"


def ask_learner(proposal: Proposal, *, occasion: str = "asked") -> bool:
    """Mail the proposal with its reasons to the learner; False for a learner without address."""
    with speaking(people.learner_language(proposal.learner)):
        reasons = sentences.parts_of(proposal, travel_notes())
    context = {"reasons": reasons, "link": links.link_for(links.LEARNER, proposal)}
    return _to_learner(proposal, "proposal_learner", occasion, context)


def ask_company(proposal: Proposal, *, occasion: str = "asked") -> bool:
    """Mail the proposal to the company with initials, programme, municipality and start.

    False when nobody there gets it: no confirmed address, or everybody stopped our mails.
    """
    return _to_company(proposal, "proposal_company", occasion, {"link": links.link_for(links.COMPANY, proposal)})


def remind_learner(proposal: Proposal) -> bool:
    """Remind a learner who has not answered yet; False for a learner without address."""
    return _to_learner(proposal, "reminder_learner", "reminded", {"link": links.link_for(links.LEARNER, proposal)})


def remind_company(proposal: Proposal) -> bool:
    """Remind a company that has not answered yet; False when nobody there gets it."""
    return _to_company(proposal, "reminder_company", "reminded", {"link": links.link_for(links.COMPANY, proposal)})


def introduce(proposal: Proposal) -> None:
    """Tell learner, company and school that both said yes: now the names and numbers may be known."""
    contacts = people.company_contacts(proposal.workplace.establishment.company_id)
    _to_learner(proposal, "introduction_learner", "introduced", {"contacts": contacts})
    contact = people.contact_of(proposal.learner)
    stop = absolute(reverse("matchmaking:break_off_by_link", args=[links.token_for(links.COMPANY, proposal)]))
    _to_company(proposal, "introduction_company", "introduced", {"contact": contact, "stop_link": stop})
    context = _context(proposal, {"link": absolute(reverse("frontoffice:my_desk"))})
    for number, address in enumerate(people.school_addresses(proposal.learner)):
        _queue(proposal, "introduction_school", f"introduced:school:{number}", address, context)


def tell_learner_no(proposal: Proposal) -> None:
    """Tell a learner who said yes that the company said no, and that the search goes on."""
    _to_learner(proposal, "company_said_no", "company_no", {"link": _matches_link(proposal)})


def tell_company_no(proposal: Proposal) -> None:
    """Tell a company that said yes that the learner chose otherwise."""
    _to_company(proposal, "learner_said_no", "learner_no", {})


def tell_withdrawn(proposal: Proposal, *, learner: bool, company: bool, lost: bool = False) -> None:
    """Tell those who were asked that they need not answer any more; `lost`: that the learner no longer works there."""
    if learner:
        _to_learner(proposal, "withdrawn_learner", "withdrawn", {"link": _matches_link(proposal)})
    if company and lost:
        _to_company(proposal, "lost_company", f"lost:{proposal.updated_at:%Y%m%d%H%M%S}", {})
    elif company:
        _to_company(proposal, "withdrawn_company", "withdrawn", {})


def tell_held(proposal: Proposal, *, company: bool) -> None:
    """Tell the learner, and a company that was asked, that another step comes first."""
    _to_learner(proposal, "held_learner", "held", {"link": _matches_link(proposal)})
    if company:
        _to_company(proposal, "held_company", "held", {})


def tell_restored(proposal: Proposal) -> None:
    """Tell the company that the report of an end was a mistake."""
    now = f"{proposal.updated_at:%Y%m%d%H%M%S}"
    _to_company(proposal, "restored_company", f"restored:{now}", {})


def _matches_link(proposal: Proposal) -> str:
    return absolute(reverse("matchmaking:my_matches_by_link", args=[links.token_for(links.LEARNER, proposal)]))


def _to_learner(proposal: Proposal, template: str, occasion: str, extra: dict[str, Any]) -> bool:
    address = people.learner_address(proposal.learner)
    if address:
        language = people.learner_language(proposal.learner)
        with speaking(language):
            context = _context(proposal, extra)
        _queue(proposal, template, f"{occasion}:learner", address, context, language)
    return bool(address)


def _to_company(proposal: Proposal, template: str, occasion: str, extra: dict[str, Any]) -> bool:
    """Mail everybody at the company; tell whether anybody gets it."""
    contacts = people.company_contacts(proposal.workplace.establishment.company_id)
    context = _context(proposal, extra)
    mails = [_queue(proposal, template, f"{occasion}:{one.public_id}", one.email, context) for one in contacts]
    return any(mail.state != MailState.STOPPED for mail in mails)


def _context(proposal: Proposal, extra: dict[str, Any]) -> dict[str, Any]:
    learner, workplace = proposal.learner, proposal.workplace
    return {
        "proposal": proposal,
        "learner": learner,
        "first_name": getattr(people.contact_of(learner), "first_name", ""),
        "initials": people.initials_of(learner),
        "workplace": workplace,
        "company": workplace.establishment.company,
        "establishment": workplace.establishment,
        "programme": workplace.programme,
        "start": sentences.start_of(learner, workplace),
        **extra,
    }


def _queue(
    proposal: Proposal, template: str, occasion: str, to: str, context: dict[str, Any], language: str = DUTCH
) -> OutboxMail:
    return queue_mail(
        key=f"proposal:{proposal.public_id}:{occasion}",
        template=f"{FOLDER}/{template}",
        to=to,
        context=context,
        language=language,
    )
