"""Everything the learner's own page shows, as plain rows."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actor import Actor
from accounts.models import User
from catalogue.enums import StudyDomain, TravelMode
from core import clock
from core.languages import DUTCH, listed
from learners.enums import CaseState, Who
from learners.models import Appointment, Case, CaseEvent, Intake, Interview, Learner, Referral
from learners.rules.break_offs import HAD_PLACE
from learners.rules.now_what import reasons_now, steps_now
from learners.rules.routes import RouteOutcome, route_for
from learners.rules.words import BRUSSELS, before_moment, month_of_birth
from learners.selectors.answers_in_words import wish_words, work_rows
from learners.selectors.appointments import coming
from learners.selectors.clock import HAS_INTERVIEWS, ClockWords, clock_words_of, interviews_of
from learners.selectors.contacts import Contact, partners_for, steunpunt_contact
from learners.selectors.ends import LAST_EVENT_AT, deletion_lines
from learners.selectors.looks import Look, looks_at
from learners.selectors.referrals import open_referrals
from learners.selectors.routes import answers_of
from learners.selectors.school_links import IS_ASKED
from learners.selectors.terms import Terms

LINES = 20
SAME_ADDRESS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the timeline, as the component wants it."""

    title: str
    detail: str
    when: str
    state: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something we know about the learner."""

    label: str
    value: str

    @property
    def is_number(self) -> bool:
        """Whether it is a number that reads from left to right in every language."""
        return self.value.startswith("+")


@dataclass(frozen=True, slots=True)
class LearnerPage:
    """What the page needs; `case` and `learner` for their states and addresses."""

    learner: Learner
    case: Case
    outcome: RouteOutcome
    route_label: str
    reasons: tuple[str, ...]
    steps: tuple[str, ...]
    helper: Contact | None
    partners: list[Contact]
    promise: str
    promise_is_late: bool
    lines: list[Line]
    facts: list[Fact]
    looks: list[Look]
    appointments: list[Appointment]
    ends: list[str]
    clock: ClockWords | None
    total_days: int
    interviews: list[Interview]
    referrals: list[Referral]

    @property
    def about_other(self) -> bool:
        """Whether a parent or helper filled in the intake."""
        return self.learner.contact.filled_by in (Who.PARENT, Who.REFERRER, Who.SCHOOL)

    @property
    def is_mailed(self) -> bool:
        """Whether there is an address to mail news to: the own one, or that of who helps."""
        return bool(self.learner.contact.email or self.learner.contact.helper_email)

    @property
    def had_place(self) -> bool:
        """Whether there is a workplace, or an introduction, that can stop."""
        return self.case.state in HAD_PLACE

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self.case.state in CaseState.OPEN


def learner_by_code(code: str) -> Learner | None:
    """Return the learner behind a tidy code (also one of before a merge), or None. Wiped learners lost their page."""
    known = Learner.objects.filter(contact__isnull=False)
    if not code:
        return None
    return known.filter(code=code).first() or known.filter(former_files__code=code).first()


def learners_by_address(address: str) -> list[int]:
    """Return the learners with this address in their file; who helps counts when the learner has no address."""
    own = Q(contact__email__iexact=address) | Q(contact__email="", contact__helper_email__iexact=address)
    return list(Learner.objects.filter(own).order_by("pk").values_list("pk", flat=True)[:SAME_ADDRESS])


def learners_in(ids: list[int]) -> list[Learner]:
    """Return these learners with their names, those that were wiped left out."""
    return list(Learner.objects.filter(pk__in=ids, contact__isnull=False).select_related("contact").order_by("pk"))


def learner_for(actor: Actor, public_id: uuid.UUID) -> QuerySet[Learner]:
    """Return the learner an actor may see, with everything the page shows of it."""
    seen = (
        Learner.objects.visible_to(actor)
        .with_case()
        .annotate(has_interviews=HAS_INTERVIEWS, last_event_at=LAST_EVENT_AT, is_asked=IS_ASKED)
    )
    return seen.filter(public_id=public_id, contact__isnull=False)


def intake_for(actor: Actor, public_id: uuid.UUID) -> QuerySet[Intake]:
    """Return the intake whose confirmation an actor may see."""
    return Intake.objects.filter(public_id=public_id, learner__in=Learner.objects.visible_to(actor))


def is_repeat(intake: Intake) -> bool:
    """Tell whether the learner had a file before this intake."""
    return intake.learner.intakes.filter(created_at__lt=intake.created_at).exists()


def page_of(learner: Learner, terms: Terms, today: dt.date) -> LearnerPage:
    """Return the page of a learner that was read by `learner_for`."""
    case: Case = learner.case
    outcome = route_for(answers_of(learner), today, terms.ages)
    owner: User | None = case.owner
    return LearnerPage(
        learner=learner,
        case=case,
        outcome=outcome,
        route_label=case.get_route_display(),
        reasons=reasons_now(outcome, case.route),
        steps=steps_now(outcome, case.route, case.state),
        helper=steunpunt_contact(owner),
        partners=partners_for(case.route, learner.municipality),
        promise=before_moment(case.promised_by) if case.state == CaseState.NEW else "",
        promise_is_late=case.promised_by.astimezone(BRUSSELS).date() < today,
        lines=_lines(case),
        facts=_facts(learner),
        looks=looks_at(learner),
        appointments=coming(learner, clock.now()),
        ends=deletion_lines(case, terms, today),
        clock=clock_words_of(learner, rules=terms.search),
        total_days=terms.search.limit,
        interviews=interviews_of(learner),
        referrals=open_referrals(learner),
    )


def _lines(case: Case) -> list[Line]:
    events = list(CaseEvent.objects.filter(case=case, for_learner=True)[:LINES])
    newest = events[0].pk if events else None
    return [_line(event, newest=event.pk == newest) for event in events]


def _line(event: CaseEvent, *, newest: bool) -> Line:
    """Return a line in the language of the page. What was stored as a fixed sentence is translated; a sentence with a
    name or a date in it stays as it was written, marked as Dutch.
    """
    said = str(_(event.text)) if event.text else ""
    return Line(
        title=event.get_to_state_display() if event.to_state else event.get_verb_display(),
        detail=said,
        when=before_moment(event.at),
        state="now" if newest else "done",
        lang=DUTCH if said == event.text and get_language() != DUTCH else "",
    )


def _facts(learner: Learner) -> list[Fact]:
    contact = learner.contact
    domains = listed(StudyDomain(domain).label for domain in learner.interests)
    modes = capfirst(listed(TravelMode(mode).label.lower() for mode in learner.modes))
    rows = (
        (_("Naam"), contact.full_name),
        (_("Gsm"), str(contact.phone or "")),
        (_("E-mailadres"), contact.email),
        (_("Ouder of begeleider"), contact.helper_name),
        (_("Geboren"), month_of_birth(learner.birth_year, learner.birth_month)),
        (_("Gemeente"), learner.municipality.name if learner.municipality else learner.postal_code),
        (_("Situatie"), learner.get_situation_display()),
        (_("School"), learner.school.name if learner.school else ""),
        (_("Opleiding"), learner.programme.name if learner.programme else ""),
        (_("Interesses"), domains),
        (_("Vervoer"), modes),
        (_("Hoogstens onderweg"), _("%(minutes)s minuten") % {"minutes": learner.max_minutes}),
        *work_rows(learner),
        (_("Wil graag leren"), wish_words(learner)),
        (_("Advies van de klassenraad"), learner.get_readiness_display()),
    )
    return [Fact(label, value) for label, value in rows if value]
