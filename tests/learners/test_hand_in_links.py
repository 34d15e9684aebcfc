"""A link of a hand-in that is old, forged or about something wiped ends in a clear sentence with a way on."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import SYSTEM
from core import tokens
from learners.enums import SITUATION_OF_ANOTHER, Shared, Situation
from learners.forms.desk import ReferForm
from learners.services.hand_ins import PURPOSE, confirm_hand_in
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import HandInFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
LATER = dt.timedelta(days=401)


@pytest.fixture(autouse=True)
def now():
    with time_machine.travel(TODAY, tick=False):
        UserFactory(staff=True)
        yield


def address(row, name="hand_in_confirm"):
    return reverse(f"learners:{name}", args=[tokens.sign(PURPOSE, row.public_id)])


def test_an_old_link_asks_for_a_new_one_and_tells_nothing_of_the_learner(client):
    row = HandInFactory(first_name="Jef")
    old, again = address(row), address(row, "hand_in_again")
    with time_machine.travel(TODAY + LATER, tick=False):
        page = client.get(old)
        assert page.status_code == 410
        assert "te oud" in page.content.decode()
        assert again in page.content.decode()
        assert "Jef" not in page.content.decode()
        assert client.get(again).status_code == 405
        for _time in range(2):
            assert "nieuwe link onderweg" in client.post(again).content.decode()
        mail = OutboxMail.objects.get()
        assert (mail.to, "Jef" in mail.text) == (row.referrer_email, False)
        assert client.post(old).status_code == 410


def test_who_confirmed_gets_a_link_to_how_far_it_is(client):
    row = confirm_hand_in(hand_in=HandInFactory(), actor=SYSTEM)
    OutboxMail.objects.all().delete()
    client.post(address(row, "hand_in_again"))
    mail = OutboxMail.objects.get()
    assert mail.verb == "learners/email/hand_in_step"
    assert "Je vroeg een nieuwe link" in mail.text


@pytest.mark.parametrize("kind", ["forged", "wiped", "of another purpose"])
def test_a_link_that_opens_nothing_offers_to_begin_again(client, kind):
    row = HandInFactory()
    url = address(row)
    if kind == "wiped":
        row.delete()
    elif kind == "forged":
        url = reverse("learners:hand_in_confirm", args=["onzin"])
    else:
        url = reverse("learners:hand_in_confirm", args=[tokens.sign("interest", row.public_id)])
    for answer in (client.get(url), client.post(url)):
        assert answer.status_code == 404
        assert "Breng de jongere opnieuw aan" in answer.content.decode()
        assert reverse("learners:hand_in") in answer.content.decode()


def test_the_situations_speak_of_the_learner_and_none_is_chosen_beforehand(client):
    assert set(SITUATION_OF_ANOTHER) == set(Situation)
    page = client.get(reverse("learners:hand_in")).content.decode()
    assert "Zit op school" in page
    assert "Ik zit op school" not in page
    assert not any(words.startswith("Ik ") for words in SITUATION_OF_ANOTHER.values())


def test_nothing_is_shared_with_a_partner_before_somebody_ticks_it():
    form = ReferForm()
    assert form["shares"].value() in (None, [])
    assert "checked" not in str(form["shares"])
    assert set(dict(form.fields["shares"].choices)) == set(Shared)
