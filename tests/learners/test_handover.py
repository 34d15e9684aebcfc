"""A colleague leaves: nobody is left without somebody, the load is even, and each learner hears it once."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from learners.enums import EventVerb
from learners.models import Case, CaseEvent
from learners.rules.cases import Load
from learners.rules.handover import spread
from learners.services.leaving import hand_over_cases
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory
from tests.learners.helpers import TODAY

STAFF = Actor(name="Lies Maes", organisation="Steunpunt", is_staff=True)
PAGE = reverse("admin:learners_handover")


@given(st.integers(0, 60), st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_spreading_gives_every_case_once_and_never_to_who_has_more(cases, counts):
    loads = [Load(user, count) for user, count in enumerate(counts)]
    given_to = spread(list(range(cases)), loads)
    assert set(given_to) == set(range(cases))
    after = [count + sum(user == owner for owner in given_to.values()) for user, count in enumerate(counts)]
    lowest = min(after)
    for user, count in enumerate(counts):
        assert after[user] <= max(lowest + 1, count)


@pytest.mark.django_db
@pytest.mark.usefixtures("terms", "calendar", "cache_table")
class TestHandover:
    @pytest.fixture(autouse=True)
    def frozen(self):
        with time_machine.travel(TODAY, tick=False):
            yield

    @pytest.fixture
    def leaver(self):
        leaver = UserFactory(staff=True, first_name="Omar", last_name="Onthaal")
        CaseFactory.create_batch(3, owner=leaver, matching=True)
        CaseFactory(owner=leaver, placed=True)
        CaseFactory(owner=leaver, closed=True)
        return leaver

    def test_every_running_case_gets_the_one_who_takes_over_and_each_learner_one_mail(self, leaver):
        receiver = UserFactory(staff=True, first_name="Stien", last_name="Steunaert", phone="+3251000001")
        assert hand_over_cases(actor=STAFF, leaver=leaver, receiver=receiver, expected=4) == 4
        assert Case.objects.filter(owner=receiver).count() == 4
        assert Case.objects.get(owner=leaver).state == "closed"
        mails = OutboxMail.objects.filter(verb="learners/email/new_owner")
        assert mails.count() == 3
        assert mails.first().subject == "Stien Steunaert helpt je voortaan"
        lines = CaseEvent.objects.filter(verb=EventVerb.ASSIGNED, for_learner=True)
        assert lines.count() == 4

    def test_a_second_press_gives_nothing_twice(self, leaver):
        receiver = UserFactory(staff=True)
        hand_over_cases(actor=STAFF, leaver=leaver, receiver=receiver, expected=4)
        with pytest.raises(ValidationError, match="veranderde het aantal"):
            hand_over_cases(actor=STAFF, leaver=leaver, receiver=receiver, expected=4)
        assert OutboxMail.objects.count() == 3

    def test_a_chosen_colleague_needs_no_phone(self, leaver):
        UserFactory(staff=True, phone="+3251000001")
        receiver = UserFactory(staff=True)
        hand_over_cases(actor=STAFF, leaver=leaver, receiver=receiver, expected=4)
        assert Case.objects.filter(owner=receiver).count() == 4

    def test_spread_looks_at_who_has_the_least(self, leaver):
        busy, free = UserFactory(staff=True, phone="+3251000001"), UserFactory(staff=True, phone="+3251000002")
        CaseFactory.create_batch(6, owner=busy, contacted=True)
        hand_over_cases(actor=STAFF, leaver=leaver, receiver=None, expected=4)
        assert Case.objects.filter(owner=free).count() == 4
        assert Case.objects.filter(owner=busy).count() == 6

    def test_the_page_shows_the_counts_first_and_gives_after_the_button(self, client, leaver):
        receiver = UserFactory(staff=True, first_name="Stien", last_name="Steunaert")
        client.force_login(receiver)
        chosen = {"leaver": leaver.public_id, "receiver": receiver.public_id}
        page = client.get(PAGE, chosen)
        text = page.content.decode()
        assert "4 dossiers van Omar Onthaal" in text
        assert ("Plek zoeken", 3) in page.context["plan"].states
        assert Case.objects.filter(owner=leaver).count() == 5
        changed = client.post(PAGE, {**chosen, "expected": 3})
        assert "veranderde het aantal" in changed.content.decode()
        done = client.post(PAGE, {**chosen, "expected": 4}, follow=True)
        assert "4 dossiers overgedragen" in done.content.decode()
        assert Case.objects.filter(owner=receiver).count() == 4

    def test_nobody_takes_over_from_themselves_and_a_lonely_colleague_is_told(self, client, leaver):
        client.force_login(leaver)
        same = client.get(PAGE, {"leaver": leaver.public_id, "receiver": leaver.public_id})
        assert "Kies iemand anders" in same.content.decode()
        alone = client.get(PAGE, {"leaver": leaver.public_id})
        assert "geen andere medewerker" in alone.content.decode()

    def test_who_no_longer_works_here_can_still_be_handed_over(self, client, leaver):
        leaver.is_active = False
        leaver.save()
        client.force_login(UserFactory(staff=True))
        assert client.get(PAGE, {"leaver": leaver.public_id}).context["plan"].total == 4

    @pytest.mark.parametrize("rows", [1, 3, 25])
    def test_what_the_page_costs(self, client, leaver, django_assert_max_num_queries, rows):
        CaseFactory.create_batch(rows, owner=leaver, promised_by=TODAY + dt.timedelta(hours=3))
        client.force_login(UserFactory(staff=True))
        with django_assert_max_num_queries(12):
            client.get(PAGE, {"leaver": leaver.public_id})
