"""The quick scan of a school: twelve questions in eight themes, and what the answers mean.

The themes are those of scanjeschoolvoorduaal.be (AP Hogeschool and Campus MAX); the questions are our own words, to be
confirmed by the Steunpunt. An answer is a level: 0 'nog niet', 1 'we zijn bezig', 2 'in orde'.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

NOT_YET, BUSY, DONE = 0, 1, 2
FULL = 100
LEVELS = ((DONE, _("In orde")), (BUSY, _("Bezig")), (NOT_YET, _("Nog niet")))
Answers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ScanQuestion:
    """One question. `key` never changes: it ties the answers of different years together."""

    key: str
    theme: str
    text: str | Promise
    trains: bool = False


THEMES: dict[str, str | Promise] = {
    "plan": _("Plan met de bedrijven"),
    "rollen": _("Wie doet wat"),
    "aanbod": _("Aanbod in de buurt"),
    "lerenden": _("Lerenden informeren"),
    "matching": _("Screening en matching"),
    "organisatie": _("Duidelijk voor het hele team"),
    "draagvlak": _("Steun in het team"),
    "doelen": _("Doelen in het opleidingsplan"),
}
QUESTIONS = (
    ScanQuestion("plan-aanpak", "plan", _("Hebben jullie met elk bedrijf een gezamenlijk plan van aanpak?")),
    ScanQuestion("plan-overleg", "plan", _("Spreken jullie vaste momenten af om met het bedrijf te overleggen?")),
    ScanQuestion("rollen", "rollen", _("Is voor elke partner duidelijk wat die doet: school, bedrijf, lerende?"), True),
    ScanQuestion("aanbod", "aanbod", _("Weten jullie welke scholen in de buurt dezelfde opleiding geven?")),
    ScanQuestion("lerenden-uitleg", "lerenden", _("Krijgen lerenden en ouders uitleg over duaal leren voor ze kiezen?")),
    ScanQuestion("lerenden-zin", "lerenden", _("Ontdekken lerenden vooraf of het werk hen ligt, bijvoorbeeld op een snuffeldag?")),
    ScanQuestion("matching-advies", "matching", _("Geeft de klassenraad elke lerende op tijd een advies?"), True),
    ScanQuestion("matching-plek", "matching", _("Is afgesproken wie een leerwerkplek zoekt, en tegen wanneer?")),
    ScanQuestion("organisatie", "organisatie", _("Kent elke leraar de weekplanning en de afspraken van duaal leren?"), True),
    ScanQuestion("draagvlak", "draagvlak", _("Staat het team achter duaal leren en krijgt de begeleider er tijd voor?"), True),
    ScanQuestion("doelen-verdeeld", "doelen", _("Zijn de doelen in het opleidingsplan verdeeld tussen school en werkplek?"), True),
    ScanQuestion("doelen-gevolgd", "doelen", _("Volgen jullie samen met de mentor op welke doelen bereikt zijn?")),
)  # fmt: skip
BY_KEY = {question.key: question for question in QUESTIONS}


def scores_of(answers: Answers) -> dict[str, int | None]:
    """Return per theme the mean level out of 100; None for a theme without an answer."""
    found: dict[str, int | None] = {}
    for theme in THEMES:
        levels = [answers[q.key] for q in QUESTIONS if q.theme == theme and q.key in answers]
        found[theme] = round(fmean(levels) * FULL / DONE) if levels else None
    return found


def red_lines(answers: Answers) -> list[ScanQuestion]:
    """Return the questions answered with 'nog niet', in their order."""
    return [question for question in QUESTIONS if answers.get(question.key) == NOT_YET]


def provincial_scores(every: Iterable[Answers], smallest: int) -> dict[str, int] | None:
    """Return per theme the mean score of schools; None with fewer than `smallest` schools, so that none can be told."""
    scored = [scores_of(answers) for answers in every]
    if len(scored) < smallest:
        return None
    found = {}
    for theme in THEMES:
        known = [score for one in scored if (score := one[theme]) is not None]
        if len(known) >= smallest:
            found[theme] = round(fmean(known))
    return found
