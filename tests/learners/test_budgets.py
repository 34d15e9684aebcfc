"""Queries do not grow with the rows."""

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.learners import CaseEventFactory, CaseFactory, LearnerFactory, ReferralFactory
from tests.factories.matchmaking import ProposalFactory
from tests.learners.helpers import TODAY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.budget,
    pytest.mark.usefixtures("terms", "calendar", "cache_table"),
]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def learner(client):
    case = CaseFactory(matching=True, learner=LearnerFactory(clock_started_on=TODAY.date()))
    cache.clear()
    client.post(reverse("learners:code_entry"), {"code": case.learner.code})
    return case.learner


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_my_page(client, learner, django_assert_max_num_queries, rows):
    for _row in range(rows):
        CaseEventFactory(case=learner.case, for_learner=True)
        PartnerOrganisationFactory(phone="+3251111111")
        ReferralFactory(case=learner.case, **({"state": "closed"} if _row else {}))
        ProposalFactory(learner=learner, opened=True)
    url = reverse("learners:my_page", args=[learner.public_id])
    client.get(url)
    with django_assert_max_num_queries(15):
        client.get(url)


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_code_entry(client, django_assert_max_num_queries, rows):
    for _row in range(rows):
        CaseFactory()
    with django_assert_max_num_queries(3):
        client.get(reverse("learners:code_entry"))


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_queue(client, django_assert_max_num_queries, rows):
    for number in range(rows):
        CaseFactory(learner=LearnerFactory(clock_started_on=TODAY.date() if number % 2 else None))
    client.force_login(UserFactory(staff=True))
    url = reverse("admin:learners_case_changelist")
    client.get(url)
    with django_assert_max_num_queries(12):
        client.get(url)


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_a_case(client, learner, django_assert_max_num_queries, rows):
    for _row in range(rows):
        CaseEventFactory(case=learner.case)
        ReferralFactory(case=learner.case, **({"state": "closed"} if _row else {}))
    client.force_login(UserFactory(staff=True))
    url = reverse("admin:learners_case_change", args=[learner.case.pk])
    client.get(url)
    with django_assert_max_num_queries(15):
        client.get(url)
