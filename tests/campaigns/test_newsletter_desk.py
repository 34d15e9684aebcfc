"""The page of a newsletter on the desk."""

import pytest
from django.urls import reverse

from campaigns.enums import NewsletterState
from campaigns.models import Newsletter
from core.testing import PortalClient
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import NewsletterFactory, SubscriberFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(pace):
    client = PortalClient()
    client.force_login(UserFactory(staff=True, email="mira@steunpunt.be"))
    return client


def at(letter, name="page", *more):
    return reverse(f"admin:campaigns_newsletter_{name}", args=[letter.public_id, *more])


def test_look_try_send_follow_stop_and_go_on(desk):
    SubscriberFactory.create_batch(30)
    letter = NewsletterFactory(title="Lente")
    page = desk.get(at(letter)).content.decode()
    assert "30 adressen krijgen" in page
    assert "mira@steunpunt.be" in page
    desk.post(at(letter), {"to": "mira@steunpunt.be"})
    assert OutboxMail.objects.filter(subject="Proef: Lente").count() == 1
    assert "Dit is geen e-mailadres" in desk.post(at(letter), {"to": "mira"}).content.decode()
    page = desk.post(at(letter, "act", "verstuur"), follow=True).content.decode()
    bar = desk.get(at(letter, "progress")).content.decode()
    assert 'value="10"' in page
    assert 'value="10"' in bar
    assert 'max="30"' in bar
    page = desk.post(at(letter, "act", "stop"), follow=True).content.decode()
    assert "10 van de 30 adressen" in page
    assert "Er vertrekt nu niets meer" in desk.get(at(letter, "progress")).content.decode()
    desk.post(at(letter, "act", "hervat"))
    assert Newsletter.objects.get().state == NewsletterState.SENDING


def test_a_verb_that_does_not_fit_says_so(desk):
    letter = NewsletterFactory()
    page = desk.post(at(letter, "act", "stop"), follow=True).content.decode()
    assert "Dat kan niet" in page
    assert desk.post(at(letter, "act", "ontplof")).status_code == 404


def test_the_preview_is_shut_in(desk):
    letter = NewsletterFactory(body="## Dag\n\n<script>alert(1)</script>")
    shown = desk.get(at(letter, "preview"))
    assert "sandbox" in shown["Content-Security-Policy"]
    assert "<script>" not in shown.content.decode()


def test_what_left_cannot_be_rewritten(desk):
    letter = NewsletterFactory(sent=True)
    address = reverse("admin:campaigns_newsletter_change", args=[letter.pk])
    assert desk.post(address, {"title": "Anders"}).status_code == 403
    assert 'name="title"' not in desk.get(address).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_costs_the_same_for_any_number_of_readers(desk, django_assert_num_queries, rows):
    SubscriberFactory.create_batch(rows)
    letter = NewsletterFactory()
    with django_assert_num_queries(8):
        desk.get(at(letter))
