"""When a mail is tried again."""

import datetime as dt

from mailing.rules import MAX_ATTEMPTS, is_last_try, wait_before


def test_each_wait_is_longer_and_all_together_outlive_a_night():
    waits = [wait_before(attempts) for attempts in range(MAX_ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] == dt.timedelta(0)
    assert sum(waits, dt.timedelta()) > dt.timedelta(hours=12)


def test_giving_up():
    assert [is_last_try(attempts) for attempts in (1, MAX_ATTEMPTS - 1, MAX_ATTEMPTS)] == [False, False, True]
    assert wait_before(99) == wait_before(MAX_ATTEMPTS - 1)
