"""How long the journal, the admin's own log, sessions and the lists of this app itself are kept."""

import datetime as dt

from auditlog.models import LogEntry
from django.contrib.admin.models import LogEntry as AdminLine
from django.contrib.sessions.models import Session

from core.retention import RetentionPolicy, Rows, delete_rows
from privacy.journal import forgetting
from privacy.models import RetentionRun


def _written_before(lines: Rows, before: dt.date) -> Rows:
    return lines.filter(timestamp__date__lt=before)


def _logged_before(lines: Rows, before: dt.date) -> Rows:
    return lines.filter(action_time__date__lt=before)


def _expired_before(sessions: Rows, before: dt.date) -> Rows:
    return sessions.filter(expire_date__date__lt=before)


def _ran_before(runs: Rows, before: dt.date) -> Rows:
    return runs.filter(ran_at__date__lt=before)


def forget_lines(lines: Rows) -> int:
    """Delete lines of the journal: the only place that may."""
    with forgetting():
        return delete_rows(lines)


POLICIES = (
    RetentionPolicy(
        key="privacy.journal",
        model=LogEntry,
        purpose="Om te kunnen tonen wie een dossier zag of wijzigde.",
        rule="retention-journal",
        due=_written_before,
        action=forget_lines,
    ),
    RetentionPolicy(
        key="privacy.admin_log",
        model=AdminLine,
        purpose="Om te kunnen tonen wie in het beheer iets wijzigde.",
        rule="retention-journal",
        due=_logged_before,
    ),
    RetentionPolicy(
        key="privacy.sessions",
        model=Session,
        purpose="Om aangemeld te blijven tot de sessie vervalt.",
        keep_days=0,
        due=_expired_before,
    ),
    RetentionPolicy(
        key="privacy.runs",
        model=RetentionRun,
        purpose="Om te kunnen tonen dat er opgeruimd is.",
        rule="retention-journal",
        due=_ran_before,
    ),
)
