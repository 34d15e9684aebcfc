"""The traffic light from a mail: one tap, one POST, no sign-in."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import SYSTEM
from companies.enums import Availability, WakeReason
from companies.rules import next_starts
from companies.services.availability import set_availability
from companies.services.reminders import AVAILABILITY
from core import tokens
from tests.factories.companies import CompanyContactFactory, EstablishmentFactory, WorkplaceFactory

OLD = dt.timedelta(days=90)  # taken from the local time: the days of a calendar, also over a change of the clock


@given(st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)))
def test_later_means_a_first_of_a_month_soon_or_the_next_school_year(today):
    soon, year = next_starts(today)
    assert soon.day == 1
    assert 28 <= (soon - today).days <= 62
    assert (year.month, year.day) == (9, 1)
    assert 0 < (year - today).days <= 366


@pytest.mark.django_db
@pytest.mark.usefixtures("terms")
class TestMail:
    @pytest.fixture
    def place(self):
        return WorkplaceFactory(availability="maybe", availability_confirmed_at=timezone.localtime() - OLD)

    @pytest.fixture
    def url(self, place):
        contact = CompanyContactFactory(company=place.establishment.company)
        return reverse("companies:availability_by_mail", args=[tokens.sign(AVAILABILITY, contact.public_id)])

    def test_looking_changes_nothing_and_shows_the_age(self, client, url, place):
        for _look in range(20):
            text = client.get(url).content.decode()
        assert "Bevestigd 90 dagen geleden" in text
        place.refresh_from_db()
        assert place.availability_confirmed_at < timezone.now() - OLD + dt.timedelta(minutes=1)

    @pytest.mark.parametrize(
        ("extra", "light"),
        [("now:", "now"), ("maybe:", "maybe"), ("not_this_year:no_time", "not_this_year")],
    )
    def test_one_tap_sets_and_confirms_the_light(self, client, url, place, extra, light):
        done = client.post(url, {"tap": f"{place.public_id.hex}:{extra}"})
        assert done.url == reverse("companies:availability_thanks")
        place.refresh_from_db()
        assert place.availability == light
        assert place.availability_confirmed_at > timezone.now() - dt.timedelta(minutes=1)
        assert place.availability_reason == ("no_time" if light == "not_this_year" else "")

    def test_later_comes_with_its_day(self, client, url, place):
        day = next_starts(timezone.localdate())[0]
        client.post(url, {"tap": f"{place.public_id.hex}:later:{day}"})
        place.refresh_from_db()
        assert (place.availability, place.available_from) == ("later", day)

    def test_with_several_places_the_page_stays(self, client, url, place):
        other = WorkplaceFactory(establishment=EstablishmentFactory(company=place.establishment.company))
        done = client.post(url, {"tap": f"{other.public_id.hex}:now:"}, follow=True)
        assert f"‘{other.programme}’ is vandaag bevestigd" in done.content.decode()
        place.refresh_from_db()
        assert place.availability == "maybe"

    @pytest.mark.parametrize(
        "tap", ["", "rommel", "{other}:now:", "{own}:later:2020-01-01", "{own}:not_this_year:zin"]
    )
    def test_a_button_that_is_not_there_is_answered_with_a_sentence(self, client, url, place, tap):
        strange = WorkplaceFactory()
        typed = tap.format(own=place.public_id.hex, other=strange.public_id.hex)
        text = client.post(url, {"tap": typed}).content.decode()
        assert "Die knop kennen we niet meer" in text
        place.refresh_from_db()
        strange.refresh_from_db()
        assert place.availability == "maybe"
        assert place.availability_confirmed_at < timezone.now() - dt.timedelta(days=80)

    def test_the_reason_goes_when_the_light_changes_and_stays_when_it_is_confirmed(self, place):
        refused = Availability.NOT_THIS_YEAR
        set_availability(actor=SYSTEM, workplace=place, availability=refused, reason=WakeReason.MENTOR_LEFT)
        again = set_availability(actor=SYSTEM, workplace=place, availability=refused)
        assert again.availability_reason == WakeReason.MENTOR_LEFT
        assert set_availability(actor=SYSTEM, workplace=place, availability="now").availability_reason == ""
