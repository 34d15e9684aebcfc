"""Somebody asks to work with a company that is registered already; the company decides."""

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from companies.enums import JOIN_MOVES, CompanyRole, CompanyState, JoinState
from companies.models import Company, CompanyContact, JoinRequest
from companies.selectors.terms import link_days
from companies.services.access import give_access
from companies.services.locking import locked
from companies.services.registration import send_confirm_link
from core import clock, tokens
from core.links import absolute
from core.states import MoveRefused, require_move
from mailing.services import queue_mail
from privacy import journal

DECIDE = "companies.join"


@transaction.atomic
def ask_to_join(*, actor: Actor, company: Company, name: str, email: str) -> JoinRequest | None:
    """Ask the company's confirmed contacts (and show staff) that somebody wants to join.

    The same question twice is one question. Somebody who registered this company and never confirmed gets a new
    link instead (then None is returned): outside nobody can tell the difference.
    Raises `MoveRefused` for a company that ceased.
    """
    company = locked(company)
    if company.state == CompanyState.CEASED:
        raise MoveRefused("Dit bedrijf staat bij ons als stopgezet. Klopt dat niet? Bel ons even.")
    address = email.strip().lower()
    own = CompanyContact.objects.filter(company=company, email=address, email_confirmed_at=None).first()
    if own is not None:
        send_confirm_link(contact=own)
        return None
    request, created = JoinRequest.objects.get_or_create(
        company=company, email=address, state=JoinState.WAITING, defaults={"name": name}
    )
    if created:
        journal.record(actor=actor, verb="join_asked", subject=request)
        send_decide_links(request=request)
    return request


def send_decide_links(*, request: JoinRequest) -> None:
    """Mail every confirmed contact of the company a link to decide; asking twice in a minute sends one mail each."""
    path = reverse("companies:join_decide", args=[tokens.sign(DECIDE, request.public_id)])
    about = {
        "company": request.company,
        "request": request,
        "link": absolute(path),
        "days": link_days(clock.today()),
    }
    for contact in CompanyContact.objects.filter(company=request.company_id, email_confirmed_at__isnull=False):
        queue_mail(
            key=f"company-join:{request.public_id}:{contact.public_id}:{clock.now():%Y%m%d%H%M}",
            template="companies/email/join_asked",
            to=contact.email,
            context={**about, "contact": contact},
        )


@transaction.atomic
def accept_join(*, actor: Actor, request: JoinRequest) -> JoinRequest:
    """Let the asker work for the company and tell them. Raises `MoveRefused` when it was decided before."""
    request = _decide(actor, request, "join_accepted", JoinState.ACCEPTED)
    give_access(actor=actor, company=request.company, email=request.email, name=request.name, role=CompanyRole.CONTACT)
    _answer(request, "companies/email/join_accepted")
    return request


@transaction.atomic
def refuse_join(*, actor: Actor, request: JoinRequest) -> JoinRequest:
    """Tell the asker that the company said no. Raises `MoveRefused` when it was decided before."""
    request = _decide(actor, request, "join_refused", JoinState.REFUSED)
    _answer(request, "companies/email/join_refused")
    return request


def _decide(actor: Actor, request: JoinRequest, verb: str, target: str) -> JoinRequest:
    request = locked(request)
    if request.company.state == CompanyState.CEASED:
        raise MoveRefused("Dit bedrijf staat bij ons als stopgezet.")
    require_move(JOIN_MOVES, request.state, target, "Over deze vraag is al beslist.")
    request.state = target
    request.decided_at = clock.now()
    request.decided_by_id = actor.user_id
    request.save(update_fields=["state", "decided_at", "decided_by", "updated_at"])
    journal.record(actor=actor, verb=verb, subject=request, from_state=JoinState.WAITING, to_state=target)
    return request


def _answer(request: JoinRequest, template: str) -> None:
    queue_mail(
        key=f"company-join:{request.public_id}:answer",
        template=template,
        to=request.email,
        context={"request": request, "company": request.company, "link": absolute(reverse("companies:desk"))},
    )
