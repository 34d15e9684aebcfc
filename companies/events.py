"""News for the apps above, sent after the commit.

The first two signals carry primary keys, so that a receiver reads the row as it is then.
"""

from functools import partial

from django.db import transaction
from django.dispatch import Signal

# What a workplace offers changed (light, places, times, recognition). Arguments: workplace_id (int).
workplace_changed = Signal()
# A workplace is gone for new learners. Arguments: workplace_id (int), reason (str, a Dutch sentence).
workplace_withdrawn = Signal()

# A company registered that came through a channel. Arguments: code (str, of the channel).
registration_came_via = Signal()


def announce_came_via(sender: type, code: str) -> None:
    """Tell after the commit through which channel a registration came."""
    transaction.on_commit(partial(registration_came_via.send, sender=sender, code=code))


def announce_changed(sender: type, workplace_id: int) -> None:
    """Tell after the commit that a workplace changed."""
    transaction.on_commit(partial(workplace_changed.send, sender=sender, workplace_id=workplace_id))


def announce_withdrawn(sender: type, workplace_id: int, reason: str) -> None:
    """Tell after the commit that a workplace was withdrawn."""
    transaction.on_commit(partial(workplace_withdrawn.send, sender=sender, workplace_id=workplace_id, reason=reason))
