"""Each count against a slow and independent one, over rows that fall in and out of the year; and fingerprints."""

import datetime as dt
import hashlib
import inspect
import random

import pytest
from django.utils import timezone

from actionplan.rules.years import year_of
from actionplan.selectors import counts
from campaigns.models import AgendaItem, Registration
from catalogue.models import Programme
from companies.models import Establishment, Recognition, Workplace
from companies.selectors.wake import awake_since
from learners.enums import ReferralOutcome, Route
from learners.models import Case, Referral
from placements.models import Agreement
from schools.enums import OfferStatus
from schools.models import ProgrammeOffer
from tests.factories.campaigns import AgendaItemFactory, RegistrationFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.companies import EstablishmentFactory, RecognitionFactory, WorkplaceFactory
from tests.factories.learners import CaseFactory, ReferralFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
YEAR = year_of(TODAY)


def moment(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(23, 30)))  # late: the day is one of Brussels


def local(value):
    return timezone.localtime(value).date()


def in_year(day):
    return dt.date(2026, 9, 1) <= day <= TODAY


@pytest.fixture(autouse=True)
def _sleeps_after_a_year():
    DatedRuleFactory(key="wake-up", scope="idle", value=12, unit="maanden", valid_from=None)


@pytest.fixture
def rows():
    dice = random.Random(8)  # noqa: S311 - the same rows each time
    days = [dt.date(2026, 8, 31), dt.date(2026, 9, 1), dt.date(2026, 10, 5), TODAY, TODAY + dt.timedelta(days=1)]
    programmes = [ProgrammeFactory(shortage=dice.choice(["ja", "onbekend"])) for _each in range(8)]
    for programme in programmes[:5]:
        ProgrammeOfferFactory(programme=programme, status=dice.choice(["running", "planned", "stopped", "running"]))
    places = []
    for number in range(10):
        establishment = EstablishmentFactory(closed_on=TODAY if number == 9 else None)
        programme = dice.choice(programmes)
        if number < 8:
            valid = {"valid_from": dt.date(2024, 1, 1), "valid_until": dt.date(2026, 11, 19 + number % 3)}
            RecognitionFactory(establishment=establishment, programme=programme, **valid)
        other = programmes[0] if number == 3 else programme
        state = {"withdrawn": True} if number == 5 else {}
        places.append(WorkplaceFactory(establishment=establishment, programme=other, **state))
    for number in range(24):
        case = CaseFactory(route=dice.choice(list(Route)))
        opened = dice.choice(days)
        contacted = dice.choice([None, moment(opened), moment(opened + dt.timedelta(days=3))])
        breached = dice.choice([None, None, moment(opened)])
        times = {"contacted_at": contacted, "breached_at": breached, "promised_by": moment(opened)}
        Case.objects.filter(pk=case.pk).update(created_at=moment(opened), **times)
        if number % 3 == 0:
            referral = ReferralFactory(case=case)
            outcome = dice.choice(["", "accepted", "declined", "finished", "unreachable", "already_followed"])
            Referral.objects.filter(pk=referral.pk).update(created_at=moment(dice.choice(days)), outcome=outcome)
        if number % 2 == 0:
            _agreement(dice, case.learner, places[number % 10], days)
    for number, day in enumerate(days):
        item = AgendaItemFactory(
            starts_at=moment(day),
            ends_at=moment(day) + dt.timedelta(hours=2),
            state=["published", "cancelled"][number == 2],
        )
        RegistrationFactory(item=item, persons=number + 1)
        RegistrationFactory(item=item, persons=7, state="waiting_list")

    _edges(days)


def _edges(days):
    """Rows that only one condition of a count leaves out: without it the count would be another."""
    for outcome in ReferralOutcome.values:
        referral = ReferralFactory()
        Case.objects.filter(pk=referral.case_id).update(created_at=moment(days[0]))
        Referral.objects.filter(pk=referral.pk).update(created_at=moment(TODAY), outcome=outcome)
    for status in OfferStatus.values:
        ProgrammeOfferFactory(programme=ProgrammeFactory(shortage="ja"), status=status)
    known = {"valid_from": dt.date(2024, 1, 1), "valid_until": dt.date(2027, 1, 1)}
    for ended_on, cause in (
        (dt.date(2025, 11, 20), ""),
        (dt.date(2025, 11, 19), ""),
        (TODAY, "no_click"),
        (TODAY, ""),
    ):
        place = WorkplaceFactory()
        RecognitionFactory(establishment=place.establishment, programme=place.programme, **known)
        row = AgreementFactory(workplace=place, programme=place.programme)
        told = {"state": "ended", "starts_on": dt.date(2025, 1, 1), "ends_on": dt.date(2027, 6, 30)}
        Agreement.objects.filter(pk=row.pk).update(
            **told, signed_at=moment(days[0]), ended_on=ended_on, end_cause=cause
        )


def _agreement(dice, learner, place, days):
    state = dice.choice(["draft", "signed", "running", "paused", "ended", "ended"])
    row = AgreementFactory(learner=learner, workplace=place, programme=place.programme)
    told = {"state": state, "starts_on": dt.date(2025, 9, 1), "ends_on": dt.date(2027, 6, 30)}
    if state != "draft":
        told["signed_at"] = moment(days[0])
    if state == "paused":
        told["state_due_on"] = TODAY
    if state == "ended":
        old = dt.date(2025, 10, 1)
        told |= {"ended_on": dice.choice([*days, old]), "end_cause": dice.choice(["", "no_click"])}
    Agreement.objects.filter(pk=row.pk).update(**told)


def slow_cases():
    return [case for case in Case.objects.all() if in_year(local(case.created_at)) and case.route != "too_young"]


def slow_signed(case):
    return any(row.learner_id == case.learner_id and row.signed_at for row in Agreement.objects.all())


def slow_recognised(establishment_id, programme_id=None):
    return any(
        row.establishment_id == establishment_id
        and programme_id in (None, row.programme_id)
        and row.state == "recognised"
        and row.valid_from <= TODAY <= row.valid_until
        for row in Recognition.objects.all()
    )


def slow_active():
    return [
        place
        for place in Workplace.objects.select_related("establishment__company")
        if place.state == "open"
        and place.establishment.closed_on is None
        and place.establishment.company.state == "active"
        and slow_recognised(place.establishment_id, place.programme_id)
    ]


def slow_awake():
    known = [one for one in Establishment.objects.all() if one.closed_on is None and slow_recognised(one.pk)]
    worked = {
        row.workplace.establishment_id
        for row in Agreement.objects.select_related("workplace")
        if row.starts_on
        and row.starts_on <= TODAY
        and (
            row.state in ("signed", "running", "paused")
            or (row.state == "ended" and row.ended_on >= TODAY - dt.timedelta(days=365))
        )
    }
    return len([one for one in known if one.pk in worked]), len(known)


def slow_offered(programmes):
    shown = {
        row.programme_id
        for row in ProgrammeOffer.objects.select_related("campus__school")
        if row.status in ("running", "planned", "stopping") and row.campus.school.evidence_level in ("A", "B")
    }
    return len([one for one in programmes if one.pk in shown]), len(programmes)


def slow_ended():
    found = [row for row in Agreement.objects.all() if row.state == "ended" and in_year(row.ended_on)]
    return len([row for row in found if not row.end_cause]), len(found)


def slow_referrals():
    found = [row for row in Referral.objects.all() if in_year(local(row.created_at)) and row.outcome]
    good = ("accepted", "accepted_later", "already_followed", "finished")
    return len([row for row in found if row.outcome in good]), len(found)


def slow_items():
    return [row for row in AgendaItem.objects.all() if row.state == "published" and in_year(local(row.starts_at))]


def slow_contacts():
    over = [case for case in slow_cases() if case.contacted_at or case.breached_at]
    good = [one for one in over if not one.breached_at and one.contacted_at and one.contacted_at <= one.promised_by]
    return len(good), len(over)


OTHER_WAYS = ("run_up", "run_up_broad", "naft", "adult", "workplace_learning", "orientation")
SLOW = {
    "signed-up.1": lambda: (len(slow_cases()), None),
    "found-place.1": lambda: (len([one for one in slow_cases() if slow_signed(one)]), len(slow_cases())),
    "running-agreements.1": lambda: (
        len({row.learner_id for row in Agreement.objects.all() if row.state in ("signed", "running", "paused")}),
        None,
    ),
    "active-places.1": lambda: (len(slow_active()), None),
    "awake-places.2": slow_awake,
    "alternatives.1": lambda: (
        len([one for one in Case.objects.all() if in_year(local(one.created_at)) and one.route in OTHER_WAYS]),
        None,
    ),
    "taken-up.1": slow_referrals,
    "programmes-offered.1": lambda: slow_offered([one for one in Programme.objects.all() if not one.retired_on]),
    "shortage-offered.1": lambda: slow_offered(
        [one for one in Programme.objects.all() if not one.retired_on and one.shortage == "ja"]
    ),
    "ended-in-time.1": slow_ended,
    "info-moments.1": lambda: (len(slow_items()), None),
    "info-persons.1": lambda: (
        sum(
            row.persons
            for row in Registration.objects.all()
            if row.state == "registered" and row.item_id in {item.pk for item in slow_items()}
        ),
        None,
    ),
    "first-contact.1": slow_contacts,
}


def test_every_count_has_a_slow_twin():
    assert sorted(SLOW) == counts.keys()


@pytest.mark.usefixtures("rows")
def test_every_count_equals_the_slow_one():
    for key, slow in SLOW.items():
        found = counts.count_for(key)(YEAR)
        assert (key, found.numerator, found.denominator, found.missing) == (key, *slow(), "")
        assert slow()[0] > 0, f"{key}: the rows prove nothing"
        assert slow()[1] is None or slow()[0] < slow()[1], f"{key}: the rows prove nothing"


@pytest.mark.parametrize("key", sorted(SLOW))
def test_an_empty_portal_knows_nothing(key):
    found = counts.count_for(key)(YEAR)
    assert found.missing == "no_rows" or found.denominator == 0


def test_nothing_this_year_is_nought_when_there_is_something_else():
    case = CaseFactory()
    Case.objects.filter(pk=case.pk).update(created_at=moment(dt.date(2025, 1, 1)))
    assert counts.count_for("signed-up.1")(YEAR).numerator == 0
    assert counts.count_for("alternatives.1")(YEAR).numerator == 0


@pytest.mark.parametrize("key", ["signed-up.1", "alternatives.1", "info-moments.1", "info-persons.1"])
@pytest.mark.usefixtures("rows")
def test_a_year_from_before_the_first_row_has_no_figure(key):
    found = counts.count_for(key)(year_of(dt.date(2019, 5, 1)))
    assert (found.numerator, found.missing) == (None, "no_year")


# Changed a count? Keep the old one, write the new one under a key with the next version, and add its formula:
# a figure never changes its meaning under the same key.
FINGERPRINTS = {
    "active-places.1": "b63f4eeeb287",
    "alternatives.1": "6b441241ad5c",
    "awake-places.2": "83c3045ff7a4",
    "ended-in-time.1": "259d38b3db73",
    "first-contact.1": "30c503cade5d",
    "found-place.1": "6231d90d532e",
    "info-moments.1": "b9419a6ff163",
    "info-persons.1": "ee7d45ac683e",
    "programmes-offered.1": "75607f2db248",
    "running-agreements.1": "fb837e7ff838",
    "shortage-offered.1": "0a088accd72f",
    "signed-up.1": "f9f85b2c0fe3",
    "taken-up.1": "36ec3a531cb8",
}


HELPERS = (
    *(counts._number, counts._share, counts._created, counts._begun),
    *(counts._offered, counts._held, counts._moments, awake_since),
)
FIXED = ("ALTERNATIVES", "TAKEN_UP")


def fingerprint(key):
    text = inspect.getsource(counts.count_for(key))
    text += "".join(inspect.getsource(one) for one in HELPERS if one.__name__ in text)
    text += "".join(str(getattr(counts, name)) for name in FIXED if name in text)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def test_no_count_changed_under_its_key():
    assert {key: fingerprint(key) for key in counts.keys()} == FINGERPRINTS  # noqa: SIM118 - a function, no dict
