"""Work of research in the background."""

from celery import shared_task

from core import clock
from research.selectors.requests import stuck_papers
from research.services.late_requests import warn_requests
from research.services.market import refresh_supply_demand
from research.services.papers import SILENCE, rescue_paper
from research.services.papers import make_paper as make


@shared_task
def make_paper(*, paper_id: int) -> None:
    """Make the PDF of a dossier."""
    make(paper_id=paper_id)


@shared_task
def sweep_papers() -> None:
    """Queue papers again that nobody finished (beat, every two minutes)."""
    for paper_id in stuck_papers(clock.now() - SILENCE):
        rescue_paper(paper_id=paper_id)


@shared_task
def warn_late_requests() -> None:
    """Mail about requests that come near or over their date (beat, every morning)."""
    warn_requests()


@shared_task
def count_supply_demand() -> None:
    """Count supply and demand of this school year; only what changed is written (beat, every hour)."""
    refresh_supply_demand()
