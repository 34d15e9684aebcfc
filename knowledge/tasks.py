"""Work by the clock. Each task is safe to run twice."""

import time

from celery import shared_task

from knowledge import fetching
from knowledge.services import articles, links, mentors, search

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
