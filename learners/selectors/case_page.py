"""The facts on a colleague's case page."""

from typing import Any

from django.utils.text import capfirst

from catalogue.enums import StudyDomain, TravelMode
from core import clock
from learners.enums import SITUATION_OF_ANOTHER, Barrier
from learners.models import Case, CaseEvent, Referral
from learners.rules.countdown import stretches_from
from learners.rules.week import week_in_words
from learners.rules.words import long_date, month_of_birth
from learners.selectors.answers_in_words import work_rows
from learners.selectors.coview import must_agree
from learners.selectors.referrals import holder_in_words
from learners.selectors.terms import Terms

LINES = 100


def facts_of(case: Case) -> list[tuple[str, str]]:
    """Return (label, value) for what a colleague needs before calling; empty values are left out."""
    learner = case.learner
    contact = getattr(learner, "contact", None)
    start = long_date(learner.clock_started_on) if learner.clock_started_on else ""
    rows = [
        ("Wie heeft het dossier nu", holder_in_words(case)),
        ("Naam", contact.full_name if contact else "(gewist)"),
        ("Gsm", str(contact.phone or "") if contact else ""),
        ("E-mail", contact.email if contact else ""),
        ("Liefst", f"{contact.get_prefer_display()}, {contact.get_moment_display().lower()}" if contact else ""),
        ("Ouder of begeleider", contact.helper_name if contact else ""),
        ("Telefoon ouder of begeleider", str(contact.helper_phone or "") if contact else ""),
        ("E-mail ouder of begeleider", contact.helper_email if contact else ""),
        ("Ingevuld door", contact.get_filled_by_display() if contact else ""),
        ("Geboren", month_of_birth(learner.birth_year, learner.birth_month)),
        ("Gemeente", str(learner.municipality or learner.postal_code)),
        ("Situatie", SITUATION_OF_ANOTHER.get(learner.situation, "")),
        ("School", str(learner.school or "")),
        ("Opleiding", str(learner.programme or "")),
        ("Interesses", ", ".join(StudyDomain(domain).label for domain in learner.interests)),
        ("Eigen bedrijf", learner.own_company_name),
        ("Vervoer", capfirst(", ".join(TravelMode(mode).label.lower() for mode in learner.modes))),
        ("Hoogstens onderweg", f"{learner.max_minutes} minuten"),
        *work_rows(learner),
        ("Wat het moeilijk maakt", ", ".join(Barrier(barrier).label for barrier in learner.barriers)),
        ("Advies van de klassenraad", _advice(case)),
        ("Zoektermijn begonnen op", start),
        ("Week van de lerende", week_in_words(learner.week_at_school, learner.week_at_work)),
        ("Teller stond stil", _pauses(case)),
    ]
    return [(label, value) for label, value in rows if value]


def events_of(case: Case) -> list[CaseEvent]:
    """Return the newest hundred lines of the timeline, private notes included."""
    return list(CaseEvent.objects.filter(case=case)[:LINES])


def referrals_of(case: Case) -> list[Referral]:
    """Return the hand-overs of a case, newest first."""
    return list(Referral.objects.filter(case=case).select_related("partner", "sent_by"))


def _pauses(case: Case) -> str:
    stretches = stretches_from(case.learner.clock_pauses)
    return "; ".join(f"{long_date(first)} tot {long_date(last) if last else 'nu'}" for first, last in stretches)


def _advice(case: Case) -> str:
    learner = case.learner
    if learner.readiness_on is None:
        return learner.get_readiness_display()
    return f"{learner.get_readiness_display()} ({long_date(learner.readiness_on)}, {learner.readiness_source})"


def family_of(case: Case, terms: Terms) -> dict[str, Any]:
    """Return the appointments of a case, and whether a parent still has to agree (1 query, 1 more for the young)."""
    return {
        "appointments": list(case.appointments.order_by("-starts_at")),
        "parent_must_agree": must_agree(case.learner, clock.today(), terms.coview),
        "now": clock.now(),
    }
