"""Reads of the knowledge base."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.enums import StaffRole
from accounts.models import User
from campaigns.selectors.storytelling import warning_days
from catalogue.selectors import rule_value
from knowledge.enums import ArticleKind, ArticleState
from knowledge.models import Article

ON_A_DOOR = 5


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages of one kind."""

    kind: str
    label: str
    articles: list[Article]


def articles(*, audience: str = "", kind: str = "") -> QuerySet[Article]:
    """Return the pages on the web, without their texts."""
    rows = Article.objects.public().defer("body").order_by("position", "title", "pk")
    if audience:
        rows = rows.for_audience(audience)
    return rows.filter(kind=kind) if kind else rows


def shelves(audience: str = "", kind: str = "") -> list[Shelf]:
    """Return the pages by kind (1 query); kinds without a page are left out."""
    rows = list(articles(audience=audience, kind=kind))
    found = [Shelf(one.value, str(one.label), [row for row in rows if row.kind == one]) for one in ArticleKind]
    return [shelf for shelf in found if shelf.articles]


def articles_of_door(audience: str) -> list[Article]:
    """Return the first pages for a door, step plans first (1 query)."""
    rows = Article.objects.public().defer("body").filter(audience=audience)
    return list(rows.order_by("position", "title", "pk")[:ON_A_DOOR])


def article(slug: str) -> QuerySet[Article]:
    """Return the page with this name in the address, when it is on the web (zero or one row)."""
    return Article.objects.public().filter(slug=slug)


def beside(row: Article) -> list[Article]:
    """Return a few other pages for the same audience (1 query)."""
    return list(articles(audience=row.audience).exclude(pk=row.pk)[:4])


def article_for_desk(pk: int) -> Article | None:
    """Return a page whatever its state."""
    return Article.objects.filter(pk=pk).first()


def stale_articles(on: dt.date, days: int) -> Q:
    """Return which pages need their owner: on the web, and somebody has to look again within so many days."""
    return Q(state=ArticleState.PUBLISHED, review_by__lte=on + dt.timedelta(days=days))


def review_days(on: dt.date, scope: str = "check") -> int:
    """Return after how many days a page is looked at again (`answer`: a draft of an answer). Raises RuleMissing."""
    return int(rule_value("article-term", scope, on=on))


def articles_to_warn(on: dt.date) -> dict[int, list[int]]:
    """Return per colleague the pages they were not told of yet; pages without an owner go to the coordinators."""
    fresh = Q(warned_for=None) | ~Q(warned_for=F("review_by"))
    rows = Article.objects.filter(stale_articles(on, warning_days(on)) & fresh).order_by("review_by", "pk")
    known = list(rows.values_list("pk", "owner_id", "owner__is_active", "owner__is_staff"))
    team = User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR).order_by("pk")
    lead = list(team.values_list("pk", flat=True)) if known else []
    found: dict[int, list[int]] = {}
    for pk, owner, active, staff in known:
        for person in [owner] if owner and active and staff else lead:
            found.setdefault(person, []).append(pk)
    return found
