"""Filling the table of the search, and noting what was looked for in vain."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from accounts.actor import Actor
from core import clock
from knowledge.enums import ArticleKind
from knowledge.models import Article, SearchEntry, UnansweredSearch
from knowledge.rules.search import worth_noting
from knowledge.selectors.articles import review_days
from knowledge.selectors.findable import findable
from knowledge.selectors.search import names_somebody
from privacy import journal

COLUMNS = ("title", "summary", "path", "heading", "words", "shown_from", "shown_until")


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling did."""

    added: int
    changed: int
    gone: int


@transaction.atomic
def fill_index() -> Filled:
    """Make the table of the search equal to the public pages; twice is the same as once."""
    wanted = {(row.kind, row.key): row for row in findable(clock.now())}
    known = {(row.kind, row.key): row for row in SearchEntry.objects.select_for_update()}
    fresh = [row for key, row in wanted.items() if key not in known]
    changed = []
    for key in wanted.keys() & known.keys():
        if any(getattr(wanted[key], name) != getattr(known[key], name) for name in COLUMNS):
            wanted[key].pk = known[key].pk
            changed.append(wanted[key])
    gone = [row.pk for key, row in known.items() if key not in wanted]
    SearchEntry.objects.filter(pk__in=gone).delete()
    SearchEntry.objects.bulk_update(changed, COLUMNS, batch_size=200)
    SearchEntry.objects.bulk_create(fresh, batch_size=200, ignore_conflicts=True)
    return Filled(len(fresh), len(changed), len(gone))


@transaction.atomic
def note_unanswered(*, typed: str) -> bool:
    """Count a search that found nothing, unless it may be about somebody. Returns whether it was kept."""
    words = worth_noting(typed)
    if not words or names_somebody(words):
        return False
    today = clock.today()
    row, created = UnansweredSearch.objects.get_or_create(words=words, defaults={"last_on": today})
    if not created:
        UnansweredSearch.objects.filter(pk=row.pk).update(times=F("times") + 1, last_on=today)
    return True


@transaction.atomic
def make_question(*, actor: Actor, search: UnansweredSearch) -> Article:
    """Start a question with its answer from a search that found nothing; twice gives the same draft."""
    row = UnansweredSearch.objects.select_for_update(of=("self",)).select_related("article").get(pk=search.pk)
    if row.article:
        return row.article
    today = clock.today()
    article = Article.objects.create(
        slug=f"vraag-{row.pk}",
        kind=ArticleKind.QUESTION,
        title=row.words.capitalize()[:160],
        summary="Nog te schrijven.",
        body="Nog te schrijven.",
        owner_id=actor.user_id,
        checked_on=today,
        review_by=today + dt.timedelta(days=review_days(today)),
    )
    row.article = article
    row.save(update_fields=["article"])
    journal.record(actor=actor, verb="article_started", subject=article, times=row.times)
    return article


@transaction.atomic
def drop_searches(*, actor: Actor, search: UnansweredSearch) -> None:
    """Forget a search that says nothing."""
    journal.record(actor=actor, verb="search_forgotten", subject=search)
    search.delete()
