"""What the public, the engine and the desks may see."""

import datetime as dt

import numpy as np
import pytest
from django.utils import timezone

from accounts.actor import SYSTEM, Actor
from catalogue.enums import MatrixKind, TravelMode
from catalogue.selectors import TravelTable, TravelTables
from companies.models import Company, Establishment, Workplace
from companies.selectors import nightly, own, places
from companies.selectors.registration import programmes_in, sectors_with_programmes
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory, SectorFactory
from tests.factories.companies import CompanyContactFactory, RecognitionFactory, WorkplaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def towns():
    return [MunicipalityFactory(nis=nis, name=name) for nis, name in (("30001", "A"), ("30002", "B"), ("30003", "C"))]


@pytest.fixture
def tables():
    minutes = np.array([[0, 40, 255], [40, 0, 30], [255, 30, 0]], dtype=np.uint8)
    table = TravelTable(TravelMode.BICYCLE, minutes, MatrixKind.ESTIMATE, "test", dt.date(2026, 1, 1), None)
    return TravelTables(("30001", "30002", "30003"), {TravelMode.BICYCLE: table})


class TestNear:
    def near(self, programme, town, tables, today):
        return places.workplaces_near(programme, town, tables, mode=TravelMode.BICYCLE, today=today)

    def test_nearest_first_and_unreachable_last(self, towns, tables, today):
        programme = ProgrammeFactory()
        for town in reversed(towns):
            WorkplaceFactory(programme=programme, establishment__municipality=town)
        found = self.near(programme, towns[0], tables, today)
        assert [(place.municipality, place.minutes) for place in found] == [
            (towns[0].name, 0),
            (towns[1].name, 40),
            (towns[2].name, None),
        ]

    @pytest.mark.parametrize(
        "hidden",
        [
            {"stale": True},
            {"withdrawn": True},
            {"availability": "maybe"},
            {"establishment__closed": True},
            {"establishment__company__unconfirmed": True},
            {"establishment__company__ceased": True},
        ],
    )
    def test_only_confirmed_open_places_are_shown(self, towns, tables, today, hidden):
        programme = ProgrammeFactory()
        WorkplaceFactory(programme=programme, establishment__municipality=towns[0], **hidden)
        shown = WorkplaceFactory(programme=programme, establishment__municipality=towns[0])
        WorkplaceFactory(establishment__municipality=towns[0])
        found = self.near(programme, towns[0], tables, today)
        assert [place.company for place in found] == [shown.establishment.company.name]

    def test_no_contact_data_and_the_demo_flag(self, towns, tables, today):
        place = WorkplaceFactory(establishment__municipality=towns[0], establishment__company__is_demo=True)
        contact = CompanyContactFactory(company=place.establishment.company)
        (found,) = self.near(place.programme, towns[0], tables, today)
        assert found.is_demo
        for secret in (contact.name, contact.email, str(contact.phone), place.establishment.street):
            assert secret not in repr(found)


class TestCounts:
    def test_places_and_recognitions_per_programme(self, today):
        place = WorkplaceFactory(recognised=True)
        WorkplaceFactory(programme=place.programme)
        WorkplaceFactory(programme=place.programme, stale=True)
        RecognitionFactory(lapsed=True, programme=place.programme)
        assert places.open_places_per_programme(today) == {place.programme.pk: 2}
        assert places.recognitions_per_programme(today) == {place.programme.pk: 1}

    def test_asleep_is_recognised_without_a_fresh_open_place(self, today):
        WorkplaceFactory(recognised=True)
        WorkplaceFactory(recognised=True, stale=True)
        RecognitionFactory()
        RecognitionFactory(submitted=True)
        RecognitionFactory(lapsed=True)
        RecognitionFactory(establishment__company__ceased=True)
        assert places.sleeping_recognitions(today) == 2

    def test_share_of_confirmed_places(self, today):
        WorkplaceFactory()
        WorkplaceFactory(stale=True)
        WorkplaceFactory(withdrawn=True)
        assert places.share_confirmed(today) == (1, 2)


class TestVisible:
    def test_owner_colleague_stranger_and_staff(self):
        place = WorkplaceFactory()
        establishment = place.establishment
        owner = Actor(user_id=1, companies=frozenset({establishment.company_id}))
        stranger = Actor(user_id=2, companies=frozenset({WorkplaceFactory().establishment.company_id}))
        rows = (
            (own.companies, establishment.company),
            (own.establishments, establishment),
            (own.workplaces, place),
        )
        for selector, row in rows:
            assert list(selector(owner)) == [row]
            assert row not in selector(stranger)
            assert list(selector(Actor())) == []
            assert row in selector(Actor(user_id=3, is_staff=True))

    def test_anonymous_sees_nothing_of_three_tables(self):
        WorkplaceFactory()
        for model in (Company, Establishment, Workplace):
            assert not model.objects.visible_to(Actor()).exists()
        assert SYSTEM.is_system


def test_words_find_a_programme_in_any_order_without_accents():
    food = SectorFactory(slug="voeding")
    wanted = ProgrammeFactory(name="Brood- en Bánketbakkerij duaal", sector=food)
    other = ProgrammeFactory(name="Slager duaal", sector=food)
    ProgrammeFactory(name="Brood van vroeger duaal", sector=food, retired=True)
    assert list(programmes_in(word="BANKET brood")) == [wanted]
    assert list(programmes_in(sectors=["voeding"])) == [wanted, other]
    assert list(programmes_in()) == []


def test_a_sector_counts_current_programmes_only():
    busy, empty = SectorFactory(), SectorFactory()
    ProgrammeFactory.create_batch(2, sector=busy)
    ProgrammeFactory(sector=busy, retired=True)
    ProgrammeFactory(sector=empty, retired=True)
    assert [(row, row.choices) for row in sectors_with_programmes()] == [(busy, 2)]


def test_grey_places_of_active_companies_are_reminded(today):
    grey = WorkplaceFactory(stale=True)
    never = WorkplaceFactory(availability_confirmed_at=None)
    WorkplaceFactory()
    WorkplaceFactory(stale=True, withdrawn=True)
    WorkplaceFactory(stale=True, establishment__company__unconfirmed=True)
    companies = [grey.establishment.company, never.establishment.company]
    assert list(nightly.companies_to_remind(today)) == companies
