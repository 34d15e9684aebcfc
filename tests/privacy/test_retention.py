"""The runner, the command and the policies of this app."""

import datetime as dt
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actor import SYSTEM
from catalogue.models import DatedRule
from core import retention as registry
from core.retention import RetentionPolicy
from privacy import journal, selectors, services, tasks
from privacy.models import RetentionRun
from tests.factories.accounts import UserFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
TODAY = dt.date(2028, 6, 15)


def set_rule(key: str, value: int, unit: str, **extra) -> None:
    DatedRule.objects.create(
        key=key, label=key, value=value, unit=unit, source="test", last_checked=dt.date(2026, 1, 1), **extra
    )


@pytest.fixture
def all_rules():
    for key in {policy.rule for policy in registry.policies() if policy.rule}:
        set_rule(key, 2, "jaar")


def journal_line(day: dt.date) -> LogEntry:
    user = UserFactory()
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    return LogEntry.objects.create(
        content_type_id=_type_id(user), object_pk=str(user.pk), object_id=user.pk, action=3, timestamp=moment
    )


def _type_id(row):
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(row).pk


def test_journal_goes_after_its_term_and_only_then():
    set_rule("retention-journal", 2, "jaar")
    line = journal_line(dt.date(2026, 6, 14))
    assert run_policy("privacy.journal", dt.date(2028, 6, 14)) == 0
    assert LogEntry.objects.filter(pk=line.pk).exists()
    assert run_policy("privacy.journal", dt.date(2028, 6, 15)) == 1
    assert not LogEntry.objects.exists()
    assert run_policy("privacy.journal", dt.date(2028, 6, 15)) == 0


def test_the_term_is_the_rule_that_holds_today():
    set_rule("retention-journal", 2, "jaar", valid_until=dt.date(2027, 12, 31))
    set_rule("retention-journal", 90, "dagen", valid_from=dt.date(2028, 1, 1))
    (policy,) = (policy for policy in registry.policies() if policy.key == "privacy.journal")
    assert selectors.first_kept_day(policy, dt.date(2027, 12, 31)) == dt.date(2025, 12, 31)
    assert selectors.first_kept_day(policy, dt.date(2028, 3, 31)) == dt.date(2028, 1, 1)


def test_expired_sessions_go():
    for days in (-2, 3):
        Session.objects.create(
            session_key=f"sleutel{days}", session_data="x", expire_date=timezone.now() + dt.timedelta(days=days)
        )
    assert run_policy("privacy.sessions", timezone.localdate()) == 1
    assert Session.objects.get().session_key == "sleutel3"


def test_dry_run_counts_and_touches_nothing(all_rules):
    journal_line(dt.date(2020, 1, 1))
    services.run_all(today=TODAY, dry_run=True)
    assert LogEntry.objects.count() == 1
    runs = RetentionRun.objects.all()
    assert {run.policy for run in runs} == {policy.key for policy in registry.policies()}
    assert all(run.dry_run for run in runs)
    assert runs.get(policy="privacy.journal").affected == 1


def test_one_broken_policy_does_not_stop_the_others(all_rules, monkeypatch):
    broken = RetentionPolicy(
        key="aaa.broken", model=RetentionRun, purpose="Test.", rule="no-such-rule", due=lambda rows, _day: rows
    )
    monkeypatch.setattr(registry, "_policies", {**registry._policies, broken.key: broken})
    journal_line(dt.date(2020, 1, 1))
    with pytest.raises(services.RetentionFailed, match=r"aaa\.broken"):
        services.run_all(today=TODAY)
    assert not LogEntry.objects.exists()


def test_more_than_a_batch(monkeypatch):
    set_rule("retention-journal", 2, "jaar")
    monkeypatch.setattr(services, "BATCH", 2)
    for _ in range(5):
        journal_line(dt.date(2020, 1, 1))
    assert run_policy("privacy.journal", TODAY) == 5
    assert not LogEntry.objects.exists()


def test_the_task_twice_leaves_the_same_rows(all_rules):
    journal.record(actor=SYSTEM, verb="changed", subject=UserFactory())
    tasks.run_retention()
    after_once = LogEntry.objects.count()
    tasks.run_retention()
    assert LogEntry.objects.count() == after_once == 1


def test_command_prints_each_policy_and_changes_nothing_when_dry(all_rules):
    journal_line(dt.date(2020, 1, 1))
    out = StringIO()
    call_command("retention", "--dry-run", stdout=out)
    for policy in registry.policies():
        assert policy.key in out.getvalue()
    assert "zouden verdwijnen" in out.getvalue()
    assert LogEntry.objects.count() == 1


def test_command_says_which_rule_is_missing():
    with pytest.raises(CommandError, match=r"privacy\.journal"):
        call_command("retention", stdout=StringIO())


def test_a_key_is_registered_once_and_a_term_is_given_once():
    policy = registry.policies()[0]
    registry.register(policy)
    twin = RetentionPolicy(key=policy.key, model=policy.model, purpose="x", due=policy.due, keep_days=1)
    with pytest.raises(ValueError, match="twice"):
        registry.register(twin)
    with pytest.raises(ValueError, match="either"):
        RetentionPolicy(key="x.y", model=RetentionRun, purpose="x", due=policy.due)
