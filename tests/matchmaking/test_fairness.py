"""Figures per group on the page of a round."""

import datetime as dt
from types import MappingProxyType

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings

from catalogue.models import DatedRule
from core.testing import check_markup
from matchmaking import tasks
from matchmaking.engine import contract, run_round, shortlist
from matchmaking.engine.by_hand import offered, placed_first_come
from matchmaking.models import MatchRound
from matchmaking.selectors.fairness import fairness_of
from matchmaking.services import rounds
from schools.enums import Network
from tests.engine.strategies import documents
from tests.factories.companies import EstablishmentFactory, WorkplaceFactory
from tests.factories.matchmaking import MatchRoundFactory
from tests.factories.schools import SchoolFactory


@settings(max_examples=40, deadline=None)
@given(documents())
def test_first_come_first_served_is_what_a_colleague_would_do_by_hand(document):
    result = run_round(contract.read(document))
    packed, outcome = result.packed, result.assignment
    room, inside = packed.problem.sites.capacity.tolist(), packed.problem.offers.capacity.tolist()
    for row, site in enumerate(outcome.site.tolist()):
        if outcome.pinned[row]:
            room[site] = max(0, room[site] - 1)
            inside[outcome.offer[row]] -= outcome.offer[row] >= 0 and inside[outcome.offer[row]] > 0
    expected = outcome.pinned.tolist()
    for row in range(len(packed.problem.learners)):
        for place in shortlist(packed, row, k=99) if not outcome.pinned[row] else ():
            if room[place.site] > 0 and inside[place.offer] != 0:
                room[place.site] -= 1
                inside[place.offer] -= inside[place.offer] > 0
                expected[row] = True
                break
    assert placed_first_come(packed, result.pairs, outcome).tolist() == expected
    reach = [bool(shortlist(packed, row, k=1)) or pinned for row, pinned in enumerate(outcome.pinned.tolist())]
    assert offered(packed, result.pairs, outcome).tolist() == reach


def finished(staff, **scope):
    round_ = rounds.start_round(actor=staff, seed=3, **scope)
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


@pytest.fixture
def split(province, db):
    """Six learners of a GO! school who live near, six of a Catholic school who live far from every place."""
    go, catholic = SchoolFactory(network=Network.GO), SchoolFactory(network=Network.CATHOLIC)
    for _ in range(6):
        province.learner(school=go, modes=["bicycle"])
        province.learner(school=catholic, modes=["walk", "bicycle"], municipality=province.far)
    return province


def group(size, placed, **counts):
    return {"size": size, "offered": placed, "placed": placed, "level0": placed, "first_come": placed, **counts}


def with_groups(groups, *, days_ago=0, others=MappingProxyType({}), **values):
    row = MatchRoundFactory(ready=True, **values)
    row.metrics = {**row.metrics, "groups": {"subregion": groups, "network": groups, "mode": groups} | others}
    row.finished_at = timezone.now() - dt.timedelta(days=days_ago)
    row.save(update_fields=["metrics", "finished_at"])
    return row


@pytest.mark.django_db
def test_a_round_counts_who_could_did_and_would_get_a_place(split, staff):
    house = EstablishmentFactory(municipality=split.near, max_learners=4)
    WorkplaceFactory(establishment=house, programme=split.programme, places=4, recognised=True)
    split.place()
    figures = finished(staff).metrics
    assert figures["groups"]["network"] == {
        "GO!": {"size": 6, "offered": 6, "placed": 5, "level0": 5, "first_come": 5},
        "Vrij onderwijs": {"size": 6, "offered": 0, "placed": 0, "level0": 0, "first_come": 0},
    }
    assert {name: row["size"] for name, row in figures["groups"]["mode"].items()} == {"Met de fiets": 12}
    assert figures["exposure"] == {"placed": [4, 1], "companies": 2}


@pytest.mark.django_db
def test_learners_without_school_or_town_have_a_group_of_their_own(province, staff):
    province.learner(municipality=None, school=None, modes=["car", "bicycle"])
    groups = finished(staff).metrics["groups"]
    assert {name: list(rows) for name, rows in groups.items()} == {
        "subregion": ["Gemeente niet bekend"],
        "network": ["Geen school"],
        "mode": ["Met de auto"],
        "language": ["Niet gevraagd"],
    }


@pytest.mark.django_db
def test_languages_count_as_they_were_ticked_and_what_nobody_asked_is_a_group(province, staff):
    for languages in (["nl"], ["nl", "ar"], ["ar", "uk"], [], []):
        province.learner(languages=languages)
    province.place(places=5)
    told = finished(staff).metrics["groups"]["language"]
    assert {name: row["size"] for name, row in told.items()} == {
        "Niet gevraagd": 2,
        "Spreekt Nederlands": 2,
        "Spreekt andere talen": 1,
    }


@pytest.mark.django_db
def test_groups_by_language_hide_small_ones_with_a_second_and_warn_when_their_gap_grows(province):
    names = ("Niet gevraagd", "Spreekt Nederlands", "Spreekt andere talen")
    before, after = (
        {"language": dict(zip(names, (group(20, 10), group(40, 20), group(20, placed)), strict=True))}
        for placed in (10, 5)
    )
    with_groups({}, days_ago=7, others=before)
    page = fairness_of(with_groups({}, others=after))
    assert [table.label for table in page.tables] == ["Talen die de lerende spreekt"]
    assert page.warnings[0].startswith("Het verschil tussen taalgroepen is 25 punten.")
    small = {"language": dict(zip(names, (group(20, 10), group(40, 20), group(3, 1)), strict=True))}
    rows = {row.name: row.size for row in fairness_of(with_groups({}, others=small)).tables[0].rows}
    assert rows == {"Niet gevraagd": None, "Spreekt Nederlands": 40, "Spreekt andere talen": None}


@pytest.mark.django_db
def test_the_page_says_what_we_do_not_ask(province, client, colleague):
    client.force_login(colleague)
    round_ = with_groups({"Brugge": group(20, 10), "Kortrijk": group(20, 10)})
    page = client.get(reverse("admin:matchmaking_matchround_result", args=[round_.public_id])).content.decode()
    assert "Geslacht en thuistaal vragen we niet" in page


@pytest.mark.django_db
def test_the_page_shows_shares_and_the_spread_and_hides_what_is_small(split, staff, client, colleague):
    for _ in range(6):
        split.place()
    round_ = finished(staff)
    client.force_login(colleague)
    response = client.get(reverse("admin:matchmaking_matchround_result", args=[round_.public_id]))
    check_markup(response.content.decode())
    said = " ".join(response.content.decode().split())
    assert "6 van de 6 bedrijven met plaats kregen iemand." in said
    assert "kregen samen 83 procent van de lerenden" in said
    (network,) = [table for table in response.context["fair"].tables if table.label == "Net van de school"]
    assert [(row.name, row.size, row.shares) for row in network.rows] == [
        ("GO!", 6, [100, 100, 100, 100]),
        ("Vrij onderwijs", 6, [0, 0, 0, 0]),
    ]
    assert network.gap == "100 punten"
    assert "verborgen" not in said


@pytest.mark.django_db
def test_small_groups_are_hidden_on_the_page(province, client, colleague):
    round_ = with_groups({"Brugge": group(40, 20), "Kortrijk": group(12, 6), "Westhoek": group(3, 2)})
    client.force_login(colleague)
    response = client.get(reverse("admin:matchmaking_matchround_result", args=[round_.public_id]))
    check_markup(response.content.decode())
    table = response.context["fair"].tables[0]
    assert [(row.name, row.size, row.shares[1]) for row in table.rows] == [
        ("Brugge", 40, 50),
        ("Kortrijk", None, None),
        ("Westhoek", None, None),
    ]
    assert "minder dan 5 lerenden" in " ".join(response.content.decode().split())


@pytest.mark.django_db
@pytest.mark.parametrize(("placed", "warned"), [(13, True), (11, True), (10, False), (9, False)])
def test_a_gap_that_grew_more_than_two_points_is_told(province, placed, warned):
    """From 0 points apart to 5 or 15 points; 20 learners, so 1 learner is 5 points."""
    with_groups({"Brugge": group(20, 10), "Kortrijk": group(20, 10)}, days_ago=7)
    round_ = with_groups({"Brugge": group(20, placed), "Kortrijk": group(20, min(placed, 10))})
    told = fairness_of(round_).warnings
    assert bool(told) is warned
    if warned:
        assert told[0].startswith("Het verschil tussen subregio's is")
        assert "was dat 0 punten" in told[0]


@pytest.mark.django_db
def test_only_an_earlier_round_of_the_same_scope_counts_as_the_previous_one(province):
    even = {"Brugge": group(20, 10), "Kortrijk": group(20, 10)}
    with_groups(even, days_ago=7, programme=province.programme)
    with_groups(even, days_ago=7, state="cancelled")
    round_ = with_groups({"Brugge": group(20, 15), "Kortrijk": group(20, 5)})
    with_groups(even, days_ago=-7)
    assert fairness_of(round_).warnings == []


@pytest.mark.django_db
def test_an_older_round_and_missing_limits_do_not_break_the_page(province, client, colleague):
    client.force_login(colleague)
    old = MatchRoundFactory(ready=True)
    page = reverse("admin:matchmaking_matchround_result", args=[old.public_id])
    assert "Wie kreeg een plek?" not in client.get(page).content.decode()
    with_groups({"Brugge": group(20, 10), "Kortrijk": group(20, 10)})
    DatedRule.objects.filter(key="fairness-min-group").delete()
    response = client.get(reverse("admin:matchmaking_matchround_result", args=[MatchRound.objects.first().public_id]))
    assert "Geen cijfers per groep" in response.content.decode()


@pytest.mark.django_db
def test_a_round_without_placements_says_nothing_about_spread(split, staff):
    page = fairness_of(finished(staff))
    assert page.exposure == ""
    assert page.total.shares == [0, 0, 0, 0]


@pytest.mark.django_db
@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_figures_per_group_take_two_queries(province, django_assert_num_queries, rows):
    for number in range(rows):
        with_groups({"Brugge": group(20, 10)}, days_ago=number + 1)
    round_ = with_groups({f"Groep {number}": group(20, 10) for number in range(rows)})
    with django_assert_num_queries(2):
        fairness_of(round_)
