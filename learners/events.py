"""News for the apps above."""

from django.dispatch import Signal

case_moved = Signal()
"""A case went to another state. Sent after the commit with `case_id: int`, `from_state: str`, `to_state: str`."""

learner_changed = Signal()
"""Answers that count for matching changed. Sent after the commit with `learner_id: int`."""

intake_came_via = Signal()
"""A new intake came in through a channel of a campaign. Sent after the commit with `code: str`, never with who."""

break_off_reported = Signal()
"""A workplace fell away. Sent after the commit with `break_off_id: int`."""

break_off_undone = Signal()
"""A report of a lost workplace was taken back. Sent after the commit with `case_id: int`, `since: datetime`."""
