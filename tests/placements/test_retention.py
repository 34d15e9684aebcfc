"""The people go, the figures stay."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from placements.enums import TryOutState
from placements.models import Agreement, AgreementLog, Sharing, SharingLog, SignCode, TryOutLog
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.follow import MeetingFactory, PulseTaskFactory, ThreadMessageFactory, TryOutFactory
from tests.factories.placements import (
    AgreementFactory,
    PlanLineFactory,
    SharingFactory,
    SharingMemberFactory,
    SignatureFactory,
    SignCodeFactory,
)
from tests.privacy.sentinel import SENTINEL, plant, run_policy, traces

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def ended():
    agreement = AgreementFactory(ended=True, people=True)
    for row in (*agreement.people.all(), SignatureFactory(agreement=agreement), PlanLineFactory(agreement=agreement)):
        plant(row)
    for row in (MeetingFactory(agreement=agreement), ThreadMessageFactory(agreement=agreement)):
        plant(row)
    plant(PulseTaskFactory(agreement=agreement))
    Agreement.objects.filter(pk=agreement.pk).update(work=SENTINEL)
    AgreementLog.objects.create(agreement=agreement, to_state="ended", actor_label=SENTINEL, reason=SENTINEL)
    return agreement


def test_people_go_five_years_after_the_end():
    DatedRuleFactory(key="retention-placement", value=5, unit="jaar")
    with time_machine.travel(dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)):
        agreement = ended()
    AgreementFactory(running=True, people=True)
    assert run_policy("placements.over", dt.date(2026, 6, 1)) == 0
    assert run_policy("placements.over", dt.date(2026, 6, 2)) == 1
    assert run_policy("placements.over", dt.date(2026, 6, 2)) == 0
    assert [name for name in traces() if name.startswith("placements")] == []
    agreement.refresh_from_db()
    assert agreement.workplace_hours == 24


def test_people_go_with_the_learner():
    agreement = ended()
    assert run_policy("placements.wiped_learners", TODAY) == 0
    agreement.learner.contact.delete()
    assert run_policy("placements.wiped_learners", TODAY) == 1
    assert run_policy("placements.wiped_learners", TODAY) == 0
    assert [name for name in traces() if name.startswith("placements")] == []


def test_codes_go_the_day_after():
    SignCodeFactory()
    assert run_policy("placements.sign_codes", TODAY) == 0
    assert run_policy("placements.sign_codes", TODAY + dt.timedelta(days=2)) == 1
    assert SignCode.objects.count() == 0


def test_a_shared_workplace_goes_with_its_names_five_years_after_it_was_over():
    DatedRuleFactory(key="retention-placement", value=5, unit="jaar")
    with time_machine.travel(dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)):
        over = SharingFactory(state="dropped", state_due_on=None)
        SharingMemberFactory(sharing=over)
        SharingLog.objects.create(sharing=over, to_state="dropped", actor_label="Mira")
        SharingFactory()
    assert run_policy("placements.sharings", dt.date(2026, 6, 1)) == 0
    assert run_policy("placements.sharings", dt.date(2026, 6, 2)) == 1
    assert run_policy("placements.sharings", dt.date(2026, 6, 2)) == 0
    assert (Sharing.objects.count(), SharingLog.objects.count()) == (1, 0)


def test_names_of_try_outs_go_five_years_after_the_last_day():
    DatedRuleFactory(key="retention-placement", value=5, unit="jaar")
    days = {"first_day": dt.date(2021, 6, 1), "last_day": dt.date(2021, 6, 1)}
    row = TryOutFactory(state=TryOutState.DECLINED, with_whom=SENTINEL, brings=SENTINEL, **days)
    TryOutLog.objects.create(try_out=row, to_state="declined", actor_label=SENTINEL)
    assert run_policy("placements.try_outs", dt.date(2026, 6, 1)) == 0
    assert run_policy("placements.try_outs", dt.date(2026, 6, 2)) == 1
    assert run_policy("placements.try_outs", dt.date(2026, 6, 2)) == 0
    assert [name for name in traces() if name.startswith("placements")] == []
