"""The numbers of a school's desk: each knows its rows, how it is called and where they are."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matchmaking.selectors.school_board import BoardTerms
from schools.views._board import Board
from schools.views._lists import LISTINGS
from schools.views._rows import Group


@dataclass(frozen=True, slots=True)
class Tally:
    """One number on top and the address of its rows."""

    count: int
    label: str
    href: str
    tone: str


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """One programme of the school; None where nothing is known."""

    name: str
    learners: int
    learners_href: str
    capacity: int | None
    capacity_href: str
    neighbours: int
    neighbours_href: str
    is_below: bool


TABLE = "#lerenden-titel"
"""Where the rows stand on the same page: on a phone they are far below the number."""
TODAY = (Group.FEW, "jouw-beurt", "tekenen", Group.UNANSWERED, Group.LOST)
LEARNERS = (Group.WITHOUT, Group.WAITING, Group.INTRODUCED, Group.PLACED, Group.RISK, Group.OTHER)
PLACES = ("plekken", "nieuwe-plekken")
TONES: dict[str, str] = {
    Group.FEW: "alarm",
    Group.LOST: "alarm",
    Group.RISK: "warn",
    Group.UNANSWERED: "warn",
    Group.WAITING: "info",
    Group.INTRODUCED: "info",
    Group.PLACED: "ok",
    "jouw-beurt": "warn",
    "tekenen": "warn",
    "plekken": "ok",
    "nieuwe-plekken": "ok",
}
LABELS: dict[str, Callable[[int, BoardTerms], str]] = {
    Group.FEW: lambda n, terms: (
        ngettext("heeft nog hoogstens %(days)d lesdagen", "hebben nog hoogstens %(days)d lesdagen", n)
        % {"days": terms.search.amber}
    ),
    Group.WITHOUT: lambda _n, _terms: _("nog zonder leerwerkplek"),
    Group.WAITING: lambda n, _terms: ngettext(
        "wacht op antwoord op een voorstel", "wachten op antwoord op een voorstel", n
    ),
    Group.INTRODUCED: lambda n, _terms: ngettext("maakt kennis met een bedrijf", "maken kennis met een bedrijf", n),
    Group.PLACED: lambda n, _terms: ngettext("heeft een leerwerkplek", "hebben een leerwerkplek", n),
    Group.OTHER: lambda n, _terms: ngettext("volgt een andere route", "volgen een andere route", n),
    Group.LOST: lambda n, _terms: ngettext("is zijn werkplek kwijt", "zijn hun werkplek kwijt", n),
    Group.UNANSWERED: lambda n, _terms: ngettext(
        "doorverwijzing zonder antwoord", "doorverwijzingen zonder antwoord", n
    ),
    Group.RISK: lambda _n, _terms: _("in gevaar"),
    "jouw-beurt": lambda n, _terms: ngettext("overeenkomst wacht op jullie deel", "overeenkomsten wachten op jullie deel", n),
    "tekenen": lambda n, _terms: ngettext(
        "overeenkomst wacht op jullie handtekening", "overeenkomsten wachten op jullie handtekening", n
    ),
    "plekken": lambda n, _terms: ngettext("groene plek in jullie bereik", "groene plekken in jullie bereik", n),
    "nieuwe-plekken": lambda _n, _terms: _("nieuw deze week"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chart:
    """Places and learners per programme: the bars, what their two numbers count, and the addresses of their rows."""

    bars: list[tuple[str, int, int]]
    series: list[str]
    links: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the desk, in the order of the page."""

    today: list[Tally]
    learners: list[Tally]
    places: list[Tally]
    chart: Chart
    programmes: list[ProgrammeLine]


def numbers_of(board: Board) -> Numbers:
    """Return every number of a board; learners on another route are only counted when there are some."""
    counted = Counter(group for row in board.chosen for group in row.groups)
    shown = [group for group in LEARNERS if group is not Group.OTHER or counted[group]]
    return Numbers(
        today=[_tally(board, counted, key) for key in TODAY],
        learners=[_tally(board, counted, key) for key in shown],
        places=[_tally(board, counted, key) for key in PLACES],
        chart=_chart(board),
        programmes=_programmes(board),
    )


def _tally(board: Board, counted: Counter[Group], key: str) -> Tally:
    if isinstance(key, Group):
        count, href = counted[key], board.address(state=key.value) + TABLE
    else:
        count, href = len(LISTINGS[key].rows(board)), board.list_address(key)
    return Tally(count, LABELS[key](count, board.terms), href, TONES.get(key, "plain") if count else "plain")


def _chart(board: Board) -> Chart:
    return Chart(
        bars=[(line.name, line.places, line.searching) for line in board.demand],
        series=[_("groene plekken"), _("zoekend")],
        links=[
            (
                board.list_address("plekken", programme=line.slug),
                board.address(state=Group.WITHOUT.value, programme=line.slug),
            )
            if line.slug
            else ("", "")
            for line in board.demand
        ],
    )


def _programmes(board: Board) -> list[ProgrammeLine]:
    counted = Counter(row.learner.programme_slug for row in board.chosen)
    norm = board.terms.norm
    return [
        ProgrammeLine(
            name=line.name,
            learners=counted[line.slug],
            learners_href=board.address(state=Group.ALL.value, programme=line.slug),
            capacity=line.capacity,
            capacity_href=board.list_address("plaatsen", programme=line.slug),
            neighbours=len(line.neighbours),
            neighbours_href=board.list_address("zelfde-opleiding", programme=line.slug),
            is_below=norm is not None and counted[line.slug] < norm,
        )
        for line in board.chosen_offers
    ]
