"""Several parties at the same moment, on a database with real row locks."""

import itertools

import pytest
from django.db import connection

from accounts.actor import ANONYMOUS
from core.states import MoveRefused
from placements.enums import Party
from placements.models import Meeting, MeetingLog, MomentTick
from placements.services import planner
from tests.factories.follow import MeetingFactory
from tests.learners.test_concurrency import TOGETHER, at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("terms"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_all_parties_tick_together_and_nothing_is_lost():
    meeting = MeetingFactory()
    moments = list(meeting.moments.values_list("pk", flat=True))
    parties = itertools.cycle((Party.COMPANY, Party.LEARNER, Party.PARENT))
    answers = [next(parties) for _number in range(TOGETHER)]
    given = iter(answers)
    results = at_once(
        lambda: planner.tick_moments(actor=ANONYMOUS, meeting=meeting, party=next(given), suiting=moments[:2])
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    rows = MomentTick.objects.exclude(party=Party.SCHOOL)
    assert rows.count() == 9
    assert rows.filter(suits=True).count() == 6


def test_of_several_choices_at_once_one_moment_wins():
    meeting = MeetingFactory()
    moments = itertools.cycle(list(meeting.moments.values_list("pk", flat=True)))
    results = at_once(lambda: planner.choose_moment(actor=ANONYMOUS, meeting=meeting, moment_id=next(moments)))
    chosen = Meeting.objects.get().starts_at
    won = [result for result in results if isinstance(result, Meeting)]
    assert {result.starts_at for result in won} == {chosen}
    assert {type(result) for result in results if not isinstance(result, Meeting)} == {MoveRefused}
    assert MeetingLog.objects.count() == 1
