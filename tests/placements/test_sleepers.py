"""The wake-up desk: who sleeps, in what order, how often we call, and what a yes does."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from catalogue.services.travel import store_estimates
from companies.enums import Availability, MentorState, WakeReason, WakeResult
from companies.models import Establishment, WakeCall, Workplace
from companies.rules_wake import PARTS, PastCall, Sleeper, WakeTerms, may_call, points_of
from companies.selectors.wake import WakeWhy, wake_report
from companies.services.wake import log_wake_call
from core.states import MoveRefused
from matchmaking import engine
from matchmaking.adapters import Scope, take_snapshot
from matchmaking.selectors.terms import current_profile
from matchmaking.selectors.waiting_near import WaitingNear
from placements.selectors.sleepers import sleepers
from tests.factories.accounts import UserFactory
from tests.factories.companies import (
    CompanyContactFactory,
    EstablishmentFactory,
    RecognitionFactory,
    WakeCallFactory,
    WorkplaceFactory,
    wake_rules,
)
from tests.factories.matchmaking import Province
from tests.factories.placements import AgreementFactory

STAFF = Actor(name="Lies Maes", organisation="Steunpunt", is_staff=True)
TERMS = WakeTerms(
    12, 2, 7, 150, 6, 3, 7, 12, {"learners": 40, "validity": 15, "mentor": 20, "reachable": 15, "answers": 10}
)
TODAY = dt.date(2026, 11, 27)
LIST = reverse("admin:companies_wake_list")


def past(days, result=WakeResult.REFUSED, again_in=None, asked=False):
    again = TODAY + dt.timedelta(days=again_in) if again_in is not None else None
    return PastCall(TODAY - dt.timedelta(days=days), result, again, asked)


@given(
    st.builds(
        Sleeper,
        learners=st.integers(0, 200),
        days_left=st.integers(-10, 2000),
        mentor=st.sampled_from([0.0, 0.5, 1.0]),
        has_phone=st.booleans(),
        has_mail=st.booleans(),
        answers=st.floats(0, 1),
    )
)
def test_every_part_stays_within_its_points_and_more_never_counts_less(sleeper):
    parts = points_of(sleeper, TERMS)
    assert list(parts) == list(PARTS)
    assert all(0 <= parts[part] <= TERMS.weights[part] for part in PARTS)
    more = Sleeper(sleeper.learners + 1, sleeper.days_left + 30, 1.0, has_phone=True, has_mail=True, answers=1.0)
    assert all(points_of(more, TERMS)[part] >= parts[part] for part in PARTS)


@pytest.mark.parametrize(
    ("calls", "may"),
    [
        ((), True),
        ((past(200), past(160)), False),  # two talks in a year
        ((past(400), past(160)), True),  # one of them longer ago
        ((past(100),), False),  # one talk, not long ago
        ((past(200), past(160, asked=True)), True),  # a talk they asked for does not count
        ((past(3, WakeResult.NO_ANSWER),), False),
        ((past(7, WakeResult.NO_ANSWER),), True),
        ((past(300), past(200), past(20, WakeResult.LATER, again_in=0)), True),  # they asked: today
        ((past(20, WakeResult.LATER, again_in=1),), False),  # they asked: tomorrow
    ],
)
def test_nobody_is_called_more_than_twice_a_year_unless_they_asked(calls, may):
    verdict = may_call(calls, TODAY, TERMS)
    assert bool(verdict) is may
    assert bool(verdict.reasons) is not may


@pytest.fixture
def province(db):
    wake_rules()
    return Province.make()


def asleep(province, **values):
    place = EstablishmentFactory(municipality=values.pop("municipality", province.near))
    RecognitionFactory(establishment=place, programme=province.programme, **values)
    return place


def ranked():
    return sleepers(timezone.localdate()).ranked


def test_who_sleeps(province):
    quiet = asleep(province)
    old = AgreementFactory(ended=True, ended_on=timezone.localdate() - dt.timedelta(days=500))
    RecognitionFactory(establishment=asleep(province), state="expired")
    asleep(province, valid_from=timezone.localdate() - dt.timedelta(days=100))  # recognised only lately
    asleep(province, lapsed=True)
    busy = AgreementFactory(running=True).workplace.establishment
    lately = AgreementFactory(ended=True).workplace.establishment
    gone = asleep(province)
    gone.closed_on = timezone.localdate()
    gone.save()
    store_estimates()  # the agreements brought new municipalities
    found = {row.establishment_id for row in ranked()}
    assert {quiet.pk, old.workplace.establishment_id} <= found
    assert not found & {busy.pk, lately.pk, gone.pk}


def test_the_best_chance_comes_first_and_the_parts_sum_to_the_score(province):
    for _each in range(3):
        province.learner()
    near, far = asleep(province), asleep(province, municipality=province.far)
    ready = asleep(province)
    CompanyContactFactory(company=ready.company)
    Workplace.objects.create(establishment=ready, programme=province.programme, mentor=MentorState.YES)
    rows = ranked()
    assert [row.establishment_id for row in rows] == [ready.pk, near.pk, far.pk]
    assert [row.score for row in rows] == [95, 60, 20]
    assert all(row.score == sum(row.parts.values()) for row in rows)


def test_learners_near_are_those_the_engine_can_bring_there(province):
    """The desk and the engine read the same tables with the same limits."""
    for minutes, modes in ((10, ["bicycle"]), (30, ["bicycle"]), (45, []), (200, ["car"])):
        for _each in range(2):
            province.learner(max_minutes=minutes, modes=modes)
    today = timezone.localdate()
    for town in (province.home, province.near, province.far):
        place = province.place(municipality=town, places=50)
        packed = engine.pack(take_snapshot(Scope(today), current_profile(today)).problem)
        travel_ok = WaitingNear(today).at(province.programme.pk, town.nis)
        pairs = engine.build_pairs(packed)
        by_engine = sum(1 for offer in packed.offers.row[pairs.offer].tolist() if offer == _row_of(place, today))
        assert travel_ok == by_engine
        place.delete()


def _row_of(place, today):
    return take_snapshot(Scope(today), current_profile(today)).offer_row(place.pk)


def test_a_yes_opens_the_place_and_the_engine_may_propose_it_at_once(province):
    place = asleep(province)
    learner = province.learner()
    for _press in range(2):  # the button pressed twice is one call
        log_wake_call(actor=STAFF, establishment=place, result="awake", programmes=[province.programme])
    assert WakeCall.objects.get().programmes.get() == province.programme
    workplace = Workplace.objects.get()
    assert (workplace.establishment, workplace.availability) == (place, Availability.NOW)
    today = timezone.localdate()
    snapshot = take_snapshot(Scope.of_learner(learner, today), current_profile(today), learner=learner)
    assert snapshot.workplace_ids == (workplace.pk,)
    assert snapshot.facts == (0,)
    assert ranked() == []  # it was spoken to: it rests


def test_a_withdrawn_or_grey_place_wakes_too(province):
    place = asleep(province)
    row = Workplace.objects.create(
        establishment=place, programme=province.programme, state="withdrawn", availability="not_this_year"
    )
    log_wake_call(actor=STAFF, establishment=place, result="awake", programmes=[province.programme])
    row.refresh_from_db()
    assert (row.state, row.availability) == ("open", "now")
    assert row.availability_confirmed_at is not None


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"result": "refused"}, "Kies waarom"),
        ({"result": "refused", "reason": "zomaar"}, "Kies waarom"),
        ({"result": "later"}, "Kies een dag na vandaag"),
        ({"result": "later", "again_on": dt.date(2020, 1, 1)}, "Kies een dag na vandaag"),
        ({"result": "awake"}, "Kies voor welke opleiding"),
        ({"result": "misschien"}, "Kies hoe het gesprek"),
    ],
)
def test_what_is_missing_is_asked_and_nothing_is_kept(province, values, word):
    with pytest.raises(ValidationError, match=word):
        log_wake_call(actor=STAFF, establishment=asleep(province), **values)
    assert not WakeCall.objects.exists()


def test_a_third_talk_in_a_year_is_refused_and_a_promised_one_is_not(province):
    place = asleep(province)
    with time_machine.travel("2026-02-02 10:00"):
        log_wake_call(actor=STAFF, establishment=place, result="refused", reason="no_time")
    with time_machine.travel("2026-08-03 10:00"):
        log_wake_call(actor=STAFF, establishment=place, result="later", again_on=dt.date(2026, 9, 1))
    with time_machine.travel("2026-08-20 10:00"), pytest.raises(MoveRefused, match="vroeg om te bellen vanaf"):
        log_wake_call(actor=STAFF, establishment=place, result="no_answer")
    with time_machine.travel("2026-09-02 10:00"):
        call = log_wake_call(actor=STAFF, establishment=place, result="refused", reason="mentor_left")
    assert call.asked_for
    with time_machine.travel("2027-01-20 10:00"), pytest.raises(MoveRefused):
        log_wake_call(actor=STAFF, establishment=place, result="no_answer")


def test_two_calls_a_year_are_for_the_company_whatever_its_addresses(province):
    places = [asleep(province) for _each in range(3)]
    Establishment.objects.update(company=places[0].company)
    for day, place in (("2026-02-02", places[0]), ("2026-08-03", places[1])):
        with time_machine.travel(f"{day} 10:00"):
            log_wake_call(actor=STAFF, establishment=place, result="refused", reason="no_time")
    with time_machine.travel("2027-01-20 10:00"):
        with pytest.raises(MoveRefused, match="al 2 keer in een jaar"):
            log_wake_call(actor=STAFF, establishment=places[2], result="no_answer")
        assert ranked() == []


def test_the_report_counts_what_happened_by_sub_region(province):
    one, two = asleep(province), asleep(province)
    log_wake_call(actor=STAFF, establishment=one, result="awake", programmes=[province.programme])
    log_wake_call(actor=STAFF, establishment=two, result="refused", reason=WakeReason.NO_TIME)
    WakeCallFactory(establishment=one, called_at=timezone.now() - dt.timedelta(days=800))
    report = wake_report(timezone.localdate())
    total = report.total
    assert (total.called, total.reached, total.awake, total.places) == (2, 2, 1, 1)
    assert report.reasons == [WakeWhy("Geen tijd om te begeleiden", 1, 0)]


def test_a_reason_of_one_tap_is_in_the_report_and_on_the_page_of_the_call(province, client):
    """Two places of one establishment with the same reason are one; what was said before this school year is not."""
    place, old, now = asleep(province), asleep(province), timezone.now()
    said = {"availability": "not_this_year", "availability_reason": WakeReason.MENTOR_LEFT}
    WorkplaceFactory.create_batch(2, establishment=place, availability_confirmed_at=now, **said)
    WorkplaceFactory(establishment=old, availability_confirmed_at=now - dt.timedelta(days=800), **said)
    log_wake_call(actor=STAFF, establishment=old, result="refused", reason=WakeReason.NO_TIME)
    assert wake_report(timezone.localdate()).reasons == [
        WakeWhy("De mentor is weg", 0, 1),
        WakeWhy("Geen tijd om te begeleiden", 1, 0),
    ]
    client.force_login(UserFactory(staff=True))
    page = client.get(reverse("admin:companies_wake_call", args=[place.public_id])).content.decode()
    assert "Reden: de mentor is weg." in page


@pytest.mark.usefixtures("province")
class TestDesk:
    @pytest.fixture
    def staff(self, client, province):
        client.force_login(UserFactory(staff=True))
        return client

    def test_a_call_is_two_taps(self, staff, province):
        place = asleep(province)
        CompanyContactFactory(company=place.company, phone="+3251000001")
        page = staff.get(LIST)
        assert 'href="tel:+3251000001"' in page.content.decode()
        url = reverse("admin:companies_wake_call", args=[place.public_id])
        assert url in page.content.decode()
        text = staff.get(url).content.decode()
        assert "Wat zeg je?" in text
        assert 'value="refused:paperwork"' in text
        done = staff.post(url, {"end": "refused:paperwork"}, follow=True)
        assert done.redirect_chain[0][0] == LIST
        assert WakeCall.objects.get().reason == WakeReason.PAPERWORK
        assert place.company.name not in [row.establishment.company.name for row in done.context["rows"]]
        assert "tel:" not in staff.get(url).content.decode()

    def test_a_yes_takes_the_ticked_programmes(self, staff, province):
        place = asleep(province)
        url = reverse("admin:companies_wake_call", args=[place.public_id])
        staff.post(url, {"end": "awake", "programmes": [province.programme.slug]})
        assert Workplace.objects.get().availability == Availability.NOW

    def test_later_without_a_day_is_asked_again(self, staff, province):
        url = reverse("admin:companies_wake_call", args=[asleep(province).public_id])
        text = staff.post(url, {"end": "later", "again_on": "morgen"}).content.decode()
        assert "Deze datum klopt niet" in text
        assert "Kies een dag na vandaag" in staff.post(url, {"end": "later"}).content.decode()

    @pytest.mark.parametrize("rows", [1, 3, 25])
    def test_what_the_list_costs(self, staff, province, rows, django_assert_num_queries):
        for _each in range(rows):
            province.learner()
            CompanyContactFactory(company=asleep(province).company)
        staff.get(LIST)
        with django_assert_num_queries(12):
            assert len(staff.get(LIST).context["rows"]) == rows
