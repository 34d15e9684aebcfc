"""A signal from practice to an answer of the policy, and the report of a year."""

import datetime as dt

import pytest
from django.utils import timezone

from core.states import MoveRefused
from expertise.enums import Topic
from expertise.models import PolicySignal, Signal
from expertise.selectors.signals import signal_report
from expertise.services import signals as services
from tests.factories.expertise import NetworkMeetingFactory, PolicySignalFactory, SignalFactory

pytestmark = pytest.mark.django_db
A_NUMBER = "93.05.18-223.61"


def test_signals_about_one_thing_become_one(terms, staff):
    rows = SignalFactory.create_batch(2)
    made = services.group_signals(actor=staff, signals=rows, title="Erkenning duurt lang")
    assert {row.group for row in Signal.objects.all()} == {made}
    third = SignalFactory()
    services.group_signals(actor=staff, signals=[third], group=made)
    assert PolicySignal.objects.get().signals.count() == 3


def test_other_subjects_and_closed_groups_are_refused(terms, staff):
    with pytest.raises(MoveRefused, match="onderwerp"):
        services.group_signals(actor=staff, signals=[SignalFactory(), SignalFactory(topic=Topic.MENTOR)], title="x")
    with pytest.raises(MoveRefused, match="minstens"):
        services.group_signals(actor=staff, signals=[], title="x")
    with pytest.raises(MoveRefused, match="afgesloten"):
        services.group_signals(actor=staff, signals=[SignalFactory()], group=PolicySignalFactory(state="closed"))


def test_a_signal_never_holds_a_national_number(terms, staff):
    with pytest.raises(MoveRefused, match="rijksregisternummer"):
        services.note_signal(
            actor=staff, once_key="a" * 32, topic="mentor", source="case", text=A_NUMBER, heard_on=timezone.localdate()
        )
    assert not Signal.objects.exists()


def test_the_whole_way_to_an_answer(terms, staff):
    row = PolicySignalFactory()
    services.weigh_signal(actor=staff, policy_signal=row, weight="3", why="Elke week")
    meeting = NetworkMeetingFactory()
    services.put_before_pof(actor=staff, policy_signal=row, meeting=meeting)
    services.send_signal(actor=staff, policy_signal=row, addressee="cabinet", proposal="Een vaste termijn.")
    row.refresh_from_db()
    assert row.due_on == timezone.localdate() + dt.timedelta(days=60)
    services.note_answer(actor=staff, policy_signal=row, answer="We bekijken het.")
    services.close_signal(actor=staff, policy_signal=row, reason="Geregeld")
    row.refresh_from_db()
    assert [step.to_state for step in row.log.all()] == ["weighed", "at_pof", "sent", "answered", "closed"]
    assert (row.meeting, row.answer, row.due_on) == (meeting, "We bekijken het.", None)


VERBS = {
    "weigh": lambda staff, row: services.weigh_signal(actor=staff, policy_signal=row, weight="1", why="x"),
    "pof": lambda staff, row: services.put_before_pof(actor=staff, policy_signal=row, meeting=NetworkMeetingFactory()),
    "send": lambda staff, row: services.send_signal(actor=staff, policy_signal=row, addressee="cabinet", proposal="x"),
    "answer": lambda staff, row: services.note_answer(actor=staff, policy_signal=row, answer="x"),
    "close": lambda staff, row: services.close_signal(actor=staff, policy_signal=row),
}
DAY = dt.date(2026, 11, 2)
STATES = {
    "open": {},
    "weighed": {"weight": "2"},
    "at_pof": {"due_on": DAY},
    "sent": {"due_on": DAY, "sent_on": DAY},
    "answered": {"sent_on": DAY, "answered_on": DAY, "answer": "x"},
    "closed": {},
}
ALLOWED = {
    "open": {"weigh", "close"},
    "weighed": {"pof", "close"},
    "at_pof": {"weigh", "send", "close"},
    "sent": {"answer", "close"},
    "answered": {"send", "close"},
    "closed": set(),
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_from_every_state(terms, staff, state, verb):
    row = PolicySignalFactory(state=state, **STATES[state])
    if verb in ALLOWED[state]:
        VERBS[verb](staff, row)
        return
    with pytest.raises(MoveRefused):
        VERBS[verb](staff, row)
    row.refresh_from_db()
    assert row.state == state


def test_the_report_counts_what_was_heard_in_its_year(terms, staff):
    kept = SignalFactory.create_batch(2, heard_on=dt.date(2026, 3, 1))
    SignalFactory(heard_on=dt.date(2026, 5, 1), topic=Topic.MENTOR)
    old = SignalFactory(heard_on=dt.date(2025, 3, 1))
    group = services.group_signals(actor=staff, signals=[*kept, old], title="Erkenning")
    report = signal_report(2026)
    assert (report.heard, report.alone) == (3, 1)
    assert dict(report.per_topic) == {"Erkenning als leerbedrijf": 2, "Mentor en mentoropleiding": 1}
    assert sum(number for _label, number in report.per_topic) == report.heard
    assert sum(number for _label, number in report.per_state) == len(report.groups) == 1
    assert [row.pk for row in report.groups[0].of_the_year] == [row.pk for row in kept]
    assert report.groups == [group]
