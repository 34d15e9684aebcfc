"""The sentences of a result, with the numbers of the dated rules in them."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies.scan.rules import Band, Mentor, MentorTerms, Point, Thresholds

Text = str | Promise


def of_programme(point: Point, terms: MentorTerms, thresholds: Thresholds) -> tuple[Text, Text]:
    """Return what is not so yet for one programme, and what helps."""
    if point.key == "coverage":
        return (
            _("Jullie doen nog minder dan %(share)s procent van de activiteiten.") % {"share": thresholds.ready},
            _("Kijk welke activiteiten ontbreken. Een bedrijf in de buurt of de school kan ze aanvullen."),
        )
    if point.key == "guidance":
        return (
            ngettext(
                "Het partnerschap laat %(n)s lerende per mentor toe.",
                "Het partnerschap laat %(n)s lerenden per mentor toe.",
                terms.max_learners or 0,
            )
            % {"n": terms.max_learners},
            _("Zoek een tweede mentor, of begin met minder lerenden."),
        )
    asked = mentor_asked(terms)
    if point.level is Band.ALMOST:
        return (
            _("Het is nog niet zeker of de mentor voldoet. %(asked)s") % {"asked": asked},
            _("Leg het geval voor aan het partnerschap. Met een passend diploma kan er meer."),
        )
    return (
        _("Er is nog geen mentor die voldoet. %(asked)s") % {"asked": asked},
        _("Bel ons. Soms kan een collega, of is er een afwijking mogelijk."),
    )


def mentor_asked(terms: MentorTerms) -> str:
    """Return what the rules ask of a mentor, in one or two sentences."""
    asked = _("Een mentor is minstens %(age)s jaar en heeft %(years)s jaar ervaring.") % {
        "age": terms.min_age,
        "years": terms.min_years,
    }
    if terms.reduced_years is None:
        lower = _("Met een passend diploma kan het vanaf %(age)s jaar, met minder ervaring.")
        return f"{asked} {lower % {'age': terms.reduced_age}}"
    lower = _("Met een passend diploma is %(age)s jaar en %(years)s jaar ervaring genoeg.")
    return f"{asked} {lower % {'age': terms.reduced_age, 'years': terms.reduced_years}}"


def notes(terms: MentorTerms, mentor: Mentor) -> tuple[Text, ...]:
    """Return what is good to know about this partnership, whatever the band."""
    found: list[Text] = []
    if terms.planning_months is not None:
        found.append(_("Plan de mentoropleiding binnen %(n)s maanden na de start.") % {"n": terms.planning_months})
    if terms.training_months is not None:
        found.append(_("De mentoropleiding moet binnen %(n)s maanden gevolgd zijn.") % {"n": terms.training_months})
    if terms.advised_learners is not None and mentor.learners > mentor.mentors * terms.advised_learners:
        found.append(_("Het partnerschap raadt %(n)s lerende per mentor aan.") % {"n": terms.advised_learners})
    return tuple(found)


def papers(terms: MentorTerms, extra: Iterable[str]) -> tuple[Text, ...]:
    """Return what to have ready for the official counter."""
    extract: Text = _("Een uittreksel 596.2 voor elke mentor")
    if terms.extract_months is not None:
        extract = _("Een uittreksel 596.2 voor elke mentor, hoogstens %(n)s maanden oud") % {"n": terms.extract_months}
    return (
        _("De eID en de pincode van wie het bedrijf wettelijk vertegenwoordigt"),
        _("Het ondernemingsnummer en het vestigingsnummer"),
        _("De officiële naam van de opleiding"),
        extract,
        _("Het attest van de mentoropleiding, of wanneer die gepland is"),
        *extra,
    )
