"""Every public page as the search knows it."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from campaigns.enums import PostState
from campaigns.models import AgendaItem, Post
from catalogue.models import GlossaryTerm, Programme
from core.db import fold
from core.markdown import to_text
from knowledge.course_enums import CourseState
from knowledge.enums import FoundKind, ToolStatus
from knowledge.models import Article, Course, SearchEntry, Tool

SUMMARY = 300


def findable(now: dt.datetime) -> Iterator[SearchEntry]:
    """Yield an unsaved entry for everything visitors may read now or later (7 queries)."""
    yield from _articles()
    yield from _programmes()
    yield from _terms()
    yield from _posts(localdate(now))
    yield from _tools()
    yield from _courses()
    yield from _agenda(now)


def _entry(kind: FoundKind, key: str, title: str, summary: str, path: str, *more: str, **dates: object) -> SearchEntry:
    return SearchEntry(
        kind=kind,
        key=key,
        title=title,
        summary=summary[:SUMMARY],
        path=path,
        heading=fold(title)[:200],
        words=fold(title, summary, *more),
        **dates,
    )


def _articles() -> Iterator[SearchEntry]:
    for row in Article.objects.public().order_by("pk"):
        path = reverse("knowledge:article", args=[row.slug])
        yield _entry(FoundKind.ARTICLE, row.slug, row.title, row.summary, path, to_text(row.body))


def _programmes() -> Iterator[SearchEntry]:
    for row in Programme.objects.current().select_related("sector").order_by("pk"):
        summary = f"{row.get_study_domain_display()}, {row.get_grade_display()}"
        path = reverse("catalogue:programme_page", args=[row.slug])
        yield _entry(FoundKind.PROGRAMME, row.slug, row.name, summary, path, row.sector.name)


def _terms() -> Iterator[SearchEntry]:
    page = reverse("catalogue:glossary")
    for row in GlossaryTerm.objects.order_by("pk"):
        yield _entry(FoundKind.TERM, row.slug, row.term, row.definition, f"{page}#{row.slug}")


def _posts(on: dt.date) -> Iterator[SearchEntry]:
    """Also what appears later: the dates decide when it is found."""
    rows = Post.objects.filter(state=PostState.PUBLISHED).exclude(expires_on__lte=on)
    for row in rows.order_by("pk"):
        last = row.expires_on - dt.timedelta(days=1) if row.expires_on else None
        path = reverse("campaigns:post", args=[row.slug])
        dates = {"shown_from": row.publish_on, "shown_until": last}
        yield _entry(FoundKind.POST, row.slug, row.title, row.summary, path, to_text(row.body), **dates)


def _tools() -> Iterator[SearchEntry]:
    for row in Tool.objects.exclude(status=ToolStatus.GONE).order_by("pk"):
        path = reverse("knowledge:tool", args=[row.slug])
        yield _entry(FoundKind.TOOL, row.slug, row.name, row.what, path, row.limits, row.owner)


def _courses() -> Iterator[SearchEntry]:
    for row in Course.objects.filter(state=CourseState.OPEN).order_by("pk"):
        path = reverse("knowledge:course", args=[row.slug])
        yield _entry(FoundKind.COURSE, row.slug, row.title, row.summary, path, to_text(row.body))


def _agenda(now: dt.datetime) -> Iterator[SearchEntry]:
    for row in AgendaItem.objects.public().upcoming(now).select_related("municipality").order_by("pk"):
        path, town = reverse("campaigns:agenda_item", args=[row.slug]), str(row.municipality or "")
        dates = {"shown_until": localdate(row.ends_at)}
        kind = str(row.get_kind_display())
        yield _entry(
            FoundKind.AGENDA, row.slug, row.title, row.summary, path, row.body, row.place, town, kind, **dates
        )
