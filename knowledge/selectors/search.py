"""The search of visitors: one call, with Dutch stems where the database knows them."""

import datetime as dt
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When

from accounts.models import User
from knowledge.models import SearchEntry, UnansweredSearch
from knowledge.rules.search import plain_stem, search_words
from learners.models import ContactDetails

DUTCH = "dutch"
MOST = 100
SHORTEST_NAME = 4  # 'de' and 'van' stand in many names and say nothing


def find(typed: str, on: dt.date, kind: str = "") -> list[SearchEntry]:
    """Return the public pages with these words, best first (1 or 2 queries)."""
    words = search_words(typed)
    if not words:
        return []
    rows = SearchEntry.objects.shown_on(on)
    if kind:
        rows = rows.filter(kind=kind)
    found = list(_stemmed(rows, words)[:MOST]) if connection.vendor == "postgresql" else []
    return found or list(_plain(rows, words)[:MOST])


def _stemmed(rows: QuerySet[SearchEntry], words: tuple[str, ...]) -> QuerySet[SearchEntry]:
    query: Any = SearchQuery(" ".join(words), config=DUTCH)
    weighed = SearchVector("heading", weight="A", config=DUTCH) + SearchVector("words", weight="C", config=DUTCH)
    rows = rows.annotate(vector=SearchVector("words", config=DUTCH)).filter(vector=query)
    return rows.annotate(rank=SearchRank(weighed, query)).order_by("-rank", "title", "pk")


def _plain(rows: QuerySet[SearchEntry], words: tuple[str, ...]) -> QuerySet[SearchEntry]:
    """Every word has to be in it, without its ending; a title with the first word comes first."""
    for word in words:
        rows = rows.filter(words__contains=plain_stem(word))
    first = Case(When(heading__contains=plain_stem(words[0]), then=Value(0)), default=Value(1))
    return rows.annotate(rank=first).order_by("rank", "title", "pk")


def names_somebody(typed: str) -> bool:
    """Tell whether a word of a search is part of the name of somebody we know (at most 2 queries)."""
    users, learners = Q(), Q()
    for word in search_words(typed):
        if len(word) < SHORTEST_NAME:
            continue
        users |= Q(first_name__iexact=word) | Q(last_name__iexact=word)
        learners |= Q(search_text=word) | Q(search_text__contains=f" {word} ")
        learners |= Q(search_text__startswith=f"{word} ") | Q(search_text__endswith=f" {word}")
    if not users:
        return False
    return User.objects.filter(users).exists() or ContactDetails.objects.filter(learners).exists()


def unanswered(number: int) -> UnansweredSearch | None:
    """Return one search that found nothing."""
    return UnansweredSearch.objects.select_related("article").filter(pk=number).first()
