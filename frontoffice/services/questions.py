"""Asking, answering and closing a question."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from core import clock
from core.languages import DUTCH
from core.links import absolute
from core.states import require_move
from frontoffice.enums import QUESTION_MOVES, QuestionState
from frontoffice.models import Question
from frontoffice.selectors.promises import answer_due
from mailing.services import queue_mail
from privacy import journal

ALREADY = "Deze vraag is ondertussen al afgehandeld. Herlaad de pagina."


@transaction.atomic
def ask_question(
    *,
    once_key: str,
    topic: str,
    body: str,
    name: str,
    email: str = "",
    phone: Any = "",
    page: str = "",
    language: str = DUTCH,
    school_id: int | None = None,
) -> Question:
    """Store a question with the moment we promise an answer, and confirm it by mail when there is an address.

    `language` is that of the page on which it was asked; our mails about it come in the same one.

    The same form sent twice (`once_key`) gives the same question and one mail. With `school_id` the people of that
    school see the question and its answer on their desk.
    Raises `catalogue.rules.RuleMissing` when the promise is not filled in.
    """
    question, created = Question.objects.get_or_create(
        once_key=once_key,
        defaults={
            "topic": topic,
            "body": body,
            "name": name,
            "email": email,
            "phone": phone,
            "page": page,
            "language": language,
            "school_id": school_id,
            "promised_by": answer_due(clock.now()),
        },
    )
    if created and question.email:
        _mail(question, "question_received")
    return question


@transaction.atomic
def answer_question(*, actor: Actor, question: Question, answer: str) -> Question:
    """Note the answer and mail it to the asker. Without a mail address the colleague calls and notes what was said.

    Raises `MoveRefused` when somebody else handled the question already.
    """
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    require_move(QUESTION_MOVES, fresh.state, QuestionState.ANSWERED, ALREADY)
    fresh.state, fresh.answer, fresh.answered_at = QuestionState.ANSWERED, answer.strip(), clock.now()
    fresh.owner_id = fresh.owner_id or actor.user_id
    fresh.save(update_fields=["state", "answer", "answered_at", "owner", "updated_at"])
    journal.record(actor=actor, verb="question_answered", subject=fresh)
    if fresh.email:
        _mail(fresh, "question_answered")
    return fresh


@transaction.atomic
def close_question(*, actor: Actor, question: Question) -> Question:
    """Close a question that needs no (more) answer. Raises `MoveRefused`."""
    return _move(actor, question, QuestionState.CLOSED, "question_closed")


@transaction.atomic
def reopen_question(*, actor: Actor, question: Question) -> Question:
    """Open a question again, with a new promise. Raises `MoveRefused`."""
    return _move(actor, question, QuestionState.NEW, "question_reopened", promised_by=answer_due(clock.now()))


def _move(
    actor: Actor, question: Question, target: str, verb: str, promised_by: dt.datetime | None = None
) -> Question:
    fresh = Question.objects.select_for_update().get(pk=question.pk)
    require_move(QUESTION_MOVES, fresh.state, target, ALREADY)
    fresh.state = target
    fresh.promised_by = promised_by or fresh.promised_by
    fresh.save(update_fields=["state", "promised_by", "updated_at"])
    journal.record(actor=actor, verb=verb, subject=fresh)
    return fresh


def _mail(question: Question, news: str) -> None:
    moment = question.answered_at or question.created_at
    queue_mail(
        key=f"{news}:{question.public_id}:{int(moment.timestamp())}",
        template=f"frontoffice/email/{news}",
        to=question.email,
        context={"question": question, "ask_url": absolute(reverse("frontoffice:ask"))},
        language=question.language,
    )
