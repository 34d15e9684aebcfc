"""The statements of the quick scan, each with what to do when it is not so yet.

Our synthesis of what recognitions ask (conditions of the partnerships, the list of the advisers). The mentor has pages
of its own in `forms`; everything here is about the company.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.scan.rules import NO, UNKNOWN, YES, Band

PARTNERSHIP, SUPPORT_CENTRE = "partnership", "steunpunt"
PLANNED = "gepland"
DAYS, PART = "drie-dagen", "minder"


def _levels(no: Band, unknown: Band = Band.ALMOST, **more: Band) -> dict[str, Band]:
    return {YES: Band.READY, UNKNOWN: unknown, NO: no, **more}


@dataclass(frozen=True, slots=True)
class Question:
    """A statement: how it is asked, what it says when it is not so, what helps and who. `on_paper` is a yes or no."""

    key: str
    text: Promise
    missing: Promise
    help: Promise
    hint: Promise | str = ""
    who: str = SUPPORT_CENTRE
    levels: Mapping[str, Band] = field(default_factory=lambda: _levels(Band.ALMOST))
    on_paper: Promise | str = ""
    choices: tuple[tuple[str, Promise], ...] = ((YES, _("Ja")), (NO, _("Nog niet")), (UNKNOWN, _("Weet ik niet")))


MENTOR_QUESTIONS = (
    Question(
        "time",
        _("Die persoon heeft elke week enkele uren tijd voor de lerende"),
        _("De mentor heeft nog geen tijd in de week."),
        _("Plan vaste momenten in. Reken op drie tot vier uur per week. Een collega mag een deel overnemen."),
    ),
    Question(
        "training",
        _("Heeft die persoon de mentoropleiding gevolgd?"),
        _("De mentoropleiding is nog niet gevolgd of gepland."),
        _("Het partnerschap zegt welke opleiding telt, wanneer ze is en wie vrijgesteld is."),
        who=PARTNERSHIP,
        levels=_levels(Band.ALMOST, gepland=Band.READY),
        on_paper=_("Die persoon volgde de mentoropleiding, of ze is gepland"),
        choices=(
            (YES, _("Ja")),
            (PLANNED, _("Gepland")),
            (NO, _("Nog niet")),
            (UNKNOWN, _("Weet ik niet")),
        ),
    ),
    Question(
        "extract",
        _("Die persoon kan een uittreksel 596.2 aanvragen en tonen"),
        _("Het uittreksel 596.2 van de mentor is er nog niet."),
        _("Je vraagt het aan bij je gemeente, voor elke mentor. Je toont het alleen aan het partnerschap."),
        hint=_("Het uittreksel voor wie met minderjarigen werkt. Wij vragen of bewaren het nooit."),
    ),
)
PLACE_QUESTIONS = (
    Question(
        "safe",
        _("De werkplek en de machines zijn veilig en er is beschermkledij"),
        _("De werkplek of de uitrusting is nog niet in orde."),
        _("Overloop de werkplek met je preventiedienst. De adviseur van het partnerschap kijkt mee."),
        who=PARTNERSHIP,
    ),
    Question(
        "risks",
        _("Er is een risicoanalyse voor jongeren en een dienst die hen onderzoekt"),
        _("De risicoanalyse voor jongeren of de arbeidsarts ontbreekt nog."),
        _("Je externe dienst voor preventie maakt ze. Vraag naar ‘jongeren op het werk’."),
    ),
    Question(
        "reach",
        _("Een jongere van 16 jaar geraakt er met de fiets, de bus of de trein"),
        _("De werkplek is moeilijk bereikbaar voor jongeren zonder auto."),
        _("We zoeken een jongere uit de buurt, of bekijken samen carpool, een fiets of andere uren."),
    ),
    Question(
        "in_order",
        _("Jullie zijn in orde met de RSZ en de lonen en kunnen een schooljaar volhouden"),
        _("Het bedrijf is nog niet in orde met RSZ of lonen, of een heel schooljaar is onzeker."),
        _("Bel ons eerst. We bekijken in vertrouwen wat kan en wanneer je best aanvraagt."),
        levels=_levels(Band.TALK),
    ),
)
TEAM_QUESTIONS = (
    Question(
        "hours",
        _("Hoeveel kan een lerende het hele schooljaar bij jullie komen?"),
        _("Het aantal dagen of uren per week is nog niet genoeg of nog niet duidelijk."),
        _("De school en wij zoeken met jou welke opleiding en welke overeenkomst bij jullie dagen past."),
        levels=_levels(Band.TALK, **{DAYS: Band.READY, PART: Band.ALMOST}),
        on_paper=_("Een lerende kan het hele schooljaar drie dagen per week komen"),
        choices=(
            (DAYS, _("Drie dagen per week of meer")),
            (PART, _("Minder, maar wel vaste dagen")),
            (NO, _("Geen vaste dagen")),
            (UNKNOWN, _("Weet ik niet")),
        ),
    ),
    Question(
        "talks",
        _("Jullie maken tijd voor gesprekken en evaluaties met de school"),
        _("Er is nog geen tijd voor gesprekken met de school."),
        _("Reken op een kennismaking, een gesprek per trimester en een evaluatie. De school plant mee."),
    ),
    Question(
        "team",
        _("Het team weet ervan en staat erachter"),
        _("Het team weet er nog niet van."),
        _("Wij komen het graag uitleggen op een werkoverleg. Een kwartier is genoeg."),
    ),
    Question(
        "experience",
        _("Jullie hadden al stagiairs of lerenden"),
        _("Dit wordt jullie eerste lerende."),
        _("We brengen je in contact met een bedrijf dat het al doet."),
        levels=_levels(Band.READY, Band.READY),
    ),
)
QUESTIONS = (*MENTOR_QUESTIONS, *PLACE_QUESTIONS, *TEAM_QUESTIONS)
BY_KEY = {question.key: question for question in QUESTIONS}
