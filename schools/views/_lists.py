"""The lists behind the numbers of a school's desk that are not lists of learners: rows, columns and words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core import clock
from core.tables import Column
from placements.selectors.school_desk import AgreementLine
from schools.views._board import Board

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: the rows of a board, the columns of page and file, and where the first cell leads."""

    slug: str
    title: Words
    rows: Callable[[Board], Sequence[Any]]
    columns: tuple[Column, ...]
    href: Callable[[Any], str] = lambda _row: ""
    note: Words = ""


def _agreement_url(line: AgreementLine) -> str:
    return reverse("placements:agreement", args=[line.public_id])


AGREEMENT_COLUMNS = (
    Column(_lazy("Lerende"), "learner"),
    Column(_lazy("Overeenkomst"), "code"),
    Column(_lazy("Opleiding"), "programme"),
    Column(_lazy("Bedrijf"), lambda line: f"{line.company}, {line.municipality}"),
    Column(_lazy("Status"), "state_label"),
    Column(_lazy("Wie is aan de beurt"), "waits_for"),
    Column(_lazy("Tegen"), "due_on"),
    Column(_lazy("Trajectbegeleider"), "coach"),
)
PLACE_COLUMNS = (
    Column(_lazy("Bedrijf"), "company"),
    Column(_lazy("Gemeente"), "municipality"),
    Column(_lazy("Opleiding"), "programme"),
    Column(_lazy("Vrij"), "free"),
    Column(_lazy("Bevestigd op"), "confirmed_on"),
    Column(_lazy("Bereikbaar voor"), lambda place: len(place.learners)),
    Column(_lazy("In het portaal sinds"), "added_on"),
)
OFFER_COLUMNS = (
    Column(_lazy("School"), "school"),
    Column(_lazy("Gemeente"), "municipality"),
    Column(_lazy("Opleiding"), "programme"),
    Column(_lazy("Status"), "state"),
    Column(_lazy("Plaatsen"), "capacity"),
)
OWN_COLUMNS = (
    Column(_lazy("Opleiding"), "programme"),
    Column(_lazy("Vestigingsplaats"), "campus"),
    Column(_lazy("Status"), "state"),
    Column(_lazy("Plaatsen"), "capacity"),
)
PLACE_NOTE = _lazy(
    "Plekken die vandaag vrij, erkend en bevestigd zijn, en die minstens één van jullie lerenden zonder plek kan bereiken. "
    "Andere scholen zoeken daar ook."
)
OWN_NOTE = _lazy("De plaatsen van al deze rijen samen zijn het getal op je bureau.")


def our_turn(board: Board) -> list[AgreementLine]:
    """Return the agreements in which the school has to fill in its part."""
    return [line for line in board.agreements if line.is_our_turn]


def to_sign(board: Board) -> list[AgreementLine]:
    """Return the agreements that the school still has to sign."""
    return [line for line in board.agreements if line.needs_our_signature]


def new_places(board: Board) -> list[Any]:
    """Return the reachable places that came this week."""
    today = clock.today()
    return [place for place in board.workplaces if place.is_new(today)]


def neighbours(board: Board) -> list[Any]:
    """Return the offers of other schools for the chosen programmes."""
    return [other for line in board.chosen_offers for other in line.neighbours]


def own_places(board: Board) -> list[Any]:
    """Return the own offers of the chosen programmes: their places add up to the number on the desk."""
    return [own for line in board.chosen_offers for own in line.own]


LISTINGS = {
    one.slug: one
    for one in (
        Listing("jouw-beurt", _lazy("Overeenkomsten die op jullie deel wachten"), our_turn, AGREEMENT_COLUMNS, _agreement_url),
        Listing("tekenen", _lazy("Overeenkomsten die de school nog moet tekenen"), to_sign, AGREEMENT_COLUMNS, _agreement_url),
        Listing("overeenkomsten", _lazy("Alle overeenkomsten"), lambda board: board.agreements, AGREEMENT_COLUMNS, _agreement_url),
        Listing("plekken", _lazy("Groene plekken in jullie bereik"), lambda board: board.workplaces, PLACE_COLUMNS, note=PLACE_NOTE),
        Listing("nieuwe-plekken", _lazy("Nieuwe plekken van deze week"), new_places, PLACE_COLUMNS, note=PLACE_NOTE),
        Listing("plaatsen", _lazy("Plaatsen per opleiding en vestigingsplaats"), own_places, OWN_COLUMNS, lambda own: reverse("schools:offer", args=[own.public_id]), OWN_NOTE),
        Listing("zelfde-opleiding", _lazy("Andere scholen met dezelfde opleiding"), neighbours, OFFER_COLUMNS),
    )
}  # fmt: skip


def cells_of(listing: Listing, row: Any) -> list[str]:
    """Return a row as the page shows it: the same values as the file, days in words."""
    return [_shown(column.of(row)) for column in listing.columns]


def _shown(value: Any) -> str:
    if value is None or value == "":
        return _("niet bekend") if value is None else "–"
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value)
