"""White spots: found against facts, ranked, and turned into an action, a round of wishes or a consultation."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import Actor
from actionplan.models import Action
from catalogue.models import TravelMatrix
from catalogue.services.travel import store_estimates
from core import clock
from core.states import MoveRefused
from research.models import SpotFollowUp, SupplyDemandRun
from research.selectors.borders import subregions
from research.selectors.follow_ups import follow_up_page
from research.selectors.market_grid import Lens
from research.selectors.rule_book import RuleBook
from research.selectors.spots import every_programme, spot_with, white_spots
from research.services.market import refresh_supply_demand
from research.services.spots import finish_follow_up, follow_spot
from research.spot_enums import FollowKind, SpotKind
from tests.factories.accounts import UserFactory
from tests.factories.actionplan import OperationalGoalFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory, SectorFactory
from tests.factories.companies import EstablishmentFactory, ProgrammeWishFactory, RecognitionFactory
from tests.factories.learners import CaseFactory, LearnerFactory
from tests.factories.research import SupplyDemandRunFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
STAFF = Actor(name="An", organisation="Steunpunt", is_staff=True)
LENS = Lens("2026-2027")
LIST = "/onderzoek/witte-vlekken/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def towns():
    for scope, value in (("smallest", 5), ("reach-minutes", 45), ("neighbour-minutes", 45), ("low-fill", 50)):
        DatedRuleFactory(key="programme-request", scope=scope, value=value, valid_from=None)
    DatedRuleFactory(key="availability-term", scope="", value=60, valid_from=None)
    DatedRuleFactory(key="wake-up", scope="idle", value=12, valid_from=None)
    return {
        name: MunicipalityFactory(name=name, latitude=latitude, longitude=longitude)
        for name, latitude, longitude in (("Kust", 51.33, 3.2), ("Bij", 51.31, 3.22), ("Ver", 50.75, 2.6))
    }


def count():
    store_estimates()
    refresh_supply_demand()


def waiting(programme, town, number, school=None):
    for _each in range(number):
        CaseFactory(matching=True, learner__programme=programme, learner__municipality=town, learner__school=school)


def look(lens=LENS):
    run = SupplyDemandRun.objects.get(school_year=lens.year)
    return white_spots(lens, RuleBook(clock.today()), run, subregions(), every_programme())


def by_kind(lens=LENS):
    found = {}
    for one in look(lens).spots:
        found.setdefault(one.kind, []).append(one)
    return found


def test_a_school_is_missing_only_where_none_can_be_reached(towns):
    cook = ProgrammeFactory(sector=SectorFactory(slug="voeding"))
    ProgrammeOfferFactory(programme=cook, campus=CampusFactory(municipality=towns["Kust"]), capacity=None)
    related = ProgrammeFactory(sector=cook.sector)
    near = ProgrammeOfferFactory(programme=related, campus=CampusFactory(municipality=towns["Ver"]), capacity=None)
    waiting(cook, towns["Bij"], 4)
    waiting(cook, towns["Ver"], 3)
    ProgrammeWishFactory(programme=cook, municipality=towns["Ver"], learners=2)
    count()
    (spot,) = by_kind()[SpotKind.NO_SCHOOL]
    assert (spot.programme, spot.subregion, spot.number) == (cook, towns["Ver"].subregion, 5)
    assert "3 lerenden wachten" in spot.reason
    assert near.campus.school.name in spot.who


def test_a_workplace_is_missing_and_who_sleeps_can_act(towns):
    care = ProgrammeFactory()
    waiting(care, towns["Ver"], 2)
    for _each in range(3):
        RecognitionFactory(establishment=EstablishmentFactory(municipality=towns["Ver"]), programme=care)
    count()
    (spot,) = by_kind()[SpotKind.NO_WORK]
    assert spot.number == 2
    assert spot.who.startswith("3 bedrijven met een slapende erkenning")


def test_schools_near_with_free_places_overlap_and_full_ones_do_not(towns):
    programme = ProgrammeFactory()
    kust, bij, ver = (
        ProgrammeOfferFactory(programme=programme, campus=CampusFactory(municipality=towns[name]), capacity=10)
        for name in ("Kust", "Bij", "Ver")
    )
    for offer, number in ((kust, 3), (bij, 2), (ver, 1)):
        waiting(programme, towns["Kust"], number, school=offer.campus.school)
    count()
    (spot,) = by_kind()[SpotKind.OVERLAP]
    assert set(spot.schools) == {kust.campus.school_id, bij.campus.school_id}
    assert (spot.number, "5 lerenden op 20 plaatsen (25 %)" in spot.reason) == (15, True)
    waiting(programme, towns["Kust"], 6, school=kust.campus.school)
    count()
    assert SpotKind.OVERLAP not in by_kind()


def test_places_without_learners_name_the_school_and_unknown_places_are_no_spot(towns):
    empty = ProgrammeOfferFactory(campus=CampusFactory(municipality=towns["Kust"]), capacity=8)
    ProgrammeOfferFactory(campus=CampusFactory(municipality=towns["Kust"]), capacity=None)
    count()
    (spot,) = by_kind()[SpotKind.EMPTY]
    assert (spot.number, spot.schools, spot.is_about_people) == (8, (empty.campus.school_id,), False)


def test_people_go_before_places_and_the_largest_first(towns):
    ProgrammeOfferFactory(campus=CampusFactory(municipality=towns["Kust"]), capacity=80)
    few, many = ProgrammeFactory(), ProgrammeFactory()
    waiting(few, towns["Ver"], 1)
    waiting(many, towns["Ver"], 3)
    count()
    spots = look().spots
    assert [one.number for one in spots] == [3, 3, 1, 1, 80]
    only = look(Lens("2026-2027", subregion=towns["Kust"].subregion)).spots
    assert [one.number for one in only] == [80]


def test_without_travel_tables_the_list_says_what_it_could_not_look_for(towns):
    waiting(ProgrammeFactory(), towns["Ver"], 3)
    TravelMatrix.objects.all().delete()
    refresh_supply_demand()
    found = look()
    assert (found.spots, len(found.missing)) == ([], 2)


@pytest.fixture
def spot(towns):
    waiting(ProgrammeFactory(slug="kok-duaal"), towns["Ver"], 3)
    count()
    return next(one for one in look().spots if one.kind == SpotKind.NO_SCHOOL)


def test_the_same_is_started_once_and_finished_once(spot):
    row = follow_spot(actor=STAFF, spot=spot, kind=FollowKind.TALK, due_on=dt.date(2026, 12, 1))
    assert (row.number, row.reason) == (spot.number, spot.reason)
    with pytest.raises(MoveRefused):
        follow_spot(actor=STAFF, spot=spot, kind=FollowKind.TALK, due_on=dt.date(2026, 12, 1))
    finish_follow_up(actor=STAFF, follow_up=row, outcome="Twee scholen dienen samen een aanvraag in.")
    with pytest.raises(MoveRefused):
        finish_follow_up(actor=STAFF, follow_up=row, outcome="Nog eens.")
    assert follow_spot(actor=STAFF, spot=spot, kind=FollowKind.TALK, due_on=dt.date(2027, 1, 1)).pk != row.pk


def test_a_round_of_wishes_lists_who_to_ask_and_counts_what_came(spot):
    row = follow_spot(actor=STAFF, spot=spot, kind=FollowKind.WISHES, due_on=dt.date(2026, 12, 1))
    town = spot.subregion.municipalities.get()
    RecognitionFactory(establishment=EstablishmentFactory(municipality=town), programme=spot.programme)
    ProgrammeWishFactory(programme=spot.programme, municipality=town)
    page = follow_up_page(row, dt.date(2026, 12, 2))
    assert (len(page.companies), page.wishes_since, page.is_late) == (1, 1, True)


def test_a_long_round_says_how_many_companies_it_does_not_list(client, spot, monkeypatch):
    monkeypatch.setattr("research.selectors.follow_ups.SHOWN", 2)
    row = follow_spot(actor=STAFF, spot=spot, kind=FollowKind.WISHES, due_on=dt.date(2026, 12, 1))
    town = spot.subregion.municipalities.get()
    for _each in range(5):
        RecognitionFactory(establishment=EstablishmentFactory(municipality=town), programme=spot.programme)
    page = follow_up_page(row, dt.date(2026, 11, 2))
    assert (len(page.companies), page.others) == (2, 3)
    client.force_login(UserFactory(is_staff=True))
    assert (
        "En nog 3 andere bedrijven."
        in client.get(reverse("research:follow_up", args=[row.public_id])).content.decode()
    )


def test_a_consultation_invites_the_directors(towns):
    member = SchoolMembershipFactory()
    offer = ProgrammeOfferFactory(campus=CampusFactory(municipality=towns["Kust"], school=member.school), capacity=8)
    count()
    (spot,) = by_kind()[SpotKind.EMPTY]
    row = follow_spot(actor=STAFF, spot=spot, kind=FollowKind.TALK, due_on=dt.date(2026, 12, 1))
    assert follow_up_page(row, dt.date(2026, 11, 2)).schools == [(offer.campus.school, [member.user.email])]


def test_a_white_spot_becomes_an_action_of_the_plan(client, spot):
    goal = OperationalGoalFactory(strategic_goal__version__state="current")
    client.force_login(UserFactory(is_staff=True))
    listed = client.get(LIST).content.decode()
    assert "Doe er iets mee" in listed
    address = f"{LIST}volg/?vlek={spot.key}"
    assert client.get(address).status_code == 200
    answer = client.post(address, {"kind": "actie", "due_on_day": "1", "due_on_month": "12", "due_on_year": "2026"})
    assert "Kies onder welk doel" in answer.content.decode()
    past = {"kind": "overleg", "due_on_day": "1", "due_on_month": "11", "due_on_year": "2026"}
    assert "Die dag is al voorbij." in client.post(address, past).content.decode()
    assert not SpotFollowUp.objects.exists()
    told = {
        "kind": "actie",
        "parent": f"doel-{goal.number}",
        "due_on_day": "1",
        "due_on_month": "12",
        "due_on_year": "2026",
    }
    answer = client.post(address, told, follow=True)
    action = Action.objects.get()
    row = SpotFollowUp.objects.get()
    assert (row.link, action.due_on) == (f"/actieplan/acties/{action.public_id}/", dt.date(2026, 12, 1))
    assert action.title.startswith("Gevraagd, maar geen school in de buurt")
    assert row.link in answer.content.decode()
    assert client.get(row.link).status_code == 200
    assert "Een actie in het actieplan" in client.get(LIST).content.decode()
    done = client.post(f"/onderzoek/opvolging/{row.public_id}/", {"outcome": "Gelukt."}, follow=True)
    assert "Gelukt." in done.content.decode()


def test_a_spot_that_is_gone_is_not_found(client, spot):
    client.force_login(UserFactory(is_staff=True))
    assert spot_with(look().spots, spot.key) == spot
    assert client.get(f"{LIST}volg/?vlek=geen-school:x:y").status_code == 404
    assert client.get(f"{LIST}volg/?jaar=1999-2000&vlek={spot.key}").status_code == 404


def test_white_spots_are_about_today_and_the_year_of_another_page_only_goes_along(client, spot):
    SupplyDemandRunFactory(school_year="2020-2021", is_closed=True)
    client.force_login(UserFactory(is_staff=True))
    shown = client.get(f"{LIST}?jaar=2020-2021").content.decode()
    assert spot.programme.name in shown
    assert "/onderzoek/radar/?jaar=2020-2021" in shown


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_list_costs_the_same_for_more_rows(client, towns, rows, django_assert_max_num_queries):
    for _each in range(rows):
        waiting(ProgrammeFactory(), towns["Ver"], 1)
    LearnerFactory()
    count()
    client.force_login(UserFactory(is_staff=True))
    client.get(LIST)
    with django_assert_max_num_queries(12):
        assert client.get(LIST).status_code == 200
