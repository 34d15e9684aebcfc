"""The letters of the desk: what each does, and where an act leads back to."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from core.desk import desk_url
from learners.admin.acts import ACTS
from learners.models import Case

BACK = "terug"
ROW_WORDS = {"o": "Neem", "c": "Gesprek", "n": "Niet bereikt", "f": "Verwijs", "m": "Plekken", "p": "Wacht"}


@dataclass(frozen=True, slots=True)
class Key:
    """One letter and what it does."""

    letter: str
    does: str


KEYS = tuple(
    Key(letter, next((act.label for act in ACTS if act.key == letter), "Bekijk de plekken")) for letter in ROW_WORDS
)


def back_url(request: HttpRequest, case: Case) -> str:
    """Return where an act leads back to: the queue with its filters when it began there, else the page of the case.

    Only the query of the queue travels along, so the address always lies on our own site.
    """
    if BACK not in request.GET:
        return desk_url(case)
    query = request.GET[BACK]
    queue = reverse("admin:learners_case_changelist")
    return f"{queue}?{query}" if query else queue
