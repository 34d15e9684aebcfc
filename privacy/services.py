"""Carrying out the retention policies."""

import datetime as dt
import logging
from collections.abc import Iterator

from django.db import transaction

from core.retention import RetentionPolicy, policies
from privacy import selectors
from privacy.models import RetentionRun

log = logging.getLogger(__name__)
BATCH = 500


class RetentionFailed(Exception):
    """Some policies could not run; the others did."""


def run_policy(*, policy: RetentionPolicy, today: dt.date, dry_run: bool = False) -> RetentionRun:
    """Handle (or with `dry_run` only count) all due rows of one policy, in batches of 500, and note how many.

    Safe to run twice or side by side: each batch asks again which of its rows are due. Raises `catalogue.rules.RuleMissing`.
    """
    due = selectors.due_rows(policy, today)
    affected = due.count() if dry_run else sum(_handle(policy, today, list(due.values_list("pk", flat=True))))
    return RetentionRun.objects.create(policy=policy.key, dry_run=dry_run, affected=affected)


def _handle(policy: RetentionPolicy, today: dt.date, ids: list[object]) -> Iterator[int]:
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            yield policy.action(selectors.due_rows(policy, today).filter(pk__in=ids[start : start + BATCH]))


def run_all(*, today: dt.date, dry_run: bool = False) -> list[RetentionRun]:
    """Run every registered policy. Raises `RetentionFailed` at the end when one of them broke; the others ran."""
    runs, broken = [], []
    for policy in policies():
        try:
            runs.append(run_policy(policy=policy, today=today, dry_run=dry_run))
        except Exception:
            log.exception("retention policy %s failed", policy.key)
            broken.append(policy.key)
    if broken:
        raise RetentionFailed(f"Deze regels zijn niet uitgevoerd: {', '.join(broken)}.")
    return runs
