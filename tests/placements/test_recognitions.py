"""A recognition that ends before an agreement does is told to the company, and to the colleague in the file."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.models import DatedRule
from companies.models import Recognition
from placements.selectors.recognitions import warnings_of, with_last_agreement
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.placements import AgreementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@pytest.fixture(autouse=True)
def light(terms):
    if not DatedRule.objects.filter(key="availability-term").exists():
        DatedRuleFactory(key="availability-term", value=60)


def agreement(*, ends_in, state="running"):
    """An agreement that begins now, at a place whose recognition ends in a hundred days."""
    row = AgreementFactory(**{state: True}, people=True)
    row.ends_on = timezone.localdate() + dt.timedelta(days=ends_in)
    row.save(update_fields=["ends_on"])
    Recognition.objects.filter(establishment=row.workplace.establishment_id).update(
        valid_until=timezone.localdate() + dt.timedelta(days=100)
    )
    return row


def needed_until(row):
    found = with_last_agreement().filter(establishment=row.workplace.establishment_id)
    return found.get().needed_until


@pytest.mark.parametrize(
    ("ends_in", "state", "told"),
    [(100, "running", False), (101, "running", True), (101, "signing", True), (101, "cancelled", False)],
)
def test_only_a_live_agreement_that_outlives_the_recognition_is_told(ends_in, state, told):
    row = agreement(ends_in=ends_in, state=state)
    assert needed_until(row) == (row.ends_on if told else None)
    assert bool(warnings_of(row.learner_id)) == told


def test_a_recognition_that_was_lifted_says_nothing_here():
    row = agreement(ends_in=200)
    Recognition.objects.filter(establishment=row.workplace.establishment_id).update(state="lifted")
    assert needed_until(row) is None
    assert warnings_of(row.learner_id) == []


def test_the_company_reads_it_on_its_desk(client):
    row = agreement(ends_in=200)
    user = UserFactory()
    CompanyMembershipFactory(user=user, company=row.workplace.establishment.company)
    client.force_login(user)
    page = client.get(reverse("companies:desk")).content.decode()
    assert "Eindigt te vroeg" in page
    assert "Vraag de verlenging nu aan" in page


def test_a_colleague_reads_it_in_the_file(client):
    row = agreement(ends_in=200)
    case = row.learner.case
    type(case).objects.filter(pk=case.pk).update(state="placed", state_due_on=None, promised_by=case.promised_by)
    client.force_login(UserFactory(staff=True))
    page = client.get(reverse("admin:learners_case_change", args=[case.pk])).content.decode()
    assert f"{row.workplace.establishment.company}: De erkenning loopt af op" in page.replace("&#x27;", "'")
