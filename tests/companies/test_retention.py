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
    ImportJobFactory,
    JoinRequestFactory,
    MentorFactory,
    RecognitionFactory,
    RecognitionLogFactory,
    RecognitionMentorFactory,
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
    DatedRuleFactory(key="retention-import", value=90, unit="dagen")
    DatedRuleFactory(key="retention-mentor", value=12, unit="maanden")
    DatedRuleFactory(key="retention-recognition-steps", value=6, unit="jaar")


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


def test_a_mentor_who_stopped_goes_a_year_later_and_the_dossier_stays():
    link = RecognitionMentorFactory()
    gone, stays = link.mentor, MentorFactory()
    type(gone).objects.filter(pk=gone.pk).update(left_on=START)
    plant(gone)
    assert runs("companies.mentors", dt.date(2027, 3, 2)) == [0, 1, 0]
    assert traces() == []
    assert type(stays).objects.get() == stays
    assert type(link.recognition).objects.filter(pk=link.recognition.pk).exists()


def test_a_mentor_of_a_ceased_company_goes_too():
    MentorFactory(company__ceased=True, company__ceased_on=START)
    assert runs("companies.mentors", dt.date(2027, 3, 2)) == [0, 1, 0]


def test_steps_of_a_recognition_stay_longer_than_the_recognition():
    step = RecognitionLogFactory()
    plant(step)
    made_on(step, START, "at")
    assert runs("companies.recognition-steps", dt.date(2032, 3, 2)) == [0, 1, 0]
    assert traces() == []


def test_the_list_of_a_partner_goes_after_ninety_days():
    job = ImportJobFactory()
    plant(job)
    made_on(job, START)
    assert runs("companies.imports", START + dt.timedelta(days=90)) == [0, 1, 0]
    assert traces() == []
