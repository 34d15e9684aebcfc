"""What a parent sees through a link: nothing but what the learner ticked."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet

from core import clock, tokens
from learners.enums import CoViewPart
from learners.models import Appointment, CoView, Learner
from learners.rules.ages import Birth
from learners.rules.countdown import Countdown
from learners.rules.coview import CoViewTerms, parent_must_agree
from learners.rules.now_what import steps_now
from learners.rules.routes import route_for
from learners.selectors.appointments import coming
from learners.selectors.clock import countdown_of
from learners.selectors.contacts import Contact, steunpunt_contact
from learners.selectors.routes import answers_of
from learners.selectors.terms import Terms, terms_on

PURPOSE = "coview"
SIGNED = dt.timedelta(days=10 * 366)  # the row says until when; the signature only proves that we made the link


@dataclass(frozen=True, slots=True)
class ParentPage:
    """Each part is empty unless it was ticked."""

    coview: CoView
    parts: frozenset[str]
    name: str
    state: str
    steps: tuple[str, ...]
    helper: Contact | None
    countdown: Countdown | None
    total_days: int
    appointments: list[Appointment]
    shows_proposals: bool
    must_agree: bool
    stops_on: dt.date | None


def coview_terms(day: dt.date) -> CoViewTerms:
    """Return the terms on a day. Raises `RuleMissing` when the catalogue lacks one."""
    return terms_on(day).coview


def token_of(coview: CoView) -> str:
    """Return the token of a link. It carries the public id and nothing about the learner."""
    return tokens.sign(PURPOSE, coview.public_id)


def coview_by_token(token: str, today: dt.date) -> CoView | None:
    """Return the link behind a token; None when it is forged, revoked, over, or the learner was wiped."""
    try:
        public_id = tokens.unsign(PURPOSE, token, max_age=SIGNED)
    except (tokens.TokenForged, tokens.TokenExpired):
        return None
    rows = CoView.objects.standing(today).filter(public_id=public_id, learner__contact__isnull=False)
    return rows.select_related(
        "learner__contact", "learner__case__owner", "learner__programme", "learner__municipality__subregion"
    ).first()


def coviews_of(learner: Learner, today: dt.date) -> list[CoView]:
    """Return the links of a learner that still work, the newest first."""
    return list(CoView.objects.standing(today).filter(learner=learner))


def coview_of(learner: Learner, public_id: uuid.UUID) -> QuerySet[CoView]:
    """Return the link of this learner with a public id."""
    return CoView.objects.filter(learner=learner, public_id=public_id)


def must_agree(learner: Learner, today: dt.date, terms: CoViewTerms | None = None) -> bool:
    """Tell whether a parent still has to agree before a company hears of this learner."""
    if getattr(learner, "contact", None) is None:
        return False
    return is_young(learner, terms or coview_terms(today), today) and not _agreed(learner)


def is_young(learner: Learner, terms: CoViewTerms, today: dt.date) -> bool:
    """Tell whether a parent of this learner (with contact details) has a say in what a company hears."""
    birth = Birth(learner.birth_year, learner.birth_month)
    return parent_must_agree(birth=birth, filled_by=learner.contact.filled_by, today=today, terms=terms)


def _agreed(learner: Learner) -> bool:
    return CoView.objects.filter(learner=learner, agreed_at__isnull=False).exists()


def page_of(coview: CoView, terms: Terms, today: dt.date) -> ParentPage:
    """Return the page behind a link read by `coview_by_token`."""
    learner, parts = coview.learner, frozenset(coview.parts)
    case, steps = learner.case, CoViewPart.STEPS in parts
    outcome = route_for(answers_of(learner), today, terms.ages)
    return ParentPage(
        coview=coview,
        parts=parts,
        name=learner.contact.first_name if CoViewPart.NAME in parts else "",
        state=case.get_state_display() if steps else "",
        steps=steps_now(outcome, case.route, case.state) if steps else (),
        helper=steunpunt_contact(case.owner) if CoViewPart.HELPER in parts else None,
        countdown=countdown_of(learner, rules=terms.search) if CoViewPart.DAYS in parts else None,
        total_days=terms.search.limit,
        appointments=coming(learner, clock.now()) if CoViewPart.APPOINTMENTS in parts else [],
        shows_proposals=CoViewPart.PROPOSALS in parts,
        must_agree=is_young(learner, terms.coview, today) and not _agreed(learner),
        stops_on=case.wipe_on if steps else None,
    )
