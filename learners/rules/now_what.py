"""What happens next on the learner's page: the words follow the state of the case, not only the intake."""

from django.utils.translation import gettext as _

from learners.enums import CaseState, Route
from learners.rules.routes import RouteOutcome


def reasons_now(outcome: RouteOutcome, route: str) -> tuple[str, ...]:
    """Return why this is the way of the learner. A colleague may have chosen another way than the answers give."""
    return outcome.reasons if outcome.route == route else (_("Zo spraken we het af."),)


def steps_now(outcome: RouteOutcome, route: str, state: str) -> tuple[str, ...]:
    """Return the next steps in sentences; those of the intake count until the first talk."""
    listed = state == CaseState.PARKED and route == Route.TOO_YOUNG and outcome.route == route
    if listed:
        return outcome.next_steps
    if state == CaseState.NEW:
        return (
            outcome.next_steps
            if outcome.route == route
            else (_("We nemen contact met je op en overlopen samen je antwoorden."),)
        )
    return {
        CaseState.CONTACTED: (
            _("We kijken samen welke weg en welke opleiding bij jou passen."),
            _("Heb je nieuws van je school of van een bedrijf? Bel of mail ons."),
        ),
        CaseState.MATCHING: (
            _("We zoeken leerwerkplekken die jij kunt bereiken."),
            _("Vinden we er een? Dan vragen we het eerst aan jou. Jij zegt ja of nee."),
        ),
        CaseState.INTRODUCED: (
            _("Spreek binnen de week af met het bedrijf."),
            _("Vertel ons daarna hoe het ging. Klikt het? Dan tekenen jullie een overeenkomst."),
        ),
        CaseState.PLACED: (
            _("Je school, het bedrijf en jij tekenen een overeenkomst."),
            _("Loopt er iets niet goed? Bel ons meteen. Dan zoeken we samen een oplossing."),
        ),
        CaseState.PARKED: (
            _("We wachten nog even. Jij hoeft nu niets te doen."),
            _("Wil je vroeger verder? Bel of mail ons."),
        ),
        CaseState.REFERRED: (
            _("Onze partner neemt contact met je op."),
            _("Wij volgen mee op. Hoor je niets? Bel ons."),
        ),
        CaseState.CLOSED: (_("Jij hoeft niets te doen. Wil je toch weer zoeken? Bel of mail ons."),),
    }[CaseState(state)]
