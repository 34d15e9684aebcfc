"""The desk of a school: numbers, rows and file are one thing, and belong to one school."""

import random

import pytest
from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse

from learners.enums import CaseState
from learners.models import Learner
from matchmaking.enums import ProposalState
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.matchmaking import ProposalFactory, make_workplace
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.schools.conftest import make_desk
from tests.schools.pages import Screen

HOME = reverse("schools:dashboard")
STATES = ("contacted", "matching", "introduced", "parked", "referred", "placed", "closed")


def fill(desk, seed: int, size: int = 30) -> None:
    """Random learners in every state, with and without coach, term and proposals; some of another programme."""
    dice = random.Random(seed)
    other = ProgrammeFactory(name="Slager duaal")
    for _number in range(size):
        learner = desk.learner(
            state=dice.choice(STATES),
            days=dice.choice((None, 0, 12, 20, 27, 40)),
            coach=dice.choice((None, desk.coach)),
            route=dice.choice(("dual", "dual", "run_up")),
            programme=dice.choice((desk.province.programme, other)),
            max_minutes=dice.choice((5, 45)),
        )
        for _proposal in range(dice.choice((0, 0, 1, 2))):
            kind = dice.choice(({"opened": True}, {"introduced": True}, {"state": "declined"}, {"state": "draft"}))
            ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), **kind)
    desk.province.place()


def told_by_database(desk, group: str) -> int:
    """The size of a group, counted without the code of the page."""
    open_dual = Q(case__state__in=CaseState.OPEN, case__route="dual")
    conditions = {
        "zonder-plek": open_dual,
        "voorstel-wacht": Q(proposals__state=ProposalState.OPEN) & ~Q(case__state="closed"),
        "kennismaking": Q(case__state="introduced"),
        "geplaatst": Q(case__state="placed"),
        "plek-kwijt": Q(case__break_offs__outcome="") & ~Q(case__state="closed"),
        "doorverwezen": Q(case__referrals__state__in=("sent", "seen")) & ~Q(case__state="closed"),
        "andere-route": Q(case__state__in=CaseState.OPEN) & ~Q(case__route="dual"),
    }
    return Learner.objects.filter(conditions[group], school=desk.school).distinct().count()


@pytest.mark.parametrize("seed", range(2))
def test_numbers_equal_rows_equal_file(client, desk, other_desk, seed):
    fill(desk, seed)
    fill(other_desk, seed + 100, size=5)
    client.force_login(desk.director)
    everybody = len(Screen(client, desk.school, state="allemaal").rows())
    butcher = Learner.objects.filter(school=desk.school, programme__name="Slager duaal").first().programme.slug
    for start in ({}, {"programme": butcher}, {"coach": str(desk.coach.public_id)}):
        for count, query in Screen(client, desk.school, **start).tallies():
            chosen = QueryDict(query).dict()
            screen = Screen(client, desk.school, **chosen)
            rows = screen.rows()
            assert len(rows) == count
            assert len(screen.file()) == count
            if not start and chosen["state"] not in ("weinig-lesdagen", "in-gevaar"):
                assert count == told_by_database(desk, chosen["state"])
        assert (len(Screen(client, desk.school, state="allemaal", **start).rows()) < everybody) == bool(start)


def test_few_days_left_is_what_the_dated_rule_says(client, desk):
    """The clock turns amber at ten training days: who has ten or fewer left is counted."""
    for days in range(0, 30, 3):
        desk.learner(days=days)
    client.force_login(desk.director)
    few = [int(row["Nog"].split()[0]) if row["Nog"][0].isdigit() else 0 for row in _file(client, desk, "zonder-plek")]
    counted = next(count for count, query in Screen(client, desk.school).tallies() if "weinig" in query)
    assert counted == sum(days <= 10 for days in few) > 0
    assert len(_file(client, desk, "weinig-lesdagen")) == counted


def _file(client, desk, state):
    return Screen(client, desk.school, state=state).file()


@pytest.mark.parametrize("sort", ["dagen", "-dagen", "naam", "-naam", "opleiding", "status", "begeleider"])
def test_the_file_has_the_words_and_the_order_of_the_screen(client, desk, sort):
    fill(desk, seed=7, size=40)
    client.force_login(desk.director)
    screen = Screen(client, desk.school, state="allemaal", sort=sort)
    rows, file = screen.rows(), screen.file()
    assert len(rows) == len(file) > 25
    for cells, told in zip(rows, file, strict=True):
        learner, days, programme, near, proposals, follows = cells
        assert learner == f"{told['Lerende']} {told['Dossiercode']}"
        assert days.startswith(told["Nog"])
        assert programme == told["Opleiding"]
        assert all(place.split(",")[0] in near for place in told["Dichtste plekken"].split("; "))
        assert proposals.startswith(told["Status"])
        assert all(words in proposals for words in told["Voorstellen"].split(", "))
        assert follows == f"{told['Trajectbegeleider']} Steunpunt: {told['Steunpunt']}"


def test_days_left_come_first_and_can_be_turned(client, desk):
    late, soon, calm, none = (desk.learner(days=days) for days in (27, 18, 0, None))
    client.force_login(desk.director)
    assert Screen(client, desk.school).codes() == [late.code, soon.code, calm.code, none.code]
    assert Screen(client, desk.school, sort="-dagen").codes() == [calm.code, soon.code, late.code, none.code]
    assert Screen(client, desk.school, sort="onzin").codes()[0] == late.code


def test_filters_narrow_down_and_stay_in_the_address(client, desk):
    wanted = desk.learner(coach=desk.coach)
    desk.learner(coach=UserFactory())
    desk.learner(coach=desk.coach, programme=ProgrammeFactory())
    client.force_login(desk.director)
    query = {"programme": wanted.programme.slug, "coach": str(desk.coach.public_id)}
    screen = Screen(client, desk.school, **query, sort="naam")
    assert screen.codes() == [wanted.code]
    hrefs = screen.page.xpath("//a[contains(@class,'sort')]/@href") + [query for _count, query in screen.tallies()]
    for href in hrefs:
        kept = QueryDict(href.removeprefix("?"))
        assert (kept["programme"], kept["coach"]) == (query["programme"], query["coach"])


@pytest.mark.parametrize(
    "nonsense", [{"state": "x"}, {"programme": "x"}, {"coach": "1"}, {"page": "x"}, {"page": "99"}]
)
def test_nonsense_in_the_address_shows_the_list(client, desk, nonsense):
    learner = desk.learner(coach=desk.coach)
    client.force_login(desk.director)
    assert Screen(client, desk.school, **nonsense).codes() == [learner.code]


def test_a_long_list_has_pages_that_together_show_everybody_once(client, desk):
    codes = {desk.learner().code for _number in range(27)}
    client.force_login(desk.director)
    shown = Screen(client, desk.school).codes()
    assert len(shown) == 27
    assert set(shown) == codes


def test_places_and_proposals_are_told_in_words(client, desk):
    place = desk.province.place()
    near = desk.learner(name="An Aerts")
    desk.learner(name="Bo Bogaert", max_minutes=5)
    ProposalFactory(learner=near, workplace=make_workplace(near.programme), opened=True)
    client.force_login(desk.director)
    first, second = Screen(client, desk.school, sort="naam").rows()
    assert "Oostkamp, " in first[3]
    assert "minuten met de fiets, schatting" in first[3]
    assert place.establishment.company.name in first[3]
    assert "1 wacht op antwoord" in first[4]
    assert "Geen binnen 5 minuten" in second[3]
    assert "Meld een wens" in second[3]
    assert "Nog geen voorstel" in second[4]


def test_an_empty_school_offers_two_ways_on(client, desk):
    client.force_login(desk.director)
    page = client.get(HOME).content.decode()
    assert "Er staan nog geen lerenden op je lijst" in page
    assert reverse("schools:learner_new", args=[desk.school.public_id]) in page
    assert reverse("frontoffice:ask") in page


class TestWhoSeesWhat:
    def test_a_director_sees_the_whole_school_and_no_other(self, client, desk, other_desk):
        ours = {desk.learner().code, desk.learner(coach=desk.coach).code}
        other_desk.learner()
        client.force_login(desk.director)
        assert set(Screen(client, desk.school).codes()) == ours

    def test_a_coach_sees_the_own_learners_only(self, client, desk):
        own = desk.learner(coach=desk.coach)
        desk.learner(coach=UserFactory())
        desk.learner()
        client.force_login(desk.coach)
        screen = Screen(client, desk.school)
        assert screen.codes() == [own.code]
        assert [row["Dossiercode"] for row in screen.file()] == [own.code]
        assert ("zonder-plek", 1) in [(QueryDict(query)["state"], count) for count, query in screen.tallies()]

    def test_a_code_typed_in_this_session_opens_no_row(self, client, desk):
        desk.learner(coach=desk.coach)
        hidden = desk.learner()
        client.force_login(desk.coach)
        client.post(reverse("learners:code_entry"), {"code": hidden.code})
        assert client.get(reverse("learners:my_page", args=[hidden.public_id])).status_code == 200
        assert hidden.code not in Screen(client, desk.school).codes()

    @pytest.mark.parametrize("name", ["school_dashboard", "learners_csv", "colleagues"])
    def test_another_school_does_not_exist(self, client, desk, other_desk, name):
        other_desk.learner()
        address = reverse(f"schools:{name}", args=[other_desk.school.public_id])
        for user in (desk.director, desk.coach, UserFactory()):
            client.force_login(user)
            assert client.get(address).status_code == 404

    @pytest.mark.parametrize("name", ["school_dashboard", "learners_csv", "colleagues"])
    def test_a_visitor_signs_in_first(self, client, desk, name):
        response = client.get(reverse(f"schools:{name}", args=[desk.school.public_id]))
        assert response.status_code == 302
        assert reverse("account_login") in response["Location"]

    def test_staff_look_up_any_school(self, client, desk):
        learner = desk.learner()
        client.force_login(UserFactory(staff=True))
        address = reverse("schools:school_dashboard", args=[desk.school.public_id])
        assert address in client.get(HOME, {"q": desk.school.name}).content.decode()
        assert address in client.get(HOME, {"q": desk.school.institution_number}).content.decode()
        assert address not in client.get(HOME, {"q": "bestaat niet"}).content.decode()
        assert Screen(client, desk.school).codes() == [learner.code]

    def test_somebody_without_a_school_is_told_how_to_get_in(self, client, province):
        client.force_login(UserFactory())
        assert "Je hoort nog bij geen school" in client.get(HOME).content.decode()

    def test_a_director_of_two_schools_has_tabs(self, client, desk):
        second = make_desk(desk.province)
        SchoolMembershipFactory(user=desk.director, school=second.school)
        mine, theirs = desk.learner(), second.learner()
        client.force_login(desk.director)
        page = client.get(HOME).content.decode()
        for school in (desk.school, second.school):
            assert reverse("schools:school_dashboard", args=[school.public_id]) in page
        assert Screen(client, desk.school).codes() == [mine.code]
        assert Screen(client, second.school).codes() == [theirs.code]


@pytest.mark.parametrize("rows", (1, 3, 25, 400))
def test_the_desk_costs_thirteen_queries(client, desk, django_assert_num_queries, rows):
    for _number in range(rows):
        learner = desk.learner(coach=desk.coach, days=5, programme=ProgrammeFactory())
        ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), opened=True)
    client.force_login(desk.director)
    with django_assert_num_queries(13):
        client.get(reverse("schools:school_dashboard", args=[desk.school.public_id]))


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_list_of_schools_keeps_its_budget(client, province, django_assert_max_num_queries, rows):
    for _number in range(rows):
        SchoolFactory()
    client.force_login(UserFactory(staff=True))
    with django_assert_max_num_queries(10):
        client.get(HOME)
