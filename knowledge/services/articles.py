"""Every write to the knowledge base."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from accounts.models import User
from core import clock
from core.links import absolute
from core.states import MoveRefused, require_move
from core.uploads import CleanFile
from knowledge.enums import ARTICLE_MOVES, ArticleState
from knowledge.models import Article
from knowledge.rules.articles import may_publish
from knowledge.selectors.articles import articles_to_warn, review_days
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def publish_article(*, actor: Actor, article: Article) -> Article:
    """Put a page on the web. Raises MoveRefused when nobody looked at it, or for a study without source and date."""
    row = _locked(article)
    verdict = may_publish(
        state=row.state,
        kind=row.kind,
        source=row.source,
        dated=row.dated,
        review_by=row.review_by,
        today=clock.today(),
    )
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    return _move(row, ArticleState.PUBLISHED, actor)


@transaction.atomic
def take_back_article(*, actor: Actor, article: Article) -> Article:
    """Take a page off the web to work on it. Raises MoveRefused."""
    return _move(_locked(article), ArticleState.DRAFT, actor)


@transaction.atomic
def article_checked(*, actor: Actor, article: Article) -> Article:
    """Note that a colleague looked at a page today and that it is right; look again after the usual time."""
    row, today = _locked(article), clock.today()
    row.checked_on, row.review_by = today, today + dt.timedelta(days=review_days(today))
    row.save(update_fields=["checked_on", "review_by", "updated_at"])
    journal.record(actor=actor, verb="article_checked", subject=row)
    return row


@transaction.atomic
def set_file(*, actor: Actor, article: Article, clean: CleanFile) -> Article:
    """Keep a file that passed the checks instead of the one there was."""
    row = _locked(article)
    if row.file:
        storage, name = row.file.storage, str(row.file.name)
        transaction.on_commit(lambda: storage.delete(name))
    row.file = ContentFile(clean.content, name=f"studie.{clean.extension}")  # type: ignore[assignment]
    row.content_type = clean.content_type
    row.save(update_fields=["file", "content_type", "updated_at"])
    journal.record(actor=actor, verb="article_file", subject=row)
    return row


@transaction.atomic
def warn_owners() -> int:
    """Send each owner one mail with the pages to look at again; a page is told once a date. Returns how many mails."""
    now, found = clock.now(), articles_to_warn(clock.today())
    rows = {row.pk: row for row in Article.objects.filter(pk__in={pk for pks in found.values() for pk in pks})}
    for person in User.objects.filter(pk__in=found).order_by("pk"):
        queue_mail(
            key=f"articles-stale:{person.pk}:{now:%Y%m%d%H%M%S%f}",
            template="knowledge/email/articles_stale",
            to=person.email,
            context={
                "articles": [rows[pk] for pk in found[person.pk]],
                "link": absolute(reverse("admin:knowledge_article_changelist")),
            },
        )
    for row in rows.values():
        row.warned_for = row.review_by
    Article.objects.bulk_update(rows.values(), ["warned_for"])
    return len(found)


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).get(pk=article.pk)


def _move(row: Article, target: str, actor: Actor) -> Article:
    require_move(ARTICLE_MOVES, row.state, target, "Deze pagina staat niet op het web.")
    row.state = target
    row.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"article_{target}", subject=row)
    return row
