"""The file of one learner: who may open it, what it says, and the advice of the class council."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.enums import CaseState, EventVerb, Readiness, Route
from privacy import journal
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseEventFactory
from tests.factories.matchmaking import ProposalFactory, make_workplace


def address(learner):
    return reverse("schools:learner", args=[learner.public_id])


def advice(day=None, **values):
    day = day or timezone.localdate()
    told = {
        "readiness": "ready",
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
        "source": "Klassenraad 5 Elek",
    }
    return told | values


class TestAccess:
    def test_director_own_coach_and_staff_open_it(self, client, desk):
        learner = desk.learner(coach=desk.coach)
        for user in (desk.director, desk.coach, UserFactory(staff=True)):
            client.force_login(user)
            assert learner.contact.full_name in client.get(address(learner)).content.decode()

    def test_for_others_it_does_not_exist(self, client, desk, other_desk):
        learner = desk.learner()
        for user in (desk.coach, other_desk.director, other_desk.coach, UserFactory()):
            client.force_login(user)
            assert client.get(address(learner)).status_code == 404
            assert client.post(address(learner), advice()).status_code == 404
        learner.refresh_from_db()
        assert learner.readiness == Readiness.UNKNOWN

    def test_a_visitor_with_the_code_signs_in_first(self, client, desk):
        learner = desk.learner()
        client.post(reverse("learners:code_entry"), {"code": learner.code})
        assert client.get(address(learner)).status_code == 302

    def test_the_code_of_a_learner_gives_a_signed_in_stranger_nothing(self, client, desk):
        learner = desk.learner()
        client.force_login(UserFactory())
        client.post(reverse("learners:code_entry"), {"code": learner.code})
        assert client.get(reverse("learners:my_page", args=[learner.public_id])).status_code == 200
        assert client.get(address(learner)).status_code == 404

    def test_a_learner_without_school_has_no_such_page(self, client, desk):
        learner = desk.learner(school=None)
        client.force_login(UserFactory(staff=True))
        assert client.get(address(learner)).status_code == 404


def test_reading_is_in_the_journal(client, desk):
    learner = desk.learner()
    client.force_login(desk.director)
    client.get(address(learner))
    [line] = journal.lines_about(learner)
    assert line.actor_id == desk.director.pk
    assert line.additional_data["verb"] == "read"
    assert line.additional_data["page"] == "school_learner"


def test_taking_the_list_along_is_in_the_journal(client, desk):
    desk.learner()
    client.force_login(desk.director)
    client.get(reverse("schools:learners_csv", args=[desk.school.public_id]))
    [line] = journal.lines_about(desk.school)
    assert line.additional_data["verb"] == "learners_exported"
    assert line.additional_data["rows"] == 1


def test_it_shows_the_term_the_proposals_and_the_timeline_without_notes(client, desk):
    learner = desk.learner(days=0)
    opened = ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), opened=True)
    draft = ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), state="draft")
    CaseEventFactory(case=learner.case, text="Alleen voor collega's")
    CaseEventFactory(case=learner.case, verb=EventVerb.CALLED, text="We spraken met elkaar.", for_learner=True)
    client.force_login(desk.director)
    page = client.get(address(learner)).content.decode()
    assert "Nog 20 lesdagen" in page or "Nog 19 lesdagen" in page
    assert opened.workplace.establishment.company.name in page
    assert draft.workplace.establishment.company.name not in page
    assert "We spraken met elkaar." in page
    assert "Alleen voor collega" not in page
    assert "Er is nog geen afspraak gepland." in page


class TestAdvice:
    def test_it_is_recorded_with_its_date_and_source(self, client, desk):
        learner = desk.learner(coach=desk.coach)
        client.force_login(desk.coach)
        day = timezone.localdate() - dt.timedelta(days=3)
        response = client.post(address(learner), advice(day, readiness="willing"), follow=True)
        assert "Het advies is genoteerd." in response.content.decode()
        learner.refresh_from_db()
        assert (learner.readiness, learner.readiness_on) == (Readiness.WILLING, day)
        assert learner.readiness_source == "Klassenraad 5 Elek"
        assert learner.case.route == Route.RUN_UP
        assert learner.case.events.filter(verb=EventVerb.ADVICE).count() == 1

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"readiness": ""}, "Kies het advies."),
            ({"readiness": "unknown"}, "Kies een advies uit de lijst."),
            ({"on_day": "", "on_month": "", "on_year": ""}, "Vul de datum in."),
            ({"on_day": "31", "on_month": "2"}, "Deze dag bestaat niet."),
            ({"on_year": str(timezone.localdate().year + 1)}, "Die dag moet nog komen."),
            ({"source": " "}, "Schrijf van wie het advies komt."),
            ({"source": "x" * 121}, "hoogstens 120 tekens"),
        ],
    )
    def test_a_mistake_is_told_and_nothing_typed_is_lost(self, client, desk, wrong, sentence):
        learner = desk.learner()
        client.force_login(desk.director)
        typed = advice() | wrong
        page = client.post(address(learner), typed).content.decode()
        assert page.count(sentence) == 2
        assert f'value="{typed["on_day"]}"' in page or not typed["on_day"]
        assert typed["source"].strip() in page
        learner.refresh_from_db()
        assert learner.readiness == Readiness.UNKNOWN

    def test_a_closed_case_takes_no_advice(self, client, desk):
        learner = desk.learner(state="closed")
        client.force_login(desk.director)
        page = client.post(address(learner), advice()).content.decode()
        assert "Geef dit advies door" not in page
        learner.refresh_from_db()
        assert learner.readiness == Readiness.UNKNOWN
        assert learner.case.state == CaseState.CLOSED


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_keeps_its_budget(client, desk, django_assert_max_num_queries, rows):
    learner = desk.learner(coach=desk.coach)
    for _number in range(rows):
        CaseEventFactory(case=learner.case, for_learner=True)
        ProposalFactory(learner=learner, workplace=make_workplace(learner.programme), introduced=True)
    client.force_login(desk.director)
    client.get(address(learner))  # what a process keeps (kinds of rows) is read once
    with django_assert_max_num_queries(15):
        client.get(address(learner))
