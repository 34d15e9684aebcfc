"""Which files may be of one person."""

import pytest
import time_machine
from django.urls import reverse

from learners.selectors.duplicates import Person, alike, possible_duplicates
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory, TwoPeopleFactory
from tests.learners.helpers import TODAY


def person(number, name="yoran baert", year=2008, month=3, phone="", email=""):
    return Person(number, name, name.partition(" ")[0], year, month, phone, email)


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ({}, {}, ("zelfde naam en geboorte",)),
        ({}, {"month": None}, ("zelfde naam en geboorte",)),
        ({"phone": "1"}, {"phone": "1", "name": "yoran"}, ("zelfde gsm", "zelfde voornaam en geboortejaar")),
        ({"phone": "1", "email": "a"}, {"phone": "1", "email": "a", "name": "joran baert"}, ("zelfde gsm", "zelfde mailadres")),
        ({}, {"year": 2010}, None),
        ({}, {"month": 9}, None),
        ({"phone": "1"}, {"phone": "1", "name": "lotte baert"}, None),  # a sister on the phone of the parents
        ({}, {"name": "yoran maes"}, None),
    ],
)  # fmt: skip
def test_what_makes_two_files_alike(one, other, reasons):
    pairs = alike([person(1, **one), person(2, **other)])
    assert [pair.reasons for pair in pairs] == ([reasons] if reasons else [])


def test_the_surest_pair_comes_first_and_each_pair_once():
    people = [person(1, phone="1", email="a"), person(2, phone="1", email="a"), person(3), person(4, "bo wit")]
    pairs = alike(people)
    assert [(pair.first, pair.second) for pair in pairs] == [(1, 2), (1, 3), (2, 3)]
    assert pairs[0].points > pairs[1].points


def test_the_mail_of_a_school_makes_nobody_one_person():
    people = [person(number, f"naam{number} x", email="school@x.be", phone="9") for number in range(20)]
    assert alike(people) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("terms", "calendar", "cache_table")
class TestStored:
    def test_accents_and_capitals_do_not_hide_a_pair_and_a_decision_does(self):
        one = CaseFactory(contact__first_name="Zoë", contact__last_name="De Wit", contact__phone="")
        other = CaseFactory(contact__first_name="zoe", contact__last_name="de wit", contact__phone="")
        (pair,) = possible_duplicates()
        assert {pair.first, pair.second} == {one.learner_id, other.learner_id}
        TwoPeopleFactory(first_id=pair.first, second_id=pair.second)
        assert possible_duplicates() == []

    @pytest.mark.parametrize("rows", [1, 3, 25])
    def test_what_the_list_costs(self, client, django_assert_max_num_queries, rows):
        for number in range(rows):
            for _twice in range(2):
                CaseFactory(contact__first_name=f"Naam{number}")
        client.force_login(UserFactory(staff=True))
        with time_machine.travel(TODAY, tick=False), django_assert_max_num_queries(7):
            page = client.get(reverse("admin:learners_duplicates"))
        assert len(page.context["rows"]) == min(rows, 25)
