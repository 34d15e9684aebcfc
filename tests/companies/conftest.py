"""The terms every test of this app needs."""

from contextlib import contextmanager

import pytest

from companies import events
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import recognition_rules


@pytest.fixture
def terms(db):
    DatedRuleFactory(key="availability-term", value=60)
    DatedRuleFactory(key="company-link", value=14)
    recognition_rules()


@pytest.fixture
def heard(django_capture_on_commit_callbacks):
    """Collect the events of a block: `with heard() as news`."""

    @contextmanager
    def listen():
        news = []

        def note_changed(sender, workplace_id, **kwargs):
            news.append(("changed", workplace_id))

        def note_withdrawn(sender, workplace_id, reason, **kwargs):
            news.append(("withdrawn", workplace_id, reason))

        events.workplace_changed.connect(note_changed)
        events.workplace_withdrawn.connect(note_withdrawn)
        try:
            with django_capture_on_commit_callbacks(execute=True):
                yield news
        finally:
            events.workplace_changed.disconnect(note_changed)
            events.workplace_withdrawn.disconnect(note_withdrawn)

    return listen
