"""What if: each change against a world in which it really happened, nothing written, and an address that can be shared."""

import pytest
import time_machine

from catalogue.services.travel import store_estimates
from learners.models import Learner
from matchmaking.adapters.shared import _roads_at
from matchmaking.models import MatchRound, Proposal
from research.rules_trial import Change, change_of
from research.selectors.trial import NoTrial, Place, places_and_programmes, trial_page
from research.trial_enums import ChangeKind
from schools.models import ProgrammeOffer
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import WeightProfileFactory, make_terms, make_workplace
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory

pytestmark = pytest.mark.django_db
URL = "/onderzoek/wat-als/"
EVERYBODY = Place()


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        yield


@pytest.fixture
def world():
    """Three towns: a school and a workplace at the coast, learners at the coast and far from it."""
    make_terms()
    WeightProfileFactory()
    DatedRuleFactory(key="programme-request", scope="reach-minutes", value=45, valid_from=None)
    towns = {
        name: MunicipalityFactory(name=name, latitude=latitude, longitude=longitude)
        for name, latitude, longitude in (("Kust", 51.33, 3.2), ("Bij", 51.31, 3.22), ("Ver", 50.75, 2.6))
    }
    cook = ProgrammeFactory(slug="kok-duaal", name="Kok duaal")
    ProgrammeOfferFactory(programme=cook, campus=CampusFactory(municipality=towns["Kust"]), capacity=8)
    work(cook, towns["Kust"])
    for name, number in (("Bij", 3), ("Ver", 2)):
        for _each in range(number):
            CaseFactory(
                matching=True, learner__programme=cook, learner__municipality=towns[name], learner__school=None,
                learner__modes=["bicycle", "public_transport"], learner__max_minutes=45,
            )  # fmt: skip
    store_estimates()
    _roads_at.cache_clear()  # the clock stands still, so the tables of another test look as new as these
    return towns, cook


def work(programme, town, places=1):
    return make_workplace(programme, municipality=town, places=places)


def page_of(*changes, place=EVERYBODY):
    return trial_page(place, changes, places_and_programmes())


def figures(*changes):
    page = page_of(*changes)
    return {one.label: (one.before, one.after) for one in page.measures}


PLACED, NO_SCHOOL, NO_WORK = (
    "Kregen een plek", "Geen school binnen bereik", "Geen vrije werkplek die past en bereikbaar is",
)  # fmt: skip


def change(kind, town, **about):
    return Change(ChangeKind(kind), town.nis, **about)


def test_without_a_change_both_sides_are_today(world):
    told = figures()
    assert told[PLACED] == ("1", "1")
    assert told[NO_SCHOOL] == ("2", "2")
    assert all(before == after for before, after in told.values())


def test_more_places_are_taken_as_if_they_were_there(world):
    towns, cook = world
    told = figures(change("plaatsen", towns["Bij"], programme=cook.slug, number=2))
    work(cook, towns["Bij"], places=2)
    real = figures()
    assert told[PLACED] == ("1", "3") == ("1", real[PLACED][0])
    assert told[NO_WORK][1] == real[NO_WORK][0]


def test_a_school_that_starts_lets_people_take_part_and_its_white_spot_goes(world):
    towns, cook = world
    both = (
        change("open", towns["Ver"], programme=cook.slug),
        change("plaatsen", towns["Ver"], programme=cook.slug, number=2),
    )
    assert figures(both[0])[NO_SCHOOL] == ("2", "0")
    assert figures(*both)[PLACED] == ("1", "3")
    spots = {(one.town, one.what): (one.before, one.after) for one in page_of(*both).spots}
    assert spots == {("Ver", "geen school"): (2, 0)}


def test_schools_that_stop_leave_their_people_without_unless_another_is_near(world):
    towns, cook = world
    offer = ProgrammeOffer.objects.get()
    Learner.objects.filter(municipality=towns["Bij"]).update(school=offer.campus.school)
    stop = change("sluit", towns["Kust"], programme=cook.slug)
    assert figures(stop)[NO_SCHOOL] == ("2", "5")
    assert figures(stop)[PLACED] == ("1", "0")
    ProgrammeOfferFactory(programme=cook, campus=CampusFactory(municipality=towns["Bij"]))
    assert figures(stop)[NO_SCHOOL] == ("2", "2")


def test_a_faster_bus_brings_the_school_within_reach(world):
    towns, _cook = world
    bus = Change(ChangeKind.BUS, towns["Ver"].nis, target=towns["Kust"].nis, number=30)
    assert figures(bus)[NO_SCHOOL] == ("2", "0")
    slow = Change(ChangeKind.BUS, towns["Ver"].nis, target=towns["Kust"].nis, number=46)
    assert figures(slow)[NO_SCHOOL] == ("2", "2")


def test_who_goes_to_a_school_that_gives_it_stays_there_however_far(world):
    towns, _cook = world
    school = ProgrammeOffer.objects.get().campus.school
    Learner.objects.filter(municipality=towns["Ver"]).update(school=school)
    assert figures()[NO_SCHOOL] == ("0", "0")


def test_nothing_is_written(world, client):
    towns, cook = world
    before = [model.objects.count() for model in (ProgrammeOffer, MatchRound, Proposal)]
    page_of(change("open", towns["Ver"], programme=cook.slug))
    assert [model.objects.count() for model in (ProgrammeOffer, MatchRound, Proposal)] == before


def test_a_sub_region_without_anybody_says_so(world):
    with pytest.raises(NoTrial):
        page_of(place=Place(subregion=world[0]["Kust"].subregion))


@pytest.mark.parametrize(
    "code", ["", "open", "open.kok.1", "vlieg.kok.31005.0", "plaatsen.kok.31005.0", "plaatsen.kok.31005.51",
             "bus.31005.31005.20", "bus.31005.31006.255", "open.kok.31005.-1", "open..31005.0"],
)  # fmt: skip
def test_nonsense_in_the_address_is_no_change(code):
    assert change_of(code) is None


@pytest.mark.parametrize(
    "code", ["open.kok.31005.0", "sluit.kok.31005.0", "plaatsen.kok.31005.4", "bus.31006.31005.20"]
)
def test_a_change_reads_back_from_the_address(code):
    assert change_of(code).code == code


@pytest.fixture
def colleague(client, world):
    client.force_login(UserFactory(is_staff=True))
    return client


def test_a_change_that_is_filled_in_comes_in_the_address_and_goes_out_of_it(colleague, world):
    towns, cook = world
    asked = {"wat": "plaatsen", "opleiding": cook.slug, "gemeente": towns["Bij"].nis, "aantal": "2"}
    answer = colleague.get(URL, asked)
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}?verander=plaatsen.kok-duaal.{towns['Bij'].nis}.2")
    text = colleague.get(answer["Location"]).content.decode()
    assert "2 werkplekken erbij voor Kok duaal in Bij." in text
    assert "Haal weg" in text
    assert "Niet alles telt mee" in colleague.get(f"{URL}?verander=open.bestaat-niet.99999.0").content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_costs_the_same_for_more_rows(colleague, world, rows, django_assert_max_num_queries):
    towns, cook = world
    for _each in range(rows):
        CaseFactory(matching=True, learner__programme=cook, learner__municipality=towns["Bij"])
        work(cook, towns["Kust"])
    address = f"{URL}?verander=open.{cook.slug}.{towns['Ver'].nis}.0"
    colleague.get(address)
    with django_assert_max_num_queries(15):
        assert colleague.get(address).status_code == 200


@pytest.mark.parametrize(
    ("asked", "words"),
    [({"wat": "open"}, "Kies een opleiding."), ({"wat": "bus"}, "Kies een andere gemeente"), ({"wat": "plaatsen"}, "Typ een getal.")],
)  # fmt: skip
def test_a_change_that_is_not_whole_says_what_is_missing(colleague, world, asked, words):
    text = colleague.get(URL, {**asked, "gemeente": world[0]["Bij"].nis}).content.decode()
    assert words in text


def test_without_weights_or_rules_the_page_says_why(client):
    client.force_login(UserFactory(is_staff=True))
    assert "We kunnen niet rekenen" in client.get(URL).content.decode()
