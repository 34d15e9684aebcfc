"""Work of the nights."""

from celery import shared_task

from placements.services.follow_nightly import follow_meetings, follow_try_outs
from placements.services.follow_up_nightly import follow_up
from placements.services.lost_places import follow_lost_places
from placements.services.nightly import follow_calendar
from placements.services.pulse_run import follow_pulses
from placements.services.school_digest import send_digests
from placements.services.watching import watch_agreements


@shared_task
def nightly_agreements() -> None:
    """Start and end agreements on their days, and follow what waits for an answer (beat, every night)."""
    follow_calendar()
    follow_meetings()
    follow_try_outs()
    follow_up()


@shared_task
def end_lost_agreements() -> None:
    """End what still runs although the place was reported as stopped (beat, every quarter of an hour)."""
    follow_lost_places()


@shared_task
def nightly_watch() -> None:
    """Mail about terms that cost money and that nobody ticked yet (beat, every morning)."""
    watch_agreements()


@shared_task
def school_digests() -> None:
    """Mail the people of schools what asks attention (beat, every Monday morning)."""
    send_digests()


@shared_task
def ask_how_it_goes() -> None:
    """Ask mentors and learners how it goes (beat, every working morning: nobody gets a question at night)."""
    follow_pulses()
