"""Nothing of a person stays longer than promised."""

import datetime as dt

import pytest
from django.utils import timezone

from companies.enums import JoinState
from companies.models import Company, CompanyContact, JoinRequest
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentFactory,
    JoinRequestFactory,
    RecognitionFactory,
    WorkplaceFactory,
)
from tests.privacy.sentinel import plant, run_policy, traces

pytestmark = pytest.mark.django_db
START = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def rules():
    DatedRuleFactory(key="retention-company-unconfirmed", value=30, unit="dagen")
    DatedRuleFactory(key="retention-company-ceased", value=24, unit="maanden")
    DatedRuleFactory(key="retention-join-request", value=6, unit="maanden")


def made_on(row, day, field="created_at"):
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    type(row)._base_manager.filter(pk=row.pk).update(**{field: moment})


def runs(key, last_day):
    """Run the policy on the last day, the day after, and once more."""
    return [run_policy(key, last_day + dt.timedelta(days=days)) for days in (0, 1, 1)]


def test_a_registration_that_was_never_confirmed():
    place = WorkplaceFactory(establishment__company__unconfirmed=True)
    contact = CompanyContactFactory(company=place.establishment.company, email_confirmed_at=None)
    for row in (contact, contact.company, place.establishment, place):
        plant(row)
    made_on(contact.company, START)
    assert runs("companies.unconfirmed", START + dt.timedelta(days=30)) == [0, 1, 0]
    assert traces() == []
    assert not Company.objects.exists()


def test_an_unconfirmed_company_with_a_recognition_stays():
    company = CompanyFactory(unconfirmed=True)
    EstablishmentFactory(company=company)
    RecognitionFactory(establishment__company=company)
    made_on(company, START)
    assert run_policy("companies.unconfirmed", dt.date(2030, 1, 1)) == 0


def test_contacts_of_a_company_that_ceased():
    stays = CompanyContactFactory()
    contact = CompanyContactFactory(company__ceased=True, company__ceased_on=START)
    plant(contact)
    assert runs("companies.contacts-ceased", dt.date(2028, 3, 2)) == [0, 1, 0]
    assert traces() == []
    assert CompanyContact.objects.get() == stays


@pytest.mark.parametrize(
    ("key", "state", "field"),
    [
        ("companies.join-decided", JoinState.REFUSED, "decided_at"),
        ("companies.join-waiting", JoinState.WAITING, "created_at"),
    ],
)
def test_questions_to_join(key, state, field):
    question = JoinRequestFactory(state=state)
    plant(question)
    made_on(question, START, field)
    assert runs(key, dt.date(2026, 9, 2)) == [0, 1, 0]
    assert traces() == []
    assert not JoinRequest.objects.exists()
