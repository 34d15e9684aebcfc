"""Where an intake leads. Every combination of answers ends on a route with next steps; none is a refusal.

The portal never judges whether somebody is ready for a workplace: it records what the class council advised and
follows that advice. Source: the public page of the Steunpunt on dual learning (conditions and the five steps).
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from learners.enums import OwnCompany, Readiness, Route, Situation, Who
from learners.rules import ages
from learners.rules.ages import AgeRules, Birth
from learners.rules.words import long_date

NOT_IN_SCHOOL = frozenset({Situation.LEFT_SCHOOL, Situation.WORKING, Situation.JOBSEEKER, Situation.OTHER})
ADULT_SITUATIONS = frozenset({Situation.WORKING, Situation.JOBSEEKER})


@dataclass(frozen=True, slots=True)
class RouteAnswers:
    """The answers that decide the route. `dual_in_fields` tells whether the chosen fields have a dual programme.

    `programme` is the name of the chosen programme, `clusters` the broad run-ups in the chosen fields.
    """

    who: str
    birth: Birth
    situation: str
    first_grade_done: bool | None = None
    readiness: str = Readiness.UNKNOWN
    knows_field: bool = True
    dual_in_fields: bool = True
    own_company: str = OwnCompany.NO
    programme: str = ""
    clusters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteOutcome:
    """The route, why (sentences) and what to do now (at least one sentence)."""

    route: Route
    reasons: tuple[str, ...]
    next_steps: tuple[str, ...]


def route_for(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome:
    """Return where these answers lead on a day."""
    return (
        _too_old(answers, today, rules)
        or _too_young(answers, today, rules)
        or _adult(answers, today, rules)
        or _advice(answers)
        or _unknown_first_grade(answers, today, rules)
        or _outside_school(answers, today, rules)
        or _field(answers)
        or _try_out(answers)
        or RouteOutcome(Route.DUAL, (_dual_reason(answers),), _dual_steps(answers))
    )


def _too_old(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome | None:
    last_day = ages.dual_until(answers.birth, rules)
    if today <= last_day:
        return None
    reason = _("Duaal leren op school kan tot het einde van het schooljaar waarin je %(age)s wordt.") % {
        "age": rules.dual_max
    }
    return RouteOutcome(Route.ADULT, (reason,), _adult_steps())


def _too_young(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome | None:
    if ages.age_on(answers.birth, today) >= rules.dual_min:
        return None
    old_enough = today >= ages.dual_from(answers.birth, rules, first_grade_done=True)
    if old_enough and answers.first_grade_done is not False:
        return None
    first_day = ages.dual_from(answers.birth, rules, first_grade_done=answers.first_grade_done is not False)
    reason = _("Duaal leren kan vanaf %(age)s jaar, of vanaf %(young)s jaar als je de eerste graad klaar hebt.") % {
        "age": rules.dual_min,
        "young": rules.dual_min_first_grade,
    }
    steps = (
        _("Je staat op onze interesselijst. Met een e-mailadres krijg je één mail per jaar. Stoppen kan altijd."),
        _("Rond %(day)s ben je oud genoeg. Dan nemen wij contact met je op.") % {"day": long_date(first_day)},
        _("Kom kijken op een infodag of een beurs. Je vindt ze in onze agenda."),
        _("Praat met je school of met het CLB over wat je graag doet."),
    )
    return RouteOutcome(Route.TOO_YOUNG, (reason,), steps)


def _adult(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome | None:
    grown = ages.age_on(answers.birth, today) >= rules.adult
    if not grown or answers.situation not in NOT_IN_SCHOOL:
        return None
    if answers.who != Who.ADULT and answers.situation not in ADULT_SITUATIONS:
        return None
    reasons = (
        _("Je bent %(age)s jaar of ouder en je zit niet meer op school.") % {"age": rules.adult},
        _("Tot %(day)s kun je ook nog duaal leren op school. We bekijken samen wat het best past.")
        % {"day": long_date(ages.dual_until(answers.birth, rules))},
    )
    return RouteOutcome(Route.ADULT, reasons, _adult_steps())


def _advice(answers: RouteAnswers) -> RouteOutcome | None:
    if answers.readiness == Readiness.WILLING:
        return _run_up(answers)
    if answers.readiness == Readiness.NOT_WILLING:
        return RouteOutcome(Route.NAFT, (_("De klassenraad adviseert om nu nog niet duaal te leren."),), _naft_steps())
    return None


def _run_up(answers: RouteAnswers) -> RouteOutcome:
    """Return the run-up phase: specific towards a known programme, else broad over a cluster of programmes.

    Source: onderwijskiezer.be "sec_duaal_aanloopfase"; since 1 September 2023 there are two kinds.
    """
    reason = _("De klassenraad adviseert eerst een aanloopfase.")
    switch = _("Je kunt op elk moment overstappen naar duaal leren, zodra de klassenraad dat adviseert.")
    if answers.programme:
        first = _(
            "Vraag je school wanneer de aanloop naar %(programme)s kan starten. Wij bellen je school als je dat wilt."
        )
        return RouteOutcome(Route.RUN_UP, (reason,), (first % {"programme": answers.programme}, switch))
    if answers.clusters:
        names = _(" of ").join(answers.clusters)
        first = _("In wat jij koos, bestaat een brede aanloop: %(names)s.") % {"names": names}
    else:
        first = _("We kiezen samen een brede aanloop. Daarin leer je meer dan één beroep kennen.")
    ask = _("Vraag je school wanneer de aanloop kan starten. Wij bellen je school als je dat wilt.")
    return RouteOutcome(Route.RUN_UP_BROAD, (reason,), (first, ask, switch))


def _unknown_first_grade(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome | None:
    if ages.age_on(answers.birth, today) >= rules.dual_min or answers.first_grade_done:
        return None
    if answers.situation == Situation.LOST_WORKPLACE:
        return None
    reason = _("We moeten samen nog nakijken of je de eerste graad klaar hebt.")
    step = _("Vraag op school of je de eerste graad klaar hebt. Wij bellen je om het samen te bekijken.")
    return RouteOutcome(Route.ORIENTATION, (reason,), (step, *_orientation_steps()))


def _outside_school(answers: RouteAnswers, today: dt.date, rules: AgeRules) -> RouteOutcome | None:
    minor = ages.age_on(answers.birth, today) < rules.adult
    if not minor or answers.situation not in NOT_IN_SCHOOL or answers.knows_field:
        return None
    reason = _("Je bent jonger dan %(age)s en zit niet op school. Het CLB zoekt met jou een weg op maat.") % {
        "age": rules.adult
    }
    return RouteOutcome(Route.NAFT, (reason,), _naft_steps())


def _field(answers: RouteAnswers) -> RouteOutcome | None:
    if answers.situation == Situation.LOST_WORKPLACE:
        return None
    if not answers.knows_field:
        reason = _("Je weet nog niet wat je wilt doen. Dat hoeft ook niet.")
        return RouteOutcome(Route.ORIENTATION, (reason,), _orientation_steps())
    if not answers.dual_in_fields:
        reason = _("In wat jij koos, bestaat nog geen duale opleiding.")
        steps = (
            _("Er bestaan voltijdse opleidingen met veel stage of werkplekleren. Wij zoeken ze met jou op."),
            _("Bekijk in onze catalogus welke duale opleidingen erop lijken."),
        )
        return RouteOutcome(Route.WORKPLACE_LEARNING, (reason,), steps)
    return None


def _try_out(answers: RouteAnswers) -> RouteOutcome | None:
    if answers.own_company != OwnCompany.MAYBE or answers.situation == Situation.LOST_WORKPLACE:
        return None
    reason = _("Je denkt aan een bedrijf, maar je bent nog niet zeker. Een snuffeldag helpt om te kiezen.")
    steps = [
        _("We bellen je en spreken met het bedrijf een snuffeldag af. Je kijkt een tot drie dagen mee."),
        _("Daarna zeggen jij en het bedrijf hoe het was. Is het niets? Dan zoeken we samen verder."),
    ]
    if answers.readiness == Readiness.UNKNOWN:
        steps.append(_ask_advice())
    return RouteOutcome(Route.TRY_OUT, (reason,), tuple(steps))


def _ask_advice() -> str:
    return _("Vraag je school om het advies van de klassenraad. Dat advies is nodig, maar het bindt niet.")


def _dual_reason(answers: RouteAnswers) -> str:
    if answers.situation == Situation.LOST_WORKPLACE:
        return _("Je volgt al duaal leren. We zoeken zo snel mogelijk een nieuwe werkplek.")
    if answers.readiness == Readiness.READY:
        return _("Je leeftijd past en de klassenraad adviseert duaal leren.")
    return _("Je leeftijd past bij duaal leren en je weet wat je graag doet.")


def _dual_steps(answers: RouteAnswers) -> tuple[str, ...]:
    steps = [_("We nemen contact met je op en overlopen samen je antwoorden.")]
    if answers.readiness == Readiness.UNKNOWN and answers.situation != Situation.LOST_WORKPLACE:
        steps.append(_ask_advice())
    if answers.own_company == OwnCompany.YES:
        steps.append(_("We bellen ook het bedrijf dat jij kent en kijken of het erkend is."))
    steps.append(_("Daarna stellen we hoogstens enkele werkplekken voor die jij kunt bereiken."))
    return tuple(steps)


def _adult_steps() -> tuple[str, ...]:
    return (
        _("VDAB, Syntra en het volwassenenonderwijs hebben opleidingen waarbij je ook op een werkplek leert."),
        _("We bellen je en leggen uit welke opleiding bij jou past en wat je ermee verdient."),
    )


def _naft_steps() -> tuple[str, ...]:
    return (
        _("Het CLB bespreekt met jou een traject op maat (NAFT). Wij bellen het CLB samen met jou als je dat wilt."),
        _("Heb je ook hulp nodig thuis, met geld of met wonen? Het CLB zoekt mee wie je kan helpen."),
        _("Duaal leren blijft later mogelijk. Je dossier bij ons blijft open."),
    )


def _orientation_steps() -> tuple[str, ...]:
    return (
        _("We maken een afspraak voor een oriëntatiegesprek. Dat duurt ongeveer een halfuur en kost niets."),
        _("Kies intussen wat je graag doet. Je ziet welke opleidingen daarbij passen, en waarom."),
    )
