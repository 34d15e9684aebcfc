"""The end of an intake: one call makes the learner, the contact details, the intake and the case."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.selectors import first_contact_due
from core import clock
from core.db import fold
from core.languages import DUTCH, in_dutch, speaking
from core.links import absolute
from learners.enums import CaseState, EventVerb, Readiness, Route, Source, Who
from learners.events import intake_came_via
from learners.models import Case, ContactDetails, Intake, Learner
from learners.rules.ages import Birth
from learners.rules.answers import IntakeAnswers
from learners.rules.cases import least_loaded
from learners.rules.coview import parent_must_agree
from learners.rules.routes import RouteOutcome, route_for
from learners.rules.words import before_moment
from learners.selectors.contacts import staff_loads
from learners.selectors.coview import coview_terms
from learners.selectors.doubles import Person, files_like
from learners.selectors.routes import answers_from
from learners.selectors.terms import terms_on
from learners.services.doubles import look_again, suggest_merge
from learners.services.interest import open_interest_case
from learners.services.timeline import add_event
from mailing.services import queue_mail
from privacy import journal


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an intake was filled in; `code` names the item of the agenda. `via` is the code of a channel, which is
    counted and not kept with the intake.
    """

    source: str = Source.WEB
    code: str = ""
    via: str = ""


WEB = Origin()


@transaction.atomic
def submit_intake(
    *, draft_key: str, answers: IntakeAnswers, actor: Actor, origin: Origin = WEB, language: str = DUTCH
) -> Intake:
    """Store a finished intake and open a case with a promise. Returns the intake.

    What is stored is Dutch, for colleagues; the mails go out in `language`.

    The same `draft_key` twice gives the first intake back and makes nothing, also when both come at the same moment.
    Somebody whose own file is open in this session and who asks again keeps that one file. For anybody else a file is
    made, also when there seems to be one already: the page may not tell a stranger so. Colleagues read it on both.
    """
    known = _known(draft_key)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return _store(draft_key, answers, actor, origin, language)
    except IntegrityError:
        known = _known(draft_key)
        if known is None:
            raise
        return known


def _known(draft_key: str) -> Intake | None:
    return Intake.objects.select_related("learner").filter(draft_key=draft_key).first()


@in_dutch
def _store(draft_key: str, answers: IntakeAnswers, actor: Actor, origin: Origin, language: str) -> Intake:
    today = clock.today()
    outcome = route_for(answers_from(answers), today, terms_on(today).ages)
    alike = files_like(_person_of(answers))
    own = next((learner for learner in alike if learner.pk in actor.learners), None)
    learner = own or make_learner(answers)
    intake = Intake.objects.create(
        draft_key=draft_key,
        learner=learner,
        who=answers.who,
        source=origin.source,
        source_code=origin.code,
        answers=answers.for_storage(),
        route=outcome.route,
        consent_contact=answers.consent_contact,
        consent_share=answers.consent_share and not _waits_for_parent(answers, today),
    )
    journal.record(actor=actor, verb="intake_submitted", subject=learner, route=outcome.route)
    if origin.via:
        transaction.on_commit(partial(intake_came_via.send, sender=Intake, code=origin.via))
    if own:
        text = _("De vragen werden opnieuw ingevuld. Dit dossier loopt gewoon verder.")
        add_event(case=own.case, actor=actor, verb=EventVerb.INTAKE, text=text, for_learner=True)
        return intake
    learner.wanted_activities.set(answers.wanted_activities)
    contact = make_contact(learner, answers, language)
    case = _open_case(learner, outcome, actor, alike)
    transaction.on_commit(partial(look_again, learner_id=learner.pk), robust=True)
    with speaking(language):
        _mail_receipt(case, contact, answers)
    return intake


def _person_of(answers: IntakeAnswers) -> Person:
    return Person(
        answers.first_name,
        answers.last_name,
        answers.birth_year,
        answers.birth_month,
        phones=frozenset(phone for phone in (answers.phone, answers.helper_phone) if phone),
        emails=frozenset(email.lower() for email in (answers.email, answers.helper_email) if email),
    )


def _waits_for_parent(answers: IntakeAnswers, today: dt.date) -> bool:
    """Whether the agreement of a parent must come first; `agree` then follows what the learner ticked here."""
    birth = Birth(answers.birth_year, answers.birth_month)
    return parent_must_agree(birth=birth, filled_by=answers.who, today=today, terms=coview_terms(today))


def make_learner(answers: IntakeAnswers, **more: Any) -> Learner:
    """Store what matters for matching; `more` are other fields of the learner."""
    advised = answers.readiness != Readiness.UNKNOWN
    teller = Who(answers.who).label
    return Learner.objects.create(
        birth_year=answers.birth_year,
        birth_month=answers.birth_month,
        first_grade_done=answers.first_grade_done,
        postal_code=answers.postal_code,
        municipality_id=answers.municipality_id,
        situation=answers.situation,
        school_id=answers.school_id,
        programme_id=answers.programme_id,
        interests=list(answers.fields),
        own_company=answers.own_company,
        own_company_name=answers.own_company_name,
        modes=list(answers.modes),
        max_minutes=answers.max_minutes,
        languages=list(answers.languages),
        licences=list(answers.licences),
        accessibility=list(answers.accessibility),
        barriers=list(answers.barriers),
        clock_started_on=answers.clock_started_on,
        readiness=answers.readiness,
        readiness_on=clock.today() if advised else None,
        readiness_source=_("Verteld bij de intake: %(who)s") % {"who": teller} if advised else "",
        **more,
    )


def make_contact(learner: Learner, answers: IntakeAnswers, language: str) -> ContactDetails:
    """Store who the learner is and how to reach them. Raises `ValidationError` for what does not fit."""
    contact = ContactDetails(
        learner=learner,
        first_name=answers.first_name,
        last_name=answers.last_name,
        phone=answers.phone,
        email=answers.email,
        language=language,
        prefer=answers.prefer,
        moment=answers.moment,
        filled_by=answers.who,
        helper_name=answers.helper_name,
        helper_phone=answers.helper_phone,
        helper_email=answers.helper_email,
    )
    contact.search_text = search_text_of(contact, learner)
    contact.full_clean()
    ContactDetails.objects.bulk_create([contact])
    return contact


def search_text_of(contact: ContactDetails, learner: Learner, former: Iterable[str] = ()) -> str:
    """Return what the staff's search looks in: names, code (and former codes) and numbers without spaces."""
    numbers = "".join(char for char in f"{contact.phone}" if char.isdigit())
    return fold(contact.first_name, contact.last_name, contact.email, learner.code, numbers, *former)[:300]


def _open_case(learner: Learner, outcome: RouteOutcome, actor: Actor, alike: Sequence[Learner]) -> Case:
    """Open the case. Who follows a file that seems to be of the same person follows this one too, and reads it."""
    owners = [known.case.owner for known in alike if known.case.owner and known.case.owner.is_active]
    owner_id = owners[0].pk if owners else least_loaded(staff_loads())
    opens = open_interest_case if outcome.route == Route.TOO_YOUNG else _promised_case
    case = opens(learner=learner, route=outcome.route, owner_id=owner_id, actor=actor)
    for known in alike:
        suggest_merge(case, known.case)
        suggest_merge(known.case, case)
    return case


def _promised_case(*, learner: Learner, route: Route, owner_id: int | None, actor: Actor) -> Case:
    promised_by = first_contact_due(clock.now())
    case = Case.objects.create(learner=learner, route=route, owner_id=owner_id, promised_by=promised_by)
    text = _("We kregen je antwoorden. We nemen contact op voor %(moment)s.") % {
        "moment": before_moment(case.promised_by)
    }
    add_event(case=case, actor=actor, verb=EventVerb.INTAKE, text=text, for_learner=True)
    return case


def _mail_receipt(case: Case, contact: ContactDetails, answers: IntakeAnswers) -> None:
    """Mail the learner, and whoever filled it in for the learner or is the only one with an address."""
    today = clock.today()
    outcome = route_for(answers_from(answers), today, terms_on(today).ages)
    context = {
        "learner_name": contact.first_name,
        "promise": before_moment(case.promised_by) if case.state == CaseState.NEW else "",
        "owner": case.owner,
        "code": case.learner.code,
        "route": outcome.route.label,
        "steps": outcome.next_steps,
        "link": absolute(reverse("learners:code_entry")),
    }
    by_self = answers.who in (Who.LEARNER, Who.ADULT)
    helper = contact.helper_email if not (by_self and contact.email) else ""
    readers = ((contact.email, contact.first_name, False), (helper, contact.helper_name, True))
    for to, name, about_other in readers:
        if to:
            key = f"intake-received:{case.public_id}:{'helper' if about_other else 'learner'}"
            brought_by = "" if by_self or about_other else answers.helper_name
            values = {**context, "name": name, "about_other": about_other, "brought_by": brought_by}
            queue_mail(
                key=key, template="learners/email/intake_received", to=to, context=values, language=contact.language
            )
