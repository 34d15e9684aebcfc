"""The chart of places and the waiting list on the desk of a school."""

from django.urls import reverse

from learners.enums import CaseState
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.follow import TryOutFactory
from tests.factories.matchmaking import ProposalFactory, make_workplace
from tests.factories.placements import make_own_terms
from tests.schools.pages import Screen


def test_the_chart_adds_up_to_the_number_of_learners_who_search(client, desk):
    for number in range(12):
        programme = ProgrammeFactory(name=f"Vak {number:02d}")
        for _learner in range(1 + number % 2):
            desk.learner(programme=programme)
    desk.learner(programme=desk.province.programme, state="placed")
    client.force_login(desk.director)
    page = Screen(client, desk.school).page
    rows = page.xpath("//figure[contains(@class,'chart')]//tbody/tr")
    cells = [[cell.text_content() for cell in row.xpath("./th|./td")] for row in rows]
    assert len(cells) == 9
    assert cells[-1][0] == "4 andere opleidingen"
    assert sum(int(searching.split()[0]) for _name, _places, searching in cells) == 18


def test_the_chart_follows_the_coach_and_its_numbers_lead_to_their_rows(client, desk):
    far = desk.learner(coach=UserFactory(), max_minutes=250, modes=["car"])
    desk.learner(coach=desk.coach, max_minutes=250, modes=["bicycle"], municipality=far.municipality)
    desk.learner(coach=desk.coach, max_minutes=1, modes=["walk"])
    for _number in range(2):
        make_workplace(far.programme, municipality=desk.province.far, places=3)
    make_workplace(far.programme, municipality=desk.province.home)
    client.force_login(desk.director)
    seen = []
    for query in ({}, {"coach": str(desk.coach.public_id)}, {"coach": str(far.coach.public_id)}):
        page = Screen(client, desk.school, **query).page
        places, searching = page.xpath("//figure[contains(@class,'chart')]//tbody//td/a")
        listed = client.get(places.get("href")).context["page"].total
        assert int(places.text) == listed
        state = client.get(reverse("schools:school_dashboard", args=[desk.school.public_id]) + searching.get("href"))
        assert int(searching.text) == state.context["page"].total
        seen.append((int(places.text), int(searching.text)))
    assert seen == [(3, 3), (1, 2), (3, 1)]


def test_the_waiting_list_offers_try_out_days_once_both_said_yes(client, desk):
    met, tries, alone, placed = (desk.learner(name=name) for name in ("An Aa", "Bo Bb", "Cis Cc", "Dre Dd"))
    asked = ProposalFactory(learner=met, workplace=make_workplace(met.programme), introduced=True)
    known = ProposalFactory(learner=tries, workplace=make_workplace(met.programme), introduced=True)
    days = TryOutFactory(learner=tries, workplace=known.workplace, proposal=known)
    ProposalFactory(learner=alone, workplace=make_workplace(met.programme), opened=True)
    ProposalFactory(learner=placed, workplace=make_workplace(met.programme), introduced=True)
    placed.case.state = CaseState.PLACED
    placed.case.save(update_fields=["state"])
    make_own_terms()
    client.force_login(desk.director)
    page = Screen(client, desk.school, state="allemaal", sort="naam").page
    links = {
        row.xpath("string(./th/a)"): row.xpath(".//a[contains(@href, 'snuffelen')]/@href")
        for row in page.xpath("//section[@aria-labelledby='lerenden-titel']//tbody/tr")
    }
    assert links == {
        "A. A.": [reverse("placements:try_out_ask", args=[asked.code])],
        "B. B.": [reverse("placements:try_out", args=[days.public_id])],
        "C. C.": [],
        "D. D.": [],
    }
    for hrefs in links.values():
        assert all(client.get(href).status_code == 200 for href in hrefs)
