"""Many people at the same moment, on a database with real row locks."""

import itertools

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.actor import ANONYMOUS, SYSTEM
from campaigns.enums import Count, RegistrationState
from campaigns.models import ChannelDay, Evaluation, Registration
from campaigns.services import agenda, attendance, campaigns, newsletters
from mailing.models import OutboxMail
from tests.factories.campaigns import (
    AgendaItemFactory,
    ChannelFactory,
    NewsletterFactory,
    RegistrationFactory,
    SubscriberFactory,
)
from tests.factories.catalogue import DatedRuleFactory
from tests.learners.test_concurrency import TOGETHER, at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def faults(results):
    return [result for result in results if isinstance(result, Exception)]


def test_a_room_is_never_fuller_than_its_seats():
    item, numbers = AgendaItemFactory(capacity=3), itertools.count()
    values = {"name": "Ria", "email": "ria@x.be", "organisation": "", "persons": 1, "actor": ANONYMOUS}
    agenda.register(
        item=AgendaItemFactory(), **values
    )  # the templates of the mail are read: nobody waits for that below
    results = at_once(
        lambda: agenda.register(
            item=item, name="An", email=f"an{next(numbers)}@x.be", organisation="", persons=1, actor=ANONYMOUS
        )
    )
    assert faults(results) == []
    states = list(Registration.objects.filter(item=item).values_list("state", flat=True))
    assert states.count(RegistrationState.REGISTERED) == 3
    assert states.count(RegistrationState.WAITING_LIST) == TOGETHER - 3


def test_one_address_many_times_is_one_registration():
    item = AgendaItemFactory()
    values = {"item": item, "name": "An", "email": "an@x.be", "organisation": "", "persons": 1, "actor": ANONYMOUS}
    assert faults(at_once(lambda: agenda.register(**values))) == []
    assert (Registration.objects.count(), OutboxMail.objects.count()) == (1, 1)


def test_pieces_taken_together_send_each_address_once():
    DatedRuleFactory(key="newsletter-per-minute", value=60)
    SubscriberFactory.create_batch(30)
    letter = NewsletterFactory()
    newsletters.start_newsletter(newsletter=letter, actor=SYSTEM)
    with time_machine.travel(timezone.now(), tick=False):
        results = at_once(lambda: newsletters.send_piece(newsletter_id=letter.pk))
    assert faults(results) == []
    to = list(OutboxMail.objects.values_list("to", flat=True))
    assert len(to) == len(set(to)) == 10, "one of them finds that a piece may leave"


def test_counts_at_the_same_moment_lose_nothing():
    channel = ChannelFactory()
    assert faults(at_once(lambda: campaigns.count(code=channel.code, what=Count.VISITS))) == []
    assert ChannelDay.objects.get().visits == TOGETHER


def test_an_evaluation_pressed_many_times_is_one():
    row = RegistrationFactory(item=AgendaItemFactory(past=True))
    at_once(lambda: attendance.give_evaluation(registration=row, stars=4, good="", better=""))
    assert Evaluation.objects.count() == 1
