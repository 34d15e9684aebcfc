"""Notes without words about health or court: a warning first, nothing typed is lost, a tick keeps a false alarm."""

import pytest
import time_machine
from django.urls import reverse

from learners.models import CaseEvent
from learners.rules.notes import careful_words_in, has_national_number
from learners.selectors.notes import careful_words
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory
from tests.learners.helpers import TODAY

DAILY = (
    "Wil zorgkundige worden en belt liever na 14 uur. Oma in Operatiestraat 5 wacht op kassa-opleiding, klasse 3, "
    "adderend, werkt operationeel bij de bakker in Assebroek."
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heeft ADHD en neemt medicatie", ["adhd", "medicatie"]),
        ("Sprak over een depressie, zit bij een psycholoog", ["depressie", "psycholoog"]),
        ("Is dyslectisch; heeft ook Dyslexie", ["dyslectisch", "dyslexie"]),
        ("moet naar de jeugdrechter", ["jeugdrechter"]),
        (DAILY, []),
    ],
)
def test_words_of_the_list_are_found_and_daily_words_are_not(text, found):
    assert [hit.typed for hit in careful_words_in(text, careful_words())] == found


@pytest.mark.parametrize(
    ("text", "is_number"),
    [
        ("nummer 85.07.30-033.28 genoteerd", True),
        ("85073003328", True),
        ("17073003384", True),  # born in 2017: a 2 before the nine digits
        ("85.07.30-033.29", False),
        ("bel 0470 11 22 33 of +32 51 00 00 00", False),
    ],
)
def test_a_national_number_is_recognised_by_its_check(text, is_number):
    assert has_national_number(text) is is_number


@pytest.mark.django_db
@pytest.mark.usefixtures("terms", "calendar", "cache_table")
class TestDesk:
    @pytest.fixture
    def case_url(self, client):
        client.force_login(UserFactory(staff=True))
        with time_machine.travel(TODAY, tick=False):
            yield reverse("admin:learners_case_act", args=[CaseFactory(contacted=True).pk, "notitie"])

    def test_the_page_says_beforehand_what_not_to_write(self, client, case_url):
        assert "Schrijf nooit over gezondheid, verslaving, gerecht" in client.get(case_url).content.decode()

    def test_a_warning_comes_before_anything_is_kept_and_the_text_stays(self, client, case_url):
        typed = {"text": "Neemt rilatine op school"}
        text = client.post(case_url, typed).content.decode()
        assert not CaseEvent.objects.exists()
        assert "‘rilatine’ (gezondheid)" in text
        assert "Neemt rilatine op school" in text

    def test_a_tick_keeps_what_is_about_something_else(self, client, case_url):
        typed = {"text": "Wil in een ziekenhuis werken als logistiek hulp"}
        client.post(case_url, typed)
        assert not CaseEvent.objects.exists()
        client.post(case_url, {**typed, "sure": "on"})
        assert CaseEvent.objects.get().text == typed["text"]

    def test_a_national_number_is_never_kept(self, client, case_url):
        text = client.post(case_url, {"text": "RR 85.07.30-033.28", "sure": "on"}).content.decode()
        assert not CaseEvent.objects.exists()
        assert "rijksregisternummer" in text

    def test_a_plain_note_is_kept_at_once(self, client, case_url):
        client.post(case_url, {"text": "Belt liever na 14 uur"})
        assert CaseEvent.objects.get().text == "Belt liever na 14 uur"
