"""What waits for a colleague; each number equals the rows behind its address."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from accounts.actor import Actor
from companies.models import CompanyContact, Recognition
from core import clock
from matchmaking.enums import Answer, ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.models.proposal import ProposalQuerySet
from matchmaking.rules import LOST


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Numbers for the work list of the staff, zero for anybody else."""

    drafts: int = 0
    overdue: int = 0
    introductions: int = 0
    rounds_ready: int = 0
    no_address: int = 0


def counts(actor: Actor) -> WorkCounts:
    """Return what waits (5 queries); nothing for somebody who is no colleague."""
    if not actor.is_staff:
        return WorkCounts()
    day = clock.today()
    return WorkCounts(
        drafts=drafts().count(),
        overdue=overdue(day).count(),
        introductions=introductions().count(),
        rounds_ready=MatchRound.objects.filter(state=RoundState.READY).count(),
        no_address=without_address().count(),
    )


def drafts() -> ProposalQuerySet:
    """Proposals that wait for approval."""
    return Proposal.objects.filter(state=ProposalState.DRAFT)


def overdue(day: dt.date) -> ProposalQuerySet:
    """Open proposals past the day we asked an answer for: a colleague calls."""
    return Proposal.objects.open().filter(answer_due_on__lt=day)


def introductions() -> ProposalQuerySet:
    """Introductions that still go on."""
    return Proposal.objects.filter(state=ProposalState.INTRODUCED, learner__case__state="introduced")


def without_address() -> ProposalQuerySet:
    """Open proposals that cannot be mailed to the learner or to the company, or whose mail the company stopped: a
    colleague calls. A company that named a day is left alone until that day.
    """
    contacts = CompanyContact.objects.filter(
        company=OuterRef("workplace__establishment__company"), email_confirmed_at__isnull=False
    )
    phone_only = Q(learner__contact=None) | Q(learner__contact__email="", learner__contact__helper_email="")
    unreached = (~Exists(contacts) | Q(company_by_phone=True)) & Q(
        company_answer=Answer.WAITING, company_later_on=None
    )
    return Proposal.objects.open().filter(phone_only & Q(learner_answer=Answer.WAITING) | unreached)


def without_recognition() -> ProposalQuerySet:
    """Introductions that go on at a place that lost its recognition: a colleague calls both sides."""
    lost = Recognition.objects.filter(
        establishment=OuterRef("workplace__establishment"), programme=OuterRef("workplace__programme"), state__in=LOST
    )
    return introductions().filter(Exists(lost))
