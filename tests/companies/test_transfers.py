"""An address moves to another company: asked, decided, with its recognitions and without the mentors."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actor import SYSTEM
from companies.enums import TransferState
from companies.models import EstablishmentTransfer, RecognitionMentor, RecognitionPaper
from companies.services import transfers
from core.states import MoveRefused
from tests.factories.accounts import UserFactory
from tests.factories.companies import (
    CompanyFactory,
    CompanyMembershipFactory,
    EstablishmentTransferFactory,
    RecognitionFactory,
    RecognitionMentorFactory,
    RecognitionPaperFactory,
    WorkplaceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DAY = {"taken_over_on_day": "1", "taken_over_on_month": "10", "taken_over_on_year": "2026"}


@pytest.fixture
def place():
    place = WorkplaceFactory()
    file = RecognitionFactory(establishment=place.establishment, programme=place.programme)
    link = RecognitionMentorFactory(recognition=file)
    RecognitionPaperFactory(recognition=file, line="extract", mentor=link.mentor)
    RecognitionPaperFactory(recognition=file, line="equipment")
    return place


def test_recognitions_and_workplaces_go_along_and_mentors_stay(place, heard):
    site, old, new = place.establishment, place.establishment.company, CompanyFactory()
    asked = transfers.ask_transfer(
        actor=SYSTEM, establishment=site, to_company=new, taken_over_on=dt.date(2026, 10, 1)
    )
    site.refresh_from_db()
    assert site.company == old
    with heard() as news:
        transfers.approve_transfer(actor=SYSTEM, transfer=asked)
    site.refresh_from_db()
    assert site.company == new
    assert site.recognitions.get().state == "recognised"
    assert not RecognitionMentor.objects.exists()
    assert [paper.line for paper in RecognitionPaper.objects.all()] == ["equipment"]
    assert ("changed", place.pk) in news
    kept = EstablishmentTransfer.objects.get()
    assert (kept.from_company, kept.to_company, kept.state) == (old, new, TransferState.APPROVED)


@pytest.mark.parametrize("verb", [transfers.approve_transfer, transfers.refuse_transfer])
@pytest.mark.parametrize("state", [TransferState.APPROVED, TransferState.REFUSED])
def test_it_is_decided_once(verb, state):
    row = EstablishmentTransferFactory(decided=state)
    with pytest.raises(MoveRefused):
        verb(actor=SYSTEM, transfer=row)


def test_the_same_question_twice_is_one_and_another_company_waits(place):
    told = {"actor": SYSTEM, "establishment": place.establishment, "taken_over_on": dt.date(2026, 10, 1)}
    first = CompanyFactory()
    for _twice in range(2):
        transfers.ask_transfer(to_company=first, **told)
    assert EstablishmentTransfer.objects.count() == 1
    for other in (CompanyFactory(), CompanyFactory(ceased=True), place.establishment.company):
        with pytest.raises(MoveRefused):
            transfers.ask_transfer(to_company=other, **told)
    with pytest.raises(IntegrityError), transaction.atomic():
        EstablishmentTransferFactory(establishment=place.establishment)


def test_an_address_that_moved_meanwhile_is_left_alone(place):
    asked = EstablishmentTransferFactory(establishment=place.establishment)
    elsewhere = CompanyFactory()
    type(place.establishment).objects.filter(pk=place.establishment.pk).update(company=elsewhere)
    with pytest.raises(MoveRefused, match="ondertussen"):
        transfers.approve_transfer(actor=SYSTEM, transfer=asked)
    asked.refresh_from_db()
    assert asked.state == TransferState.ASKED


def test_the_page(client, place):
    company, user = CompanyFactory(), UserFactory()
    CompanyMembershipFactory(company=company, user=user)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = reverse("companies:transfer_ask", args=[company.public_id])
    number = place.establishment.establishment_number
    late = client.post(page, {"number": number, **DAY, "taken_over_on_year": "2126"}).content.decode()
    assert "moet nog komen" in late
    assert "Voeg ze gewoon toe" in client.post(page, {"number": "2.147.812.701", **DAY}).content.decode()
    for _twice in range(2):
        assert client.post(page, {"number": number, **DAY}).status_code == 302
    asked = EstablishmentTransfer.objects.get()
    assert (asked.to_company, asked.asked_by) == (company, user)
    stranger = reverse("companies:transfer_ask", args=[place.establishment.company.public_id])
    assert client.get(stranger).status_code == 404
