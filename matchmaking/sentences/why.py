"""Why a place is not on a list: one sentence per rule, and what somebody can do about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from companies.enums import Accessibility, Licence, SpokenLanguage
from matchmaking.adapters.facts import CLOSED, UNRECOGNISED, OfferFact
from matchmaking.engine import Reason
from matchmaking.sentences.parts import journey

RULES = {
    Reason.PROGRAMME_NOT_TAUGHT: _lazy("andere opleiding"),
    Reason.NOT_RECOGNISED: _lazy("niet erkend op de begindatum"),
    Reason.NO_PLACE: _lazy("geen plaats vrij"),
    Reason.NO_MENTOR: _lazy("nog geen mentor"),
    Reason.PERIOD: _lazy("de periode past niet"),
    Reason.TOO_YOUNG: _lazy("te jong op de begindatum"),
    Reason.LICENCE: _lazy("rijbewijs of attest ontbreekt"),
    Reason.ACCESSIBILITY: _lazy("de plek of de uren kunnen niet bieden wat nodig is"),
    Reason.LANGUAGE: _lazy("andere taal op de werkvloer"),
    Reason.LOCATION_UNKNOWN: _lazy("gemeente niet bekend"),
    Reason.TOO_FAR: _lazy("te ver"),
    Reason.DECLINED: _lazy("al geweigerd"),
    Reason.FORBIDDEN: _lazy("uitgesloten, al voorgesteld of te jong voor deze plek"),
}
ALL_TAKEN = _lazy("elke plek ging naar iemand met voorrang")
CALL = _lazy("Praat erover met ons: we zoeken samen een oplossing.")
FACTS = {
    OfferFact.COMPANY_INACTIVE: (
        _lazy("Dit bedrijf is nog niet actief bij ons, of het is gestopt."),
        _lazy("Kies een andere plek uit je lijst."),
    ),
    OfferFact.WITHDRAWN: (_lazy("Het bedrijf trok deze plek in."), _lazy("Kies een andere plek uit je lijst.")),
    OfferFact.NEVER_RECOGNISED: (
        _lazy("Dit bedrijf is niet erkend voor jouw opleiding."),
        _lazy("Wil je er echt graag werken? Dan vragen wij het bedrijf om een erkenning."),
    ),
    OfferFact.RECOGNITION_PENDING: (
        _lazy("De erkenning van dit bedrijf is nog niet beslist."),
        _lazy("Kijk over twee weken nog eens. Dan is er meestal een beslissing."),
    ),
    OfferFact.RECOGNITION_ENDED: (
        _lazy("De erkenning van dit bedrijf is vervallen of opgeheven."),
        _lazy("Wij vragen het bedrijf of het de erkenning vernieuwt."),
    ),
    OfferFact.NOT_GREEN: (
        _lazy("Het bedrijf zegt dat het nu geen lerende zoekt."),
        _lazy("Wil je er echt graag werken? Dan bellen wij het bedrijf."),
    ),
    OfferFact.STALE: (
        _lazy("Het bedrijf bevestigde deze plek al lang niet meer."),
        _lazy("Wil je er echt graag werken? Dan bellen wij het bedrijf."),
    ),
    OfferFact.NO_MENTOR: (
        _lazy("Het bedrijf heeft nog geen mentor."),
        _lazy("Wij helpen het bedrijf om een mentor te vinden. Vraag ernaar."),
    ),
    OfferFact.FULL: (
        _lazy("Voor elke plaats loopt al een voorstel, een kennismaking of een overeenkomst."),
        _lazy("Zegt iemand nee, dan komt de plaats weer vrij. Kijk later nog eens."),
    ),
}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One rule that keeps a place off a list: the sentence, and what to do."""

    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What the sentences need to know about a learner and a workplace."""

    minutes: int | None = None
    mode: str = ""
    max_minutes: int = 0
    minimum_age: int = 0
    missing_licences: Sequence[str] = ()
    missing_needs: Sequence[str] = ()
    languages: Sequence[str] = ()
    too_early_for_bus: bool = False


def obstacles(reasons: Reason, facts: OfferFact, pair: Pair) -> list[Obstacle]:
    """Return every obstacle, THE reason first. Empty when nothing stands in the way."""
    return [_obstacle(reason, facts, pair) for reason in Reason if reason & reasons]


def rule_label(name: str) -> str:
    """Return the short words of a rule by the engine's name for it ('too_far', 'all_taken')."""
    if name == "all_taken":
        return str(ALL_TAKEN)
    return str(RULES[Reason[name.upper()]])


def rules_in_words(reasons: int) -> str:
    """Return the short words of all rules in a bit set, with commas."""
    return ", ".join(str(words) for reason, words in RULES.items() if reason & reasons)


def _obstacle(reason: Reason, facts: OfferFact, pair: Pair) -> Obstacle:
    relevant = {
        Reason.NOT_RECOGNISED: UNRECOGNISED,
        Reason.NO_PLACE: CLOSED,
        Reason.NO_MENTOR: OfferFact.NO_MENTOR,
    }.get(reason, OfferFact(0))
    fact = OfferFact.first_of(facts & relevant)
    if fact is not None:
        sentence, advice = FACTS[fact]
        return Obstacle(str(sentence), str(advice))
    return _of_pair(reason, pair)


def _of_pair(reason: Reason, pair: Pair) -> Obstacle:
    if reason in TOLD:
        return TOLD[reason](pair)
    sentence, advice = PLAIN[reason]
    return Obstacle(str(sentence), str(advice))


def _too_young(pair: Pair) -> Obstacle:
    sentence = _("Op deze plek moet je %(age)d jaar zijn als je begint.") % {"age": pair.minimum_age}
    return Obstacle(sentence, _("Begin later, of kies een andere plek."))


def _licence(pair: Pair) -> Obstacle:
    sentence = _("Op deze plek heb je nog iets nodig: %(items)s.") % {"items": _names(pair.missing_licences, Licence)}
    return Obstacle(sentence, _("Heb je dit ondertussen? Laat het ons weten."))


def _needs(pair: Pair) -> Obstacle:
    """What the engine keeps as needs: accessibility, and the earliest start of the day."""
    if not pair.missing_needs:
        return Obstacle(_("De werkdag begint er vroeger dan jij kunt."), _("Kun je toch vroeger? Laat het ons weten."))
    sentence = _("Deze plek kan niet bieden wat jij nodig hebt: %(items)s.") % {
        "items": _names(pair.missing_needs, Accessibility)
    }
    return Obstacle(sentence, str(CALL))


def _language(pair: Pair) -> Obstacle:
    sentence = _("Op deze plek spreken ze %(items)s. Die taal gaf jij niet op.") % {
        "items": _names(pair.languages, SpokenLanguage)
    }
    return Obstacle(sentence, _("Spreek je die taal toch? Laat het ons weten."))


def _too_far(pair: Pair) -> Obstacle:
    advice = _("Kun je anders of langer reizen? Pas je vervoer aan of bel ons.")
    if pair.too_early_for_bus:
        return Obstacle(_("De werkdag begint er te vroeg om met bus of trein te komen."), advice)
    if pair.minutes is None:
        return Obstacle(_("Je geraakt er niet met het vervoer dat jij koos."), advice)
    sentence = _("De plek is te ver: %(journey)s. Jij koos hoogstens %(limit)d minuten.") % {
        "journey": journey(pair.minutes, pair.mode),
        "limit": pair.max_minutes,
    }
    return Obstacle(sentence, advice)


def _names(values: Iterable[str], choices: type[Licence] | type[Accessibility] | type[SpokenLanguage]) -> str:
    known = dict(choices.choices)
    return ", ".join(str(known.get(value, value)) for value in values)


PLAIN = {
    Reason.PROGRAMME_NOT_TAUGHT: (
        _lazy("Deze plek hoort bij een andere opleiding."),
        _lazy("Wil je van opleiding veranderen? Praat erover met ons of met je school."),
    ),
    Reason.NOT_RECOGNISED: (
        _lazy("De erkenning van dit bedrijf geldt niet op de dag dat jij begint."),
        _lazy("Begin op een andere dag, of vraag ons of de erkenning vernieuwd wordt."),
    ),
    Reason.NO_PLACE: (_lazy("Er is nu geen plaats vrij."), _lazy("Kijk later nog eens.")),
    Reason.NO_MENTOR: FACTS[OfferFact.NO_MENTOR],
    Reason.PERIOD: (
        _lazy("Deze plek is vrij op een ander moment dan jij wil beginnen."),
        _lazy("Kun je later beginnen? Laat het ons weten."),
    ),
    Reason.LOCATION_UNKNOWN: (
        _lazy("We weten niet in welke gemeente jij woont, of waar deze plek is."),
        _lazy("Geef ons je postcode door."),
    ),
    Reason.DECLINED: (_lazy("Jij of het bedrijf zei al nee tegen deze plek."), CALL),
    Reason.FORBIDDEN: (_lazy("Een medewerker sloot deze combinatie uit."), CALL),
}
TOLD: dict[Reason, Callable[[Pair], Obstacle]] = {
    Reason.TOO_FAR: _too_far,
    Reason.TOO_YOUNG: _too_young,
    Reason.LICENCE: _licence,
    Reason.ACCESSIBILITY: _needs,
    Reason.LANGUAGE: _language,
}
