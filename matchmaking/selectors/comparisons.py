"""Reads of comparisons of policies."""

import datetime as dt
from uuid import UUID

from django.db.models import Q, QuerySet

from matchmaking.enums import ComparisonState
from matchmaking.models import PolicyComparison
from matchmaking.rules import SILENCE

BATCH = 20


def waiting_comparison_ids() -> list[int]:
    """Return the comparisons that wait for a worker, oldest first."""
    rows = PolicyComparison.objects.filter(state=ComparisonState.WAITING).order_by("created_at", "pk")
    return list(rows.values_list("pk", flat=True)[:BATCH])


def silent_comparison_ids(now: dt.datetime) -> list[int]:
    """Return running comparisons without a recent sign of life."""
    silent = Q(heartbeat_at=None) | Q(heartbeat_at__lt=now - SILENCE)
    return list(PolicyComparison.objects.filter(silent, state=ComparisonState.RUNNING).values_list("pk", flat=True))


def comparison_list() -> "QuerySet[PolicyComparison]":
    """Return comparisons with what their list and their page show."""
    return PolicyComparison.objects.select_related("subregion", "programme", "started_by", "profile", "adopted")


def comparison_of(public_id: UUID) -> PolicyComparison | None:
    """Return one comparison for its page."""
    return comparison_list().filter(public_id=public_id).first()
