"""Asking, confirming, choosing, stopping with one click, and mails that come back."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import SYSTEM
from campaigns import links
from campaigns.enums import Audience, DeliveryState, SubscriberState
from campaigns.models import Subscriber
from campaigns.services import subscriptions
from mailing.models import OutboxMail
from tests.factories.campaigns import DeliveryFactory, NewsletterFactory, SubscriberFactory
from tests.factories.catalogue import DatedRuleFactory

pytestmark = pytest.mark.django_db
ASK = {"email": "an@voorbeeld.be", "role": Audience.COMPANIES}
LINK = re.compile(r"https?://[^/\s]+(/nieuwsbrief/mijn/\S+)")


def page_of(row):
    return reverse("campaigns:newsletter_mine", args=[links.subscriber_token(row)])


def stop_of(row):
    return reverse("campaigns:newsletter_stop", args=[links.subscriber_token(row)])


def test_nothing_is_sent_before_the_mailbox_said_yes(client):
    client.post(reverse("campaigns:newsletter"), ASK)
    row, mail = Subscriber.objects.get(), OutboxMail.objects.get()
    assert row.state == SubscriberState.PENDING
    address = LINK.search(mail.text).group(1)
    assert "Ja, stuur me de nieuwsbrief" in client.get(address).content.decode()
    row.refresh_from_db()
    assert row.state == SubscriberState.PENDING
    for _twice in range(2):
        page = client.post(address, {"act": "bevestig"}, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.state, row.role) == (SubscriberState.CONFIRMED, Audience.COMPANIES)
    assert "Je bent ingeschreven sinds" in page


def test_pressing_twice_is_one_row_and_one_mail_and_says_the_same_as_for_a_known_address(client):
    SubscriberFactory(email="bekend@voorbeeld.be")
    answers = [client.post(reverse("campaigns:newsletter"), ASK | {"email": to}, follow=True) for to in
               ("an@voorbeeld.be", " AN@voorbeeld.be ", "bekend@voorbeeld.be")]  # fmt: skip
    assert len({re.sub(r"nonce=\S+", "", page.content.decode()) for page in answers}) == 1
    assert Subscriber.objects.count() == 2
    assert OutboxMail.objects.count() == 2


def test_a_stranger_changes_nothing_for_who_is_on_the_list(client):
    row = SubscriberFactory(email="an@voorbeeld.be", role=Audience.SCHOOLS)
    client.post(reverse("campaigns:newsletter"), ASK)
    row.refresh_from_db()
    assert (row.state, row.role) == (SubscriberState.CONFIRMED, Audience.SCHOOLS)
    assert "Je bent al ingeschreven" in OutboxMail.objects.get().text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"email": "", "role": "scholen"}, "Vul je e-mailadres in"),
        ({"email": "an.voorbeeld", "role": "scholen"}, "Dit is geen e-mailadres"),
        ({"email": "an@voorbeeld.be", "role": "baas"}, "Kies wie je bent uit de lijst"),
        ({"email": "an@voorbeeld.be", "role": "scholen", "subregion": "maan"}, "Kies een streek uit de lijst"),
    ],
)
def test_bad_input_gets_a_sentence(client, typed, sentence):
    assert sentence in client.post(reverse("campaigns:newsletter"), typed).content.decode()
    assert not Subscriber.objects.exists()


def test_a_mail_program_stops_with_one_post_without_cookie_or_page():
    row = SubscriberFactory()
    program = Client(enforce_csrf_checks=True)
    answer = program.post(stop_of(row), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    row.refresh_from_db()
    assert answer.status_code == 200
    assert row.state == SubscriberState.STOPPED
    assert program.post(stop_of(row)).status_code == 200


def test_looking_at_the_page_to_stop_stops_nothing(client):
    row = SubscriberFactory()
    assert "Stuur me geen nieuwsbrief meer" in client.get(stop_of(row)).content.decode()
    row.refresh_from_db()
    assert row.state == SubscriberState.CONFIRMED


def test_who_stopped_asks_again_and_confirms_again(client):
    row = subscriptions.stop_subscription(subscriber=SubscriberFactory(email="an@voorbeeld.be"), actor=SYSTEM)
    client.post(page_of(row), {"act": "bevestig"})
    row.refresh_from_db()
    assert row.state == SubscriberState.STOPPED, "an old link brings nobody back"
    client.post(reverse("campaigns:newsletter"), ASK)
    client.post(page_of(row), {"act": "bevestig"})
    row.refresh_from_db()
    assert (row.state, row.ended_at) == (SubscriberState.CONFIRMED, None)


def test_choices_change_and_a_forged_link_is_not_found(client):
    row = SubscriberFactory()
    client.post(page_of(row), {"act": "keuze", "role": Audience.PARTNERS})
    row.refresh_from_db()
    assert row.role == Audience.PARTNERS
    assert "Kies wie je bent" in client.post(page_of(row), {"act": "keuze", "role": "x"}).content.decode()
    assert client.get(reverse("campaigns:newsletter_mine", args=["vals.1.x"])).status_code == 404
    assert client.post(reverse("campaigns:newsletter_stop", args=["vals.1.x"])).status_code == 404


def bounced(client, told, secret="geheim"):
    return client.post(
        reverse("campaigns:newsletter_bounce"), told, content_type="application/json",
        headers={"authorization": f"Bearer {secret}"},
    )  # fmt: skip


def test_a_hard_bounce_ends_a_soft_one_waits_for_the_third(client, settings):
    settings.BOUNCE_SECRET = "geheim"
    DatedRuleFactory(key="newsletter-bounces", value=3, unit="mails")
    gone, full = SubscriberFactory(), SubscriberFactory()
    sent = DeliveryFactory(subscriber=gone, state=DeliveryState.QUEUED)
    assert bounced(client, json.dumps({"email": gone.email.upper(), "kind": "hard"})).status_code == 204
    for _time in range(2):
        bounced(client, json.dumps({"email": full.email, "kind": "soft"}))
    states = dict(Subscriber.objects.values_list("email", "state"))
    assert states == {gone.email: SubscriberState.BOUNCED, full.email: SubscriberState.CONFIRMED}
    bounced(client, json.dumps({"email": full.email, "kind": "soft"}))
    full.refresh_from_db()
    sent.refresh_from_db()
    assert full.state == SubscriberState.BOUNCED
    assert sent.state == DeliveryState.BOUNCED


def test_the_door_for_bounces_opens_with_the_secret_only(client, settings):
    row = SubscriberFactory()
    told = json.dumps({"email": row.email, "kind": "hard"})
    settings.BOUNCE_SECRET = ""
    assert bounced(client, told, "").status_code == 404
    settings.BOUNCE_SECRET = "geheim"
    assert bounced(client, told, "fout").status_code == 404
    for bad in ("{", "[]", '{"email": 3, "kind": "hard"}', '{"email": "a@b.be", "kind": "zacht"}'):
        assert bounced(client, bad).status_code == 400
    assert bounced(client, json.dumps({"email": "niemand@voorbeeld.be", "kind": "hard"})).status_code == 204
    row.refresh_from_db()
    assert row.state == SubscriberState.CONFIRMED


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_archive_costs_the_same_for_any_number(client, django_assert_num_queries, rows):
    NewsletterFactory.create_batch(rows, sent=True)
    NewsletterFactory(title="Nog geheim")
    with django_assert_num_queries(2):
        page = client.get(reverse("campaigns:newsletter_archive")).content.decode()
    assert page.count("Nieuws nummer") >= rows
    assert "Nog geheim" not in page


def test_a_letter_on_the_web_is_safe_and_a_draft_is_not_there(client):
    letter = NewsletterFactory(sent=True, body="## Dag\n\n<script>alert(1)</script>\n\n**vet**")
    page = client.get(reverse("campaigns:newsletter_read", args=[letter.slug])).content.decode()
    assert "<h2>Dag</h2>" in page
    assert "<strong>vet</strong>" in page
    assert "<script>alert" not in page
    assert client.get(reverse("campaigns:newsletter_read", args=[NewsletterFactory().slug])).status_code == 404
