"""What a web process does with the garbage collector."""

import gc

import pytest

from core.collector import YOUNG, settle


@pytest.fixture
def as_before():
    """Give the test process its own collector back."""
    thresholds = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*thresholds)


class Loop:
    """Something only a collection can free."""

    def __init__(self):
        self.me = self


def test_what_is_loaded_is_left_alone_and_what_comes_later_is_still_freed(as_before):
    before = gc.get_freeze_count()
    settle()
    assert gc.get_freeze_count() > before
    assert gc.get_threshold()[0] == YOUNG
    Loop()
    assert gc.collect() >= 1
