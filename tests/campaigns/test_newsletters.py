"""Newsletters: who gets them, in pieces, exactly once whatever happens to the worker."""

import datetime as dt
import sys

import pytest
import time_machine
from django.utils import timezone

from accounts.actor import SYSTEM
from campaigns.enums import Audience, DeliveryState, NewsletterState, SubscriberState
from campaigns.models import Delivery, Newsletter, Subscriber
from campaigns.rules.newsletters import piece_size
from campaigns.selectors.newsletters import recipients
from campaigns.services import newsletters, subscriptions
from campaigns.tasks import send_newsletters
from core.states import MoveRefused
from mailing.models import OutboxMail
from tests.factories.campaigns import NewsletterFactory, SubscriberFactory
from tests.factories.catalogue import ProgrammeFactory, SubregionFactory

pytestmark = pytest.mark.django_db
VERB = "campaigns/email/newsletter"
START = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


def sent_to():
    return sorted(OutboxMail.objects.filter(verb=VERB).values_list("to", flat=True))


def started(readers=25):
    SubscriberFactory.create_batch(readers)
    return newsletters.start_newsletter(newsletter=NewsletterFactory(), actor=SYSTEM)


def beat(clock, times):
    for _time in range(times):
        send_newsletters()
        clock.shift(dt.timedelta(seconds=10))


@pytest.mark.parametrize(("since", "size"), [(None, 10), (0, 0), (1, 1), (10, 10), (60, 60), (3600, 60), (-5, 0)])
def test_a_pause_is_not_made_up_for(since, size):
    passed = None if since is None else dt.timedelta(seconds=since)
    assert piece_size(per_minute=60, since=passed) == size


def test_an_audience_is_role_region_and_programme():
    here, there = SubregionFactory(), SubregionFactory()
    programme = ProgrammeFactory()
    both = SubscriberFactory(role=Audience.COMPANIES, subregion=here)
    both.programmes.add(programme)
    anywhere = SubscriberFactory(role=Audience.EVERYONE)
    SubscriberFactory(role=Audience.SCHOOLS, subregion=here)
    SubscriberFactory(role=Audience.COMPANIES, subregion=there)
    SubscriberFactory(role=Audience.COMPANIES, subregion=here).programmes.add(ProgrammeFactory())
    SubscriberFactory(role=Audience.COMPANIES, subregion=here, pending=True)
    SubscriberFactory(role=Audience.COMPANIES, state=SubscriberState.BOUNCED)
    letter = NewsletterFactory(roles=[Audience.COMPANIES])
    letter.subregions.add(here)
    letter.programmes.add(programme)
    assert list(recipients(letter)) == [both, anywhere]
    assert recipients(NewsletterFactory()).count() == 5


def test_pieces_leave_at_the_pace_of_the_rule(pace):
    with time_machine.travel(START, tick=False) as clock:
        letter = started(25)
        for expected in (10, 20, 25):
            for _twice in range(2):
                send_newsletters()  # a second run at the same moment finds that a piece just left
            assert len(sent_to()) == expected
            clock.shift(dt.timedelta(seconds=10))
        letter.refresh_from_db()
        assert (letter.state, letter.done, letter.total) == (NewsletterState.SENT, 25, 25)
        assert [row.to_state for row in letter.log.all()] == ["sending", "sent"]
        beat(clock, 3)
    assert len(set(sent_to())) == len(sent_to()) == 25


def test_stopped_and_resumed_nobody_gets_it_twice(pace):
    with time_machine.travel(START, tick=False) as clock:
        letter = started(25)
        beat(clock, 1)
        newsletters.stop_newsletter(newsletter=letter, actor=SYSTEM)
        beat(clock, 5)
        assert len(sent_to()) == 10
        newsletters.resume_newsletter(newsletter=letter, actor=SYSTEM)
        beat(clock, 3)
    assert len(set(sent_to())) == len(sent_to()) == 25


def test_who_stops_or_goes_while_it_leaves_is_passed_over(pace):
    with time_machine.travel(START, tick=False) as clock:
        letter = started(12)
        beat(clock, 1)
        stops, goes = Subscriber.objects.order_by("-pk")[:2]
        subscriptions.stop_subscription(subscriber=stops, actor=SYSTEM)
        goes.delete()
        beat(clock, 1)
    letter.refresh_from_db()
    assert len(sent_to()) == 10
    assert letter.state == NewsletterState.SENT
    assert Delivery.objects.filter(state=DeliveryState.SKIPPED).count() == 2


def test_a_closed_newsletter_skips_the_rest(pace):
    with time_machine.travel(START, tick=False) as clock:
        letter = started(12)
        beat(clock, 1)
        with pytest.raises(MoveRefused, match="Stop eerst"):
            newsletters.close_newsletter(newsletter=letter, actor=SYSTEM)
        newsletters.stop_newsletter(newsletter=letter, actor=SYSTEM)
        newsletters.close_newsletter(newsletter=letter, actor=SYSTEM)
        beat(clock, 3)
    assert len(sent_to()) == 10


@pytest.mark.parametrize(
    ("values", "readers", "sentence"),
    [({}, 0, "Niemand past"), ({"body": "  "}, 1, "geen tekst"), ({"sent": True}, 1, "vertrok al")],
)
def test_what_cannot_leave_says_why(pace, values, readers, sentence):
    SubscriberFactory.create_batch(readers)
    with pytest.raises(MoveRefused, match=sentence):
        newsletters.start_newsletter(newsletter=NewsletterFactory(**values), actor=SYSTEM)
    assert not Delivery.objects.exists()


def test_every_copy_carries_one_click_to_stop_and_a_name_of_its_own(
    pace, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        started(3)
    assert len(mailoutbox) == 3
    names = {message.message()["Message-ID"] for message in mailoutbox}
    assert len(names) == 3
    for message in mailoutbox:
        lines = message.message()
        assert lines["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert lines["List-Unsubscribe"].strip("<>") in message.body
        assert "Geen nieuwsbrief meer?" in message.body


def test_a_trial_goes_to_one_colleague_only(pace):
    SubscriberFactory()
    newsletters.send_trial(newsletter=NewsletterFactory(title="Lente"), to="mira@steunpunt.be", actor=SYSTEM)
    mail = OutboxMail.objects.get()
    assert (mail.to, mail.subject) == ("mira@steunpunt.be", "Proef: Lente")
    assert Newsletter.objects.get().state == NewsletterState.DRAFT


class Killed(BaseException):
    """The worker is gone at this line."""


def killed_at(line, work):
    """Run `work` and let it die just before the `line`-th line of our own code. Returns whether it came that far."""
    left = [line]

    def trace(frame, event, _arg):
        if "/campaigns/" not in frame.f_code.co_filename and "/mailing/" not in frame.f_code.co_filename:
            return None
        if event == "line":
            left[0] -= 1
            if left[0] == 0:
                raise Killed
        return trace

    sys.settrace(trace)
    try:
        work()
    except Killed:
        return True
    finally:
        sys.settrace(None)
    return False


@pytest.mark.django_db(transaction=True)
def test_a_worker_may_die_at_any_line(pace):
    """Die at each line of a piece in turn, again and again, then let it finish: each address gets it exactly once."""
    readers = 40
    with time_machine.travel(timezone.now(), tick=False) as clock:
        letter = started(readers)
        line, died = 1, 0
        while Newsletter.objects.get(pk=letter.pk).state == NewsletterState.SENDING:
            clock.shift(dt.timedelta(seconds=3))
            died += killed_at(line, send_newsletters)
            line += 1 if line < 60 else 37
            rows = Newsletter.objects.get(pk=letter.pk)
            assert rows.done == letter.deliveries.exclude(state=DeliveryState.WAITING).count()
            assert len(sent_to()) == letter.deliveries.filter(state=DeliveryState.QUEUED).count()
    assert died > 60
    assert sent_to() == sorted(Subscriber.objects.values_list("email", flat=True))
