"""Addresses in mails: a signed token lets one party of one agreement in, after a button."""

import datetime as dt
import uuid

from django.urls import reverse

from core import tokens
from core.links import absolute
from placements.enums import Party, TryOutSide
from placements.models import (
    Agreement,
    EvaluationRound,
    Meeting,
    PortfolioShare,
    Pulse,
    PulseTask,
    SharingMember,
    TryOut,
)


def token_for(party: Party, agreement: Agreement) -> str:
    """Return the token with which a party opens the page of an agreement."""
    return tokens.sign(f"placements.{party.value}", agreement.public_id)


def link_for(party: Party, agreement: Agreement) -> str:
    """Return the full address for a party."""
    return absolute(reverse("placements:agreement_by_link", args=[party.value, token_for(party, agreement)]))


def agreement_id_of(party: Party, token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign(f"placements.{party.value}", token, max_age=dt.timedelta(days=link_days)))


def calendar_token_for(meeting: Meeting) -> str:
    """Return the token that fetches the calendar file of an appointment; it opens nothing else."""
    return tokens.sign("placements.calendar", meeting.public_id)


def calendar_link_for(meeting: Meeting) -> str:
    """Return the full address of the calendar file of an appointment."""
    return absolute(reverse("placements:meeting_calendar_by_link", args=[calendar_token_for(meeting)]))


def meeting_id_of(token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a calendar token. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.calendar", token, max_age=dt.timedelta(days=link_days)))


def pulse_token_for(pulse: Pulse) -> str:
    """Return the token with which one side answers one question."""
    return tokens.sign("placements.pulse", pulse.public_id)


def pulse_link_for(pulse: Pulse) -> str:
    """Return the full address of a question."""
    return absolute(reverse("placements:pulse", args=[pulse_token_for(pulse)]))


def pulse_id_of(token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token of a question. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.pulse", token, max_age=dt.timedelta(days=link_days)))


def task_path(task: PulseTask) -> str:
    """Return the path of the page of a call."""
    return reverse("placements:pulse_task", args=[task.public_id])


def try_out_token_for(side: TryOutSide, try_out: TryOut) -> str:
    """Return the token with which one side opens the page of try-out days."""
    return tokens.sign(f"placements.try-out.{side.value}", try_out.public_id)


def try_out_link_for(side: TryOutSide, try_out: TryOut) -> str:
    """Return the full address for a side."""
    return absolute(reverse("placements:try_out_by_link", args=[side.value, try_out_token_for(side, try_out)]))


def try_out_id_of(side: TryOutSide, token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign(f"placements.try-out.{side.value}", token, max_age=dt.timedelta(days=link_days)))


def sharing_token_for(member: SharingMember) -> str:
    """Return the token with which one company opens its part of a shared workplace."""
    return tokens.sign("placements.sharing", member.public_id)


def sharing_link_for(member: SharingMember) -> str:
    """Return the full address for a company that was asked to share a learner."""
    return absolute(reverse("placements:sharing_by_link", args=[sharing_token_for(member)]))


def sharing_member_id_of(token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token of a company. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.sharing", token, max_age=dt.timedelta(days=link_days)))


def evaluation_token_for(row: EvaluationRound) -> str:
    """Return the token with which the mentor fills in one evaluation."""
    return tokens.sign("placements.evaluation", row.public_id)


def evaluation_link_for(row: EvaluationRound) -> str:
    """Return the full address where the mentor fills in one evaluation."""
    return absolute(reverse("placements:evaluation_by_link", args=[evaluation_token_for(row)]))


def round_id_of(token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token of an evaluation. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.evaluation", token, max_age=dt.timedelta(days=link_days)))


def proofs_token_for(agreement: Agreement) -> str:
    """Return the token with which the mentor confirms activities of one agreement."""
    return tokens.sign("placements.proofs", agreement.public_id)


def proofs_link_for(agreement: Agreement) -> str:
    """Return the full address where the mentor confirms activities."""
    return absolute(reverse("placements:proofs_by_link", args=[proofs_token_for(agreement)]))


def proofs_agreement_id_of(token: str, link_days: int) -> uuid.UUID:
    """Return the public id in a token of proofs. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.proofs", token, max_age=dt.timedelta(days=link_days)))


def share_token_for(share: PortfolioShare) -> str:
    """Return the token that opens a shared portfolio; the row says until when, the signature that we made it."""
    return tokens.sign("placements.portfolio", share.public_id)


def share_link_for(share: PortfolioShare) -> str:
    """Return the full address of a shared portfolio."""
    return absolute(reverse("placements:portfolio_shared", args=[share_token_for(share)]))


def share_id_of(token: str) -> uuid.UUID:
    """Return the public id in a token of a shared portfolio. Raises `tokens.TokenExpired` or `tokens.TokenForged`."""
    return uuid.UUID(tokens.unsign("placements.portfolio", token, max_age=dt.timedelta(days=3660)))
