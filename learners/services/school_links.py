"""A school asks to follow a file by its code; the learner decides, and until then the school sees nothing."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from catalogue.selectors import rule_value
from core import clock, tokens
from core.languages import in_dutch, speaking
from core.links import absolute
from core.states import MoveRefused, require_move
from learners.enums import SCHOOL_LINK_MOVES, CaseState, EventVerb, SchoolLinkState
from learners.models import Learner, SchoolLink
from learners.selectors.learner_page import learner_by_code
from learners.services.timeline import add_event, lock_case
from mailing.services import queue_mail
from privacy import journal
from schools.enums import SchoolRole
from schools.models import Membership, School

PURPOSE = "school-link"
ALREADY = "Dit dossier staat al bij jullie school."


@transaction.atomic
def ask_link(*, actor: Actor, school: School, code: str) -> SchoolLink:
    """Ask the learner with this code whether the school may follow the file. The same question twice is one.

    A code that is nobody's gives the same answer and waits just as long: a school cannot try codes. Raises
    `MoveRefused` when the file is at the school already, for who may know that.
    """
    School.objects.select_for_update().get(pk=school.pk)
    learner = learner_by_code(code)
    if learner is not None and learner.school_id == school.pk:
        raise MoveRefused(ALREADY)
    today = clock.today()
    due = today + dt.timedelta(days=int(rule_value("school-link-days", on=today)))
    row, made = SchoolLink.objects.get_or_create(
        school=school,
        code_typed=code,
        state=SchoolLinkState.WAITING,
        defaults={"learner": learner, "asked_by_id": actor.user_id, "state_due_on": due},
    )
    if made:
        journal.record(actor=actor, verb="school_link_asked", subject=school)
        if learner is not None:
            _ask(row, learner)
    return row


def link_address(row: SchoolLink) -> str:
    """Return the path of the page where the learner answers."""
    return reverse("learners:school_link", args=[tokens.sign(PURPOSE, row.public_id)])


def _ask(row: SchoolLink, learner: Learner) -> None:
    contact = learner.contact
    if contact.email:
        with speaking(contact.language):
            context = {"name": contact.first_name, "school": row.school.name, "link": absolute(link_address(row))}
        queue_mail(
            key=f"school-link:{row.public_id}",
            template="learners/email/school_link",
            to=contact.email,
            context=context,
            language=contact.language,
        )


@in_dutch
@transaction.atomic
def confirm_link(*, actor: Actor, link: SchoolLink) -> SchoolLink:
    """Let the school follow the file; a school that followed it before no longer does. Twice changes nothing.

    Raises `MoveRefused` when it was refused or ran out, or when the file was closed.
    """
    row = _decide(link, SchoolLinkState.CONFIRMED)
    if row is None or row.learner is None:
        return link
    case = lock_case(row.learner.case.pk)
    if case.state == CaseState.CLOSED:
        raise MoveRefused(_("Je dossier is afgesloten. Wil je weer zoeken? Bel of mail ons."))
    learner = case.learner
    learner.school_id, learner.coach_id = row.school_id, _coach(row)
    learner.save(update_fields=["school", "coach", "updated_at"])
    text = _("%(school)s volgt je dossier nu.") % {"school": row.school.name}
    add_event(case=case, actor=actor, verb=EventVerb.NOTE, text=text, for_learner=True)
    journal.record(actor=actor, verb="school_link_confirmed", subject=learner, school=row.school_id)
    return row


@transaction.atomic
def refuse_link(*, actor: Actor, link: SchoolLink) -> SchoolLink:
    """Keep the file away from the school. Twice changes nothing. Raises `MoveRefused` after a yes or when it ran out."""
    row = _decide(link, SchoolLinkState.REFUSED)
    if row is not None and row.learner is not None:
        journal.record(actor=actor, verb="school_link_refused", subject=row.learner)
    return row or link


@transaction.atomic
def expire_link(*, link_id: int, today: dt.date) -> bool:
    """End a question nobody answered in time; tell whether it ended. Twice changes nothing."""
    row = SchoolLink.objects.select_for_update(of=("self",)).select_related("school").get(pk=link_id)
    if row.state != SchoolLinkState.WAITING or row.state_due_on >= today:
        return False
    _store(row, SchoolLinkState.EXPIRED)
    journal.record(actor=SYSTEM, verb="school_link_expired", subject=row.school)
    return True


def _coach(row: SchoolLink) -> int | None:
    """Return who asked when that is a trajectory coach of the school: who asks, follows."""
    coaches = Membership.objects.filter(school=row.school_id, role=SchoolRole.COACH)
    return row.asked_by_id if coaches.filter(user=row.asked_by_id).exists() else None


def _decide(link: SchoolLink, answer: SchoolLinkState) -> SchoolLink | None:
    """Return the question with its answer, None when that was the answer already."""
    rows = SchoolLink.objects.select_for_update(of=("self",)).select_related("school", "learner__case")
    row = rows.get(pk=link.pk)
    if row.state == answer:
        return None
    sentence = _("Deze vraag is al beantwoord, of te oud. Vraag je school om het opnieuw te vragen.")
    require_move(SCHOOL_LINK_MOVES, row.state, answer, sentence)
    _store(row, answer)
    return row


def _store(row: SchoolLink, state: SchoolLinkState) -> None:
    row.state, row.decided_at = state, clock.now()
    row.save(update_fields=["state", "decided_at", "updated_at"])
