"""The dossier as a PDF, made by a worker in three steps: read, lay out, keep."""

import datetime as dt

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from core import clock
from core.pdf import pdf_bytes
from core.queue import enqueue
from core.states import require_move
from privacy import journal
from research.models import DossierPaper, ProgrammeRequest
from research.request_enums import PAPER_MOVES, PaperState
from research.selectors import requests as selectors

RUN = "research.tasks.make_paper"
SILENCE = dt.timedelta(minutes=2)
LOST = "Het maken is halverwege gestopt. Probeer het opnieuw."
NO_PDF = "Deze machine kan geen pdf maken. Druk de pagina af."


@transaction.atomic
def ask_paper(*, actor: Actor, request: ProgrammeRequest) -> DossierPaper:
    """Ask for the PDF of a dossier as it is now; one that is being made stays the one."""
    paper = DossierPaper.objects.select_for_update().filter(request=request).first()
    if paper is None:
        paper = DossierPaper.objects.create(request=request, asked_at=clock.now())
    elif paper.state not in PaperState.BUSY:
        _move(paper, PaperState.WAITING, done=0, asked_at=clock.now(), error="")
    else:
        return paper
    journal.record(actor=actor, verb="paper_asked", subject=request)
    enqueue(RUN, paper_id=paper.pk)
    return paper


def make_paper(*, paper_id: int) -> None:
    """Make a paper that waits; another worker that got there first is left alone."""
    with transaction.atomic():
        paper = DossierPaper.objects.select_for_update().filter(pk=paper_id, state=PaperState.WAITING).first()
        if paper is None:
            return
        _move(paper, PaperState.RUNNING, done=1)
        journal.record(actor=SYSTEM, verb="paper_running", subject=paper.request)
    row = selectors.request_by(SYSTEM, paper.request.public_id).get()
    page = selectors.request_page(row, clock.today())
    with transaction.atomic():
        _move(paper, PaperState.RUNNING, done=2)
    content = pdf_bytes("research/request_paper.html", {"page": page, "made_on": clock.today()})
    with transaction.atomic():
        if content is None:
            _move(paper, PaperState.FAILED, error=NO_PDF)
        else:
            _move(paper, PaperState.READY, done=DossierPaper.STEPS, content=content, made_at=clock.now())
        journal.record(actor=SYSTEM, verb="paper_made", subject=paper.request, state=paper.state)


@transaction.atomic
def rescue_paper(*, paper_id: int) -> None:
    """Queue a paper again that no worker took; call one failed whose worker fell silent."""
    paper = DossierPaper.objects.select_for_update().get(pk=paper_id)
    if paper.state not in PaperState.BUSY:
        return
    journal.record(actor=SYSTEM, verb="paper_rescued", subject=paper.request, state=paper.state)
    if paper.state == PaperState.RUNNING:
        _move(paper, PaperState.FAILED, error=LOST)
    else:
        enqueue(RUN, paper_id=paper.pk)


def _move(paper: DossierPaper, target: str, **values: object) -> None:
    if paper.state != target:
        require_move(PAPER_MOVES, paper.state, target)
        paper.state = target
    for name, value in values.items():
        setattr(paper, name, value)
    paper.save(update_fields=["state", *values, "updated_at"])
