"""Factories of the knowledge base, the search and the counts of the website."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from core.db import fold
from knowledge.enums import ArticleKind, ArticleState, FoundKind
from knowledge.models import Article, PageRemark, SearchEntry, UnansweredSearch, WebDay


class ArticleFactory(DjangoModelFactory):
    """A page of the knowledge base that is on the web."""

    class Meta:
        model = Article

    slug = factory.Sequence(lambda n: f"pagina-{n}")
    kind = ArticleKind.QUESTION
    title = factory.Sequence(lambda n: f"Wat doet een mentor ({n})?")
    summary = "Een mentor leert het vak aan."
    body = "## Elke dag\n\nDe mentor toont het en kijkt mee."
    source = "vlaanderen.be"
    checked_on = dt.date(2026, 11, 1)
    review_by = dt.date(2030, 5, 1)
    state = ArticleState.PUBLISHED


class SearchEntryFactory(DjangoModelFactory):
    class Meta:
        model = SearchEntry

    kind = FoundKind.ARTICLE
    key = factory.Sequence(lambda n: f"pagina-{n}")
    title = "Premies voor bedrijven"
    summary = "Waar je op kunt rekenen."
    path = "/kennis/kennisbank/premies/"
    heading = factory.LazyAttribute(lambda o: fold(o.title))
    words = factory.LazyAttribute(lambda o: fold(o.title, o.summary))


class UnansweredSearchFactory(DjangoModelFactory):
    class Meta:
        model = UnansweredSearch

    words = factory.Sequence(lambda n: f"verplaatsing {n}")
    last_on = factory.LazyFunction(timezone.localdate)


class WebDayFactory(DjangoModelFactory):
    class Meta:
        model = WebDay

    day = factory.LazyFunction(timezone.localdate)
    subject = "deur"
    step = "start"
    times = 3


class PageRemarkFactory(DjangoModelFactory):
    class Meta:
        model = PageRemark

    page = "/bedrijven-info/"
    text = "Ik zocht een voorbeeld van een uurrooster."
    given_on = factory.LazyFunction(timezone.localdate)
