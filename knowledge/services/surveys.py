"""The life of a survey: made, sent piece by piece, reminded, closed and copied.

A piece asks the next addresses: their rows and their mails stand in one transaction, and a row exists once for each
address. A worker that dies anywhere leaves either both or neither, and the next run goes on where it stopped.
"""

import datetime as dt

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from campaigns.models import AgendaItem
from campaigns.services.attendance import leave_evaluation
from core import clock
from core.languages import DUTCH
from core.queue import enqueue
from core.states import MoveRefused, require_move
from knowledge import links
from knowledge.models import Course, Survey, SurveyInvitation, SurveyLog, SurveyQuestion
from knowledge.rules import surveys as rules
from knowledge.selectors import surveys as selectors
from knowledge.survey_enums import SURVEY_MOVES, QuestionKind, SurveyAudience, SurveyState
from mailing.services import queue_mail
from mailing.stopping import address_key
from privacy import journal

RUN = "knowledge.tasks.ask_surveys"
PIECE = 100
STANDARD = (
    ("Wat vond je ervan?", QuestionKind.GOOD, True),
    ("Je kunt er morgen iets mee doen.", QuestionKind.AGREE, False),
    ("Wat was goed?", QuestionKind.TEXT, False),
    ("Wat kan beter?", QuestionKind.TEXT, False),
)
INTRO = "Met je antwoord doen we het de volgende keer beter."


@transaction.atomic
def open_survey(*, actor: Actor, survey: Survey) -> Survey:
    """Send a survey to its audience. One about an activity takes the place of the short form that follows an activity.

    Raises `MoveRefused` with every reason.
    """
    row = _locked(survey)
    verdict = rules.may_open(
        state=row.state,
        audience=row.audience,
        has_target=selectors.has_target(row),
        questions=selectors.asked_of(row),
        addresses=len(selectors.addresses_of(row, clock.now())),
        closes_on=row.closes_on,
        today=clock.today(),
    )
    if not verdict:
        raise MoveRefused(" ".join(verdict.reasons))
    row.opened_at = clock.now()
    _move(actor, row, SurveyState.OPEN, "opened_at")
    for item in _items_of(row):
        leave_evaluation(item=item, actor=actor)
    enqueue(RUN)
    return row


def _items_of(survey: Survey) -> list[AgendaItem]:
    if survey.audience == SurveyAudience.VISITORS and survey.item:
        return [survey.item]
    if survey.audience == SurveyAudience.FOLLOWERS and survey.course_id:
        return list(AgendaItem.objects.filter(course_session__course=survey.course_id).order_by("pk"))
    return []


@transaction.atomic
def close_survey(*, actor: Actor, survey: Survey) -> Survey:
    """Take no answers any more. Raises `MoveRefused`."""
    row = _locked(survey)
    row.closed_at = clock.now()
    return _move(actor, row, SurveyState.CLOSED, "closed_at")


def close_due(*, today: dt.date) -> int:
    """Close every survey whose last day is over. Returns how many."""
    due = selectors.closing_ids(today)
    for number in due:
        close_survey(actor=SYSTEM, survey=Survey(pk=number))
    return len(due)


@transaction.atomic
def ask_piece(*, survey_id: int) -> int:
    """Ask the next addresses. Returns how many. Two workers at once: the second waits for the lock."""
    row = Survey.objects.select_for_update(of=("self",)).get(pk=survey_id)
    now = clock.now()
    if row.state != SurveyState.OPEN or row.closes_on < clock.today():
        return 0
    piece = selectors.not_asked(row, now, PIECE)
    for email, language in piece:
        one = SurveyInvitation.objects.create(
            survey=row, address_key=address_key(email), email=email, language=language, asked_at=now
        )
        _mail("survey", f"survey:{row.public_id}:{one.address_key}", one, row)
    if piece:
        row.invited += len(piece)
        row.save(update_fields=["invited", "updated_at"])
    return len(piece)


@transaction.atomic
def remind_invitation(*, invitation_id: int) -> bool:
    """Remind an address that did not answer, when it is time. Returns whether a mail went."""
    rows = SurveyInvitation.objects.select_for_update(of=("self",)).select_related("survey")
    row, now = rows.get(pk=invitation_id), clock.now()
    days, most = selectors.reminder_terms(clock.today())
    is_open = row.survey.state == SurveyState.OPEN and not row.has_answered and not row.has_declined
    last = row.reminded_at or row.asked_at
    if not is_open or not rules.may_remind(
        reminders=row.reminders, last_at=last, now=now, closes_on=row.survey.closes_on, days=days, most=most
    ):
        return False
    row.reminders, row.reminded_at = row.reminders + 1, now
    row.save(update_fields=["reminders", "reminded_at"])
    _mail("survey_reminder", f"survey-reminder:{row.public_id}:{row.reminders}", row, row.survey)
    return True


@transaction.atomic
def copy_survey(*, actor: Actor, survey: Survey) -> Survey:
    """Make a draft with the same questions for another time; answers are compared with those of this one."""
    source = Survey.objects.prefetch_related("questions").get(pk=survey.pk)
    made = Survey.objects.create(
        title=source.title,
        aim=source.aim,
        intro=source.intro,
        audience=source.audience,
        item=source.item,
        course=source.course,
        group=source.group,
        since=clock.today() if source.since else None,
        is_anonymous=source.is_anonymous,
        closes_on=selectors.closing_day(clock.today()),
        series=source.series,
        owner_id=actor.user_id,
        is_demo=source.is_demo,
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(
            survey=made,
            key=one.key,
            position=one.position,
            text=one.text,
            kind=one.kind,
            options=one.options,
            required=one.required,
        )
        for one in source.questions.all()
    )
    journal.record(actor=actor, verb="survey_copied", subject=made)
    return made


@transaction.atomic
def survey_about(*, actor: Actor, item: AgendaItem | None = None, course: Course | None = None) -> Survey:
    """Make a draft with the standard questions for who came to an activity or followed a course; a draft that is there
    already stays the one.
    """
    about: dict[str, AgendaItem | Course | None] = {"item": item} if item else {"course": course}
    known = Survey.objects.select_for_update(of=("self",)).filter(**about, state=SurveyState.DRAFT).first()
    if known is not None:
        return known
    subject = item or course
    made = Survey.objects.create(
        **about,
        title=f"Wat vond je van {subject}?"[:140],
        intro=INTRO,
        audience=SurveyAudience.VISITORS if item else SurveyAudience.FOLLOWERS,
        closes_on=selectors.closing_day(clock.today()),
        owner_id=actor.user_id,
        is_demo=bool(subject and subject.is_demo),
    )
    for position, (text, kind, required) in enumerate(STANDARD, start=1):
        SurveyQuestion.objects.create(survey=made, position=position, text=text, kind=kind, required=required)
    journal.record(actor=actor, verb="survey_made", subject=made)
    return made


def _locked(survey: Survey) -> Survey:
    return Survey.objects.select_for_update(of=("self",)).prefetch_related("questions").get(pk=survey.pk)


def _move(actor: Actor, row: Survey, target: SurveyState, *columns: str) -> Survey:
    source = row.state
    require_move(SURVEY_MOVES, source, target, f"Dat kan niet: deze bevraging staat op ‘{row.get_state_display()}’.")
    row.state = target
    row.save(update_fields=["state", *columns, "updated_at"])
    SurveyLog.objects.create(survey=row, from_state=source, to_state=target, actor_label=actor.label[:120])
    journal.record(actor=actor, verb=f"survey_{target}", subject=row)
    return row


def _mail(template: str, key: str, invitation: SurveyInvitation, survey: Survey) -> None:
    queue_mail(
        key=key,
        template=f"knowledge/email/{template}",
        to=invitation.email,
        context={
            "survey": survey,
            "link": links.survey_link(invitation),
            "is_dutch": invitation.language == DUTCH,
        },
        language=invitation.language,
    )
