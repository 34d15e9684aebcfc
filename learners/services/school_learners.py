"""A learner whom the own school brings in. The school follows that learner; the learner hears of it by mail."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from catalogue.selectors import first_contact_due
from core import clock
from core.languages import DUTCH, in_dutch
from core.links import absolute
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb, Readiness, Route, Situation, Who
from learners.models import Case, ContactDetails, Intake, Learner
from learners.rules.ages import AgeRules
from learners.rules.answers import IntakeAnswers
from learners.rules.cases import least_loaded
from learners.rules.routes import route_for
from learners.rules.school_list import Advice
from learners.selectors.contacts import staff_loads
from learners.selectors.doubles import Person, files_like
from learners.selectors.routes import answers_from
from learners.selectors.school_rows import learner_at_school
from learners.selectors.terms import terms_on
from learners.services.cases import start_matching
from learners.services.contact import record_advice
from learners.services.doubles import suggest_merge
from learners.services.intake import make_contact, make_learner
from learners.services.timeline import add_event, apply_move
from mailing.services import queue_mail
from privacy import journal
from schools.models import School

MINUTES = 45
TOO_YOUNG = "Deze lerende is nog te jong voor duaal leren. Kijk het geboortejaar na."
CLOSED = "Deze lerende had bij jullie al een dossier ({code}). Het is afgesloten: vraag ons om het te heropenen."


@dataclass(frozen=True, slots=True)
class Brought:
    """The learner, whether the file is new, and whether something of a known file changed."""

    learner: Learner
    is_new: bool
    is_changed: bool = False


def school_answers(**told: object) -> IntakeAnswers:
    """Return what a school told as the answers of an intake. Who is enrolled finished the first grade."""
    fixed = {
        "who": Who.SCHOOL,
        "situation": Situation.AT_SCHOOL,
        "first_grade_done": True,
        "max_minutes": MINUTES,
        "consent_share": False,
    }
    return IntakeAnswers(**{**told, **fixed})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class BringTerms:
    """What holds for every learner of one list: the ages, and until when we promise a first contact."""

    ages: AgeRules
    promised_by: dt.datetime


def bring_terms() -> BringTerms:
    """Return what holds now (4 queries). Raises `RuleMissing`."""
    return BringTerms(terms_on(clock.today()).ages, first_contact_due(clock.now()))


@in_dutch
@transaction.atomic
def bring_learner(
    *,
    actor: Actor,
    school: School,
    answers: IntakeAnswers,
    coach_id: int | None = None,
    advice: Advice | None = None,
    terms: BringTerms | None = None,
) -> Brought:
    """Open a file for a learner of a school, or recognise the one that is there; then only a newer advice is noted.

    Somebody with a file elsewhere gets a new one: a school may not hear that somebody is known. Colleagues read it on
    both files. Raises `MoveRefused` for who is too young, or for a file of this school that was closed, and
    `ValidationError` for contact details or an advice that do not fit. The school is locked: two at once are one.
    """
    School.objects.select_for_update().get(pk=school.pk)
    known = learner_at_school(school, answers.first_name, answers.last_name, answers.birth_year, answers.birth_month)
    if known is not None:
        return _recognise(actor, known, advice)
    terms = terms or bring_terms()
    outcome = route_for(answers_from(answers), clock.today(), terms.ages)
    if outcome.route == Route.TOO_YOUNG:
        raise MoveRefused(TOO_YOUNG)
    alike = files_like(_person_of(answers))
    learner = make_learner(answers, coach_id=coach_id, is_demo=school.is_demo)
    contact = make_contact(learner, answers, DUTCH)
    Intake.objects.create(
        draft_key=f"school-{learner.public_id}",
        learner=learner,
        who=answers.who,
        answers=answers.for_storage(),
        route=outcome.route,
        consent_contact=True,
        consent_share=False,
    )
    journal.record(actor=actor, verb="learner_brought", subject=learner, route=outcome.route)
    case = _open_case(actor, learner, outcome.route, school, terms.promised_by)
    for other in alike:
        suggest_merge(case, other.case)
        suggest_merge(other.case, case)
    if advice is not None:
        _note_advice(actor, case, advice)
    _mail(case, contact, school)
    return Brought(learner, is_new=True)


def _recognise(actor: Actor, known: Learner, advice: Advice | None) -> Brought:
    if known.case.state == CaseState.CLOSED:
        raise MoveRefused(CLOSED.format(code=known.code))
    told = (known.readiness, known.readiness_on, known.readiness_source)
    if advice is None or told == (advice.readiness, advice.on, advice.source):
        return Brought(known, is_new=False)
    if known.readiness_on is not None and advice.on < known.readiness_on:
        raise ValidationError("We kennen al een later advies van de klassenraad. Dit advies is ouder.")
    _note_advice(actor, known.case, advice)
    return Brought(known, is_new=False, is_changed=True)


def _note_advice(actor: Actor, case: Case, advice: Advice) -> None:
    record_advice(actor=actor, case=case, readiness=Readiness(advice.readiness), on=advice.on, source=advice.source)


def _open_case(actor: Actor, learner: Learner, route: Route, school: School, promised_by: dt.datetime) -> Case:
    """Open the case past the first contact: the school has it, so nobody promises a call."""
    owner = least_loaded(staff_loads())
    case = Case.objects.create(learner=learner, route=route, owner_id=owner, promised_by=promised_by)
    text = f"{school.name} zette je gegevens in het portaal."
    add_event(case=case, actor=actor, verb=EventVerb.INTAKE, text=text, for_learner=True)
    case = apply_move(actor=actor, case=case, target=CaseState.CONTACTED, text="Je school volgt je op.")
    return start_matching(actor=actor, case=case) if route in Route.MATCHED else case


def _person_of(answers: IntakeAnswers) -> Person:
    return Person(
        answers.first_name,
        answers.last_name,
        answers.birth_year,
        answers.birth_month,
        phones=frozenset({answers.phone} - {""}),
        emails=frozenset({answers.email.lower()} - {""}),
    )


def _mail(case: Case, contact: ContactDetails, school: School) -> None:
    if not contact.email:
        return
    context = {
        "name": contact.first_name,
        "school": school.name,
        "code": case.learner.code,
        "link": absolute(reverse("learners:code_entry")),
    }
    queue_mail(
        key=f"school-brought:{case.public_id}",
        template="learners/email/school_brought",
        to=contact.email,
        context=context,
    )
