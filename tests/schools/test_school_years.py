"""From one school year to the next: prepared once however often it is asked, and carried out in the first night."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts.actor import SYSTEM
from core.testing import PortalClient
from schools.enums import OfferStatus
from schools.models import OfferYear, ProgrammeOffer
from schools.services.offers import stop_offer
from schools.services.school_years import change_coming_year, roll_over, turn_offer
from schools.tasks import turn_school_years
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory

pytestmark = [pytest.mark.django_db]
AUTUMN, NEXT_AUTUMN = dt.datetime(2026, 11, 27, 10), dt.datetime(2027, 9, 1, 1)
TOGETHER = 6


@pytest.fixture(autouse=True)
def autumn():
    with time_machine.travel(AUTUMN, tick=False) as traveller:
        yield traveller


@pytest.fixture
def campus(db):
    return CampusFactory()


def offer(campus, status, **values):
    return ProgrammeOfferFactory(campus=campus, status=status, school_year="2026-2027", **values)


def test_preparing_makes_one_set_and_twice_changes_nothing(campus):
    offer(campus, OfferStatus.RUNNING, capacity=12, start_moments=["september"])
    offer(campus, OfferStatus.PLANNED)
    offer(campus, OfferStatus.STOPPING)
    offer(campus, OfferStatus.STOPPED)
    done = roll_over(actor=SYSTEM, school=campus.school)
    assert (done.year, done.made, done.kept) == ("2027-2028", 3, 0)
    rows = OfferYear.objects.order_by("pk")
    assert [row.status for row in rows] == ["running", "running", "stopped"]
    change_coming_year(actor=SYSTEM, row=rows[0], changes={"capacity": 20})
    again = roll_over(actor=SYSTEM, school=campus.school)
    assert (again.made, again.kept) == (0, 3)
    assert OfferYear.objects.count() == 3
    assert OfferYear.objects.get(pk=rows[0].pk).capacity == 20


def test_a_programme_added_later_joins_at_the_next_press(campus):
    offer(campus, OfferStatus.RUNNING)
    roll_over(actor=SYSTEM, school=campus.school)
    offer(campus, OfferStatus.PLANNED)
    assert roll_over(actor=SYSTEM, school=campus.school).made == 1


def test_the_night_of_the_new_year_takes_over_and_keeps_the_old_one(campus, autumn):
    prepared, alone = offer(campus, OfferStatus.RUNNING, capacity=12), offer(campus, OfferStatus.REQUESTED)
    unknown = ProgrammeOfferFactory(campus=campus)
    roll_over(actor=SYSTEM, school=campus.school)
    change_coming_year(actor=SYSTEM, row=prepared.years.get(), changes={"capacity": 20})
    turn_school_years()
    assert ProgrammeOffer.objects.get(pk=unknown.pk).school_year == "2026-2027"
    assert ProgrammeOffer.objects.get(pk=prepared.pk).capacity == 12
    autumn.move_to(NEXT_AUTUMN)
    for _each in range(2):
        turn_school_years()
        prepared.refresh_from_db()
        alone.refresh_from_db()
        assert (prepared.school_year, prepared.capacity) == ("2027-2028", 20)
        old = prepared.years.get()
        assert (old.school_year, old.capacity, old.status) == ("2026-2027", 12, "running")
        assert alone.status == OfferStatus.UNKNOWN
        assert alone.moves.get().to_state == OfferStatus.UNKNOWN
    with pytest.raises(ValidationError, match="begonnen of voorbij"):
        change_coming_year(actor=SYSTEM, row=old, changes={"capacity": 1})


def test_what_stopped_meanwhile_does_not_come_back(campus, autumn):
    row = offer(campus, OfferStatus.RUNNING)
    roll_over(actor=SYSTEM, school=campus.school)
    stop_offer(actor=SYSTEM, offer=row)
    autumn.move_to(NEXT_AUTUMN)
    assert turn_offer(offer_id=row.pk, year="2027-2028").status == OfferStatus.STOPPED


def test_a_status_that_cannot_follow_is_refused(campus):
    row = offer(campus, OfferStatus.RUNNING)
    roll_over(actor=SYSTEM, school=campus.school)
    with pytest.raises(ValidationError, match="kan niet volgen"):
        change_coming_year(actor=SYSTEM, row=row.years.get(), changes={"status": "requested"})


@pytest.mark.usefixtures("cache_table")
def test_a_director_sees_it_before_and_presses_twice(desk):
    row = offer(CampusFactory(school=desk.school), OfferStatus.PLANNED, capacity=8)
    client = PortalClient()
    client.force_login(desk.director)
    address = reverse("schools:roll_over", args=[desk.school.public_id])
    assert "Zet 1 opleiding klaar" in client.get(address).content.decode()
    assert not OfferYear.objects.exists()
    assert "1 opleiding staat klaar voor schooljaar 2027-2028." in client.post(address, follow=True).content.decode()
    assert "Er veranderde niets." in client.post(address, follow=True).content.decode()
    assert row.years.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_six_directors_who_press_together_make_one_set():
    campus = CampusFactory()
    for _each in range(5):
        offer(campus, OfferStatus.RUNNING)
    gate = threading.Barrier(TOGETHER)

    def press(_number):
        gate.wait()
        try:
            return roll_over(actor=SYSTEM, school=campus.school)
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        done = list(pool.map(press, range(TOGETHER)))
    assert sorted(one.made for one in done) == [0] * (TOGETHER - 1) + [5]
    assert OfferYear.objects.count() == 5
