"""What the nightly task must look at."""

import datetime as dt

from learners.models import BreakOff
from matchmaking.adapters.scope import IN_MARKET
from matchmaking.enums import ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal
from matchmaking.rules import Terms


def to_remind(today: dt.date, terms: Terms) -> list[int]:
    """Return open proposals whose one reminder is due."""
    latest = today + dt.timedelta(days=terms.answer_days - terms.reminder_days)
    rows = Proposal.objects.open().filter(reminded_at=None, answer_due_on__lte=latest, answer_due_on__gte=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_expire(today: dt.date, terms: Terms) -> list[int]:
    """Return open proposals that nobody answered in time."""
    before = today - dt.timedelta(days=terms.grace_days)
    rows = Proposal.objects.open().filter(answer_due_on__lt=before)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def finished_rounds() -> list[int]:
    """Return published rounds in which nothing is waiting any more."""
    busy = Proposal.objects.filter(state__in=(ProposalState.DRAFT, ProposalState.OPEN), round__isnull=False)
    rows = MatchRound.objects.filter(state=RoundState.PUBLISHED).exclude(pk__in=busy.values("round"))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def losses_to_search() -> list[int]:
    """Return the reports of a lost workplace after which nobody searched yet, of learners who search now."""
    rows = BreakOff.objects.current().filter(searched_at=None, case__state__in=IN_MARKET)
    return list(rows.order_by("pk").values_list("pk", flat=True))
