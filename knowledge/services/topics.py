"""An answer for everybody to what many asked the pool."""

import datetime as dt
import secrets

from django.db import transaction
from django.utils.text import slugify

from accounts.actor import Actor
from core import clock
from expertise.enums import Topic
from knowledge.enums import ArticleKind
from knowledge.models import Article
from knowledge.selectors.articles import review_days
from privacy import journal


@transaction.atomic
def propose_answer(*, actor: Actor, topic: str) -> Article:
    """Make a draft of a question with its answer for the knowledge base; its title says what it is about."""
    about, today = Topic(topic), clock.today()
    title = f"Veel gevraagd: {about.label.lower()}"
    known = Article.objects.select_for_update().filter(title=title, kind=ArticleKind.QUESTION, state="draft").first()
    if known is not None:
        return known
    article = Article.objects.create(
        slug=f"{slugify(about.label)[:60]}-{secrets.token_hex(3)}",
        kind=ArticleKind.QUESTION,
        title=title,
        summary="Hierover kregen we veel vragen. Schrijf hier het antwoord in één zin.",
        body="Schrijf hier het antwoord.",
        owner_id=actor.user_id,
        checked_on=today,
        review_by=today + dt.timedelta(days=review_days(today, "answer")),
    )
    journal.record(actor=actor, verb="answer_proposed", subject=article, topic=topic)
    return article
