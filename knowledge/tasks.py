"""Work by the clock. Each task is safe to run twice."""

import time

from celery import shared_task

from core import clock
from knowledge import fetching
from knowledge.selectors.surveys import running_ids, to_remind
from knowledge.services import articles, links, mentors, search, surveys

PAUSE = 1.0


def _pause() -> None:
    time.sleep(PAUSE)


@shared_task
def check_links() -> None:
    """Look at the next piece of the links of tools (beat, every quarter of an hour at night)."""
    links.check_piece(fetch=fetching.fetch, pause=_pause)


@shared_task
def report_dead_links() -> None:
    """Tell each colleague in one mail which links are dead (beat, every morning); a link is told once."""
    links.report_dead_links()


@shared_task
def remind_mentors() -> None:
    """Remind companies of the training of their mentors (beat, every morning); each stage is told once."""
    mentors.remind_mentors()


@shared_task
def warn_owners() -> None:
    """Tell owners which pages to look at again (beat, every morning); a page is told once a date."""
    articles.warn_owners()


@shared_task
def fill_search() -> None:
    """Make the search of visitors equal to the public pages (beat, every ten minutes)."""
    search.fill_index()


@shared_task
def ask_surveys() -> None:
    """Ask who was not asked yet, piece by piece (on opening, and by the beat for who was helped since)."""
    for number in running_ids():
        while surveys.ask_piece(survey_id=number):
            pass


@shared_task
def remind_surveys() -> None:
    """Remind who did not answer (beat, every morning); each reminder goes once."""
    for number in to_remind(clock.now()):
        surveys.remind_invitation(invitation_id=number)


@shared_task
def close_surveys() -> None:
    """Close surveys after their last day (beat, every night)."""
    surveys.close_due(today=clock.today())
