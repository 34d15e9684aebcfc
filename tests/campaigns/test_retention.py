"""What goes when: addresses that did not confirm or stopped, deliveries, and the words of visitors."""

import datetime as dt

import pytest
import time_machine

from accounts.actor import SYSTEM
from campaigns.enums import NewsletterState
from campaigns.models import Delivery, Evaluation, Newsletter, Subscriber
from campaigns.services import subscriptions
from tests.factories.campaigns import DeliveryFactory, EvaluationFactory, NewsletterFactory, SubscriberFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        yield


def test_who_did_not_confirm_or_stopped_goes_and_who_reads_stays():
    DatedRuleFactory(key="retention-newsletter", value=30, unit="dagen")
    reader = SubscriberFactory()
    SubscriberFactory(pending=True)
    subscriptions.stop_subscription(subscriber=SubscriberFactory(), actor=SYSTEM)
    last = dt.date(2026, 4, 1)
    assert run_policy("campaigns.subscribers", last) == 0
    assert run_policy("campaigns.subscribers", last + dt.timedelta(days=1)) == 2
    assert run_policy("campaigns.subscribers", last + dt.timedelta(days=1)) == 0
    assert list(Subscriber.objects.all()) == [reader]


def test_deliveries_go_after_the_newsletter_is_done_never_while_it_can_be_resumed():
    DeliveryFactory(newsletter=NewsletterFactory(sent=True))
    stopped = DeliveryFactory()
    Newsletter.objects.filter(pk=stopped.newsletter_id).update(
        state=NewsletterState.STOPPED, started_at=stopped.newsletter.created_at
    )
    last = dt.date(2026, 3, 2) + dt.timedelta(days=62)
    assert run_policy("campaigns.deliveries", last) == 0
    assert run_policy("campaigns.deliveries", last + dt.timedelta(days=1)) == 1
    assert list(Delivery.objects.all()) == [stopped]


def test_the_words_of_a_visitor_go_and_the_figure_stays():
    DatedRuleFactory(key="retention-enquiry", value=12, unit="maanden")
    EvaluationFactory(stars=4, better="Jan praatte te snel")
    last = dt.date(2027, 3, 2)
    assert run_policy("campaigns.evaluations", last) == 0
    assert run_policy("campaigns.evaluations", last + dt.timedelta(days=1)) == 1
    assert run_policy("campaigns.evaluations", last + dt.timedelta(days=1)) == 0
    row = Evaluation.objects.get()
    assert (row.stars, row.good, row.better) == (4, "", "")
