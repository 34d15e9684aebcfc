"""Lines of logs and timelines."""

import datetime as dt

from django.utils.translation import gettext as _

from companies.models import Workplace
from learners.models import Learner
from learners.rules.words import long_date
from matchmaking.enums import Answer
from matchmaking.models import Proposal

NEXT_BEST = "Volgende beste plek na een nee of een vervallen voorstel."
NO_ANSWER = "Niemand antwoordde op tijd."
ROUND_OVER = "Alle voorstellen van deze ronde zijn beantwoord."
PLACE_GONE = "De leerwerkplek is ingetrokken."
PLACE_LOST = "De plek viel weg."
PLACE_KEPT = "De melding dat de plek wegviel, klopte niet."
AFTER_LOSS = "Gezocht nadat de werkplek wegviel."
OTHER_STEP = "De lerende zet eerst een andere stap."
SEARCH_OVER = "De lerende zoekt geen plek meer."
INTRODUCTION_ENDED = "De kennismaking leidde niet tot een plek."


def proposed_line(proposal: Proposal) -> str:
    """What the timeline of a learner says about a new proposal."""
    place = proposal.workplace.establishment
    return _("We stellen een plek voor: %(company)s in %(municipality)s.") % {
        "company": place.company,
        "municipality": place.municipality,
    }


def held_line(proposal: Proposal) -> str:
    """What the timeline of a learner says when a proposal waits for another step first."""
    text = _("Het voorstel voor %(company)s gaat nu niet door. Dat ligt niet aan jou: eerst is er een andere stap.")
    return text % {"company": proposal.workplace.establishment.company}


def learner_line(answer: str, reason: str) -> str:
    """The learner's answer in one line, on a timeline that speaks to the learner."""
    if answer == Answer.YES:
        return _("Jij zei ja.")
    return _("Jij zei nee: %(reason)s.") % {"reason": _lower_first(reason)}


def later_line(until: dt.date) -> str:
    """What the timeline says when a company needs time."""
    return _("Het bedrijf twijfelt nog en antwoordt tegen %(day)s.") % {"day": long_date(until)}


def company_line(answer: str, reason: str) -> str:
    """The company's answer in one line."""
    if answer == Answer.YES:
        return _("Het bedrijf zegt ja.")
    return _("Het bedrijf zegt nee: %(reason)s.") % {"reason": _lower_first(reason)}


def start_of(learner: Learner, workplace: Workplace) -> dt.date | None:
    """The day on which both can begin, None for as soon as possible."""
    days = [day for day in (learner.start_on, workplace.available_from) if day is not None]
    return max(days) if days else None


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
