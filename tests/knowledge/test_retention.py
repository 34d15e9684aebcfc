"""Names and words go in time; what counts stays."""

import datetime as dt

import pytest
import time_machine

from knowledge.models import PageRemark, ToolReview, UnansweredSearch
from tests.factories.companies import MentorFactory
from tests.factories.knowledge import ParticipantFactory, ToolReviewFactory, TrainerFactory
from tests.factories.knowledge_base import PageRemarkFactory, UnansweredSearchFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
LAST = dt.date(2028, 3, 2)


def test_a_review_goes_when_it_says_nothing_any_more(terms):
    ToolReviewFactory(given_on=dt.date(2026, 3, 2))
    kept = ToolReviewFactory(given_on=dt.date(2027, 3, 2))
    assert run_policy("knowledge.reviews", LAST) == 0
    assert run_policy("knowledge.reviews", LAST + dt.timedelta(days=1)) == 1
    assert run_policy("knowledge.reviews", LAST + dt.timedelta(days=1)) == 0
    assert ToolReview.objects.get() == kept


def test_a_certificate_keeps_its_hours_without_the_person(terms):
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = ParticipantFactory(certified=True, course__state="done", mentor=MentorFactory())
        ParticipantFactory(course=row.course)
        busy = ParticipantFactory()
    assert run_policy("knowledge.participants", LAST) == 0
    assert run_policy("knowledge.participants", LAST + dt.timedelta(days=1)) == 2
    assert run_policy("knowledge.participants", LAST + dt.timedelta(days=1)) == 0
    row.refresh_from_db()
    assert (row.name, row.organisation, row.mentor, row.hours) == ("gewist", "", None, 6)
    assert row.email.endswith("@gewist.invalid")
    busy.refresh_from_db()
    assert busy.name != "gewist"


def test_a_trainer_of_long_ago_has_no_name(terms):
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = TrainerFactory(course__state="done")
        TrainerFactory()
    assert run_policy("knowledge.trainers", LAST) == 0
    assert run_policy("knowledge.trainers", LAST + dt.timedelta(days=1)) == 1
    assert run_policy("knowledge.trainers", LAST + dt.timedelta(days=1)) == 0
    row.refresh_from_db()
    assert row.name == "gewist"


def test_remarks_and_searches_go_in_time(terms):
    PageRemarkFactory(given_on=dt.date(2026, 3, 2))
    PageRemarkFactory(given_on=dt.date(2027, 3, 2))
    UnansweredSearchFactory(last_on=dt.date(2026, 3, 2))
    UnansweredSearchFactory(last_on=dt.date(2027, 3, 2))
    for policy in ("knowledge.remarks", "knowledge.searches"):
        assert run_policy(policy, LAST) == 0
        assert run_policy(policy, LAST + dt.timedelta(days=1)) == 1
        assert run_policy(policy, LAST + dt.timedelta(days=1)) == 0
    assert (PageRemark.objects.count(), UnansweredSearch.objects.count()) == (1, 1)
