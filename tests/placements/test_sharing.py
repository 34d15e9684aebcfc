"""Companies that share one learner: what has to fit, and what finishing starts."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import Actor
from core.states import MoveRefused
from core.testing import PortalClient
from placements.enums import AgreementState, SharingState
from placements.models import Agreement, Sharing
from placements.rules import sharing as rules
from placements.rules.contracts import Week, whole_week_faults
from placements.rules.sharing import Share
from placements.selectors import sharing as selectors
from placements.selectors.terms import terms_on
from placements.services import sharing as services
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeActivityFactory
from tests.factories.companies import CompanyMembershipFactory, MentorFactory, WorkplaceFactory
from tests.factories.placements import AgreementFactory, SharingMemberFactory
from tests.factories.schools import SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
STAFF = Actor(name="Mira", organisation="Steunpunt", is_staff=True)
FIRST, LAST = dt.date(2026, 9, 1), dt.date(2027, 6, 30)
ALWAYS = (dt.date(2020, 1, 1), dt.date(2030, 1, 1))
TODAY = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def near(terms):
    DatedRuleFactory(key="max-dual-min-companies", scope="", value=3)


def share(**changes):
    known = {
        "name": "Elektro A", "starts_on": FIRST, "ends_on": LAST, "workdays": frozenset({0, 1}), "hours": Decimal(12),
        "has_mentor": True, "recognised": ALWAYS, "activities": frozenset({1}),
    }  # fmt: skip
    return Share(**{**known, **changes})


def test_each_company_has_its_own_mentor_recognition_days_and_activities():
    assert rules.share_faults(share()) == ()
    bare = share(starts_on=None, has_mentor=False, activities=frozenset())
    assert len(rules.share_faults(bare)) == 3
    assert "niet erkend" in rules.share_faults(share(recognised=None))[0]
    assert rules.share_faults(share(recognised=(dt.date(2020, 1, 1), dt.date(2026, 8, 31))))


def test_days_may_not_clash_and_hours_add_up_in_every_period():
    week = terms_on(TODAY).week
    other = share(name="Elektro B", workdays=frozenset({2, 3}))
    assert rules.together_faults([share(), other], Decimal(14), week) == ()
    clash = rules.together_faults([share(), share(name="Elektro B")], Decimal(14), week)
    assert len(clash) == 1
    assert "in die periode al op" in clash[0]
    half = dt.date(2027, 1, 31)
    first = share(ends_on=half, hours=Decimal(21))
    second = share(name="Elektro B", starts_on=half + dt.timedelta(days=1), hours=Decimal(8))
    (fault,) = rules.together_faults([first, second], Decimal(14), week)
    assert fault == "Vanaf 01/02/2027 zijn school en werk samen 22 uur. Het moeten er minstens 28 zijn."
    assert len(rules.together_faults([share()], None, week)) == 2


def test_uncovered_is_what_nobody_teaches_without_an_exception():
    wanted = {1: "een", 2: "twee", 3: "drie"}
    assert rules.uncovered([share(), share(activities=frozenset())], wanted, {3}) == {2: "twee"}


def test_an_agreement_counts_the_hours_at_the_other_company():
    alone = Week(Decimal(12), Decimal(14), frozenset({2}), frozenset({0}), None, None)
    week = terms_on(TODAY).week
    assert "school_hours" in whole_week_faults(alone, week)
    together = Week(Decimal(12), Decimal(14), frozenset({2}), frozenset({0}), None, None, hours_elsewhere=Decimal(12))
    assert whole_week_faults(together, week) == {}


@pytest.fixture
def shared():
    """A draft agreement at one company, and a second company that teaches the other half."""
    place = WorkplaceFactory(recognised=True)
    lines = ProgrammeActivityFactory.create_batch(3, programme=place.programme)
    other = WorkplaceFactory(
        recognised=True, programme=place.programme, establishment__municipality=place.establishment.municipality
    )
    place.activities.set([lines[0].activity])
    other.activities.set([lines[1].activity])
    for one in (place, other):
        one.establishment.recognitions.update(valid_from=ALWAYS[0], valid_until=ALWAYS[1])
    agreement = AgreementFactory(workplace=place)
    sharing = services.start_sharing(actor=STAFF, agreement=agreement)
    services.add_member(actor=STAFF, sharing=sharing, workplace=other)
    return sharing


def fill(sharing):
    for number, member in enumerate(selectors.members_of(sharing)):
        values = {
            "starts_on": FIRST, "ends_on": LAST, "hours": Decimal(12), "workdays": [2 * number, 2 * number + 1],
            "mentor": MentorFactory(company=member.workplace.establishment.company),
        }  # fmt: skip
        taught = list(member.activities.values_list("pk", flat=True))
        services.fill_member(actor=STAFF, member=member, values=values, activity_ids=taught)


def uncovered_of(sharing):
    return [row.activity.pk for row in selectors.page_of(sharing, STAFF, TODAY).matrix.rows if row.is_missing]


def test_twice_the_same_start_and_company_is_one(shared):
    agreement = shared.members.order_by("pk").first().agreement
    assert services.start_sharing(actor=STAFF, agreement=agreement) == shared
    services.add_member(actor=STAFF, sharing=shared, workplace=shared.members.last().workplace)
    assert shared.members.count() == 2


def test_an_uncovered_activity_blocks_until_the_school_signs(shared):
    fill(shared)
    (missing,) = uncovered_of(shared)
    with pytest.raises(ValidationError, match="uur per week"):
        services.finish_sharing(actor=STAFF, sharing=shared)
    services.sign_sharing_exceptions(actor=STAFF, sharing=shared, school_hours=Decimal(14), activity_ids=[])
    with pytest.raises(ValidationError, match="Geen enkel bedrijf leert dit aan"):
        services.finish_sharing(actor=STAFF, sharing=shared)
    assert Agreement.objects.count() == 1
    services.sign_sharing_exceptions(actor=STAFF, sharing=shared, school_hours=Decimal(14), activity_ids=[missing])
    for _again in range(2):
        services.finish_sharing(actor=STAFF, sharing=shared)
    shared.refresh_from_db()
    assert shared.state == SharingState.FINISHED
    rows = list(Agreement.objects.order_by("pk"))
    assert [row.workplace_hours for row in rows] == [Decimal(12), Decimal(12)]
    assert [row.people.count() for row in rows] == [1, 1]
    second = rows[1].plan.get(activity=missing)
    assert (second.possible, second.exception_by) == (False, STAFF.label)
    assert rows[1].plan.filter(possible=True).count() == 1
    with pytest.raises(MoveRefused):
        services.drop_sharing(actor=STAFF, sharing=shared)


def every_agreement(agreement):
    return list(agreement.learner.agreements.order_by("starts_on", "pk"))


def test_what_is_missing_shows_beside_every_agreement_of_the_learner(shared):
    fill(shared)
    (missing,) = uncovered_of(shared)
    services.sign_sharing_exceptions(actor=STAFF, sharing=shared, school_hours=Decimal(14), activity_ids=[missing])
    agreement = shared.members.order_by("pk").first().agreement
    assert selectors.matrix_beside(agreement, every_agreement(agreement)) is None
    services.finish_sharing(actor=STAFF, sharing=shared)
    matrix = selectors.matrix_beside(agreement, every_agreement(agreement))
    assert len(matrix.columns) == 2
    assert matrix.missing == []


def test_a_stopped_one_stays_stopped(shared):
    for _again in range(2):
        services.drop_sharing(actor=STAFF, sharing=shared)
    shared.refresh_from_db()
    assert shared.state == SharingState.DROPPED
    with pytest.raises(MoveRefused):
        services.add_member(actor=STAFF, sharing=shared, workplace=WorkplaceFactory(programme=shared.programme))


def test_a_signed_agreement_and_a_mentor_of_elsewhere_are_refused(shared):
    with pytest.raises(MoveRefused):
        services.start_sharing(actor=STAFF, agreement=AgreementFactory(signing=True))
    member = shared.members.first()
    values = {"starts_on": None, "ends_on": None, "hours": None, "workdays": [], "mentor": MentorFactory()}
    with pytest.raises(ValidationError, match="ander bedrijf"):
        services.fill_member(actor=STAFF, member=member, values=values, activity_ids=[])
    with pytest.raises(ValidationError, match="andere opleiding"):
        services.add_member(actor=STAFF, sharing=shared, workplace=WorkplaceFactory())


def signed_in(member=None, school=None):
    client, user = PortalClient(), UserFactory()
    if member:
        CompanyMembershipFactory(user=user, company=member.workplace.establishment.company)
    if school:
        SchoolMembershipFactory(user=user, school=school, role=SchoolRole.DIRECTOR)
    client.force_login(user)
    return client


def url(sharing, name="", *args):
    return reverse(f"placements:sharing{name}", args=[sharing.public_id, *args])


def test_a_company_fills_in_its_own_part_only_and_sees_initials(shared):
    first, second = shared.members.order_by("pk")
    client = signed_in(member=second)
    page = client.get(url(shared)).content.decode()
    assert shared.learner.contact.last_name not in page
    assert shared.learner.contact.initials in page
    assert client.get(url(shared, "_member", second.public_id)).status_code == 200
    assert client.get(url(shared, "_member", first.public_id)).status_code == 404
    assert client.get(url(shared, "_finish")).status_code == 404
    assert client.get(url(shared, "_school")).status_code == 404
    assert signed_in(member=SharingMemberFactory()).get(url(shared)).status_code == 404


def test_the_school_goes_the_whole_way_on_the_pages(shared):
    fill(shared)
    (missing,) = uncovered_of(shared)
    client = signed_in(school=shared.school)
    assert "Niemand leert dit aan" in client.get(url(shared)).content.decode()
    refused = client.post(url(shared, "_finish"), {"agrees": "on"}).content.decode()
    assert "Geen enkel bedrijf leert dit aan" in refused
    client.post(url(shared, "_school"), {"school_hours": "14", "activity_ids": [str(missing)]})
    assert client.post(url(shared, "_finish"), {}).status_code == 200
    done = client.post(url(shared, "_finish"), {"agrees": "on"}, follow=True).content.decode()
    assert "Voor elk bedrijf is er een overeenkomst begonnen" in done
    assert Agreement.objects.filter(state=AgreementState.DRAFT).count() == 2


def test_a_wrong_period_keeps_what_was_typed(shared):
    second = shared.members.order_by("pk").last()
    data = {
        "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2026",
        "ends_on_day": "1", "ends_on_month": "8", "ends_on_year": "2026", "hours": "12,5",
    }  # fmt: skip
    page = signed_in(member=second).post(url(shared, "_member", second.public_id), data).content.decode()
    assert "De periode eindigt voor ze begint" in page
    assert "12,5" in page


def test_a_company_is_offered_only_companies_that_agreed_to_be_named(shared):
    hidden, named = (
        WorkplaceFactory(
            programme=shared.programme,
            establishment__municipality=shared.members.first().workplace.establishment.municipality,
        )
        for _two in range(2)
    )
    company = named.establishment.company
    company.shown_to_companies_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    company.save()
    own = Actor(companies=frozenset({shared.members.first().workplace.establishment.company_id}))
    assert list(selectors.candidates(shared, own)) == [named]
    assert set(selectors.candidates(shared, STAFF)) == {hidden, named}


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_costs_the_same_for_any_number_of_activities(shared, rows, django_assert_num_queries):
    ProgrammeActivityFactory.create_batch(rows, programme=shared.programme)
    row = selectors.sharing_for(STAFF, shared.public_id).get()
    with django_assert_num_queries(9):
        selectors.page_of(row, STAFF, TODAY)
    assert Sharing.objects.count() == 1
