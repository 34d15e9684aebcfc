"""What the desk of a company tells of learners: only who was asked about, without a name, and who it knows by now."""

import datetime as dt

import pytest
from django.utils import timezone

from matchmaking.selectors.company_desk import desk_learners
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(province):
    return province.place(places=9)


@pytest.fixture
def propose(province, place):
    def one(*, shares=False, state="matching", **values):
        learner = province.learner(state=state)
        if shares:
            IntakeFactory(learner=learner, consent_share=True)
        return ProposalFactory(learner=learner, workplace=place, **values)

    return one


def test_only_what_was_asked_and_not_answered_waits_the_most_urgent_first(propose, place):
    day = timezone.localdate()
    late = propose(opened=True, shares=True, answer_due_on=day + dt.timedelta(days=9))
    soon = propose(opened=True, learner_answer="yes", answer_due_on=day + dt.timedelta(days=2))
    propose(opened=True)
    propose(shares=True)
    propose(opened=True, shares=True, company_answer="yes")
    propose(state="introduced", introduced=True)
    ProposalFactory(opened=True, learner_answer="yes")
    found = desk_learners([place.establishment.company_id])
    assert [one.code for one in found.waiting] == [soon.code, late.code]
    contact = soon.learner.contact
    assert found.waiting[0].initials == contact.initials
    assert contact.first_name not in repr(found.waiting)
    assert str(contact.phone) not in repr(found.waiting)


def test_the_learners_a_company_knows_stand_newest_first_as_long_as_they_come_or_work_there(propose, place):
    now = timezone.now()
    old = propose(state="placed", introduced=True, introduced_at=now - dt.timedelta(days=60))
    new = propose(state="introduced", introduced=True, introduced_at=now)
    propose(state="matching", introduced=True)
    found = desk_learners([place.establishment.company_id])
    assert [one.name for one in found.known] == [one.learner.contact.first_name for one in (new, old)]
    assert [one.is_placed for one in found.known] == [False, True]
    assert found.waiting == []


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_learners_of_a_desk_are_one_query(propose, place, rows, django_assert_num_queries):
    for _ in range(rows):
        propose(opened=True, shares=True)
        propose(state="placed", introduced=True)
    with django_assert_num_queries(1):
        found = desk_learners([place.establishment.company_id])
    assert (len(found.waiting), len(found.known)) == (rows, rows)
